"""One book, one document, one PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import pydyf

from dinobook.book.model import Book
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.cover import cover_section
from dinobook.pdf.document import document_of, first_of_body
from dinobook.pdf.engine import SCHEME, Resource, listening, render
from dinobook.pdf.pages import Page, pages_of
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.problems import Problem
from dinobook.theme import Theme


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A finished PDF, its pages in order, and what the engine had to say."""

    data: bytes
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def write_pdf(book: Book, theme: Theme, edition: EditionSpec) -> PdfResult:
    """Lay out and write one edition. The same book gives the same bytes."""
    sheets = stylesheets(theme, edition)
    resources = {
        **face_resources(theme.css(edition.use)),
        **theme_resources(theme),
        **{SCHEME + asset.path: Resource(asset.data, asset.media_type) for asset in book.assets},
    }
    cover = cover_section(book, theme) if edition.use == "screen" else ""
    rendered = render(document_of(book, cover), sheets, resources)
    pages = pages_of(rendered.document, first_of_body(book.sections), has_cover=bool(cover))

    def finish(document: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = _page_labels(pages)
        pdf.catalog["PageMode"] = "/UseOutlines" if edition.use == "screen" else "/UseNone"

    with listening() as problems:
        data = rendered.pdf(
            finish,
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(book.metadata.identifier.encode()).hexdigest()[:32],
        )
    return PdfResult(data, pages, (*rendered.problems, *problems))


def _page_labels(pages: tuple[Page, ...]) -> pydyf.Dictionary:
    """The number tree of page labels (PDF 1.7, 12.4.2): one entry where the style changes."""
    numbers = pydyf.Array()
    before: str | None = None
    for index, page in enumerate(pages):
        if page.numbering != before:
            entry = pydyf.Dictionary()
            if page.numbering == "cover":
                entry["P"] = pydyf.String(page.label)
            else:
                entry["S"] = "/r" if page.numbering == "roman" else "/D"
                entry["St"] = page.number
            numbers.extend([index, entry])
            before = page.numbering
    return pydyf.Dictionary({"Nums": numbers})
