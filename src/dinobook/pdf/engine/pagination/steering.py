"""How WeasyPrint is brought to make the pages that were planned.

It fills pages from above and breaks where they are full, at the best place that widows, orphans and
keeps leave. Here a page ends a little below what is planned for it, so that WeasyPrint breaks there
by itself; nothing is cut, and no rule is switched off. The same pin and the same test as in
`dinobook.pdf.engine.hooks` hold for what is named in `LEANED_ON`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.pagination.places import SECTION

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


_steering: Final[Switch[Steering]] = Switch()


def steered() -> AbstractContextManager[Steering]:
    """Let pages follow a `Steering` in every document that is rendered in this block."""
    return _steering.set_to(Steering())


def _heights(original: Callable[..., Any]) -> Callable[..., Any]:
    """`page.page_height` works out how high a page is."""

    def page_height(box: Any, context: Any, containing: float) -> None:
        original(box, context, containing)
        steering = _steering.now
        if steering is None:
            return
        box.dinobook_depth = box.height
        if steering.endless:
            box.height = _ENDLESS_PX
        else:
            box.height += steering.longer_px
            box.margin_bottom -= steering.longer_px

    return page_height


def _depths(original: Callable[..., Any]) -> Callable[..., Any]:
    """`page.block_level_layout` fills a page, called once with the root of the document."""

    def lay_out(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        steering = _steering.now
        if steering is None or not box.is_for_root_element or not steering.shorter_px:
            return original(context, box, *rest, **named)
        shorter_px = steering.shorter_px
        context.page_bottom -= shorter_px
        laid_out = original(context, box, *rest, **named)
        context.page_bottom += shorter_px
        return laid_out

    return lay_out


def _spaces(original: Callable[..., Any]) -> Callable[..., Any]:
    """`block._in_flow_layout` places one child of a block."""

    def lay_out(context: Any, parent: Any, index: int, child: Any, placed: Any, *rest: Any) -> Any:
        steering = _steering.now
        if (
            steering is not None
            and child.element in steering.spaces
            and parent.element_tag == SECTION
            and block.find_last_in_flow_child(placed) is not None
        ):
            child.position_y += steering.space_px
        return original(context, parent, index, child, placed, *rest)

    return lay_out


STAND_INS: Final = (
    StandIn(page, "page_height", _heights),
    StandIn(page, "block_level_layout", _depths),
    StandIn(block, "_in_flow_layout", _spaces),
)
