"""What a file or folder seems to be, by what is in it; and what to do with what cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

HEAD_BYTES: Final = 65_536
"""So much of a file is looked at."""
_MOST_MEMBERS: Final = 20_000
_MARKDOWN: Final = (".md", ".markdown")

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_COPY: Final = "Copy its text into a Word document, and name that."
_SAVE_AS: Final = "Open it in the program that made it, and save it as Word (.docx)."


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`format` is the importer's, empty when none can read it; then `advice` says what to do."""

    what: str
    format: str = ""
    advice: str = ""


def sniff_folder(names: Iterable[str]) -> Sniffed:
    """By the names of its files."""
    every = [name.lower() for name in names]
    found = sum(name.endswith(_MARKDOWN) for name in every)
    if found:
        return Sniffed(f"a folder with {found} Markdown file{'s' * (found > 1)}", "markdown")
    advice = "Name the file itself: an export of WordPress, a Word document, a text."
    return Sniffed("a folder without Markdown files", "", advice)


def sniff_file(name: str, data: bytes) -> Sniffed:
    """By its first bytes; of a zip, `data` is the whole."""
    if not data.strip():
        return Sniffed("an empty file", "", "Name another file.")
    for test in (_zip, _office, _marked_up):
        if found := test(name, data):
            return found
    return _text(data)


def _zip(_name: str, data: bytes) -> Sniffed | None:
    if not data.startswith(b"PK"):
        return None
    names = _members(data)
    if not names:
        return Sniffed("a zip that cannot be read", "", "Fetch or copy it again.")
    return next((found for fits, found in _ZIPS if fits(names)), _NO_ZIP)


def _members(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []
    return names[:_MOST_MEMBERS]


def _ends(*suffixes: str) -> Callable[[list[str]], bool]:
    return lambda names: any(name.lower().endswith(suffixes) for name in names)


def _below(folder: str) -> Callable[[list[str]], bool]:
    return lambda names: any(name.startswith(folder) for name in names)


def _has(*wanted: str) -> Callable[[list[str]], bool]:
    return lambda names: any(name in names for name in wanted)


_ZIPS: Final = (
    (_below("word/"), Sniffed("a Word document", "docx")),
    (_has("[Content_Types].xml"), Sniffed("a sheet or slides of Office", "", _COPY)),
    (_has("content.xml"), Sniffed("a document of LibreOffice", "docx")),
    (_has("Index/Document.iwa", "index.xml"), Sniffed("a document of Pages", "", _SAVE_AS)),
    (_ends(".xml"), Sniffed("a zip of a WordPress export", "wordpress")),
    (
        _ends(*_MARKDOWN),
        Sniffed("a zip of Markdown files", "", "Unpack it, and name the folder."),
    ),
    (_ends(".html", ".htm"), Sniffed("a web page in a zip, as Google Docs saves it", "docx")),
)
_NO_ZIP: Final = Sniffed(
    "a zip of something else", "", "Unpack it, and name the file or folder that holds the text."
)


def _office(name: str, data: bytes) -> Sniffed | None:
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        if locked:
            advice = "Open it in Word with its password, take the password off, and save it again."
            return Sniffed("a document with a password", "", advice)
        return Sniffed("a document of an old Word (.doc)", "", _SAVE_AS)
    if data.startswith(b"{\\rtf"):
        return Sniffed("a document in rich text (.rtf)", "docx")
    if data.startswith(b"%PDF"):
        advice = "Ask for the file that it was made from: a PDF holds lines, not paragraphs."
        return Sniffed("a PDF", "", advice)
    if PurePosixPath(name).suffix.lower() in (".pages", ".gdoc"):
        return Sniffed("a link to a document, or a document of Pages", "", _SAVE_AS)
    return None


def _marked_up(_name: str, data: bytes) -> Sniffed | None:
    head = data[:HEAD_BYTES].replace(b"\0", b"").lower()
    if b"wordpress.org/export/" in head or (b"<rss" in head and b"wp:" in head):
        return Sniffed("a WordPress export", "wordpress")
    if b"<rss" in head or b"<feed" in head:
        advice = "A feed has the last posts only. In WordPress: Tools, Export, All content."
        return Sniffed("a feed of a blog", "", advice)
    if b"<html" in head or b"<!doctype html" in head:
        return Sniffed("a web page", "", "Copy its text into a text file, or save it as Word.")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return Sniffed("an XML file of something else", "", "Name an export of WordPress.")
    return None


def _text(data: bytes) -> Sniffed:
    head = data[:HEAD_BYTES]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Sniffed("a file that holds no text", "", "Name a text, an export or a document.")
    return Sniffed("a text with posts pasted into it", "text")
