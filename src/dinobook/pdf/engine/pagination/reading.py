"""Reads a laid-out block as pieces that no page break parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.engine.hooks import line_height_px
from dinobook.pdf.engine.pagination.pieces import Block, Piece, Space

# isort: split
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.percent import percentage

Path = Any
"""WeasyPrint's way to a place in the tree of boxes: `{index: path below}`; None: its beginning."""

_AVOIDED: Final = frozenset({"avoid", "avoid-page"})
_FEWEST_ROWS: Final = 2
"""Rows of a table that stand together under its head."""
_SPACES: Final = {
    **dict.fromkeys(("h2", "h3", "h4"), Space.HEADING),
    **dict.fromkeys(("figure", "aside", "table"), Space.FIGURE),
    **dict.fromkeys(("hr",), Space.PAUSE),
    **dict.fromkeys(("ul", "ol", "dl", "blockquote", "pre"), Space.LIST),
}
_SPACES_OF_CLASSES: Final = {
    **dict.fromkeys(("box", "side-by-side", "display"), Space.FIGURE),
    **dict.fromkeys(("verse", "epigraph", "dialogue", "letter", "timeline"), Space.PAUSE),
}


@dataclass(frozen=True, slots=True)
class Laid:
    """A block of the section with the way to each of its pieces, and the notes they call.

    `box` is the child of the section in the tree that is laid out, `lead` the space above it at the
    top of a page.
    """

    block: Block
    paths: tuple[Path, ...]
    notes: tuple[tuple[Any, ...], ...]
    box: Any
    lead: float


def is_avoided(before: Any, after: Any) -> bool:
    """Whether a page should not end between two boxes, as far as those that are given say."""
    return block.block_level_page_break(before, after) in _AVOIDED


