"""Lay out a book as one document, once: what WeasyPrint needs by itself, which is the measure.

It gets the pages and style sheets of `dinobook build --whole` and nothing else of ours: lines are
broken one by one, notes stay where WeasyPrint puts them, page numbers in the text are what they are
at first, and nothing is read back. Run it as a file, with the program on `PYTHONPATH`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from dinobook.pdf.document import document_of
from dinobook.pdf.engine.one_document import resources_of
from dinobook.pdf.stylesheet import stylesheets
from dinobook.pdf.workers.jobs import SCHEME, Resource
from dinobook.pipeline.build import Request
from dinobook.pipeline.recipe import prepare
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives out the typefaces and pictures of the book."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        super().__init__(allowed_protocols=(SCHEME.rstrip(":"),))
        self._resources = resources

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        found = self._resources[url]
        return URLFetcherResponse(url, found.data, {"Content-Type": found.media_type})


def one_pass(folder: Path, out: Path) -> None:
    """Write the print edition of the book in `folder` to the file `out`."""
    request = Request(("print",))
    (job,), _, _ = prepare(FolderProject(folder), OutputFolder(out.parent), request)
    fetcher = _Fetcher(resources_of(job.book, job.theme, job.edition))
    fonts = FontConfiguration()
    sheets = [
        weasyprint.CSS(string=text, font_config=fonts, url_fetcher=fetcher)
        for text in stylesheets(job.theme, job.edition)
    ]
    html = document_of(job.book, job.cover)
    document = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
    document.write_pdf(out, stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    one_pass(Path(sys.argv[1]), Path(sys.argv[2]))
