"""“(zie p. 42)” behind references on pages: which get it, and what it says.

A reference gets it when its target is more than one page away, which is known only when all pages
are placed. Once shown it stays, so that rounds of placing come to an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import XREF, Book, Section
from dinobook.book.references.references import DRAWN, text_before
from dinobook.book.words.references import reference_words_for
from dinobook.markup.tree import INLINE
from dinobook.pdf.placing.folios import ARABIC, Page

Shown = Mapping[str, str]
"""The references that show a page, by id. The value is a folio in roman figures; empty: the page
has a number, for which room is left."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_BREAK: Final = "\u00a0"
_NEAR_PAGES: Final = 1
_SURELY_FAR: Final = 4
"""Pages by a guess, which errs by a page in each of two neighbouring chapters."""


@dataclass(frozen=True, slots=True)
class Reference:
    id: str
    target: str


class SeePages:
    """The references of one book that may show a page."""

    def __init__(self, book: Book) -> None:
        self._sections = {section.id: section for section in book.sections}
        self._words = reference_words_for(book.metadata.language, book.metadata.own)
        self._references = {section.id: tuple(_references_of(section)) for section in book.sections}

    def far_apart(self, guessed: Mapping[str, float]) -> dict[str, str]:
        """What is far in any case: with a whole section between, there is a page between.

        So is, for all we know, what is pages apart by a guess (`dinobook.pdf.placing.guess`).
        """
        order = {name: at for at, name in enumerate(self._sections)}
        homes = {
            name: order[section.id] for section in self._sections.values() for name in section.ids()
        }
        return {
            reference.id: ""
            for section, references in self._references.items()
            for reference in references
            if abs(homes.get(reference.target, order[section]) - order[section]) > _NEAR_PAGES
            or _apart(guessed.get(reference.id), guessed.get(reference.target))
        }

    def after_placing(self, before: Shown, pages: Sequence[Page]) -> dict[str, str]:
        """What was shown before, and what has turned out to be far."""
        homes = _homes(pages)
        found: dict[str, str] = {}
        for one in (each for several in self._references.values() for each in several):
            at, there = homes.get(one.id), homes.get(one.target)
            if at is None or there is None:
                continue
            if one.id in before or abs(there - at) > _NEAR_PAGES:
                page = pages[there]
                found[one.id] = "" if page.numbering == ARABIC else page.label
        return found

    def of_section(self, section: str, shown: Shown) -> dict[str, str]:
        return {
            reference.id: shown[reference.id]
            for reference in self._references[section]
            if reference.id in shown
        }

    def targets_of(self, section: str, shown: Shown) -> frozenset[str]:
        """The ids whose pages the section shows."""
        return frozenset(
            reference.target for reference in self._references[section] if reference.id in shown
        )

    def targets(self, shown: Shown) -> frozenset[str]:
        """The ids whose pages are shown anywhere."""
        return frozenset().union(
            *(self.targets_of(reference, shown) for reference in self._references)
        )

    def with_room(
        self, section: Section, shown: Shown, folios: Mapping[str, str] | None = None
    ) -> Section:
        """The section as it is laid out: with holes for the numbers of pages.

        `folios` has the number for each hole, where they are known.
        """

        def fill(span: etree._Element, pattern: str, one: Reference) -> None:
            before, _, after = pattern.partition("{}")
            span.text = before
            number = etree.SubElement(span, xhtml.tag("span"), {"class": "folio"})
            number.tail = after
            if shown[one.id]:
                number.text = shown[one.id]
            elif folios is not None:
                number.text = folios.get(one.target, "0")
            else:
                number.set("data-page-of", one.target)

        return self._written(section, shown, fill)

    def as_printed(self, section: Section, shown: Shown, pages: Sequence[Page]) -> Section:
        """The section with what its pages say, for whoever reads them back."""
        homes = _homes(pages)

        def fill(span: etree._Element, pattern: str, one: Reference) -> None:
            span.set(DRAWN, pattern.format(pages[homes[one.target]].label))

        return self._written(section, shown, fill)

    def _written(
        self,
        section: Section,
        shown: Shown,
        fill: Callable[[etree._Element, str, Reference], None],
    ) -> Section:
        if not any(reference.id in shown for reference in self._references[section.id]):
            return section

        def written(text: str) -> str:
            if XREF not in text:
                return text
            root = xhtml.parse(text)
            for anchor in list(_anchors(root)):
                one = _reference(anchor)
                if one.id in shown:
                    span = etree.Element(xhtml.tag("span"), {"class": "see-page"})
                    fill(span, self._pattern(anchor), one)
                    xhtml.insert_behind_word(anchor, span)
            return xhtml.serialise(root)

        notes = tuple(replace(note, xhtml=written(note.xhtml)) for note in section.notes)
        return replace(section, xhtml=written(section.xhtml), notes=notes)

    def _pattern(self, anchor: etree._Element) -> str:
        """“ (zie p. {})”; a comma where brackets are open, no “zie” where it has just been said."""
        before = text_before(anchor)
        said = self._words.page.replace(" ", _NO_BREAK)
        if "".join(before.split()[-1:]).casefold().lstrip("([") != self._words.see:
            said = f"{self._words.see} {said}"
        return f", {said}" if before.count("(") > before.count(")") else f" ({said})"


def _apart(here: float | None, there: float | None) -> bool:
    return here is not None and there is not None and abs(here - there) > _SURELY_FAR


def _homes(pages: Sequence[Page]) -> dict[str, int]:
    """The page on which each id starts, counted from 0."""
    homes: dict[str, int] = {}
    for at, page in enumerate(pages):
        for name in page.anchors:
            homes.setdefault(name, at)
    return homes


def _references_of(section: Section) -> Iterator[Reference]:
    for text in (section.xhtml, *(note.xhtml for note in section.notes)):
        if XREF in text:
            yield from map(_reference, _anchors(xhtml.parse(text)))


def _reference(anchor: etree._Element) -> Reference:
    return Reference(anchor.get("id", ""), anchor.get("href", "").removeprefix("#"))


def _anchors(root: etree._Element) -> Iterator[etree._Element]:
    """The links into the book that may show a page: each target once in a block, no heading."""
    seen: set[tuple[etree._Element, str]] = set()
    for anchor in root.iter(xhtml.tag("a")):
        if xhtml.has_class(anchor, XREF) and anchor.get("id"):
            block = _block_of(anchor)
            place = block, anchor.get("href", "")
            if place not in seen and xhtml.name_of(block) not in _HEADINGS:
                yield anchor
            seen.add(place)


def _block_of(anchor: etree._Element) -> etree._Element:
    blocks: Iterable[etree._Element] = anchor.iterancestors()
    return next((block for block in blocks if xhtml.name_of(block) not in INLINE), anchor)
