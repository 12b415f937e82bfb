"""Where a link or a picture may point."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from dinobook.errors import SourceError
from dinobook.markup.web_addresses import is_web_address
from dinobook.storage.project import normalise

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", re.DOTALL)
_HIDDEN_SIGNS: Final = re.compile(r"%(?:2f|5c|2e|00)", re.IGNORECASE)
_DOWNLOAD: Final = "Download it, put it in manuscript/images, and name it by that path."
_COPY: Final = "Copy the picture into manuscript/images and write images/ and its name."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an address cannot be used, and what to do instead."""

    message: str
    hint: str


def refuse_link(href: str) -> Refusal | None:
    """None for http, https, mailto, tel and places inside the book."""
    visible = "".join(c for c in href if unicodedata.category(c) not in ("Cc", "Cf", "Zs"))
    if not visible:
        return Refusal("A link goes nowhere.", "Write an address between the round brackets.")
    if visible.startswith(("//", "\\")):
        return Refusal(
            f"The link “{href}” does not say how to reach its site.", "Put https: in front."
        )
    found = _SCHEME.match(visible)
    if found is None:
        return None
    scheme, rest = found.group(1).lower(), found.group(2)
    if scheme not in SCHEMES:
        return Refusal(
            f"A link cannot begin with “{scheme}:”.",
            "Use https, http, mailto or tel, or the id of a chapter.",
        )
    if not rest.strip("/"):
        return Refusal(f"The link “{href}” is not a whole address.", "Write the rest of it.")
    if not is_web_address(href):
        return Refusal(
            f"The link “{href}” cannot be an address.",
            "Look at the name of the site: it has no spaces and no empty parts.",
        )
    return None


def picture_path(src: str, chapter_path: str) -> str | Refusal:
    """The project path of a picture named from a chapter's own folder."""
    found = _SCHEME.match(src.strip())
    if found and found.group(1).lower() in ("http", "https"):
        return Refusal(f"The picture “{src}” is on the web; a book must hold it.", _DOWNLOAD)
    if src.startswith("//"):
        return Refusal(f"The picture “{src}” is on the web; a book must hold it.", _DOWNLOAD)
    if found and found.group(1).lower() == "data":
        return Refusal("A picture is written as data in the text.", _COPY)
    if not src.strip():
        return Refusal("A picture has no file.", "Write its path between the round brackets.")
    if found or src.startswith(("/", "\\", "~")) or "\\" in src or _HIDDEN_SIGNS.search(src):
        return Refusal(f"The picture “{src}” is not named by a path inside the project.", _COPY)
    try:
        return normalise(posixpath.join(posixpath.dirname(chapter_path), unquote(src)))
    except SourceError:
        return Refusal(f"The picture “{src}” lies outside the project.", _COPY)
