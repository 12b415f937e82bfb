"""Lay out a book as one document, once: what WeasyPrint needs by itself, which is the measure.

`dinobook build --whole` lays out the same document several times, until page numbers in the text,
the index and the places of figures agree with the pages. Here they are what they are at first, and
nothing is read back. Run it as a file, with the program on `PYTHONPATH`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dinobook.build import Request
from dinobook.outputs import OutputFolder
from dinobook.pdf.chapter import hyphenating, setting_lines
from dinobook.pdf.document import document_of
from dinobook.pdf.notes import notes_stay
from dinobook.pdf.whole import engine_of
from dinobook.project import FolderProject
from dinobook.recipe import prepare


def one_pass(folder: Path, out: Path) -> None:
    """Write the print edition of the book in `folder` to the file `out`."""
    request = Request(("print",))
    (job,), _, _ = prepare(FolderProject(folder), OutputFolder(out.parent), request, lambda _: None)
    engine = engine_of(job.book, job.theme, job.edition)
    words = dict(job.book.exceptions)
    with notes_stay(), hyphenating(words), setting_lines(engine, "whole", words):
        rendered = engine.render(document_of(job.book, job.cover))
    out.write_bytes(rendered.pdf(lambda document, pdf: None, pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    one_pass(Path(sys.argv[1]), Path(sys.argv[2]))
