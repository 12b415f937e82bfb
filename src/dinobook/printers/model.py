"""What a printer asks of a file: every rule with where it was read, and when.

Lengths are in mm. A profile may write them as the printer publishes them (`0.125in`): an inch is
25.4 mm exactly, so 0.125 in is 3.175 mm and nothing is rounded.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from dinobook.units import MM_PER_INCH

T = TypeVar("T")

TOLERANCE_MM: Final = 0.5
"""What a size in whole mm may differ from a trim in inches: 156 x 234 is 6.14 x 9.21 in."""
_LENGTH: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|in)")

Mark = Literal["crop", "registration", "colour"]
Colour = Literal["any", "rgb", "cmyk", "gray"]
Standard = Literal["", "x-4", "x-1a", "x-3"]
Binding = Literal["paperback", "hardcover", "none"]


def length_mm(given: object) -> Any:
    """`0.125in` or `3mm` as mm; anything else as it is."""
    found = _LENGTH.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        return given
    return round(float(found[1]) * (MM_PER_INCH if found[2] == "in" else 1), 6)


Millimetres = Annotated[float, BeforeValidator(length_mm), Field(ge=0)]
Trim = tuple[Millimetres, Millimetres]
Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One demand. `source` is a page that says it, or “from memory”; `seen` the day it was read."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    value: T
    source: Annotated[str, Field(min_length=1)]
    seen: Annotated[str, Field(pattern=r"^(20\d\d-\d\d-\d\d)?$")] = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a printer offers: a book block is `pages` x `mm_per_page` + `fixed_mm` thick."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    mm_per_page: Rule[Annotated[float, Field(gt=0)]]
    grams_m2: Rule[Annotated[float, Field(gt=0)]]
    fixed_mm: float = 0.0

    def thickness_mm(self, pages: int) -> float:
        return pages * self.mm_per_page.value + self.fixed_mm


@dataclass(frozen=True, slots=True)
class CoverTemplate:
    """What the cover sheet needs.

    `wrap_mm`, `hinge_mm`, `board_mm` and `panel_mm` are for a hardcover and 0 for a paperback: what
    is folded round the boards; the groove beside the spine, which is a part of each panel; how far
    a board stands out above and below the pages; how much broader a panel is than a page.
    `barcode_mm` is the width and height of the field that stays free.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    bleed_mm: Rule[Millimetres]
    safe_mm: Rule[Millimetres]
    spine_safe_mm: Rule[Millimetres]
    barcode_mm: Rule[Trim]
    wrap_mm: Rule[Millimetres]
    hinge_mm: Rule[Millimetres]
    board_mm: Rule[Millimetres]
    panel_mm: Rule[Millimetres]


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer's profile. What each rule means is in `docs/printing.md`."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    title: str
    binding: Binding
    trims_mm: Rule[tuple[Trim, ...]]  # empty: any
    custom_mm: Rule[
        tuple[()] | tuple[Trim, Trim]
    ]  # any size between these two as well; empty: none
    bleed_mm: Rule[Millimetres]  # 0: none
    bleed_inside: Rule[bool]  # whether the spine side has bleed too
    marks: Rule[tuple[Mark, ...]]  # empty: forbidden
    colour: Rule[Colour]
    ink_limit: Rule[Count]  # total area coverage in percent; 0: none
    standard: Rule[Standard]
    outline: Rule[bool]  # allowed
    links: Rule[bool]  # allowed
    pages: Rule[tuple[Count, Count]]  # least and most; most 0: no limit
    multiple: Rule[Annotated[int, Field(ge=1)]]  # the number of pages is a multiple of this
    last_blank: Rule[Count]  # at least so many blank pages at the end
    blanks_in_row: Rule[Count]  # at most so many inside; 0: no limit
    gutter_mm: Rule[tuple[tuple[Count, Millimetres], ...]]  # up to so many pages: inside margin
    margin_mm: Rule[Millimetres]  # other margins, least; text nearer the trim is a fault
    image_dpi: Rule[Count]
    font_pt: Rule[Annotated[float, Field(ge=0)]]  # the smallest
    line_pt: Rule[Annotated[float, Field(ge=0)]]  # the thinnest
    spine_text_pages: Rule[Count]  # least pages for text on the spine
    papers: tuple[Paper, ...]
    cover: CoverTemplate

    def trim_for(self, width_mm: float, height_mm: float) -> Trim | None:
        """The trim in exact mm that is meant by a size in whole mm; None: it is not offered."""
        if not self.trims_mm.value:
            return width_mm, height_mm
        nearest = self.nearest_trim(width_mm, height_mm)
        if max(abs(nearest[0] - width_mm), abs(nearest[1] - height_mm)) <= TOLERANCE_MM:
            return nearest
        return (width_mm, height_mm) if self._is_custom(width_mm, height_mm) else None

    def nearest_trim(self, width_mm: float, height_mm: float) -> Trim:
        """The trim on the list that differs least; the size itself when any is taken."""
        trims = self.trims_mm.value or ((width_mm, height_mm),)
        return min(trims, key=lambda one: math.dist(one, (width_mm, height_mm)))

    def _is_custom(self, width_mm: float, height_mm: float) -> bool:
        if not self.custom_mm.value:
            return False
        least, most = self.custom_mm.value
        return least[0] <= width_mm <= most[0] and least[1] <= height_mm <= most[1]

    def gutter_for(self, pages: int) -> float:
        """The inside margin in mm that a book of so many pages needs at least."""
        steps = sorted(self.gutter_mm.value)
        return next((mm for most, mm in steps if pages <= most), steps[-1][1] if steps else 0.0)
