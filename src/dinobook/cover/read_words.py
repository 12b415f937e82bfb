"""Words of a finished cover, read back: those that stand where they may be cut or folded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2

from dinobook.cover.wrap import Area, Wrap

_PT_PER_MM: Final = 72 / 25.4
_TOLERANCE_MM: Final = 0.05


@dataclass(frozen=True, slots=True)
class Letter:
    """A drawn letter and the box of its ink, from the upper left corner of the trimmed cover."""

    sign: str
    box: Area


def letters_in(pdf: bytes) -> tuple[Letter, ...]:
    """Every letter of the first page, in the order in which it was drawn."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    left, _, _, top = page.get_trimbox()
    text = page.get_textpage()
    whole = text.get_text_range()
    found = []
    for index, sign in enumerate(whole[: text.count_chars()]):
        if not sign.strip():
            continue
        x0, y0, x1, y1 = text.get_charbox(index)
        mm = (one / _PT_PER_MM for one in (x0 - left, top - y1, x1 - x0, y1 - y0))
        found.append(Letter(sign, Area(*mm)))
    return tuple(found)


def unsafe_words(pdf: bytes, wrap: Wrap) -> Iterator[str]:
    """Runs of letters that are not wholly inside the safe part of one panel."""
    safe = tuple(wrap.safe(area) for area in wrap.areas())
    run = ""
    for letter in letters_in(pdf):
        if any(_holds(area, letter.box) for area in safe):
            if run:
                yield run
            run = ""
        else:
            run += letter.sign
    if run:
        yield run


def _holds(area: Area, box: Area) -> bool:
    return (
        area.x - _TOLERANCE_MM <= box.x
        and area.y - _TOLERANCE_MM <= box.y
        and box.right <= area.right + _TOLERANCE_MM
        and box.bottom <= area.bottom + _TOLERANCE_MM
    )
