"""All figures of one PDF, and the table that sets those of several side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.lines.body import Body, body_of
from bench.lines.edges import Edge, edge_of
from bench.lines.feet import Feet, feet_of
from bench.lines.letters import Letters, letters_of
from bench.lines.read import pages_of
from bench.lines.spaces import Spaces, spaces_of

NATURAL_EM: Final = 0.196
"""The space of Vollkorn as it stands between words, kerning and all."""
_LOOSE: Final = 1.5


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; `name` is the head of its column."""

    name: str
    pages: int
    body: Body
    spaces: Spaces
    letters: Letters
    edge: Edge
    feet: Feet


def figures_of(path: Path, name: str = "", natural_em: float = NATURAL_EM) -> Figures:
    """Measure a PDF. Raises `ValueError` where it has no justified text."""
    pages = pages_of(path)
    body = body_of(pages)
    return Figures(
        name or path.stem,
        len(pages),
        body,
        spaces_of(body, _LOOSE * natural_em),
        letters_of(body),
        edge_of(body),
        feet_of(pages, body),
    )


def table(columns: Sequence[Figures], natural_em: float = NATURAL_EM) -> str:
    """A Markdown table: a row for each figure, a column for each PDF."""
    head = ["", *(one.name for one in columns)]
    rows = [[name, *(cell(one) for one in columns)] for name, cell in _rows(natural_em)]
    lines = [head, ["---", *("---:" for _ in columns)], *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


def worst(figures: Figures) -> str:
    """The ten loosest lines, each with its page."""
    return "".join(
        f"{space:.2f} em, page {page}: {text}\n" for space, page, text in figures.spaces.worst
    )


def _rows(natural_em: float) -> tuple[tuple[str, Callable[[Figures], str]], ...]:
    return (
        ("pages", lambda one: f"{one.pages}"),
        ("face, size and leading", _face),
        ("measure, pt", lambda one: f"{one.body.measure:.0f}"),
        ("justified lines", lambda one: f"{one.spaces.lines}"),
        ("mean space, em", lambda one: _em(one.spaces.mean)),
        (f"spaces over {_em(_LOOSE * natural_em)} em", lambda one: _share(one.spaces.loose)),
        ("spread (sd) of spaces, em", lambda one: _em(one.spaces.spread)),
        ("spaces over .40 em", lambda one: _share(one.spaces.very_loose)),
        ("hyphenated", lambda one: _share(one.spaces.hyphenated)),
        ("three hyphens in a row", lambda one: f"{one.spaces.ladders}"),
        ("rivers of four lines", lambda one: f"{one.spaces.rivers}"),
        ("letters: sd of their width", lambda one: _share(one.letters.spread, 2)),
        ("neighbours that differ by over 2 %", lambda one: _share(one.letters.over_2)),
        ("neighbours that differ by over 3 %", lambda one: _share(one.letters.over_3)),
        ("right edge: sd, pt", lambda one: f"{one.edge.spread:.3f}".removeprefix("0")),
        ("off by over .5 pt", lambda one: _share(one.edge.off)),
        ("facing feet on one line", lambda one: f"{one.feet.facing_even} of {one.feet.facing}"),
        ("lines off the grid", lambda one: _share(one.feet.off_grid)),
        (
            "pages short by 4 lines or more",
            lambda one: f"{len(one.feet.short)} of {one.feet.inner}",
        ),
        ("last pages of under 5 lines", lambda one: f"{len(one.feet.few)}"),
        ("widows, orphans", lambda one: f"{len(one.feet.widows)}, {len(one.feet.orphans)}"),
    )


def _face(one: Figures) -> str:
    return f"{one.body.font} {one.body.size:g}/{one.body.leading:g}"


def _em(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def _share(value: float, digits: int = 1) -> str:
    return f"{100 * value:.{digits}f} %"
