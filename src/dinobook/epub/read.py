"""A finished EPUB read back: what a reading system would find. Uses nothing of the writer."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from dinobook import xhtml

_OPF: Final = "{http://www.idpf.org/2007/opf}"
_CONTAINER: Final = "META-INF/container.xml"
_ROOTFILE: Final = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd"}
    | {"mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"}
    | {"var", "wbr"}
)
_SILENT: Final = frozenset({"annotation", "head", "script", "style", "template"})
_NOTE_NUMBERS: Final = frozenset({"doc-noteref", "doc-backlink"})
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class UnreadableEpubError(ValueError):
    """The bytes are no EPUB that a reading system could open; the message says why."""


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A line of the package's manifest; `path` is the file's name in the container."""

    id: str
    path: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedEpub:
    """`files` by their names in the container; `spine` the paths of the pages in reading order."""

    files: Mapping[str, bytes]
    package_path: str
    items: tuple[ManifestItem, ...]
    spine: tuple[str, ...]

    @property
    def nav_path(self) -> str:
        """The navigation page; empty when no item is marked as one."""
        return next((item.path for item in self.items if "nav" in item.properties), "")


def open_epub(data: bytes) -> OpenedEpub:
    """Raises `UnreadableEpubError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise UnreadableEpubError("it is no ZIP archive") from error
    container = _tree(files, _CONTAINER).find(_ROOTFILE)
    path = container.get("full-path", "") if container is not None else ""
    package = _tree(files, path)
    items = tuple(_items(package, path))
    paths = {item.id: item.path for item in items}
    named = [line.get("idref", "") for line in package.iterfind(f"{_OPF}spine/{_OPF}itemref")]
    unknown = next((name for name in named if name not in paths), None)
    if unknown is not None:
        raise UnreadableEpubError(f"its reading order names “{unknown}”, which it does not hold")
    return OpenedEpub(files, path, items, tuple(paths[name] for name in named))


def parse_page(data: bytes) -> etree._Element:
    """Raises `lxml.etree.XMLSyntaxError` where a reading system would refuse the page."""
    return etree.fromstring(data, _PARSER)


def join(page: str, href: str) -> tuple[str, str]:
    """The path in the container and the fragment that `href` on `page` leads to."""
    path, _, fragment = href.partition("#")
    if path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return path or page, unquote(fragment)


def text_of(data: bytes) -> tuple[tuple[str, str], ...]:
    """Each page of the spine with its words, blocks on lines of their own, white space folded.

    Numbers of note calls and of back-links are left out, so that sentences stay whole. Raises
    `UnreadableEpubError`.
    """
    opened = open_epub(data)
    return tuple((path, page_text(_tree(opened.files, path))) for path in opened.spine)


def page_text(root: etree._Element) -> str:
    lines = "".join(_pieces(root)).split("\n")
    # A no-break space is the author's: only the white space that XHTML folds is folded.
    folded = (re.sub(r"[ \t\r\f]+", " ", line).strip(" ") for line in lines)
    return "\n".join(line for line in folded if line)


def _pieces(element: etree._Element) -> Iterator[str]:
    name = xhtml.name_of(element)
    breaks = bool(name) and name not in _INLINE
    if breaks:
        yield "\n"
    if name and name not in _SILENT and element.get("role") not in _NOTE_NUMBERS:
        yield _on_one_line(element.text)
        for child in element:
            yield from _pieces(child)
            yield _on_one_line(child.tail)
    if breaks:
        yield "\n"


def _on_one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _items(package: etree._Element, package_path: str) -> Iterator[ManifestItem]:
    for line in package.iterfind(f"{_OPF}manifest/{_OPF}item"):
        path, _ = join(package_path, line.get("href", ""))
        properties = tuple(line.get("properties", "").split())
        yield ManifestItem(line.get("id", ""), path, line.get("media-type", ""), properties)


def _tree(files: Mapping[str, bytes], path: str) -> etree._Element:
    if path not in files:
        raise UnreadableEpubError(f"it has no file “{path}”")
    try:
        return parse_page(files[path])
    except etree.XMLSyntaxError as error:
        raise UnreadableEpubError(f"“{path}” is not well-formed: {error.msg}") from error
