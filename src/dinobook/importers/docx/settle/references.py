"""References become links that the book words itself, where it is certain what they lead to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from dinobook.importers.docx.labels import LABELLED, kind_of_label, normal
from dinobook.importers.docx.settle.captions import Caption
from dinobook.importers.docx.settle.document import Document, block_words, excerpt
from dinobook.importers.docx.tree.build import SAID, Element, element, take_out, unwrap
from dinobook.problems import Severity
from dinobook.slugs import slug

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_PREFIX: Final = {"figure": "fig", "table": "tab"}
_WORD_BEFORE: Final = re.compile(
    r"(?:\b(?:hoofdstuk|paragraaf|par\.|sectie|deel|bijlage|figuur|tabel|chapter|section|figure|table)"
    r"|§)[\s\u00a0]*\Z",
    re.IGNORECASE,
)
_PAGE_BEFORE: Final = re.compile(
    r"[\s\u00a0]*\b(?:(?:op|on) )?(?:pagina|page|p\.|blz\.|bladzijde)[\s\u00a0]*\Z", re.IGNORECASE
)
_BARE: Final = re.compile(r"[\dA-Z.\-–]+\Z")
_TYPED: Final = re.compile(
    r"(?<!\w)(?P<label>figuur|fig\.|figure|afbeelding|afb\.|grafiek|tabel|table|tab\.)"
    r"[\s\u00a0](?P<number>\d+(?:[.\-–]\d+)*[a-z]?)(?!\w|[.\-–]\d|,\d)",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    r"\A[\s\u00a0]*(?:en|of|and|or|t/m|tot|[-–&,])[\s\u00a0]*\d", re.IGNORECASE
)
_PAGES_COME: Final = "on pages the book names the page itself"
_BROKEN: Final = re.compile(r"^(?:Fout!|Error!|Erreur|Fehler!)", re.IGNORECASE)


class References:
    """Settles the references of a document. Ids are given only where something leads."""

    def __init__(self, document: Document, captions: Mapping[Element, Caption]) -> None:
        self.document, self.captions = document, captions
        self.ids: dict[Element, str] = {}
        self.used: set[str] = set()
        self.targets = self._targets()
        counts = Counter((one.kind, one.number) for one in captions.values() if one.number)
        self.by_number = {
            (one.kind, one.number): block
            for block, one in captions.items()
            if one.number and counts[one.kind, one.number] == 1 and not _is_missing(block)
        }

    def settle(self) -> None:
        for mark in list(self.document.root.iter("w-r")):
            self._refer(mark)
        for link in list(self.document.root.iter("a")):
            self._link(link)
        for block in list(self.document.root.iter("p", "li", "td", "th", "dd", "figcaption")):
            self._typed(block)
        for mark in list(self.document.root.iter("w-t")):
            take_out(mark)

    def _targets(self) -> dict[int, Element]:
        """What each bookmark stands in: a heading, a figure, a table, or the mark itself."""
        found: dict[int, Element] = {}
        for mark in self.document.root.iter("w-t"):
            around = next((one for one in mark.iterancestors(*_HEADINGS, "figure", "table")), None)
            if around is not None and around.tag == "table" and mark.getparent().tag != "caption":  # type: ignore[union-attr]
                around = None
            found.setdefault(int(mark.get("n", "0")), mark if around is None else around)
        return found

    def _target(self, bookmark: str) -> Element | None:
        marks = self.document.marks
        number = marks.targets.index(bookmark) if bookmark in marks.targets else -1
        return self.targets.get(number)

    def id_of(self, target: Element) -> str:
        """Its id, which is made at the first reference to it."""
        if target not in self.ids:
            wanted = self._wanted(target)
            name, number = wanted, 2
            while name in self.used:
                name, number = f"{wanted}-{number}", number + 1
            self.used.add(name)
            self.ids[target] = name
            self._give(target, name)
        return self.ids[target]

    def _wanted(self, target: Element) -> str:
        prefix = _PREFIX.get(str(target.tag), "")
        words = target
        if prefix:
            caption = target.find("figcaption" if target.tag == "figure" else "caption")
            words = target if caption is None else caption
        elif target.tag == "w-t":
            parent = target.getparent()
            prefix, words = "plaats", target if parent is None else parent
        made = slug(" ".join(block_words(words).split()[:6]), limit=40)
        name = "-".join(filter(None, (prefix, made))) or "plaats"
        return name if name[0].isalpha() else f"kop-{name}"

    def _give(self, target: Element, name: str) -> None:
        if target.tag != "w-t":
            target.set("id", name)
            return
        place = element("span", id=name)
        parent = target.getparent()
        if parent is not None:
            target.addprevious(place)

    def _refer(self, mark: Element) -> None:
        facts = self.document.marks.references[int(mark.get("n", "0"))]
        target = self._target(facts.bookmark)
        if target is None or _BROKEN.match(facts.printed):
            self._stay(mark, facts.printed, "leads nowhere")
        elif _is_missing(target):
            self._stay(mark, facts.printed, "names a picture that is not there")
        elif facts.kind == "NOTEREF":
            self._stay(mark, facts.printed, "names a note, whose number the book gives")
        elif target.tag == "w-t":
            if facts.kind == "PAGEREF":
                self._stay(mark, facts.printed, "names a page, and what is there has no name")
            else:
                self._as_link(mark, facts.printed, f"#{self.id_of(target)}")
        elif not self._can_be_named(target) or self._says_more(facts.printed, target):
            self._as_link(mark, facts.printed, f"#{self.id_of(target)}")
        else:
            self._named(mark, facts.printed, target, is_page=facts.kind == "PAGEREF")

    def _can_be_named(self, target: Element) -> bool:
        return target.tag in _HEADINGS or target in self.captions

    def _says_more(self, printed: str, target: Element) -> bool:
        """Whether the caption's own words are printed, beside its number."""
        found = LABELLED.match(f"{printed} ")
        rest = printed[found.end() :].strip(" :.") if found else ""
        return target.tag not in _HEADINGS and bool(rest)

    def _named(self, mark: Element, printed: str, target: Element, *, is_page: bool) -> None:
        gone = _cut_before(mark, _PAGE_BEFORE if is_page else _WORD_BEFORE, printed, is_page)
        if gone and is_page and self._was_named(mark, target):
            self.document.leave_out(
                "references", f"{gone} {printed}", _PAGES_COME, mark.getparent()
            )
            take_out(mark)
            return
        link = element("a", **{"class": "reference", "href": f"#{self.id_of(target)}"})
        link.set(SAID, f"{gone} {printed}".strip())
        if mark.getparent() is None:
            return
        mark.addprevious(link)
        take_out(mark)
        if gone and is_page:
            _space_before(link)
        words = f"{gone} {printed}".strip()
        self.document.leave_out("references", words, "the book words it itself", link)

    def _was_named(self, mark: Element, target: Element) -> bool:
        """Whether the same thing is named right before its page."""
        before = mark.getprevious()
        if before is None or before.get("class") != "reference":
            return False
        return before.get("href") == f"#{self.id_of(target)}" and not (before.tail or "").strip()

    def _as_link(self, mark: Element, printed: str, address: str) -> None:
        link = element("a", href=address)
        link.text = printed
        mark.addprevious(link)
        take_out(mark)

    def _stay(self, mark: Element, printed: str, why: str) -> None:
        words = element("w-x")
        words.text = printed
        mark.addprevious(words)
        around = mark.getparent()
        take_out(mark)
        unwrap(words)
        shown = "" if around is None else block_words(around)
        self.document.warn(
            "import-057",
            f"The reference “{excerpt(printed)}” {why}; its words stay as they are.",
            "Write `[](#id)` in its place, with the id of what it means.",
            shown,
        )

    def _link(self, link: Element) -> None:
        """A link inside the document leads to an id; one that leads nowhere is text."""
        address = link.get("href", "")
        if not address.startswith("#"):
            return
        number = address[2:] if address.startswith("#t") else ""
        target = self.targets.get(int(number)) if number.isdecimal() else None
        if target is not None:
            link.set("href", f"#{self.id_of(target)}")
        elif link.get("class") != "reference" and address[1:] not in self.used:
            unwrap(link)

    def _typed(self, block: Element) -> None:
        """“zie figuur 2.3” in running text, where there is one such caption and no other."""
        if self.document.role(block) == "caption" and block.tag == "p":
            return
        for holder, is_tail in list(_texts(block)):
            self._settle_text(block, holder, is_tail=is_tail)

    def _settle_text(self, block: Element, holder: Element, *, is_tail: bool) -> None:
        text = (holder.tail if is_tail else holder.text) or ""
        pieces: list[tuple[str, Element]] = []
        at = 0
        for found in _TYPED.finditer(text):
            target = self.by_number.get((kind_of_label(found["label"]), normal(found["number"])))
            if target is None or _MORE.match(text[found.end() :]):
                self._doubtful(block, found[0])
                continue
            link = element("a", **{"class": "reference", "href": f"#{self.id_of(target)}"})
            link.set(SAID, found[0])
            self.document.leave_out("references", found[0], "the book words it itself", link)
            pieces.append((text[at : found.start()], link))
            at = found.end()
        if pieces:
            _put(holder, pieces, text[at:], is_tail=is_tail)

    def _doubtful(self, block: Element, words: str) -> None:
        if not self.captions:
            return
        self.document.warn(
            "import-057",
            f"“{words}” may be a reference, and it is not certain to what; it stays as it is.",
            "Write `[](#id)` in its place, so that it keeps the right number.",
            block_words(block),
            Severity.NOTE,
        )


