"""The recipe of an impact: two manifests, the last page maps, and what lies in the chapters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dinobook.impact.compare import compared
from dinobook.impact.estimate import can_estimate, estimate, staleness
from dinobook.impact.model import EditionPages, Impact, Renumbered
from dinobook.impact.numbers import renumbered
from dinobook.impact.orders import Order, order_built, order_of
from dinobook.impact.pagination import Pagination, as_built
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.pagemap.make import style_of
from dinobook.pagemap.model import PageMap
from dinobook.pdf.stylesheet import sides_matter
from dinobook.pipeline.editions import choose
from dinobook.pipeline.sources import Sources
from dinobook.storage.outputs import MadeCover
from dinobook.theme.layouts import with_layout


@dataclass(frozen=True, slots=True)
class Built:
    """What is known of the last build, by edition."""

    maps: Mapping[str, PageMap]
    covers: Mapping[str, MadeCover]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Page maps of both orders as they were laid out, by edition."""

    before: Mapping[str, PageMap]
    after: Mapping[str, PageMap]


def impact_of(
    before: Manifest,
    after: Manifest,
    sources: Sources,
    built: Built,
    *,
    edition: str = "",
    laid_out: LaidOut | None = None,
    constraints: Iterable[str] = (),
) -> Impact:
    """What differs between two orders of a book whose chapters are in `sources`.

    `edition` empty: all of them. `laid_out` None: pages are estimated. `constraints` are sentences
    about rules that the new order breaks. Raises `UsageError` for an edition that is not there.
    """
    chosen = choose(after, [edition] if edition else [])
    old = {one.name: one for one in before.editions}
    pairs = [
        (order_of(before, old.get(one.name, one), sources), order_of(after, one, sources))
        for one in chosen
    ]
    pages: list[EditionPages] = []
    unknown: list[str] = []
    for was, now in pairs:
        if now.edition.format != "pdf":
            continue
        found = _pages(was, now, before, sources, built, laid_out)
        if isinstance(found, str):
            unknown.append(found)
        else:
            pages.append(found)
    reasons = tuple(dict.fromkeys(why for one in pages for why in one.about))
    return Impact(
        "exact" if laid_out is not None else "estimate",
        bool(reasons),
        reasons,
        tuple(pages),
        tuple(unknown),
        _merged([renumbered(*pair) for pair in pairs]),
        tuple(constraints),
    )


def is_fresh(pages: PageMap, before: Manifest, edition: EditionSpec, sources: Sources) -> bool:
    """Whether the pages of the last build are those that the book would have now."""
    order = order_of(before, edition, sources)
    ids = [one.id for one in order.sections]
    return (
        ids == [one.id for one in pages.chapters]
        and bool(pages.style)
        and not any(staleness(pages, order, _style(edition, sources)))
    )


def _pages(
    was: Order,
    now: Order,
    before: Manifest,
    sources: Sources,
    built: Built,
    laid_out: LaidOut | None,
) -> EditionPages | str:
    """The pages of an edition, or a sentence on why nothing is known of them."""
    edition, cover = now.edition, built.covers.get(now.edition.name)
    if laid_out is not None:
        old, new = laid_out.before[edition.name], laid_out.after[edition.name]
        return compared(edition, as_built(old, was), as_built(new, now), cover)
    pages = built.maps.get(edition.name)
    if pages is None:
        return (
            f"“{edition.name}” has no pages yet: dinobook build {edition.name} makes them, "
            "and then it can be told what happens to them."
        )
    if not can_estimate(pages):
        return (
            f"The page map of “{edition.name}” does not tell how chapters start: build once more "
            f"for page figures (dinobook build {edition.name})."
        )
    first = _estimated(pages, was, before, sources)
    then = _estimated(pages, now, before, sources)
    return compared(edition, first[0], then[0], cover, (*first[1], *then[1]))


def _estimated(
    pages: PageMap, order: Order, before: Manifest, sources: Sources
) -> tuple[Pagination, Sequence[str]]:
    found = estimate(
        pages,
        order,
        order_built(pages, before, order.edition, sources),
        sides=sides_matter(_css(order.edition, sources)),
        style=_style(order.edition, sources),
    )
    return found.pages, found.doubts


def _css(edition: EditionSpec, sources: Sources) -> str:
    return with_layout(sources.theme, edition.layout).css(edition.use)


def _style(edition: EditionSpec, sources: Sources) -> str:
    return style_of(with_layout(sources.theme, edition.layout), edition)


def _merged(found: Sequence[Sequence[Renumbered]]) -> tuple[Renumbered, ...]:
    """The same finding in several editions is one, which names them."""
    merged: dict[Renumbered, Renumbered] = {}
    for one in (each for several in found for each in several):
        key = replace(one, editions=(), printed=0)
        known = merged.get(key)
        merged[key] = replace(known, editions=(*known.editions, *one.editions)) if known else one
    return tuple(merged.values())
