"""What is read off the boxes of laid-out pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes


def page_name_of(page: Any) -> str:
    """The name of the page (`page: NAME` in the style sheet)."""
    return page._page_box.page_type.name or ""


def is_blank(page: Any) -> bool:
    """Whether the page is only there to make the next one a recto or verso."""
    return bool(page._page_box.page_type.blank)


def strings_of(page: Any) -> tuple[tuple[str, str], ...]:
    """What `string-set` sets on the page, in document order."""
    found: list[tuple[str, str]] = []
    for box in page._page_box.descendants():
        if box.string_set and box.string_set != "none":
            found += [(name, text) for name, text in box.string_set]
    return tuple(found)


def break_before(page: Any) -> str:
    """The `break-before` of the first section on the page: where it asks to start."""
    for box in page._page_box.descendants():
        if box.element_tag == "section":
            return str(box.style["break_before"])
    return "auto"


def content_box_px(page: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height of the area inside the margins."""
    box = page._page_box
    return box.content_box_x(), box.content_box_y(), box.width, box.height


def text_bottom_px(page: Any) -> float:
    """How far down the text of the page reaches, notes left out."""
    return lowest_px(page._page_box)


def lowest_px(page: Any) -> float:
    """The same of a page box, which need not be finished."""
    bottoms = [
        box.position_y + box.height
        for box in _flow(page)
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox)
    ]
    return max(bottoms, default=0.0)


def _flow(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox):
            continue
        yield child
        yield from _flow(child)
