"""How the blocks of a laid-out document lie on its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True)
class PagePart:
    """What stands of a section on one page, each block by its index with its height there."""

    blocks: tuple[tuple[int, float], ...]
    notes: tuple[tuple[int, float], ...]
    room: float


def placement_of(parts: Iterable[PagePart]) -> Placement:
    """The placement of a section on the pages that it is on."""
    starts: dict[int, int] = {}
    sizes: defaultdict[int, float] = defaultdict(float)
    tops: dict[int, int] = {}
    rooms: list[float] = []
    for number, part in enumerate(parts):
        for at, (index, height) in enumerate(part.blocks):
            if at == 0 and number and index not in starts:
                tops[index] = number
            starts.setdefault(index, number)
            sizes[index] += height
        for index, height in part.notes:
            sizes[index] += height
        rooms.append(part.room)
    return Placement(starts, sizes, tops, tuple(rooms))


def parts_of(document: Any, section: str, order: Sequence[int]) -> Iterator[PagePart]:
    """The pages of a WeasyPrint document on which a section is.

    `order` are the indexes of the section's blocks in the order in which they stand there.
    """
    owners: Mapping[Any, int] = {}
    for page in document.pages:
        box = _section_on(page._page_box, section)
        if box is not None:
            owners = owners or owners_of(_elements(box.element), order)
            yield _part(page._page_box, box, owners)


def owners_of(blocks: Iterable[Any], order: Sequence[int]) -> Mapping[Any, int]:
    """Every element of a section's blocks with the index of the block that it is part of."""
    pairs = zip(blocks, order, strict=True)
    return {element: index for block, index in pairs for element in block.iter()}


def part_on(page: Any, section: str, owners: Mapping[Any, int]) -> PagePart | None:
    """What is on a page box; None: nothing of the section."""
    box = _section_on(page, section)
    return None if box is None else _part(page, box, owners)


def _part(page: Any, section: Any, owners: Mapping[Any, int]) -> PagePart:
    blocks = [one for one in section.children if one.element in owners and one.is_in_normal_flow()]
    notes = [one for one in _notes(page) if one.element in owners]
    sizes, noted = (
        tuple((owners[one.element], one.margin_height() / page.height) for one in found)
        for found in (blocks, notes)
    )
    return PagePart(sizes, noted, _room(page))


def _section_on(page: Any, name: str) -> Any:
    bodies = (body for root in page.children for body in root.children)
    found = (box for body in bodies for box in getattr(body, "children", ()))
    return next((one for one in found if _is_section(one, name)), None)


def _is_section(box: Any, name: str) -> bool:
    return bool(box.element_tag == "section" and box.element.get("id") == name)


def _elements(section: Any) -> list[Any]:
    return [child for child in section if isinstance(child.tag, str)]


def _notes(page: Any) -> Iterator[Any]:
    for part in page.children:
        if isinstance(part, boxes.FootnoteAreaBox):
            yield from part.children


def _room(page: Any) -> float:
    """The share of the page between its last line and its notes."""
    areas = (one for one in page.children if isinstance(one, boxes.FootnoteAreaBox))
    notes = sum(area.margin_height() for area in areas if area.children)
    used = max(drawing.lowest_px(page) - page.content_box_y(), 0.0)
    return max(float(1 - (used + notes) / page.height), 0.0)
