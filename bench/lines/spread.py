"""Two facing pages as a small picture, to look at beside another's."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pypdfium2
from PIL import Image

HEIGHT_PX: Final = 900
_COLOURS: Final = 12
"""Ink, paper, and what lies between them; three colours of the house."""
_DESK: Final = (224, 220, 212)
_GAP_PX: Final = 12


def save_spread(pdf: Path, wanted: str, picture: Path) -> None:
    """The spread of a page: its number, counted from 1, or words of its text.

    Raises `ValueError` where there is none.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        page = int(wanted) if wanted.isdecimal() else _page_with(document, wanted)
        if not 1 <= page <= len(document):
            raise ValueError(f"{pdf.name} has {len(document)} pages")
        left = page - page % 2
        shown = [one for one in (left, left + 1) if 1 <= one <= len(document)]
        pages = [_picture(document[one - 1]) for one in shown]
    width = sum(one.width for one in pages) + 2 * _GAP_PX
    sheet = Image.new("RGB", (width, HEIGHT_PX + 2 * _GAP_PX), _DESK)
    at = _GAP_PX
    for one in pages:
        sheet.paste(one, (at, _GAP_PX))
        at += one.width
    sheet.quantize(_COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)


def _page_with(document: Any, words: str) -> int:
    """The first page that says so, however its lines break."""
    sought = "".join(words.split())
    for number, page in enumerate(document, start=1):
        if sought in "".join(page.get_textpage().get_text_range().split()):
            return number
    raise ValueError(f"no page says “{words}”")


def _picture(page: Any) -> Image.Image:
    """The page within its trim, where it has one."""
    box = page.get_trimbox(fallback_ok=True)
    media = page.get_mediabox()
    crop = (box[0] - media[0], box[1] - media[1], media[2] - box[2], media[3] - box[3])
    scale = HEIGHT_PX / (box[3] - box[1])
    drawn: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
    return drawn.resize((round((box[2] - box[0]) * scale), HEIGHT_PX))
