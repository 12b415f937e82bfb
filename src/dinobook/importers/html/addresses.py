"""Addresses and pictures as the dialect writes them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from dinobook.importers.escape import NO_HYPHENATION, escape_text
from dinobook.importers.html.vocabulary import Element

_REFUSED: Final = re.compile(r"[\s<>\x00-\x20\x7f]")
_SIGN: Final = re.compile(r"[\\`$\[\]\"'{}^]|&(?=#|\w+;)")
_BRACKET: Final = re.compile(r"[()]")


def link_address(address: str) -> str:
    """An address between round brackets; what no address may hold stands as its bytes."""
    text = _REFUSED.sub(lambda found: quote(found[0], safe=""), " ".join(address.split()))
    text = _SIGN.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text)
    return text if _is_balanced(text) else _BRACKET.sub(r"\\\g<0>", text)


def picture(image: Element, title: str = "", own_id: str = "") -> str:
    """`![Beschrijving](images/plan.svg "Bijschrift"){#fig-plan}`."""
    alt = image.get("alt")
    said = escape_text(" ".join((alt or "").split()), starts=False, plain_brackets=False)
    said = said.replace(NO_HYPHENATION, "¬")
    caption = f' "{title}"' if title else ""
    options = [f"#{own_id}"] if own_id else []
    options += ['alt=""'] if alt is not None and not said else []
    behind = f"{{{' '.join(options)}}}" if options else ""
    return f"![{said}]({link_address(image.get('src') or '')}{caption}){behind}"


def _is_balanced(text: str) -> bool:
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += 1 if found[0] == "(" else -1
        if depth < 0:
            return False
    return not depth
