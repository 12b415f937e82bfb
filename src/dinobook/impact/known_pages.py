"""The pages of an edition in two orders: as they were laid out, or as the last build lets guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dinobook.impact.compare import compared
from dinobook.impact.estimate import estimate, staleness
from dinobook.impact.model import EditionPages
from dinobook.impact.orders import Order, order_built
from dinobook.impact.pagination import Pagination, as_built
from dinobook.manifest.model import Manifest
from dinobook.pagemap.model import PageMap
from dinobook.pagemap.style import style_of
from dinobook.pdf.stylesheet import sides_matter
from dinobook.pipeline.unchecked import Unchecked
from dinobook.storage.outputs import MadeCover
from dinobook.theme.layouts import with_layout


def compare_laid_out(
    orders: tuple[Order, Order], maps: tuple[PageMap, PageMap], cover: MadeCover | None
) -> EditionPages:
    """`maps` are those of the two orders. `cover` is the one that was made; None: none was."""
    (was, now), (old, new) = orders, maps
    return compared(now.edition, as_built(old, was), as_built(new, now), cover)


def compare_estimates(
    orders: tuple[Order, Order],
    pages: PageMap,
    before: Manifest,
    sources: Unchecked,
    cover: MadeCover | None,
) -> EditionPages:
    """`pages` are those of the last build, whose rows may still stand in `before`."""
    was, now = orders
    theme = with_layout(sources.theme, now.edition.layout)
    look = _Look(sides_matter(theme.css(now.edition.use)), style_of(theme, now.edition))
    last = order_built(pages, before, now.edition, sources, now.targets)
    first, doubts = _estimated(pages, last, was, look)
    then, more = _estimated(pages, last, now, look)
    return compared(now.edition, first, then, cover, (*more, *doubts))


def is_fresh(pages: PageMap, order: Order, sources: Unchecked) -> bool:
    """Whether the pages of the last build are those that the book would have now."""
    if not pages.style or [one.id for one in order.sections] != [one.id for one in pages.chapters]:
        return False
    style = style_of(with_layout(sources.theme, order.edition.layout), order.edition)
    return not any(staleness(pages, order, style))


@dataclass(frozen=True, slots=True)
class _Look:
    """`sides`: left and right pages differ. `style` is what `style_of` gives."""

    sides: bool
    style: str


def _estimated(
    pages: PageMap, last: Order, order: Order, look: _Look
) -> tuple[Pagination, Sequence[str]]:
    found = estimate(pages, order, last, sides=look.sides, style=look.style)
    return found.pages, found.doubts
