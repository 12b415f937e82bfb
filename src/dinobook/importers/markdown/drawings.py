"""Drawings that stand in a post as `<svg>`: a book shows them as pictures, from files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook import xhtml
from dinobook.book.pictures.drawings import drawing
from dinobook.book.pictures.faults import UnusableError
from dinobook.importers.escape import escape_text
from dinobook.importers.markdown.pictures import IMAGES
from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.importers.markdown.svg_markup import as_xml
from dinobook.importers.markdown.tags import Tag, read_tags
from dinobook.importers.plan import Kind, NewFile, PlanRow
from dinobook.storage.project import MANUSCRIPT

CHANGE: Final = "html-drawing"

_TITLE: Final = re.compile(r"<title[^<>]*>([^<]*)</title>", re.IGNORECASE)
_OPENS: Final = re.compile(r"<svg\b", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"<use\b[^<>]*?href\s*=\s*[\"']?#?(?P<id>[^\s\"'<>]+)")
_XLINK: Final = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in a post: where it stands, and the file that it becomes."""

    edit: Edit
    name: str
    data: bytes

    @property
    def file(self) -> NewFile:
        return NewFile(f"{MANUSCRIPT}/{IMAGES}/{self.name}.svg", self.data)

    @property
    def entry(self) -> tuple[str, PlanRow]:
        """What its picture is called until all pictures get their addresses, and its entry."""
        key = f"{IMAGES}/{self.name}.svg"
        return key, PlanRow(Kind.IMAGE, 0, 0, file=key, id=self.name)


def drawings(post: PostText, chapter: str) -> tuple[Drawing, ...]:
    """Every drawing that a book can show; the others stay where they are, for the author."""
    return tuple(_drawings(post, chapter))


def name_of(text: str, tag: Tag) -> str:
    """What a drawing says that it shows, on one line; empty when it does not say."""
    found = _TITLE.search(text)
    said = found[1] if found else tag.get("aria-label")
    return " ".join(html.unescape(said).split())


def _drawings(post: PostText, chapter: str) -> Iterator[Drawing]:
    blocks = [
        post.rows.span(node.line - 1, node.end_line - 1)
        for node in post.source.structure.nodes("html")
    ]
    count = at = 0
    for tag in read_tags(post.plain):
        if tag.name != "svg" or tag.closes or tag.partner is None or tag.start < at:
            continue
        at = tag.whole_end
        text = post.body[tag.start : at]
        data = _as_file(text)
        if data is None:
            continue
        count += 1
        name = f"{chapter}--tekening-{count}"
        block = next((span for span in blocks if span[0] <= tag.start < span[1]), None)
        inside = block is not None and (tag.start, at) != block
        edit = Edit(tag.start, at, _shown(name_of(text, tag), name, in_html=inside), CHANGE)
        yield Drawing(edit, name, data)


def _as_file(text: str) -> bytes | None:
    """The drawing as a file that a book can show; None when it is none."""
    text = as_xml(text)
    if len(_OPENS.findall(text)) > 1 or any(
        not re.search(rf"\bid=[\"']{re.escape(found['id'])}[\"']", text)
        for found in _ELSEWHERE.finditer(text)
    ):
        return None
    opening = text[: text.index(">")]
    spaces = "" if "xmlns=" in opening else f' xmlns="{xhtml.SVG}"'
    if "xlink:" in text and "xmlns:xlink" not in opening:
        spaces += f" {_XLINK}"
    data = f"{text[:4]}{spaces}{text[4:]}\n".encode()
    try:
        drawing("drawing.svg", data)
    except UnusableError:
        return None
    return data


def _shown(words: str, name: str, *, in_html: bool) -> str:
    address = f"/{IMAGES}/{name}.svg"
    if in_html:
        return f'<img src="{address}" alt="{html.escape(words)}">'
    return f"![{escape_text(words)}]({address})"
