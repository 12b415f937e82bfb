"""The recipe of an impact: two manifests, the last page maps, and what lies in the chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dinobook.checks.whereabouts import Written
from dinobook.impact.facts import ChapterFacts, facts_of
from dinobook.impact.introductions import early
from dinobook.impact.links import lost_links
from dinobook.impact.model import Early, Impact, LostLink, Misleading, Renumbered
from dinobook.impact.numbers import renumbered
from dinobook.impact.orders import Order, book_targets, order_of
from dinobook.impact.pages import LaidOut, LastBuild, edition_pages
from dinobook.impact.pointing import Readers, misleading
from dinobook.manifest.constraints import newly_broken, ruled
from dinobook.manifest.model import Manifest
from dinobook.pipeline.editions import choose
from dinobook.pipeline.unchecked import Unchecked
from dinobook.storage.cache import NO_CACHE, Cache

Finding = TypeVar("Finding", Renumbered, Misleading, Early, LostLink)
Pairs = Sequence[tuple[Order, Order]]


@dataclass(frozen=True, slots=True)
class Text:
    """The chapters of a book. `read` gives the text of a file, for the lines of findings."""

    sources: Unchecked
    read: Callable[[str], str]
    cache: Cache = NO_CACHE


def impact_of(
    before: Manifest,
    after: Manifest,
    text: Text,
    built: LastBuild,
    *,
    edition: str = "",
    laid_out: LaidOut | None = None,
) -> Impact:
    """What differs between two orders of a book.

    `edition` empty: all of them. `laid_out` None: pages are estimated. Raises `UsageError` for an
    edition that is not there.
    """
    sources, targets = text.sources, book_targets((before, after), text.sources)
    old = {one.name: one for one in before.editions}
    pairs = [
        (
            order_of(before, old.get(one.name, one), sources, targets),
            order_of(after, one, sources, targets),
        )
        for one in choose(after, [edition] if edition else [])
    ]
    printed = [pair for pair in pairs if pair[1].edition.format == "pdf"]
    told = [edition_pages(*pair, before, sources, built, laid_out) for pair in printed]
    pages = tuple(one for one in told if not isinstance(one, str))
    reasons = tuple(dict.fromkeys(why for one in pages for why in one.about))
    facts = _facts(pairs, before, text)
    readers = [Readers(*pair, facts) for pair in pairs]
    files = _Files(text)
    return Impact(
        "exact" if laid_out is not None else "estimate",
        bool(reasons),
        reasons,
        pages,
        tuple(one for one in told if isinstance(one, str)),
        _merged([(now, renumbered(was, now)) for was, now in pairs]),
        tuple(files.placed(one, facts) for one in _merged(_each(misleading, readers))),
        tuple(files.placed(one, facts) for one in _merged(_each(early, readers))),
        _merged([(now, lost_links(was, now)) for was, now in pairs]),
        _broken(before, after, [now.edition.arrangement for _, now in pairs]),
    )


def _broken(before: Manifest, after: Manifest, arrangements: Iterable[str]) -> tuple[str, ...]:
    """What the rules of chapters say against the new order, and not against the old one."""
    found = (
        broken.message
        for name in ("", *arrangements)
        for broken in newly_broken(
            *(ruled(one.order(name), one.outline) for one in (before, after))
        )
    )
    return tuple(dict.fromkeys(found))


def _facts(pairs: Pairs, before: Manifest, text: Text) -> dict[str, ChapterFacts]:
    names = {name for pair in pairs for order in pair for name in order.chapters}
    language = before.book.language
    fragments = text.sources.fragments
    return {name: facts_of(fragments[name], language, text.cache) for name in sorted(names)}


def _each(
    find: Callable[[Readers], Iterator[Finding]], readers: Sequence[Readers]
) -> list[tuple[Order, Iterable[Finding]]]:
    return [(one.after, find(one)) for one in readers]


def _merged(found: Sequence[tuple[Order, Iterable[Finding]]]) -> tuple[Finding, ...]:
    """The same finding in several editions is one, which names them."""
    merged: dict[Finding, Finding] = {}
    for order, findings in found:
        name = order.edition.name
        for one in findings:
            key = replace(one, editions=())
            known: Finding = merged.get(key, key)
            if name not in known.editions:
                merged[key] = replace(known, editions=(*known.editions, name))
    return tuple(merged.values())


Placed = TypeVar("Placed", Misleading, Early)


class _Files:
    """The files of chapters, in which the lines of findings are looked for."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._known: dict[str, Written] = {}

    def placed(self, one: Placed, facts: Mapping[str, ChapterFacts]) -> Placed:
        """The finding with its file and line."""
        file = self._text.sources.fragments[one.chapter].place.path
        if file not in self._known:
            self._known[file] = Written(self._text.read(file))
        words = one.sentence if isinstance(one, Misleading) else _sentence(one, facts)
        line, _ = self._known[file].line_of(words)
        return replace(one, file=file, line=line)


def _sentence(one: Early, facts: Mapping[str, ChapterFacts]) -> str:
    """The first sentence of the chapter in which it stands."""
    word = one.what.split()[-1].casefold()
    lines = facts[one.chapter].text.split("\n")
    return next((line for line in lines if word in line.casefold()), "")
