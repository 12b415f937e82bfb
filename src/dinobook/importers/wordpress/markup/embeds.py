"""What a web page plays or shows from elsewhere, as a link with words."""

from __future__ import annotations

import html
import re
from typing import Final

_SCHEME: Final = re.compile(r"\A(?:https?:)?//(?:www\.)?", re.IGNORECASE)


def as_link(address: str, caption: str) -> str:
    """A paragraph with a link to `address`: its words are the caption (HTML), else the address."""
    return f"<p>{inline_link(address, caption)}</p>\n"


def inline_link(address: str, caption: str) -> str:
    """The same inside a line. A caption that has a link of its own stands beside it."""
    whole = f"https:{address}" if address.startswith("//") else address
    target = html.escape(whole, quote=True)
    words = html.escape(shown(address), quote=False)
    if caption and "<a" not in caption.lower():
        return f'<a href="{target}">{caption}</a>'
    link = f'<a href="{target}">{words}</a>'
    return f"{caption} ({link})" if caption else link


def shown(address: str) -> str:
    """An address as it is printed: without `https://www.` and a last slash."""
    return _SCHEME.sub("", address.strip()).removesuffix("/") or address
