"""A book laid out by WeasyPrint's public interface alone, whichever version is here.

Nothing is stepped in for, and no box is looked into: what must be known of pages is read back from
the file. docs/engine.md says what such a book lacks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pydyf
import pypdfium2
import pypdfium2.raw as pdfium

from dinobook.book.hyphenation import with_soft_hyphens
from dinobook.book.made_pages.endnotes import with_notes_at_end
from dinobook.book.model import Book, Section
from dinobook.book.words.model import words_for
from dinobook.manifest.model import EditionSpec
from dinobook.manifest.page_size import page_size_mm
from dinobook.pdf.document import document_of
from dinobook.pdf.engine.engine import Engine, Rendered, listening
from dinobook.pdf.engine.one_document import describe, owners, resources_of, settled, turn
from dinobook.pdf.engine.version import plainness
from dinobook.pdf.file.readback import read_pages
from dinobook.pdf.placing.folios import Page, first_of_body, folios
from dinobook.pdf.stylesheet import stylesheets
from dinobook.pdf.workers.jobs import ScreenCover
from dinobook.pdf.write import PdfResult
from dinobook.theme import Theme

_NARROWED: Final = """
body { overflow-wrap: break-word }
:is(td, th) { overflow-wrap: anywhere; hyphens: auto }
:is(pre, code) { white-space: pre-wrap; overflow-wrap: anywhere }
"""
"""No text is seen to stick out beforehand, so all may be broken where it would."""

_Box = tuple[float, float, float, float]


def write_plain_pdf(
    book: Book, theme: Theme, edition: EditionSpec, cover: ScreenCover | None = None
) -> PdfResult:
    """Lay out and write one edition. `cover` as for `write_pdf`.

    Where a note finds no room at the foot of its page, its chapter has all of them at its end.
    """
    layout = _Layout(book, theme, edition, cover)
    written = _written(layout, book, theme, edition)
    if homeless := _without_room(written):
        written = _written(layout, _with_notes_at_end(book, homeless), theme, edition)
    return written


def _written(layout: _Layout, book: Book, theme: Theme, edition: EditionSpec) -> PdfResult:
    last = settled(book, theme, edition, layout.pages_of)

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        describe(pdf, book, last.pages, edition)
        width, height = page_size_mm(edition)
        lying = [(page.width > page.height) != (width > height) for page in document.pages]
        turn(pdf, [one and edition.use == "print" for one in lying])

    identifier = hashlib.sha256(book.metadata.identifier.encode()).hexdigest()[:32]
    with listening() as problems:
        data = layout.rendered.pdf(finish, pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    pages = _read_back(data, last.pages)
    said = (*layout.rendered.problems, *problems, plainness())
    return PdfResult(data, pages, said, last.as_printed(pages))


class _Layout:
    """The document of a book, as it was laid out last."""

    rendered: Rendered

    def __init__(
        self, book: Book, theme: Theme, edition: EditionSpec, cover: ScreenCover | None
    ) -> None:
        self._exceptions, self._cover = book.exceptions, cover
        sheets = (*stylesheets(theme, edition), _NARROWED)
        self._engine = Engine(sheets, resources_of(book, theme, edition))

    def pages_of(self, book: Book) -> list[Page]:
        """The pages of a book, as far as they are known before they are drawn."""
        html = document_of(with_soft_hyphens(book, self._exceptions), self._cover)
        self.rendered = self._engine.render(html, self._cover.resources if self._cover else None)
        document = self.rendered.document
        owned = list(owners(document, book, has_cover=bool(self._cover)))
        numbers = folios(owned, first_of_body(book.sections))
        rows = zip(document.pages, owned, numbers, strict=True)
        return [
            Page(
                section=owner,
                numbering=numbering,
                number=number,
                label=label,
                recto=at % 2 == 0,
                blank=False,
                anchors=tuple(page.anchors),
                text="",
                text_box_pt=(0.0, 0.0, 0.0, 0.0),
                fill=0.0,
            )
            for at, (page, owner, (numbering, number, label)) in enumerate(rows)
        ]


def _without_room(written: PdfResult) -> set[str]:
    """The sections with a note that stands on no page, or perhaps over the edge of one."""
    placed = {name for page in written.pages for name in page.anchors}
    over_edge = {page.section for page in written.pages if page.cut_off}
    return {
        section.id
        for section in written.book.sections
        if any(note.id not in placed or section.id in over_edge for note in section.notes)
    }


def _with_notes_at_end(book: Book, lost: set[str]) -> Book:
    words = words_for(book.metadata.language, book.metadata.own)

    def settle(section: Section) -> Section:
        return with_notes_at_end(section, words) if section.id in lost else section

    return replace(book, sections=tuple(map(settle, book.sections)))


def _read_back(data: bytes, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with what the finished file shows on them."""
    document = pypdfium2.PdfDocument(data)
    boxes = [_text_box(page) for page in document]
    bottom = min((box[1] for box in boxes if box), default=0.0)
    top = max((box[3] for box in boxes if box), default=0.0)
    return tuple(
        replace(
            page,
            text=shown.text,
            cut_off=shown.cut_off,
            blank=box is None and _is_empty(drawn),
            text_box_pt=(box[0], bottom, box[2], top) if box else (0.0, 0.0, 0.0, 0.0),
            fill=round((top - box[1]) / (top - bottom), 4) if box else 0.0,
        )
        for page, shown, box, drawn in zip(pages, read_pages(data), boxes, document, strict=True)
    )


def _text_box(page: Any) -> _Box | None:
    """Left, bottom, right and top of the text of a page, heads and folios left out."""
    drawn = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    bounds = [one.get_bounds() for one in drawn if pdfium.FPDFPageObj_GetMarkedContentID(one) >= 0]
    if not bounds:
        return None
    lefts, bottoms, rights, tops = zip(*bounds, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _is_empty(page: Any) -> bool:
    """Whether a page shows neither picture nor drawing."""
    return all(one.type == pdfium.FPDF_PAGEOBJ_TEXT for one in page.get_objects())
