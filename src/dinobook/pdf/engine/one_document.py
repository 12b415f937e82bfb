"""A book as one document: laid out again until the page numbers that it prints no longer change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pydyf

from dinobook.book.made_pages.index import NOTHING_PRINTED, PrintedPages
from dinobook.book.made_pages.index_page import printed_index
from dinobook.book.model import Book, Kind
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.file.xmp import xmp
from dinobook.pdf.formulas import formula_pictures
from dinobook.pdf.placing.folios import Page, page_labels, printed_pages
from dinobook.pdf.placing.guess import guessed_pages
from dinobook.pdf.placing.see_pages import SeePages, Shown
from dinobook.pdf.stylesheet import face_resources, theme_resources
from dinobook.pdf.workers.jobs import SCHEME, Resource
from dinobook.pdf.write import ROUNDS
from dinobook.theme import Theme


class Settled(NamedTuple):
    """The book as it was laid out last, its pages, and how to say on which page something is."""

    book: Book
    pages: list[Page]
    see_pages: SeePages
    shown: Shown

    def as_printed(self, pages: Sequence[Page]) -> Book:
        sections = self.book.sections
        printed = (self.see_pages.as_printed(section, self.shown, pages) for section in sections)
        return replace(self.book, sections=tuple(printed))


def settled(
    book: Book,
    theme: Theme,
    edition: EditionSpec,
    lay_out: Callable[[Book], list[Page]],
) -> Settled:
    """Let `lay_out` make the pages of a book.

    An index and references are filled in with the pages of the time before, until they no longer
    change.
    """
    see_pages = SeePages(book)
    known, shown = NOTHING_PRINTED, see_pages.far_apart(guessed_pages(book, theme, edition))
    for _ in range(ROUNDS):
        indexed = _with_pages(book, known, theme)
        printed = _with_room(indexed, see_pages, shown, known)
        pages = lay_out(printed)
        told = printed_pages(pages), see_pages.after_placing(shown, pages)
        if told == (known, shown) or not (told[1] or _has_index(book)):
            break
        known, shown = told
    return Settled(indexed, pages, see_pages, shown)


def resources_of(book: Book, theme: Theme, edition: EditionSpec) -> dict[str, Resource]:
    """The typefaces and pictures of the whole book, by their `dinobook:` addresses."""
    return {
        **face_resources(theme.css(edition.use)),
        **theme_resources(theme),
        **{
            name: data
            for section in book.sections
            for name, data in formula_pictures(section).items()
        },
        **{SCHEME + asset.path: Resource(asset.data, asset.media_type) for asset in book.assets},
    }


def owners(document: Any, book: Book, *, has_cover: bool) -> Iterator[str]:
    """The section of each page of a WeasyPrint document; empty for the cover."""
    sections = {section.id for section in book.sections}
    current = ""
    for at, page in enumerate(document.pages):
        if not (has_cover and at == 0):
            current = next((name for name in page.anchors if name in sections), current)
        yield current


def describe(pdf: pydyf.PDF, book: Book, pages: Sequence[Page], edition: EditionSpec) -> None:
    """What the file says of itself, in the words that one joined from chapters has."""
    pdf.catalog["PageLabels"] = page_labels(pages)
    pdf.catalog["PageMode"] = "/UseOutlines" if edition.use == "screen" else "/UseNone"
    number = int(pdf.catalog["Metadata"].split()[0])
    pdf.objects[number].stream = [xmp(book.metadata)]


def turn(pdf: pydyf.PDF, turned: Sequence[bool]) -> None:
    """Turn these pages upright, which lie on their side."""
    for number, is_turned in zip(pdf.pages["Kids"][::3], turned, strict=True):
        if is_turned:
            pdf.objects[int(number)]["Rotate"] = 270


def _with_room(book: Book, see_pages: SeePages, shown: Shown, known: PrintedPages) -> Book:
    """The book with the pages of references, as far as they are known."""
    folios_of = {name: known.folios[at] for name, at in known.homes.items()}
    sections = tuple(see_pages.with_room(section, shown, folios_of) for section in book.sections)
    return replace(book, sections=sections)


def _has_index(book: Book) -> bool:
    return any(section.kind is Kind.INDEX for section in book.sections)


def _with_pages(book: Book, pages: PrintedPages, theme: Theme) -> Book:
    sections = tuple(
        printed_index(section, book, pages, theme) if section.kind is Kind.INDEX else section
        for section in book.sections
    )
    return replace(book, sections=sections)