def _is_missing(target: Element) -> bool:
    """A picture that is not there yet has no number."""
    return target.tag == "figure" and target.find("span[@class='missing']") is not None


def _texts(block: Element) -> Iterator[tuple[Element, bool]]:
    """Every piece of text in the block that is no link, code, or part of an inner block."""
    yield block, False
    for child in block:
        if child.tag in ("em", "strong", "u", "s", "ins", "del", "mark", "small"):
            yield from _texts(child)
        yield child, True


def _put(holder: Element, pieces: list[tuple[str, Element]], rest: str, *, is_tail: bool) -> None:
    parent = holder.getparent() if is_tail else holder
    if parent is None:
        return
    at = parent.index(holder) + 1 if is_tail else 0
    if is_tail:
        holder.tail = pieces[0][0]
    else:
        holder.text = pieces[0][0]
    for number, (_, link) in enumerate(pieces):
        following = pieces[number + 1][0] if number + 1 < len(pieces) else rest
        link.tail = following
        parent.insert(at + number, link)


def _cut_before(mark: Element, pattern: re.Pattern[str], printed: str, is_page: bool) -> str:
    """Take the word before a bare number away, which the book writes too; gives that word."""
    if not is_page and not _BARE.match(printed):
        return ""
    before = mark.getprevious()
    parent = mark.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    found = pattern.search(text)
    if found is None:
        return ""
    if before is not None:
        before.tail = text[: found.start()]
    elif parent is not None:
        parent.text = text[: found.start()]
    return found[0].strip()


def _space_before(link: Element) -> None:
    before, parent = link.getprevious(), link.getparent()
    if before is not None and not (before.tail or "").endswith((" ", "(", "\u00a0")):
        before.tail = (before.tail or "") + " "
    elif before is None and parent is not None and (parent.text or "").strip():
        parent.text = f"{(parent.text or '').rstrip()} "
