"""The hyphen of a broken word: drawn, but no letter of the word (ISO 32000-1, 14.8.2.2.3)."""

from __future__ import annotations

from typing import Any, Final

import pydyf

_GLYPH: Final = 4
_SHOWS: Final = b"] TJ"


def hyphen_apart(items: list[Any], number: int) -> list[Any]:
    """Marked content that ends in a hyphen, as two: the hyphen has the number given.

    `items` begin with the three of the content's own mark, and hold one text object. Empty: they
    are something else.
    """
    mark, drawn = items[:3], items[3:]
    if drawn[:1] != [b"BT"] or drawn[-1:] != [b"ET"]:
        return []
    at = next((at for at in range(len(drawn) - 1, 0, -1) if _shows(drawn[at])), 0)
    before, last = _last_glyph(drawn[at]) if at else (b"", b"")
    if not last:
        return []
    head = drawn[1:at]
    if before:
        head.append(before)
    fonts = [] if before else _trailing(head)
    kept = head[: len(head) - len(fonts)]
    if not any(_shows(item) for item in kept):
        return []
    hyphen = ["/Span", pydyf.Dictionary({"MCID": number}), b"BDC", last, *drawn[at + 1 : -1]]
    return [b"BT", *mark, *kept, b"EMC", *fonts, *hyphen, b"EMC", b"ET"]


def _shows(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(_SHOWS)


def _trailing(items: list[Any]) -> list[Any]:
    """What stands behind the last text that is shown, such as another font."""
    shown = [at for at, item in enumerate(items) if _shows(item)]
    return items[shown[-1] + 1 :] if shown else []


def _last_glyph(item: bytes) -> tuple[bytes, bytes]:
    """An operator without the last glyph that it shows, and one with that; empty: nothing left."""
    start, end = item.rfind(b"<"), item.rfind(b">")
    if end - start - 1 < _GLYPH:
        return b"", b""
    before = item[: end - _GLYPH]
    before = before[:-1] if before.endswith(b"<") else before + b">"
    shown = before + _SHOWS if before.strip() != b"[" else b""
    return shown, b"[<" + item[end - _GLYPH : end] + b">" + item[end + 1 :]
