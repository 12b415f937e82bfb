"""The lines of running text: where they begin and end, and which of them are full."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bench.lines.read import Char, Page, body_face, family

_LIKE_SIZE: Final = 0.035
_ONE_LINE_PT: Final = 0.6
_LONG: Final = 30
"""Characters of a line that tells where a column's edges are."""
_EDGE_PT: Final = 4
_RIGHT_PT: Final = 5
_INDENTS_PT: Final = (4, 25)
_NEAR_INDENT_PT: Final = 2.5
_WORD_GAP_EM: Final = 0.12
"""A wider gap parts words where the file has no space (TeX writes none)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the body's face. `left` and `right` are its distances from the column's edges.

    `full`: from edge to edge, so it was justified; `body`: it begins where text begins.
    `gaps` are its spaces, from where one word ends to where the next begins.
    """

    page: int
    y: float
    chars: tuple[Char, ...]
    left: float
    right: float
    full: bool
    body: bool
    words: tuple[tuple[Char, ...], ...]

    @property
    def text(self) -> str:
        """Its words with one space between: PDFium leaves out those of the file."""
        return _text(self.words)

    @property
    def width(self) -> float:
        return self.chars[-1].end - self.chars[0].x

    @property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        return tuple((one[-1].end, other[0].x) for one, other in pairwise(self.words))

    @property
    def space(self) -> float:
        """The mean space between its words, in points."""
        return statistics.mean(end - start for start, end in self.gaps)

    @property
    def hyphenated(self) -> bool:
        return self.chars[-1].text == "-"


@dataclass(frozen=True, slots=True)
class Body:
    """The running text of a PDF: lines of each page from top to bottom."""

    font: str
    size: float
    measure: float
    leading: float
    indent: float
    lines: tuple[tuple[Line, ...], ...]

    @property
    def every(self) -> list[Line]:
        return [line for page in self.lines for line in page]


def body_of(pages: tuple[Page, ...]) -> Body:
    """Find the running text. Raises `ValueError` for a file that has none."""
    font, size = body_face(pages)
    rough = [_baselines(page, font, size) for page in pages]
    edges = [_edges(rough[side::2], size) for side in (0, 1)]
    indents = Counter(
        round(row[0].x - edges[page % 2][0])
        for page, rows in enumerate(rough)
        for row in rows
        if _INDENTS_PT[0] < row[0].x - edges[page % 2][0] < _INDENTS_PT[1]
    )
    indent = float(indents.most_common(1)[0][0]) if indents else 0.0
    lines = tuple(
        tuple(_line(page, row, edges[page % 2], indent, size) for row in rows)
        for page, rows in enumerate(rough)
    )
    steps = Counter(
        round(below.y - above.y, 1)
        for rows in lines
        for above, below in pairwise(rows)
        if above.body and below.body
    )
    if not steps:
        raise ValueError("this file has no running text")
    left, right = edges[0]
    return Body(font, size, right - left, steps.most_common(1)[0][0], indent, lines)


def _baselines(page: Page, font: str, size: float) -> list[tuple[Char, ...]]:
    """The page's characters in the body's face by their baselines, each row from left to right."""
    rows: defaultdict[float, list[Char]] = defaultdict(list)
    for char in page.chars:
        if abs(char.size - size) < size * _LIKE_SIZE and family(font) in char.font:
            rows[round(char.y, 2)].append(char)
    merged: list[tuple[float, list[Char]]] = []
    for y in sorted(rows):
        if merged and y - merged[-1][0] < _ONE_LINE_PT:
            merged[-1][1].extend(rows[y])
        else:
            merged.append((y, list(rows[y])))
    trimmed = (_trimmed(row) for _, row in merged)
    return [row for row in trimmed if len(row) > 1]


def _trimmed(row: list[Char]) -> tuple[Char, ...]:
    ordered = sorted(row, key=lambda char: char.x)
    inked = [index for index, char in enumerate(ordered) if char.text.strip()]
    return tuple(ordered[inked[0] : inked[-1] + 1]) if inked else ()


def _edges(pages: Sequence[list[tuple[Char, ...]]], size: float) -> tuple[float, float]:
    """Where most long lines begin and end, on left or right pages."""
    long = [row for rows in pages for row in rows if len(_text(_words(row, size))) > _LONG]
    return _most(row[0].x for row in long), _most(row[-1].end for row in long)


def _most(values: Iterable[float]) -> float:
    counted = Counter(map(round, values))
    return float(counted.most_common(1)[0][0]) if counted else 0.0


def _line(
    page: int, row: tuple[Char, ...], edges: tuple[float, float], indent: float, size: float
) -> Line:
    left, right = row[0].x - edges[0], row[-1].end - edges[1]
    begins = abs(left) < _EDGE_PT or abs(left - indent) < _NEAR_INDENT_PT
    return Line(
        page,
        row[0].y,
        row,
        left,
        right,
        full=begins and abs(right) < _RIGHT_PT,
        body=begins and right < _RIGHT_PT,
        words=_words(row, size),
    )


def _text(words: tuple[tuple[Char, ...], ...]) -> str:
    return " ".join("".join(char.text for char in word) for word in words)


def _words(row: tuple[Char, ...], size: float) -> tuple[tuple[Char, ...], ...]:
    words: list[list[Char]] = [[]]
    for char in row:
        apart = bool(words[-1]) and char.x - words[-1][-1].end > size * _WORD_GAP_EM
        if apart or not char.text.strip():
            words.append([])
        if char.text.strip():
            words[-1].append(char)
    return tuple(tuple(word) for word in words if word)
