"""Ragged lines, chosen for the shape that they make: in as few as they need, of like widths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dinobook.pdf.engine.lines.breaking import choose_lines
from dinobook.pdf.engine.lines.points import ANY, Line, Measure, Point, Wanted, Word
from dinobook.pdf.engine.lines.settings import FineSettings


def choose_shape(
    words: Sequence[Word], measure: Measure, settings: FineSettings, wanted: Wanted = ANY
) -> tuple[Line, ...] | None:
    """The lines of a ragged paragraph; None when a word is too wide or lines cannot be had so."""
    count = wanted.lines or _fewest(words, measure)
    if not count:
        return None
    return choose_lines(words, measure, settings, replace(wanted, lines=count))


def _fewest(words: Sequence[Word], measure: Measure) -> int:
    """How many lines there are when each is filled as far as can be; 0: some word is too wide."""
    count, room = 1, measure.width(0)
    fits: Point | None = None
    points = list(_points(words))
    for point in points:
        if point.width <= room:
            fits = point
            continue
        if fits is None:
            return 0
        room = measure.width(count) + fits.next_width
        count += 1
        if point.width > room:
            return 0
        fits = point
    return count


def _points(words: Sequence[Word]) -> Iterator[Point]:
    for word in words:
        yield from (one for one in word.inside() if not one.ragged and not one.yields)
        yield word.end
