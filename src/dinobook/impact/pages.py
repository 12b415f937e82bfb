"""The pages of an edition in two orders: as they were laid out, or as the last build lets guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dinobook.impact.compare import compared
from dinobook.impact.estimate import can_estimate, estimate, staleness
from dinobook.impact.model import EditionPages
from dinobook.impact.orders import Order, order_built
from dinobook.impact.pagination import Pagination, as_built
from dinobook.manifest.model import Manifest
from dinobook.pagemap.make import style_of
from dinobook.pagemap.model import PageMap
from dinobook.pdf.stylesheet import sides_matter
from dinobook.pipeline.sources import Sources
from dinobook.storage.outputs import MadeCover
from dinobook.theme.layouts import with_layout


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What is known of the last build, by edition."""

    maps: Mapping[str, PageMap]
    covers: Mapping[str, MadeCover]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Page maps of both orders as they were laid out, by edition."""

    before: Mapping[str, PageMap]
    after: Mapping[str, PageMap]


def edition_pages(
    was: Order,
    now: Order,
    before: Manifest,
    sources: Sources,
    built: LastBuild,
    laid_out: LaidOut | None,
) -> EditionPages | str:
    """The pages of an edition, or a sentence on why nothing is known of them.

    `before` is the manifest in which rows of the last build may still stand.
    """
    edition, cover = now.edition, built.covers.get(now.edition.name)
    if laid_out is not None:
        old, new = laid_out.before[edition.name], laid_out.after[edition.name]
        return compared(edition, as_built(old, was), as_built(new, now), cover)
    pages = built.maps.get(edition.name)
    if pages is None:
        return f"“{edition.name}” has no pages yet: dinobook build {edition.name} makes them."
    if not can_estimate(pages):
        return (
            f"The page map of “{edition.name}” does not tell how chapters start: build once more "
            f"for page figures (dinobook build {edition.name})."
        )
    theme = with_layout(sources.theme, edition.layout)
    look = _Look(sides_matter(theme.css(edition.use)), style_of(theme, edition))
    last = order_built(pages, before, edition, sources, now.targets)
    first, doubts = _estimated(pages, last, was, look)
    then, more = _estimated(pages, last, now, look)
    return compared(edition, first, then, cover, (*more, *doubts))


def is_fresh(pages: PageMap, order: Order, sources: Sources) -> bool:
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
