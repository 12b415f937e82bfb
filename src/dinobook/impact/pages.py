"""The pages of an edition in two orders, where they are known; what reckons is loaded there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dinobook.impact.model import EditionPages
from dinobook.impact.orders import Order
from dinobook.manifest.model import Manifest
from dinobook.pagemap.model import PageMap
from dinobook.pipeline.unchecked import Unchecked
from dinobook.storage.outputs import MadeCover


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
    sources: Unchecked,
    built: LastBuild,
    laid_out: LaidOut | None,
) -> EditionPages | str:
    """The pages of an edition, or a sentence on why nothing is known of them.

    `before` is the manifest in which rows of the last build may still stand.
    """
    edition, cover = now.edition, built.covers.get(now.edition.name)
    if laid_out is not None:
        from dinobook.impact.known_pages import compare_laid_out

        maps = laid_out.before[edition.name], laid_out.after[edition.name]
        return compare_laid_out((was, now), maps, cover)
    pages = built.maps.get(edition.name)
    if pages is None:
        return f"“{edition.name}” has no pages yet: dinobook build {edition.name} makes them."
    if not _can_estimate(pages):
        return (
            f"The page map of “{edition.name}” does not tell how chapters start: build once more "
            f"for page figures (dinobook build {edition.name})."
        )
    from dinobook.impact.known_pages import compare_estimates

    return compare_estimates((was, now), pages, before, sources, cover)


def _can_estimate(pages: PageMap) -> bool:
    """Whether the map tells how each section starts; that of an older release does not."""
    return bool(pages.chapters) and all(one.starts is not None for one in pages.chapters)
