"""How WeasyPrint is brought to make the pages that were planned.

It fills pages from above and breaks where they are full, at the best place that widows, orphans and
keeps leave. Here a page ends a little below what is planned for it, so that WeasyPrint breaks there
by itself; nothing is cut, and no rule is switched off. The same pin and the same test as in
`dinobook.pdf.hooks` hold for what is named in `LEANED_ON`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.pagination.places import SECTION

# isort: split
from weasyprint.layout import LayoutContext, block, page

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    LayoutContext.overflows_page,
    block._in_flow_layout,
    block.block_level_layout,
    block.block_level_page_break,
    block.find_last_in_flow_child,
    page.make_page,
    page.page_height,
)
"""What is stepped in for, or counted on to behave as it does."""

_ENDLESS_PX: Final = 2_000_000.0


@dataclass(slots=True)
class Steering:
    """What the next page is told.

    `longer_px` is added to its height, `shorter_px` taken off where its text must end; `spaces` are
    elements, children of a section, above which `space_px` are added. `endless`: the page takes all
    that there is.
    """

    endless: bool = False
    longer_px: float = 0.0
    shorter_px: float = 0.0
    space_px: float = 0.0
    spaces: frozenset[Any] = frozenset()

    def let_go(self) -> None:
        """Leave the next page to WeasyPrint."""
        self.endless, self.spaces = False, frozenset()
        self.longer_px = self.shorter_px = self.space_px = 0.0


@contextmanager
def steered() -> Iterator[Steering]:
    """Let pages follow a `Steering` in every document that is rendered in this block."""
    steering = Steering()
    with _heights(steering), _depths(steering), _spaces(steering):
        yield steering


@contextmanager
def _heights(steering: Steering) -> Iterator[None]:
    """`page.page_height` works out how high a page is."""
    original = page.page_height

    def page_height(box: Any, context: Any, containing: float) -> None:
        original(box, context, containing)
        box.dinobook_depth = box.height
        if steering.endless:
            box.height = _ENDLESS_PX
        else:
            box.height += steering.longer_px
            box.margin_bottom -= steering.longer_px

    page.page_height = page_height
    try:
        yield
    finally:
        page.page_height = original


@contextmanager
def _depths(steering: Steering) -> Iterator[None]:
    """`page.block_level_layout` fills a page, called once with the root of the document."""
    original = page.block_level_layout

    def lay_out(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        if not box.is_for_root_element or not steering.shorter_px:
            return original(context, box, *rest, **named)
        shorter_px = steering.shorter_px
        context.page_bottom -= shorter_px
        laid_out = original(context, box, *rest, **named)
        context.page_bottom += shorter_px
        return laid_out

    page.block_level_layout = lay_out
    try:
        yield
    finally:
        page.block_level_layout = original


@contextmanager
def _spaces(steering: Steering) -> Iterator[None]:
    """`block._in_flow_layout` places one child of a block."""
    original = block._in_flow_layout

    def lay_out(context: Any, parent: Any, index: int, child: Any, placed: Any, *rest: Any) -> Any:
        if (
            child.element in steering.spaces
            and parent.element_tag == SECTION
            and block.find_last_in_flow_child(placed) is not None
        ):
            child.position_y += steering.space_px
        return original(context, parent, index, child, placed, *rest)

    block._in_flow_layout = lay_out
    try:
        yield
    finally:
        block._in_flow_layout = original
