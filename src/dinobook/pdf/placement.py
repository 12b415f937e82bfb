"""How the blocks of a laid-out document lie on its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes

from dinobook.pdf import drawing

Block = tuple[str, int]
"""A section's id and the index of one of its blocks, as the author wrote them."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Pages are counted from 0; lengths are in pages.

    `starts` is the page on which each block begins, `sizes` its height with the notes it calls.
    `tops` are the blocks that begin at the top of a page, where the section goes on from the page
    before. `room` is what each page leaves free above its notes.
    """

    starts: Mapping[Block, int]
    sizes: Mapping[Block, float]
    tops: Mapping[Block, int]
    room: tuple[float, ...]


def placement_of(document: Any, orders: Mapping[str, Sequence[int]]) -> Placement:
    """Measure a WeasyPrint document. `orders` are the indexes of each section's blocks, in it."""
    starts: dict[Block, int] = {}
    sizes: defaultdict[Block, float] = defaultdict(float)
    tops: dict[Block, int] = {}
    begun: set[str] = set()
    owners: dict[Any, Block] = {}
    for number, page in enumerate(document.pages):
        height = page._page_box.height
        sections = list(_sections(page, orders))
        for section in sections:
            owners.update(_owners(section, orders) if section.element not in owners else ())
        for at, (block, box) in enumerate(_blocks(sections, owners)):
            if at == 0 and block[0] in begun and block not in starts:
                tops[block] = number
            starts.setdefault(block, number)
            sizes[block] += box.margin_height() / height
        for note in _notes(page):
            if note.element in owners:
                sizes[owners[note.element]] += note.margin_height() / height
        begun |= {section.element.get("id") for section in sections}
    return Placement(starts, sizes, tops, tuple(_room(page) for page in document.pages))


def _sections(page: Any, orders: Mapping[str, Sequence[int]]) -> Iterator[Any]:
    for box in page._page_box.descendants():
        if box.element_tag == "section" and box.element.get("id") in orders:
            yield box


def _owners(section: Any, orders: Mapping[str, Sequence[int]]) -> Iterator[tuple[Any, Block]]:
    """Every element below a section with the block that it is part of."""
    name = section.element.get("id")
    blocks = [child for child in section.element if isinstance(child.tag, str)]
    for child, index in zip(blocks, orders[name], strict=True):
        for element in child.iter():
            yield element, (name, index)


def _blocks(sections: Sequence[Any], owners: Mapping[Any, Block]) -> Iterator[tuple[Block, Any]]:
    for section in sections:
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
