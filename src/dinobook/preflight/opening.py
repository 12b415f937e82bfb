"""Opens a PDF, or says why nobody can."""

from __future__ import annotations

import io
from typing import Final

import pikepdf
import pypdfium2

from dinobook.errors import SourceError
from dinobook.problems import Place, Problem

MOST_BYTES: Final = 1_000_000_000
DAMAGE: Final = (
    pikepdf.PdfError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What is raised by a PDF whose objects are not of the kind that they should be."""


def open_for_facts(name: str, data: bytes) -> pikepdf.Pdf:
    """Raises `SourceError` for a file that cannot be opened or has no pages."""
    if len(data) > MOST_BYTES:
        message = f"The file has {len(data):,} bytes; dinobook reads up to {MOST_BYTES:,}."
        raise _unreadable(name, "preflight-004", message, "Make its pictures smaller, or split it.")
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        message = "The PDF opens with a password only, which a printer does not have."
        raise _unreadable(name, "preflight-002", message, "Save it without a password.") from error
    except DAMAGE as error:
        raise not_a_pdf(name) from error
    if not pages:
        message = "The PDF has no pages."
        raise _unreadable(
            name, "preflight-003", message, "Make it again, with what it should hold."
        )
    return pdf


def open_for_painting(name: str, data: bytes) -> pypdfium2.PdfDocument:
    """Raises `SourceError` for a file that PDFium cannot open."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise not_a_pdf(name) from error


def not_a_pdf(name: str) -> SourceError:
    message = "The file is no PDF, or it is damaged beyond repair."
    advice = "Make it again, or copy it again from where it came."
    return _unreadable(name, "preflight-001", message, advice)


def _unreadable(name: str, code: str, message: str, advice: str) -> SourceError:
    return SourceError(f"{name} was not checked.", [Problem(Place(name), code, message, advice)])
