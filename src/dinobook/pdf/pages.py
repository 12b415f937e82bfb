"""What is known of each laid-out page: its folio, its side, where its text stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dinobook.book.numbering import roman

_PT_PER_PX: Final = 0.75


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `numbering` is "cover", "roman" or "arabic"; `label` is the folio as printed.

    `text_box_pt` is left, bottom, right, top of the area inside the margins, in points from the
    page's lower left corner. `anchors` are the ids that start on the page.
    """

    numbering: str
    number: int
    label: str
    recto: bool
    text_box_pt: tuple[float, float, float, float]
    anchors: tuple[str, ...]


def pages_of(document: Any, body_start: str, *, has_cover: bool) -> tuple[Page, ...]:
    """The pages of a WeasyPrint document. Arabic folios start where the id `body_start` stands."""
    pages: list[Page] = []
    numbering, number = ("roman" if body_start else "arabic"), 0
    for index, one in enumerate(document.pages):
        anchors = tuple(one.anchors)
        if body_start and body_start in anchors:
            numbering, number = "arabic", 0
        number += 1
        kind = "cover" if has_cover and index == 0 else numbering
        label = {"cover": "Cover", "roman": roman(number).lower(), "arabic": str(number)}[kind]
        pages.append(Page(kind, number, label, index % 2 == 0, _text_box(one), anchors))
    return tuple(pages)


def _text_box(page: Any) -> tuple[float, float, float, float]:
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    height = page.height
    return (
        left * _PT_PER_PX,
        (height - top - box.height) * _PT_PER_PX,
        (left + box.width) * _PT_PER_PX,
        (height - top) * _PT_PER_PX,
    )
