"""Two paginations of an edition → what an editor, a printer and the post notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dinobook.impact.model import EditionPages, Paper, Shift
from dinobook.impact.pagination import Pagination
from dinobook.manifest.model import EditionSpec
from dinobook.manifest.page_size import page_size_mm
from dinobook.paper.model import Bulk
from dinobook.paper.report import SIGNATURES, USUAL, bulk, signature
from dinobook.printers import printer
from dinobook.storage.outputs import MadeCover


def compared(
    edition: EditionSpec,
    before: Pagination,
    after: Pagination,
    cover: MadeCover | None,
    about: Sequence[str] = (),
) -> EditionPages:
    """`cover` is the one that was made for the edition; None: none was."""
    pages, blanks = (before.pages, after.pages), (before.blanks, after.blanks)
    misfit = cover is not None and cover.pages == before.pages != after.pages
    printed = edition.on_paper and before.pages != after.pages
    return EditionPages(
        edition.name,
        pages,
        blanks,
        tuple(_shifts(before, after)),
        tuple(_signatures(*pages)) if printed else (),
        tuple(_papers(edition, *pages)) if printed else (),
        cover.pages if cover is not None and misfit else 0,
        tuple(dict.fromkeys(about)),
    )


def _shifts(before: Pagination, after: Pagination) -> Iterator[Shift]:
    """Runs of sections, in the new order, whose pages all have a folio so many higher or lower."""
    moves = [(run.id, _move(run.id, before, after)) for run in after.runs]
    known = [(name, by) for name, by in moves if by is not None]
    for by, run in groupby(known, key=lambda one: one[1]):
        if by:
            yield Shift(tuple(name for name, _ in run), by)


def _move(section: str, before: Pagination, after: Pagination) -> int | None:
    """How far a section moves; None for one that is new, or numbered otherwise now."""
    if section not in before.firsts:
        return None
    old, new = before.firsts[section], after.firsts[section]
    was, now = before.labels[old], after.labels[new]
    if was.isdecimal() and now.isdecimal():
        return int(now) - int(was)
    return new - old


def _signatures(before: int, after: int) -> Iterator[tuple[int, int, int]]:
    """Of each kind of sheet of which it takes more or fewer."""
    for size in SIGNATURES:
        old, new = signature(before, size).count, signature(after, size).count
        if old != new:
            yield size, old, new


def _papers(edition: EditionSpec, before: int, after: int) -> Iterator[Paper]:
    chosen = edition.printed_by or printer(USUAL)
    trim = page_size_mm(edition)
    for paper in chosen.papers:
        old, new = (bulk(pages, trim, paper, chosen) for pages in (before, after))
        spines, weights = (old.spine_mm, new.spine_mm), (old.grams, new.grams)
        yield Paper(paper.name, spines, weights, tuple(_postage(old, new)))


def _postage(old: Bulk, new: Bulk) -> Iterator[tuple[str, str, str]]:
    for (carrier, was), (_, now) in zip(old.postage, new.postage, strict=True):
        if was != now:
            yield carrier, was, now
