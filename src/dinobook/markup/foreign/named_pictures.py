"""`![[beeld.png|Beschrijving]]`, as in Obsidian: a picture by its name alone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from typing import Final

from dinobook.markup.front_matter import split as front_matter
from dinobook.markup.source import read_source

_PICTURE: Final = re.compile(
    r"(?<!\\)!\[\[([^\[\]|\n]+\.(?:png|jpe?g|svg|gif|webp|tiff?|bmp))((?:\\?\|[^\[\]|\n]*)*)\]\]",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(r"\d+(?:x\d+)?")


def with_paths(text: str, path: str, files: Sequence[str]) -> str:
    """The chapter with `![Beschrijving](path)` in place of each picture that `files` has once.

    No line moves. A name that is not there, or in more than one folder, stays as it is.
    """
    parts = front_matter.split(text)
    body = len(text) - len(parts.body)
    plain = read_source(path, parts.body, parts.body_line).plain
    for found in reversed(list(_PICTURE.finditer(plain))):
        if file := _file(found.group(1).strip(), files):
            beside = posixpath.relpath(file, posixpath.dirname(path))
            words = [part.strip() for part in found.group(2).replace("\\|", "|").split("|")[1:]]
            alt = next((word for word in words if word and not _SIZE.fullmatch(word)), "")
            address = f"<{beside}>" if set(beside) & set(" ()") else beside
            start, end = body + found.start(), body + found.end()
            text = f"{text[:start]}![{alt}]({address}){text[end:]}"
    return text


def _file(name: str, files: Sequence[str]) -> str:
    wanted = "/" + name.lstrip("./").casefold()
    found = [file for file in files if f"/{file}".casefold().endswith(wanted)]
    return found[0] if len(found) == 1 else ""
