"""The cover as one sheet: where back, spine, front and flaps lie, in mm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dinobook.printers import Paper, Printer


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; `x` and `y` from the upper left corner of the trimmed cover."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, left: float, top: float, right: float, bottom: float) -> Area:
        return Area(
            self.x + left, self.y + top, self.width - left - right, self.height - top - bottom
        )

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Wrap:
    """The measures of a cover for a book of `pages` on `paper`. All lengths are in mm.

    From left to right on the flat sheet: bleed, turn-in or flap, back, spine, front, turn-in or
    flap, bleed.

        panel  = page width + what a hardcover's board and hinge add (`panel_mm`)
        spine  = pages x the paper's thickness of a page + what the paper's formula adds
        width  = 2 x (turn-in + flap + panel) + spine, and the bleed twice
        height = page height + 2 x (board + turn-in), and the bleed twice

    For a paperback this is KDP's “2 trim + spine + 0.25 in by trim + 0.25 in”. A hardcover's hinge
    lies inside its panel, beside the spine; its turn-in is folded round the boards. What each
    printer takes for these lengths, and where that was read, is in its profile.
    """

    pages: int
    paper: str
    page_mm: tuple[float, float]
    spine_mm: float
    bleed_mm: float
    safe_mm: float
    spine_safe_mm: float
    barcode_mm: tuple[float, float]
    flap_mm: float = 0.0
    turn_in_mm: float = 0.0
    board_mm: float = 0.0
    panel_mm: float = 0.0
    hinge_mm: float = 0.0

    @property
    def outer_mm(self) -> float:
        """What lies beyond a panel, on either side."""
        return self.turn_in_mm + self.flap_mm

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height after trimming; a hardcover's turn-in is part of it."""
        panel, height = self.back.width, self.back.height
        return (
            2 * (self.outer_mm + panel) + self.spine_mm,
            height + 2 * self.turn_in_mm,
        )

    @property
    def sheet_mm(self) -> tuple[float, float]:
        """Width and height with bleed: the size of the file that the printer wants."""
        width, height = self.size_mm
        return width + 2 * self.bleed_mm, height + 2 * self.bleed_mm

    @property
    def back(self) -> Area:
        width, height = self.page_mm
        return Area(
            self.outer_mm, self.turn_in_mm, width + self.panel_mm, height + 2 * self.board_mm
        )

    @property
    def spine(self) -> Area:
        return Area(self.back.right, self.back.y, self.spine_mm, self.back.height)

    @property
    def front(self) -> Area:
        return Area(self.spine.right, self.back.y, self.back.width, self.back.height)

    @property
    def flaps(self) -> tuple[Area, ...]:
        """The back's and the front's flap; none for a cover without."""
        if not self.flap_mm:
            return ()
        return (
            Area(self.turn_in_mm, self.back.y, self.flap_mm, self.back.height),
            Area(self.front.right, self.back.y, self.flap_mm, self.back.height),
        )

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """Where the sheet is folded, from its left edge; hinges are grooves and none of them."""
        edges = (self.back.x, self.spine.x, self.spine.right, self.front.right)
        return edges if self.outer_mm else edges[1:3]

    @property
    def barcode_field(self) -> Area:
        """What stays free for the barcode: at the foot of the back, on the side of the spine."""
        width, height = self.barcode_mm
        safe = self.safe(self.back)
        return Area(safe.right - width, safe.bottom - height, width, height)

    def safe(self, area: Area) -> Area:
        """The part of a panel, the spine or a flap that text may use."""
        safe = self.safe_mm
        if area == self.spine:
            return area.inset(self.spine_safe_mm, safe, self.spine_safe_mm, safe)
        if area == self.back:
            return area.inset(safe, safe, safe + self.hinge_mm, safe)
        if area == self.front:
            return area.inset(safe + self.hinge_mm, safe, safe, safe)
        return area.inset(safe, safe, safe, safe)

    def areas(self) -> Iterator[Area]:
        yield from (self.back, self.spine, self.front, *self.flaps)


def wrap_of(
    printer: Printer,
    page_mm: tuple[float, float],
    pages: int,
    paper: Paper,
    flap_mm: float = 0.0,
) -> Wrap:
    """The cover that a printer asks for; pages are rounded up to what it binds."""
    multiple = printer.multiple.value
    bound = -(-pages // multiple) * multiple
    template = printer.cover
    return Wrap(
        pages=bound,
        paper=paper.name,
        page_mm=page_mm,
        spine_mm=paper.thickness_mm(bound),
        bleed_mm=template.bleed_mm.value,
        safe_mm=template.safe_mm.value,
        spine_safe_mm=template.spine_safe_mm.value,
        barcode_mm=template.barcode_mm.value,
        flap_mm=flap_mm,
        turn_in_mm=template.wrap_mm.value,
        board_mm=template.board_mm.value,
        panel_mm=template.panel_mm.value,
        hinge_mm=template.hinge_mm.value,
    )
