"""One book, one document, one PDF: what the one that is joined from chapters is compared with."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Final

import pydyf

from dinobook.book.hyphenation import held_words
from dinobook.book.model import Book
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.document import document_of
from dinobook.pdf.engine import drawing, page_boxes
from dinobook.pdf.engine.engine import Engine, Rendered, listening
from dinobook.pdf.engine.fitting import LaidOut, drawn_document, lay_out_fitting
from dinobook.pdf.engine.grid import on_whole_lines
from dinobook.pdf.engine.long_heads import with_heads_on_a_line
from dinobook.pdf.engine.one_document import describe, owners, resources_of, settled, turn
from dinobook.pdf.engine.pagination.paging import lay_out_planned
from dinobook.pdf.engine.section import hyphenating, setting_lines
from dinobook.pdf.engine.tagging.destinations import lead_to_tags
from dinobook.pdf.engine.tagging.stand_in import tagging
from dinobook.pdf.file.readback import read_pages, with_whole_cells
from dinobook.pdf.floats import Move, with_moves
from dinobook.pdf.placing.folios import Page, first_of_body, folios
from dinobook.pdf.stylesheet import stylesheets
from dinobook.pdf.workers.jobs import TURNED, ScreenCover
from dinobook.pdf.write import PdfResult
from dinobook.problems import Problem
from dinobook.theme import Theme

_PT_PER_PX: Final = 0.75


def write_whole_pdf(
    book: Book, theme: Theme, edition: EditionSpec, cover: ScreenCover | None = None
) -> PdfResult:
    """Lay out and write one edition in one go. `cover` as for `write_pdf`."""
    layout = _Layout(book, theme, edition, cover)
    last = settled(book, theme, edition, layout.pages_of)
    rendered, bare = layout.rendered, last.pages

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        describe(pdf, book, bare, edition)
        lying = edition.use == "print"
        turn(pdf, [lying and page_boxes.page_name_of(one) == TURNED for one in document.pages])
        if edition.standard == "ua-2":
            lead_to_tags(pdf, tags.anchors, [tag for page in tags.bookmarks for tag in page])

    identifier = hashlib.sha256(book.metadata.identifier.encode()).hexdigest()[:32]
    with drawing.exact_widths(), tagging("whole") as tags, listening() as problems:
        data = rendered.pdf(finish, pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    read = zip(bare, with_whole_cells(read_pages(data)), strict=True)
    pages = tuple(replace(page, text=one.text, cut_off=one.cut_off) for page, one in read)
    printed = last.as_printed(pages)
    sections = tuple(with_moves(section, layout.moves) for section in printed.sections)
    said = (*rendered.problems, *problems, *layout.fitted)
    return PdfResult(data, pages, said, replace(printed, sections=sections))


class _Layout:
    """The document of a book, laid out as its chapters are; what is known of it afterwards."""

    rendered: Rendered
    moves: tuple[Move, ...]
    fitted: tuple[Problem, ...]

    def __init__(
        self, book: Book, theme: Theme, edition: EditionSpec, cover: ScreenCover | None
    ) -> None:
        self._exceptions, self._cover = book.exceptions, cover
        resources = resources_of(book, theme, edition)
        self._engine = Engine(stylesheets(theme, edition), resources, fine=edition.fine)

    def pages_of(self, book: Book) -> list[Page]:
        """The pages of a book, without their text."""
        html = document_of(book, self._cover)
        words = dict(held_words(self._exceptions, html))

        def render(html: str) -> Rendered:
            lines = setting_lines(self._engine, "whole", words)
            with on_whole_lines(), hyphenating(words), lines:
                return self._engine.render(html, self._cover.resources if self._cover else None)

        def fill(html: str) -> tuple[LaidOut, tuple[Problem, ...]]:
            return lay_out_fitting(
                html, lambda one: lay_out_planned(one, render, facing=self._engine.facing)
            )

        (self.rendered, self.moves, _), self.fitted = with_heads_on_a_line(
            html, fill, lambda one: drawn_document(one[0])
        )
        document = self.rendered.document
        drawing.keep_outer_links(document)
        owned = list(owners(document, book, has_cover=bool(self._cover)))
        rows = zip(document.pages, owned, folios(owned, first_of_body(book.sections)), strict=True)
        return [_page(page, at, owner, folio) for at, (page, owner, folio) in enumerate(rows)]


def _page(page: Any, at: int, owner: str, folio: tuple[str, int, str]) -> Page:
    left, top, width, height = page_boxes.content_box_px(page)
    numbering, number, label = folio
    return Page(
        section=owner,
        numbering=numbering,
        number=number,
        label=label,
        recto=at % 2 == 0,
        blank=page_boxes.is_blank(page),
        anchors=tuple(page.anchors),
        text="",
        text_box_pt=(
            left * _PT_PER_PX,
            (page.height - top - height) * _PT_PER_PX,
            (left + width) * _PT_PER_PX,
            (page.height - top) * _PT_PER_PX,
        ),
        fill=round(min(max((page_boxes.text_bottom_px(page) - top) / height, 0.0), 1.0), 4),
    )
