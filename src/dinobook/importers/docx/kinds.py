"""What a file is by its first bytes and its members, whatever its name says."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from dinobook.importers.docx.refused import RefusedError


class Format(StrEnum):
    """What the import reads."""

    WORD = "docx"
    OPEN_DOCUMENT = "odt"
    RTF = "rtf"
    WEB_PAGE = "zip"


RTF_MARK: Final = b"{\\rtf"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_DOCX: Final = "save it as “Word document (.docx)” and import that."
_OPEN_IN_WORD: Final = f"Open it in Word or LibreOffice, {_AS_DOCX}"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_97: Final = "WordDocument".encode("utf-16-le")

_FIRST_BYTES: Final = (
    (
        b"%PDF",
        "a PDF, which has lost what is a heading, a note or a caption",
        "Ask its author for the file that it was made from, and import that.",
    ),
    (b"MIME-Version:", "a web page as Word saves it", _OPEN_IN_WORD),
    (b"<!doctype html", "a web page", _OPEN_IN_WORD),
    (b"<html", "a web page", _OPEN_IN_WORD),
    (b"<?xml", "an XML file", _OPEN_IN_WORD),
    (b"\xffWPC", "a WordPerfect file", f"Open it in LibreOffice, {_AS_DOCX}"),
)
_MEMBERS: Final = (
    ("Index/Document.iwa", "a Pages file", f"Open it in Pages, export it to Word, {_AS_DOCX}"),
    ("index.xml", "an old Pages file", f"Open it in Pages, export it to Word, {_AS_DOCX}"),
    ("xl/workbook.xml", "an Excel file", "Import the text that it belongs to."),
    ("ppt/presentation.xml", "a PowerPoint file", "Import the text that it belongs to."),
    ("META-INF/container.xml", "an EPUB", "Import the file that it was made from."),
    ("EncryptedPackage", "locked with a password", "Take the password off, and save it."),
)
_TEXT: Final = b"application/vnd.oasis.opendocument.text"


def is_zip(data: bytes) -> bool:
    return data.startswith(ZIP)


def refuse_first_bytes(data: bytes) -> None:
    """Raise `RefusedError` for a file that is neither a zip nor RTF, and say what it is."""
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        message = "The file is empty."
        raise RefusedError("import-050", message, "Export or copy it again: it should hold text.")
    if data.startswith(_OLE):
        raise _ole(data)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, what, hint in _FIRST_BYTES:
        if start.startswith(mark.lower()):
            raise RefusedError("import-050", f"The file is {what}.", hint)
    raise RefusedError(
        "import-050",
        "The file is no Word document, though its name may say so.",
        f"If a program opens it, {_AS_DOCX} Plain text goes in by `dinobook import text`.",
    )


def format_of(names: Iterable[str], mimetype: bytes) -> Format:
    """What a zip with these members is. Raises `RefusedError`."""
    members = set(names)
    if mimetype.strip() == _TEXT or mimetype.strip() == _TEXT + b"-template":
        return Format.OPEN_DOCUMENT
    for member, what, hint in _MEMBERS:
        if member in members:
            raise RefusedError("import-050", f"The file is {what}.", hint)
    if mimetype.startswith(b"application/vnd.oasis"):
        message = "The file is an OpenDocument file, but no text."
        raise RefusedError("import-050", message, "Import the text that it belongs to.")
    if "[Content_Types].xml" in members or "_rels/.rels" in members:
        return Format.WORD
    if any("/" not in name and name.lower().endswith((".html", ".htm")) for name in members):
        return Format.WEB_PAGE
    raise RefusedError(
        "import-050",
        "The file is a zip without a Word document in it.",
        "Unpack it, and import the .docx that is inside.",
    )


def _ole(data: bytes) -> RefusedError:
    if _ENCRYPTED in data:
        hint = "Open it in Word, take the password off (File, Info, Protect), and save it."
        return RefusedError("import-050", "The file is locked with a password.", hint)
    if _WORD_97 in data:
        message = "The file is a Word document of before 2007 (.doc)."
        return RefusedError("import-050", message, _OPEN_IN_WORD)
    return RefusedError(
        "import-050", "The file is one of Office before 2007, but no Word document.", _OPEN_IN_WORD
    )
