"""One book, one document, one PDF: the plain path, which the other is compared with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pydyf

from dinobook.book.hyphenation import held_words
from dinobook.book.index import NOTHING_PRINTED, PrintedPages
from dinobook.book.index_page import printed_index
from dinobook.book.model import Book, Kind
from dinobook.manifest.model import EditionSpec
from dinobook.pdf import drawing
from dinobook.pdf.chapter import hyphenating, setting_lines
from dinobook.pdf.document import document_of, first_of_body
from dinobook.pdf.engine import Engine, Rendered, listening
from dinobook.pdf.fitting import LaidOut, drawn_document, lay_out_fitting
from dinobook.pdf.floats import with_moves
from dinobook.pdf.formulas import formula_pictures
from dinobook.pdf.grid import on_whole_lines
from dinobook.pdf.guess import guessed_pages
from dinobook.pdf.jobs import SCHEME, TURNED, Cover, Resource
from dinobook.pdf.long_heads import with_heads_on_a_line
from dinobook.pdf.pages import Page, folios, page_labels, printed_pages
from dinobook.pdf.pagination.paging import lay_out_planned
from dinobook.pdf.readback import read_pages, with_whole_cells
from dinobook.pdf.see_pages import SeePages, Shown
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.pdf.tagging.destinations import lead_to_tags
from dinobook.pdf.tagging.stand_in import tagging
from dinobook.pdf.write import ROUNDS, PdfResult
from dinobook.pdf.xmp import xmp
from dinobook.problems import Problem
from dinobook.theme import Theme

_PT_PER_PX: Final = 0.75


def write_whole_pdf(
    book: Book, theme: Theme, edition: EditionSpec, cover: Cover | None = None
) -> PdfResult:
    """Lay out and write one edition in one go. `cover` as for `write_pdf`.

    An index and references are filled in with the pages of the time before, until they no longer
    change.
    """
    engine = engine_of(book, theme, edition)
    see_pages = SeePages(book)
    known, shown = NOTHING_PRINTED, see_pages.far_apart(guessed_pages(book, theme, edition))
    for _ in range(ROUNDS):
        indexed = _with_pages(book, known, theme)
        printed = _with_room(indexed, see_pages, shown, known)
        html = document_of(printed, cover)
        words = dict(held_words(book.exceptions, html))

        def render(html: str, words: dict[str, str] = words) -> Rendered:
            lines = setting_lines(engine, "whole", words)
            with on_whole_lines(), hyphenating(words), lines:
                return engine.render(html, cover.resources if cover else None)

        def fill(
            html: str, render: Callable[[str], Rendered] = render
        ) -> tuple[LaidOut, tuple[Problem, ...]]:
            return lay_out_fitting(
                html, lambda one: lay_out_planned(one, render, facing=engine.facing)
            )

        (rendered, moves, _), fitted = with_heads_on_a_line(
            html, fill, lambda one: drawn_document(one[0])
        )
        drawing.keep_outer_links(rendered.document)
        bare = _pages(rendered.document, printed, has_cover=bool(cover))
        told = printed_pages(bare), see_pages.after_placing(shown, bare)
        if told == (known, shown) or not (told[1] or _has_index(book)):
            break
        known, shown = told

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        pdf.catalog["PageLabels"] = page_labels(bare)
        _describe(pdf, book)
        _turn(pdf, rendered.document, turns=edition.use == "print")
        if edition.standard == "ua-2":
            lead_to_tags(pdf, tags.anchors, [tag for page in tags.bookmarks for tag in page])
        pdf.catalog["PageMode"] = "/UseOutlines" if edition.use == "screen" else "/UseNone"

    identifier = hashlib.sha256(book.metadata.identifier.encode()).hexdigest()[:32]
    with drawing.exact_widths(), tagging("whole") as tags, listening() as problems:
        data = rendered.pdf(finish, pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    read = zip(bare, with_whole_cells(read_pages(data)), strict=True)
    pages = tuple(replace(page, text=one.text, cut_off=one.cut_off) for page, one in read)
    sections = tuple(see_pages.as_printed(one, shown, pages) for one in indexed.sections)
    sections = tuple(with_moves(one, moves) for one in sections)
    said = (*rendered.problems, *problems, *fitted)
    return PdfResult(data, pages, said, replace(book, sections=sections))


def _with_room(book: Book, see_pages: SeePages, shown: Shown, known: PrintedPages) -> Book:
    """The book with the pages of references, as far as they are known."""
    folios_of = {name: known.folios[at] for name, at in known.homes.items()}
    sections = tuple(see_pages.with_room(one, shown, folios_of) for one in book.sections)
    return replace(book, sections=sections)


def _describe(pdf: pydyf.PDF, book: Book) -> None:
    """What the file says of itself, in the words that one joined from chapters has."""
    number = int(pdf.catalog["Metadata"].split()[0])
    pdf.objects[number].stream = [xmp(book.metadata)]


def _turn(pdf: pydyf.PDF, document: Any, *, turns: bool) -> None:
    """Turn pages upright that lie on their side, for print."""
    for number, page in zip(pdf.pages["Kids"][::3], document.pages, strict=True):
        if turns and drawing.page_name_of(page) == TURNED:
            pdf.objects[int(number)]["Rotate"] = 270


def _has_index(book: Book) -> bool:
    return any(one.kind is Kind.INDEX for one in book.sections)


def engine_of(book: Book, theme: Theme, edition: EditionSpec) -> Engine:
    """An engine that has the typefaces and pictures of the whole book."""
    resources = resources_of(book, theme, edition)
    return Engine(stylesheets(theme, edition), resources, fine=edition.fine)


def resources_of(book: Book, theme: Theme, edition: EditionSpec) -> dict[str, Resource]:
    """The typefaces and pictures of the whole book, by their `dinobook:` addresses."""
    return {
        **face_resources(theme.css(edition.use)),
        **theme_resources(theme),
        **{name: data for one in book.sections for name, data in formula_pictures(one).items()},
        **{SCHEME + asset.path: Resource(asset.data, asset.media_type) for asset in book.assets},
    }


def _with_pages(book: Book, pages: PrintedPages, theme: Theme) -> Book:
    sections = tuple(
        printed_index(section, book, pages, theme) if section.kind is Kind.INDEX else section
        for section in book.sections
    )
    return replace(book, sections=sections)


def _pages(document: Any, book: Book, *, has_cover: bool) -> list[Page]:
    """The pages without their text."""
    owners = list(_owners(document, book, has_cover=has_cover))
    numbers = folios(owners, first_of_body(book.sections))
    rows = enumerate(zip(document.pages, owners, numbers, strict=True))
    return [_page(page, at, owner, folio) for at, (page, owner, folio) in rows]


def _owners(document: Any, book: Book, *, has_cover: bool) -> Iterator[str]:
    """The section of each page; empty for the cover."""
    sections = {section.id for section in book.sections}
    current = ""
    for at, page in enumerate(document.pages):
        if not (has_cover and at == 0):
            current = next((name for name in page.anchors if name in sections), current)
        yield current


def _page(page: Any, at: int, owner: str, folio: tuple[str, int, str]) -> Page:
    left, top, width, height = drawing.content_box_px(page)
    numbering, number, label = folio
    return Page(
        section=owner,
        numbering=numbering,
        number=number,
        label=label,
        recto=at % 2 == 0,
        blank=drawing.is_blank(page),
        anchors=tuple(page.anchors),
        text="",
        text_box_pt=(
            left * _PT_PER_PX,
            (page.height - top - height) * _PT_PER_PX,
            (left + width) * _PT_PER_PX,
            (page.height - top) * _PT_PER_PX,
        ),
        fill=round(min(max((drawing.text_bottom_px(page) - top) / height, 0.0), 1.0), 4),
    )
