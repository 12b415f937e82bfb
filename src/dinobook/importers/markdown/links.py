"""Where the pictures and links of a Markdown file point, and the file with them changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from dinobook.errors import SourceError
from dinobook.markup.source import read_source
from dinobook.project import normalise

IMAGE_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff")
MARKDOWN_SUFFIXES: Final = (".md", ".markdown")

_INLINE: Final = re.compile(
    r"(?P<bang>!?)\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\(\s*"
    r"(?P<dest><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
)
_REFERENCE: Final = re.compile(r"(?m)^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*(?P<dest><[^<>\n]+>|\S+)")
_TAG: Final = re.compile(r"<img\b[^<>]*?\bsrc=[\"'](?P<dest>[^\"'<>]+)", re.IGNORECASE)
_FAR: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """One address in a file. `path` is the file in the folder that it means; empty: elsewhere.

    `outside` is true when it leads out of the folder. `line` counts in the file.
    """

    start: int
    end: int
    address: str
    path: str
    image: bool
    line: int
    outside: bool = False


def targets(body: str, path: str, body_line: int = 1) -> tuple[Target, ...]:
    """Every address in `body` outside code and comments, in order."""
    source = read_source(path, body, body_line)
    found = sorted(_spans(source.plain))
    return tuple(_target(body, path, span, source.line_at(span[0])) for span in found)


def rewrite(body: str, found: tuple[Target, ...], new: Callable[[Target], str]) -> str:
    """`body` with each address replaced by what `new` gives; an empty text leaves it alone."""
    pieces: list[str] = []
    at = 0
    for target in found:
        if address := new(target):
            pieces += [body[at : target.start], address]
            at = target.end
    return "".join([*pieces, body[at:]])


def _spans(plain: str) -> Iterator[tuple[int, int, bool]]:
    for found in _INLINE.finditer(plain):
        yield *found.span("dest"), bool(found["bang"])
        # a picture inside a link: [![alt](picture)](page)
        inner = found[0].find("![", 1)
        if inner > 0 and (picture := _INLINE.match(plain, found.start() + inner)):
            yield *picture.span("dest"), True
    for found in _REFERENCE.finditer(plain):
        yield *found.span("dest"), _suffix(found["dest"]) in IMAGE_SUFFIXES
    for found in _TAG.finditer(plain):
        yield *found.span("dest"), True


def _target(body: str, path: str, span: tuple[int, int, bool], line: int) -> Target:
    start, end, image = span
    address = body[start:end]
    bare = re.split(r"[?#]", address.strip("<>"), maxsplit=1)[0]
    if _FAR.match(bare) or not bare:
        return Target(start, end, address, "", image, line)
    local = unquote(bare)
    folder = str(PurePosixPath(path).parent)
    try:
        meant = normalise(local.lstrip("/") if local.startswith("/") else f"{folder}/{local}")
    except SourceError:
        return Target(start, end, address, "", image, line, outside=True)
    return Target(start, end, address, meant, image, line)


def _suffix(address: str) -> str:
    return PurePosixPath(re.split(r"[?#]", address.strip("<>"), maxsplit=1)[0]).suffix.lower()
