"""Where the pictures and links of a Markdown file point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from dinobook.errors import SourceError
from dinobook.importers.markdown.page import without_shortcodes
from dinobook.markup.source import read_source
from dinobook.project import normalise

IMAGE_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff")
MARKDOWN_SUFFIXES: Final = (".md", ".markdown")

_INLINE: Final = re.compile(
    r"(?<!\\)(?P<bang>!?)\[(?P<text>(?:[^\[\]\\]|\\.|!?\[(?:[^\[\]\\]|\\.)*\](?:\([^()]*\))?)*)\]\(\s*"
    r"(?P<dest><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*(?P<close>\))?"
)
_REFERENCE: Final = re.compile(
    r"(?m)^ {0,3}\[(?P<text>(?!\^)[^\[\]]+)\]:[ \t]*(?P<dest><[^<>\n]+>|\S+)[^\n]*"
)
_IMG: Final = re.compile(
    r"<(?P<tag>img|a)\b[^<>]*?\s(?:src|href)=[\"'](?P<dest>[^\"'<>]+)", re.IGNORECASE
)
_FAR: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Target:
    """One address in a file. `path` is the file in the folder that it means; empty: elsewhere.

    `start` to `end` is the address, `whole` all of the link, `text` its words. `form` is `inline`,
    `open` (nothing closes it), `reference` or `tag`. `outside` is true when it leads out of the
    folder. `line` counts in the file.
    """

    start: int
    end: int
    address: str
    path: str
    image: bool
    line: int
    form: str
    whole: Span
    text: Span
    outside: bool = False


def targets(body: str, path: str, body_line: int = 1) -> tuple[Target, ...]:
    """Every address in `body` outside code and comments, in order."""
    source = read_source(path, body, body_line)
    plain = without_shortcodes(source.plain)
    found = sorted(_found(plain), key=lambda one: one[0])
    return tuple(
        _target(body, path, spans, form, image, source.line_at(spans[0][0]))
        for spans, form, image in found
    )


def local_path(address: str, path: str) -> tuple[str, bool]:
    """The file that an address in the file `path` means, and whether it lies outside the folder."""
    bare = re.split(r"[?#]", address.strip("<>"), maxsplit=1)[0]
    if _FAR.match(bare) or not bare:
        return "", False
    local = unquote(bare)
    folder = str(PurePosixPath(path).parent)
    try:
        return normalise(local.lstrip("/") if local.startswith("/") else f"{folder}/{local}"), False
    except SourceError:
        return "", True


def is_picture(address: str) -> bool:
    bare = re.split(r"[?#]", address.strip("<>"), maxsplit=1)[0]
    return PurePosixPath(bare).suffix.lower() in IMAGE_SUFFIXES


def _found(plain: str) -> Iterator[tuple[tuple[Span, Span, Span], str, bool]]:
    for found in _INLINE.finditer(plain):
        yield _spans(found), _form(found), bool(found["bang"])
        # a picture inside a link: [![alt](picture)](page)
        inner = found["text"].find("![")
        if inner >= 0 and (picture := _INLINE.match(plain, found.start("text") + inner)):
            yield _spans(picture), _form(picture), True
    for found in _REFERENCE.finditer(plain):
        yield _spans(found), "reference", is_picture(found["dest"])
    for found in _IMG.finditer(plain):
        dest = found.span("dest")
        yield (dest, found.span(), dest), "tag", found["tag"].lower() == "img"


def _spans(found: re.Match[str]) -> tuple[Span, Span, Span]:
    return found.span("dest"), found.span(), found.span("text")


def _form(found: re.Match[str]) -> str:
    return "inline" if found["close"] else "open"


def _target(
    body: str, path: str, spans: tuple[Span, Span, Span], form: str, image: bool, line: int
) -> Target:
    (start, end), whole, text = spans
    address = body[start:end]
    meant, outside = local_path(address, path)
    return Target(start, end, address, meant, image, line, form, whole, text, outside)
