"""How the blocks of a laid-out document lie on its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes

from dinobook.pdf import drawing


@dataclass(frozen=True, slots=True)
class Placement:
    """The blocks of a section by their indexes, as the author wrote them.

    Pages are counted from 0, the section's first; lengths are in pages. `starts` is the page on
    which each block begins, `sizes` its height with the notes it calls. `tops` are the blocks that
    begin at the top of a page, where the section goes on from the page before. `room` is what each
    page leaves free above its notes.
    """

    starts: Mapping[int, int]
    sizes: Mapping[int, float]
    tops: Mapping[int, int]
    room: tuple[float, ...]


def placement_of(document: Any, section: etree._Element, order: Sequence[int]) -> Placement:
    """Measure a section of a WeasyPrint document. `order` are the indexes of its blocks there."""
    starts: dict[int, int] = {}
    sizes: defaultdict[int, float] = defaultdict(float)
    tops: dict[int, int] = {}
    pages = _pages_of(document, section.get("id", ""))
    owners = dict(_owners(pages[0][1], order)) if pages else {}
    for number, (page, box) in enumerate(pages):
        height = page._page_box.height
        for at, (index, block) in enumerate(_blocks(box, owners)):
            if at == 0 and number and index not in starts:
                tops[index] = number
            starts.setdefault(index, number)
            sizes[index] += block.margin_height() / height
        for note in _notes(page):
            if note.element in owners:
                sizes[owners[note.element]] += note.margin_height() / height
    return Placement(starts, sizes, tops, tuple(_room(page) for page, _ in pages))


def _pages_of(document: Any, name: str) -> list[tuple[Any, Any]]:
    """The pages on which a section is, each with the section's box."""
    found = ((page, _section_on(page, name)) for page in document.pages)
    return [(page, box) for page, box in found if box is not None]


def _section_on(page: Any, name: str) -> Any:
    bodies = (body for root in page._page_box.children for body in root.children)
    found = (box for body in bodies for box in getattr(body, "children", ()))
    return next((one for one in found if _is_section(one, name)), None)


def _is_section(box: Any, name: str) -> bool:
    return bool(box.element_tag == "section" and box.element.get("id") == name)


def _owners(section: Any, order: Sequence[int]) -> Iterator[tuple[Any, int]]:
    """Every element below a section with the index of the block that it is part of."""
    blocks = [child for child in section.element if isinstance(child.tag, str)]
    for child, index in zip(blocks, order, strict=True):
        for element in child.iter():
            yield element, index


def _blocks(section: Any, owners: Mapping[Any, int]) -> Iterator[tuple[int, Any]]:
    for box in section.children:
        if box.element in owners and box.is_in_normal_flow():
            yield owners[box.element], box


def _notes(page: Any) -> Iterator[Any]:
    for part in page._page_box.children:
        if isinstance(part, boxes.FootnoteAreaBox):
            yield from part.children


def _room(page: Any) -> float:
    """The share of the page between its last line and its notes."""
    _, top, _, height = drawing.content_box_px(page)
    areas = (one for one in page._page_box.children if isinstance(one, boxes.FootnoteAreaBox))
    notes = sum(area.margin_height() for area in areas)
    used = max(drawing.text_bottom_px(page) - top, 0.0)
    return max(float(1 - (used + notes) / height), 0.0)
