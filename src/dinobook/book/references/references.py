"""References: links without words of their own get them from the book.

`[](#fig-plan)` becomes “figuur 3”, with a capital where a sentence begins. Every link inside the
book gets an id, so that pages can tell how far it is from where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.made_pages.empty import with_something_to_show
from dinobook.book.model import XREF
from dinobook.book.numbers.numbering import HEADING, Named, names_of, write_number
from dinobook.book.references.links import Targets, target_of, targets_of
from dinobook.book.section_ids import printed_ids
from dinobook.book.words.references import ReferenceWords
from dinobook.manifest.model import Row
from dinobook.manifest.page_rows import printed_file
from dinobook.markup.fragment import Fragment
from dinobook.markup.tree import INLINE, NOTE_CALL, is_bare
from dinobook.problems import Place, Problem

DRAWN: Final = "data-drawn"
"""On an empty element: what the pages of an edition say there, and no author wrote."""
_NO_BREAK: Final = "\u00a0"
_SENTENCE: Final = re.compile(r"(?:^|(\S*[.!?…])[”’»“)\]]*\s+)[(\[“‘«„‚\"'\s]*$")
# What ends in a point without ending a sentence; also words with points inside (o.a., z.B.).
_ABBREVIATED: Final = re.compile(
    r"(?:approx|bijv|blz|bv|bzw|ca|cf|dr|eq|etc|fig|incl|mr|nrs?|pp?|prof|resp|tab|usw|vgl|vs|zgn)\."
    r"|(?:[^\W\d_]{1,3}\.){2,}"
)


def unprinted(
    rows: Sequence[Row], fragments: Mapping[str, Fragment], made: Iterable[str], edition: str
) -> Iterator[Problem]:
    """A problem for each reference that has nothing to say in an edition with these rows.

    `fragments` are all files that can be read, `made` the ids of parts and made pages of the book.
    """
    shown = with_something_to_show(rows, fragments)
    rows = [row for row in shown if not printed_file(row) or printed_file(row) in fragments]
    targets = targets_of(fragments.values(), printed_ids(rows), made)
    named = {*names_of(rows, fragments), *targets.printed}
    for row in rows:
        if name := printed_file(row):
            yield from _unprinted(fragments[name], targets, named, edition)


def _unprinted(
    fragment: Fragment, targets: Targets, named: Collection[str], edition: str
) -> Iterator[Problem]:
    for link in fragment.links:
        if not link.bare:
            continue
        place = Place(fragment.place.path, link.line, f"[]({link.href})")
        found = target_of(link.href, targets, fragment.place.path)
        if found is None:
            yield from _without_words(link.href, place)
        elif found[0] not in targets.printed:
            yield Problem(
                place,
                "refs-001",
                f"The edition “{edition}” does not print “{found[1]}”, to which this refers.",
                "Write the words of the link between its square brackets, or let that edition "
                f"print “{found[0]}” too.",
            )
        elif found[1] not in named:
            yield Problem(
                place,
                "refs-002",
                f"“{found[1]}” has no number and no title that a reference could name.",
                "Give the figure or table a caption, or write words between the square "
                "brackets of the link.",
            )


def _without_words(href: str, place: Place) -> Iterator[Problem]:
    """A link that leads nowhere is said to do so already; one to the outside needs words."""
    if ":" in href:
        yield Problem(
            place,
            "refs-002",
            f"The link to “{href}” has no words.",
            "Write words between its square brackets: only the book's own parts have names.",
        )


class References:
    """Writes the references of one chapter, in document order."""

    def __init__(self, chapter: str, names: Mapping[str, Named], words: ReferenceWords) -> None:
        self._chapter, self._names, self._words = chapter, names, words
        self._count = 0

    def write(self, root: etree._Element) -> None:
        """Fill the empty links below `root`, and give all that lead into the book an id."""
        for anchor in root.iter(xhtml.tag("a")):
            if not xhtml.has_class(anchor, XREF):
                continue
            self._count += 1
            if not anchor.get("id"):
                anchor.set("id", f"{self._chapter}--ref-{self._count}")
            name = anchor.get("href", "")[1:]
            if is_bare(anchor) and name in self._names:
                self._fill(anchor, name)

    def _fill(self, anchor: etree._Element, name: str) -> None:
        named = self._names[name]
        said = getattr(self._words, named.kind) if named.number else self._title(named)
        if starts_sentence(text_before(anchor)):
            said = said[0].upper() + said[1:]
        if named.number:
            write_number(anchor, said.replace(" {}", _NO_BREAK + "{}"), name, named.number)
        else:
            anchor.text = said

    def _title(self, named: Named) -> str:
        """A heading is always quoted: “Inleiding” inside a chapter is not the introduction."""
        if named.kind == HEADING:
            return self._words.quoted(named.title)
        return self._words.known.get(named.title.casefold()) or self._words.quoted(named.title)


def starts_sentence(before: str) -> bool:
    """Whether a sentence begins behind `before`, the text of its block so far."""
    found = _SENTENCE.search(before)
    if found is None:
        return False
    word = (found.group(1) or "").lstrip("([“‘«„").casefold()
    return not _ABBREVIATED.fullmatch(word)


def text_before(anchor: etree._Element) -> str:
    """The text of the block up to `anchor`, without the numbers of notes."""
    pieces: list[str] = []
    node = anchor
    while xhtml.name_of(node) in INLINE:
        for sibling in node.itersiblings(preceding=True):
            pieces.append(sibling.tail or "")
            if xhtml.name_of(sibling) not in INLINE:
                return "".join(reversed(pieces))
            if not xhtml.has_class(sibling, NOTE_CALL):
                pieces.append("".join(xhtml.strings(sibling)))
        parent = node.getparent()
        if parent is None:
            break
        pieces.append(parent.text or "")
        node = parent
    return "".join(reversed(pieces))