class Reader:
    """Reads laid-out blocks as pieces."""

    def __init__(self, depth: float, line: float) -> None:
        self._depth, self._line = depth, line
        self._pieces: list[tuple[Piece, Path, tuple[Any, ...]]] = []

    def laid(self, box: Any, page_top: float, source: Any) -> Laid:
        """A child of the section that is laid out; `source` is what it was made of."""
        self._pieces = []
        top, bottom = _edges(box)
        self._walk(box, _Place((), None, top, bottom, begins=True))
        text = any(isinstance(child, boxes.LineBox) for child in box.children)
        space = _space_of(box)
        pieces = tuple(
            Piece(one.top - top, one.bottom - top, one.begins, (), one.head, one.alone)
            for one, _, _ in self._pieces
        )
        above, below = (_collapsed(box, side) for side in ("top", "bottom"))
        laid = Block(
            pieces,
            name=box.element_tag,
            own_above=_margin(box, "top"),
            own_below=_margin(box, "bottom"),
            above=above,
            below=below,
            padding=float(box.padding_bottom + box.border_bottom_width),
            text=text,
            on_grid=not text or line_height_px(box.style) == self._line,
            keeps_previous=is_avoided(None, box),
            keeps_next=is_avoided(box, None),
            space=space,
            space_below=space is Space.FIGURE,
        )
        paths = tuple(path for _, path, _ in self._pieces)
        notes = tuple(notes for _, _, notes in self._pieces)
        return Laid(laid, paths, notes, source, top - page_top)

    def _walk(self, box: Any, place: _Place) -> None:
        flow = [child for child in getattr(box, "children", ()) if _is_in_flow(child)]
        avoided = box.style["break_inside"] in _AVOIDED
        too_high = avoided and box.border_height() > self._depth
        alone = place.alone or too_high
        if not flow or not _is_breakable(box) or (avoided and not too_high):
            self._add(place, place.top, place.bottom, place.path, [box], begins=place.begins)
        elif isinstance(flow[0], boxes.LineBox):
            self._lines(box, flow, place, alone=alone)
        elif isinstance(box, boxes.TableBox):
            self._rows(box, place, alone=alone)
        else:
            self._children(flow, place, alone=alone)

    def _add(
        self,
        place: _Place,
        top: float,
        bottom: float,
        path: Path,
        inside: Sequence[Any],
        *,
        begins: bool,
        head: float = 0.0,
        alone: bool = False,
    ) -> None:
        piece = Piece(top, bottom, begins, (), head, alone or place.alone)
        notes = tuple(note for box in inside for note in _notes(box))
        self._pieces.append((piece, path, notes))

    def _lines(self, box: Any, lines: list[Any], place: _Place, *, alone: bool) -> None:
        orphans, widows, count = box.style["orphans"], box.style["widows"], len(lines)
        for at, line in enumerate(lines):
            self._add(
                place if at == 0 else _ANYWHERE,
                line.position_y if at else place.top,
                line.position_y + line.height if at < count - 1 else place.bottom,
                place.below({0: lines[at - 1].resume_at}) if at else place.path,
                [line],
                begins=at >= orphans and count - at >= widows if at else place.begins,
                alone=alone and at == 0,
            )

    def _children(self, flow: list[Any], place: _Place, *, alone: bool) -> None:
        for at, child in enumerate(flow):
            top, bottom = _edges(child)
            first, last = at == 0, at == len(flow) - 1
            inner = _Place(
                (*place.way, child.index),
                place.path if first else place.below({child.index: None}),
                place.top if first else top,
                place.bottom if last else bottom,
                begins=place.begins if first else not is_avoided(flow[at - 1], child),
                alone=alone and first,
            )
            self._walk(child, inner)

    def _rows(self, table: Any, place: _Place, *, alone: bool) -> None:
        groups = [child for child in table.children if not (child.is_header or child.is_footer)]
        rows = [(group, row) for group in groups for row in group.children]
        if not rows:
            self._add(place, place.top, place.bottom, place.path, [table], begins=place.begins)
            return
        heads = [one for one in table.children if one.is_header]
        head = rows[0][1].position_y - table.border_box_y()
        count, spanned = len(rows), 0
        for at, (group, row) in enumerate(rows):
            together = spanned > 0 or at < _FEWEST_ROWS or count - at < _FEWEST_ROWS
            avoided = at > 0 and is_avoided(rows[at - 1][1], row)
            self._add(
                place if at == 0 else _ANYWHERE,
                row.position_y if at else place.top,
                row.position_y + row.height if at < count - 1 else place.bottom,
                place.below({group.index: {row.index: None}}) if at else place.path,
                [*heads, row] if at == 0 else [row],
                begins=not (together or avoided) if at else place.begins,
                head=head if at else 0.0,
                alone=alone and at == 0,
            )
            spanned = max([spanned, *(cell.rowspan for cell in row.children)]) - 1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box stands in its block.

    `way` are the indexes from the block down to it, `path` how a page begins with it, `top` and
    `bottom` the borders of all that begins or ends with it.
    """

    way: tuple[int, ...]
    path: Path
    top: float
    bottom: float
    begins: bool
    alone: bool = False

    def below(self, path: Path) -> Path:
        """The path to something inside the box."""
        for index in reversed(self.way):
            path = {index: path}
        return path


_ANYWHERE: Final = _Place((), None, 0.0, 0.0, begins=True)


def _is_in_flow(box: Any) -> bool:
    return isinstance(box, boxes.LineBox) or bool(box.is_in_normal_flow())


def _is_breakable(box: Any) -> bool:
    return is_plain(box) or isinstance(box, boxes.TableBox)


def is_plain(box: Any) -> bool:
    """Whether a box sets its blocks one below the other: no columns, no grid, no flex."""
    columns = box.style["column_count"], box.style["column_width"]
    return isinstance(box, boxes.BlockContainerBox) and columns == ("auto", "auto")


def _notes(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.Box) and box.footnote is not None:
        yield box.footnote
    for child in getattr(box, "children", ()):
        yield from _notes(child)


def _edges(box: Any) -> tuple[float, float]:
    top = float(box.border_box_y())
    return top, top + float(box.border_height())


def _margin(box: Any, side: str) -> float:
    value = box.style[f"margin_{side}"]
    used = 0.0 if value == "auto" else percentage(value, box.style, box.width)
    return float(used)


def _collapsed(box: Any, side: str) -> float:
    """The margin of a box with those of its first or last children, which collapse with it."""
    margin = 0.0
    while True:
        margin = max(margin, _margin(box, side))
        if getattr(box, f"padding_{side}", 0) or getattr(box, f"border_{side}_width", 0):
            return margin
        inner = [child for child in getattr(box, "children", ()) if _is_block_in_flow(child)]
        if not inner or not isinstance(box, boxes.BlockContainerBox):
            return margin
        box = inner[0 if side == "top" else -1]


def _is_block_in_flow(box: Any) -> bool:
    return isinstance(box, boxes.BlockLevelBox) and bool(box.is_in_normal_flow())


def _space_of(box: Any) -> Space | None:
    classes = (box.element.get("class") or "").split() if box.element is not None else []
    found = [
        _SPACES_OF_CLASSES[class_name] for class_name in classes if class_name in _SPACES_OF_CLASSES
    ]
    return found[0] if found else _SPACES.get(box.element_tag)
