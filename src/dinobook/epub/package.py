"""Files into one EPUB container: the only module that knows ebooklib.

ebooklib packs and writes the package document; every file goes in as finished bytes. Its own
document, navigation and cover classes parse pages as HTML and change them, so they are not used.
What it leaves to the clock or to chance is set here: times, identifiers, the order of entries.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from ebooklib import epub
from lxml import etree

from dinobook import xhtml
from dinobook.errors import EngineError

IDENTIFIER_ID: Final = "book-id"
ROOT: Final = "EPUB"
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_STORED: Final = (".jpg", ".jpeg", ".png", ".webp", ".woff", ".woff2")
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_ZIP_END: Final = (2107, 12, 31, 23, 59, 58)


@dataclass(frozen=True, slots=True)
class MetaElement:
    """One metadata element: `dc:…` or `meta`, its text and its attributes."""

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest; `href` is relative to the package document."""

    id: str
    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A line of the EPUB 2 guide."""

    type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Package:
    """All that goes into the container. `modified` is `YYYY-MM-DDThh:mm:ssZ`.

    `spine` holds item ids in reading order; `extras` are files by their name in the container
    that stand outside the manifest.
    """

    language: str
    modified: str
    metadata: tuple[MetaElement, ...]
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    guide: tuple[Reference, ...] = ()
    extras: tuple[tuple[str, bytes], ...] = ()


def pack(package: Package) -> bytes:
    """The EPUB file: the same package gives the same bytes.

    Raises `EngineError` for metadata that XML cannot hold, which ebooklib would leave empty.
    """
    for entry in package.metadata:
        _refuse_control_characters(entry)
    modified = datetime.strptime(package.modified, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    writer = _Writer(_ebooklib_book(package), modified)
    writer.write()
    return writer.stream.getvalue()


def _refuse_control_characters(entry: MetaElement) -> None:
    bad = next((c for c in entry.text if unicodedata.category(c) in ("Cc", "Cs")), None)
    if bad and bad not in "\t\n":
        raise EngineError(
            f"The book’s metadata ({entry.name.removeprefix('dc:')}) holds the control character "
            f"U+{ord(bad):04X}; delete it in the manifest."
        )


def _ebooklib_book(package: Package) -> Any:
    book = epub.EpubBook()
    book.IDENTIFIER_ID = IDENTIFIER_ID
    book.FOLDER_NAME = ROOT
    book.metadata = {}
    book.language = package.language
    for entry in package.metadata:
        namespace = _DUBLIN_CORE if entry.name.startswith("dc:") else None
        name = entry.name.removeprefix("dc:")
        book.add_metadata(namespace, name, entry.text, dict(entry.attributes))
    for item in package.items:
        made = epub.EpubItem(item.id, item.href, item.media_type, item.data)
        made.properties = list(item.properties)
        book.add_item(made)
    for name, data in package.extras:
        book.add_item(epub.EpubItem(name, name, "", data, manifest=False))
    book.spine = list(package.spine)
    book.guide = [
        {"type": line.type, "title": line.title, "href": line.href} for line in package.guide
    ]
    return book


class _Zip(zipfile.ZipFile):
    """Entries with the book's own time, no machine's permissions, and every name once."""

    time: tuple[int, int, int, int, int, int] = _ZIP_EPOCH

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = str(zinfo_or_arcname)
        if name in self.NameToInfo:
            raise ValueError(f"two files want the name {name}")
        info = zipfile.ZipInfo(name, self.time)
        info.create_system = 3
        info.external_attr = 0o644 << 16
        if compress_type is None:
            stored = name.endswith(_STORED)
            compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        # given a ZipInfo, zipfile forgets the archive's own level
        super().writestr(info, data, compress_type, compresslevel or self.compresslevel)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    def __init__(self, book: Any, modified: datetime) -> None:
        super().__init__("", book, {"mtime": modified})
        self.stream = io.BytesIO()
        self.out = _Zip(self.stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
        self.out.time = min(max(modified.timetuple()[:6], _ZIP_EPOCH), _ZIP_END)

    def write(self) -> None:
        with self.out:
            self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(xhtml.XML_LANG, self.book.language)
        root.set("dir", "ltr")
        del root.attrib["prefix"]
        super()._write_opf_file(root)
