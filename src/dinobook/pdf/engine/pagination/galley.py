"""A section laid out on pages without end, read as blocks and pieces.

Typesetters call a text in type that is not yet made up into pages a galley. All lines are broken
here, once: the pages take them over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.engine.pagination.pieces import Block, Piece
from dinobook.pdf.engine.pagination.reading import Laid, Reader

# isort: split
from weasyprint.layout import block

_FORCED: Final = frozenset({"page", "left", "right", "recto", "verso"})


@dataclass(slots=True)
class Run:
    """Blocks of a section that no page break parts but those of plates.

    `depth` is the height of the text on its pages.
    """

    depth: float
    page_name: str
    blocks: list[Laid] = field(default_factory=list)


def runs_of(pages: Sequence[Any], section: Any, line: float) -> list[Run]:
    """The runs of a section, a box of the tree, on the pages of a galley.

    `line` is the grid's step. Each page tells the depth that it would have with its end as
    `dinobook_depth`.
    """
    runs: list[Run] = []
    after_plate = False
    for page in pages:
        box = _section_on(page, section.element)
        flow = [child for child in box.children if child.is_in_normal_flow()] if box else []
        if not flow:
            continue
        reader = Reader(page.dinobook_depth, line)
        top = page.content_box_y()
        laid = [reader.laid(child, top, section.children[child.index]) for child in flow]
        plate = len(flow) == 1 and _is_plate(flow[0]) and bool(runs)
        name = page.page_type.name
        if plate:
            runs[-1].blocks.append(_as_plate(laid[0]))
        elif after_plate and name == runs[-1].page_name and not _is_forced(None, flow[0]):
            runs[-1].blocks += laid
        else:
            runs.append(Run(page.dinobook_depth, name, laid))
        after_plate = plate
    return runs


def _as_plate(laid: Laid) -> Laid:
    """The block with a page to itself."""
    one = laid.block
    bottom = max(piece.bottom for piece in one.pieces)
    notes = tuple(note for called in laid.notes for note in called)
    plate = Block((Piece(0.0, bottom),), one.name, text=False, plate=True)
    return replace(laid, block=plate, paths=laid.paths[:1], notes=(notes,))


def _is_forced(before: Any, after: Any) -> bool:
    """Whether a page must end between two boxes, as far as those that are given say."""
    return block.block_level_page_break(before, after) in _FORCED


def _is_plate(box: Any) -> bool:
    return _is_forced(None, box) and _is_forced(box, None)


def _section_on(page: Any, element: Any) -> Any:
    """The box of an element on a page; None: it is not on it."""
    return next((box for box in _sections(page) if box.element is element), None)


def _sections(page: Any) -> Iterator[Any]:
    for root in page.children[:1]:
        for body in root.children:
            yield from getattr(body, "children", ())
