"""The words of a page with their places, as PDFium reads them back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from dinobook.preflight.facts import Words
from dinobook.preflight.geometry import Rect, height, overlap

_NUMBER: Final = re.compile(r"^\d{1,4}(?= |$)|(?<= )\d{1,4}$")
_HEAD: Final = 0.16
"""Of the page's height: where a head or foot may stand."""


def read_words(page: Any, unit: float) -> tuple[Words, ...]:
    """`page` is PDFium's. Each line, or each part of a line between wide gaps."""
    text_page = page.get_textpage()
    found = []
    for index in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(index)
        text = text_page.get_text_bounded(left, bottom, right, top).strip()
        if text:
            found.append(Words((left * unit, bottom * unit, right * unit, top * unit), text))
    text_page.close()
    return tuple(found)


def said(words: Iterable[Words], place: Rect, most: int = 40) -> str:
    """What stands at a place, cut short; empty when nothing can be read there."""
    text = " ".join(word.text for word in words if overlap(word.rect, place))
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rstrip() + "…"


def folios(words: tuple[Words, ...], page: Rect) -> tuple[tuple[int, Rect], ...]:
    """Numbers that begin or end the outermost line of a page's head or foot."""
    if not words:
        return ()
    band = height(page) * _HEAD
    highest = max(word.rect[3] for word in words)
    lowest = min(one.rect[1] for one in words)
    return tuple(
        (int(number), one.rect)
        for one in words
        if (one.rect[3] > page[3] - band and _level(one.rect, highest))
        or (one.rect[1] < page[1] + band and _level(one.rect, lowest))
        for number in dict.fromkeys(_NUMBER.findall(one.text))
    )


def _level(rect: Rect, line: float) -> bool:
    """Whether the words stand on the line at this height."""
    slack = height(rect)
    return rect[1] - slack <= line <= rect[3] + slack
