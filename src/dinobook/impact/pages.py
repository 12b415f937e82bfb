"""The pages of an edition in two orders: as they were laid out, or as the last build lets guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dinobook.impact.compare import compared
from dinobook.impact.estimate import can_estimate, estimate, staleness
from dinobook.impact.model import EditionPages
from dinobook.impact.orders import Order, order_built
from dinobook.impact.pagination import Pagination, as_built
from dinobook.manifest.model import EditionSpec, Manifest
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
    last = order_built(pages, before, edition, sources, now.targets)
    first, doubts = _estimated(pages, last, was, sources)
    then, more = _estimated(pages, last, now, sources)
    return compared(edition, first, then, cover, (*more, *doubts))


def is_fresh(pages: PageMap, order: Order, sources: Sources) -> bool:
    """Whether the pages of the last build are those that the book would have now."""
    ids = [one.id for one in order.sections]
    return (
        ids == [one.id for one in pages.chapters]
        and bool(pages.style)
        and not any(staleness(pages, order, _style(order.edition, sources)))
    )


def _estimated(
    pages: PageMap, last: Order, order: Order, sources: Sources
) -> tuple[Pagination, Sequence[str]]:
    css = with_layout(sources.theme, order.edition.layout).css(order.edition.use)
    style = _style(order.edition, sources)
    found = estimate(pages, order, last, sides=sides_matter(css), style=style)
    return found.pages, found.doubts


def _style(edition: EditionSpec, sources: Sources) -> str:
    return style_of(with_layout(sources.theme, edition.layout), edition)
