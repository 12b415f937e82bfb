"""Where the pictures and links of a Markdown file point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from dinobook.errors import SourceError
from dinobook.importers.markdown.post_text import PostText
from dinobook.storage.project import normalise

IMAGE_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff")
MARKDOWN_SUFFIXES: Final = (".md", ".markdown")

_TEXT: Final = r"[^\[\]\\\n]|\\(?:.|(?=\n))|\n(?![ \t]*\n)"
_INLINE: Final = re.compile(
    rf"(?<!\\)(?P<bang>!?)\[(?P<text>(?:{_TEXT}|\[(?:{_TEXT})*\])*)\]\(\s*"
    r"(?P<dest><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*(?P<close>\))?"
)
_REFERENCE: Final = re.compile(
    r"(?m)^ {0,3}\[(?P<text>(?!\^)[^\[\]]+)\]:[ \t]*(?P<dest><[^<>\n]+>|\S+)[^\n]*"
)
_IMG: Final = re.compile(
    r"<(?P<tag>img|a)\b[^<>]*?\s(?:src|href)\s*=\s*"
    r"[\"']?(?P<dest>(?<=[\"'])[^\"'<>]+|(?<![\"'])[^\s\"'<>`]+)"
    r"(?:[\"'](?=[\s/>])|(?=[\s/>]))(?:\"[^\"]*\"|'[^']*'|[^<>\"'\n]|\n(?![ \t]*\n))*>",
    re.IGNORECASE,
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


def targets(post: PostText) -> tuple[Target, ...]:
    """Every address in the post outside code and comments, in order."""
    found = sorted(_found(post.plain), key=lambda one: one[0])
    return tuple(_target(post, spans, form, image) for spans, form, image in found)


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
        # pictures inside a link: [![alt](picture)](page)
        for picture in _INLINE.finditer(plain, *found.span("text")):
            if picture["bang"]:
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


def _target(post: PostText, spans: tuple[Span, Span, Span], form: str, image: bool) -> Target:
    (start, end), whole, text = spans
    address = post.body[start:end]
    meant, outside = local_path(address, post.path)
    line = post.line_at(start)
    return Target(start, end, address, meant, image, line, form, whole, text, outside)
