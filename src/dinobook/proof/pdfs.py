"""PDFs that somebody brings back, opened by both libraries that read them."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2

from dinobook.errors import SourceError
from dinobook.problems import Place, Problem
from dinobook.proof.annotations import DAMAGE

MOST_BYTES = 1_000_000_000


def opened(data: bytes, name: str) -> pikepdf.Pdf:
    """Raises `SourceError` for what is no PDF, or opens with a password only."""
    if len(data) > MOST_BYTES:
        message = f"The file has {len(data):,} bytes; dinobook reads up to {MOST_BYTES:,}."
        raise _refused(name, "remarks-001", message, "Save it with smaller pictures.")
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        len(pdf.pages)
    except pikepdf.PasswordError as error:
        message = "The PDF opens with a password only."
        hint = "Save it without one in the program that the remarks were made with."
        raise _refused(name, "remarks-002", message, hint) from error
    except DAMAGE as error:
        raise _no_pdf(name) from error
    return pdf


def document_of(data: bytes, name: str = "") -> pypdfium2.PdfDocument:
    """Raises `SourceError` for a file that PDFium cannot open."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _no_pdf(name) from error


def _no_pdf(name: str) -> SourceError:
    message = "The file is no PDF, or it is damaged beyond repair."
    hint = "Give the PDF that was read; remarks in other kinds of files are not read."
    return _refused(name, "remarks-001", message, hint)


def _refused(name: str, code: str, message: str, hint: str) -> SourceError:
    return SourceError(f"{name} cannot be read.", [Problem(Place(name), code, message, hint)])
