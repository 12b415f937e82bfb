"""The measurements as tables for `docs/performance.md`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bench.numbers import Measured
from bench.run import (
    COLD_ONE,
    COLD_TWO,
    COLOUR,
    GROWTH,
    MOVE,
    NOTHING,
    WATCHED,
    WHOLE,
    WORD,
)

BEGIN: Final = "<!-- measured: begin (python -m bench writes what follows) -->"
END: Final = "<!-- measured: end -->"
ROWS: Final = (WHOLE, COLD_ONE, COLD_TWO, NOTHING, WORD, WATCHED, GROWTH, MOVE, COLOUR)
TARGETS: Final = ((COLD_TWO, 0.50), (WORD, 0.05), (GROWTH, 0.12), (MOVE, 0.12), (NOTHING, 0.01))
TARGET_PAGES: Final = 300
TARGET_MIB: Final = 250
TARGET_LINEAR: Final = 1.2
_NONE: Final = "–"
_Cell = Callable[[Measured, str], str]


def filled_in(page: str, measured: Sequence[Measured], plot: str) -> str:
    """The page with new tables between its marks. `plot` is the picture's address.

    Raises `ValueError` when the page has no marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the page has no marks between which to write")
    return f"{before}{BEGIN}\n\n{_text(measured, plot)}\n\n{END}{after}"


def _text(measured: Sequence[Measured], plot: str) -> str:
    parts = [
        _conditions(measured),
        "Seconds on the clock, and in brackets as a share of one document:",
        _times(measured),
        f"![Seconds by number of pages, both axes logarithmic]({plot})",
        "Seconds of processor, all processes together:",
        _table(measured, lambda one, name: f"{one.costs[name].cpu_s:.1f}"),
        "Memory of the largest process, MiB (the highest of all rounds):",
        _table(measured, lambda one, name: f"{one.costs[name].peak_mib:.0f}"),
        _targets(measured),
        _absent(measured),
    ]
    return "\n\n".join(part for part in parts if part)


def _conditions(measured: Sequence[Measured]) -> str:
    rows = [
        f"- {one.pages:,} pages: {one.conditions.day}, {_rounds(one.runs)}, "
        f"{one.conditions.processors} processors, load before it {one.conditions.load}, "
        f"Python {one.conditions.python}, WeasyPrint {one.conditions.weasyprint}"
        for one in measured
    ]
    return "\n".join(rows)


def _rounds(runs: int) -> str:
    return "one round" if runs == 1 else f"medians of {runs} interleaved rounds"


def _times(measured: Sequence[Measured]) -> str:
    def cell(one: Measured, name: str) -> str:
        share = one.ratio(name, WHOLE)
        seconds = f"{one.costs[name].wall_s:.2f}"
        return seconds if share is None or name == WHOLE else f"{seconds} ({share:.2f})"

    return _table(measured, cell)


def _table(measured: Sequence[Measured], cell: _Cell) -> str:
    names = [*ROWS, *_peers(measured)]
    head = "| | " + " | ".join(f"{one.pages:,} pages" for one in measured) + " |"
    rows = [
        f"| {name} | "
        + " | ".join(cell(one, name) if name in one.costs else _NONE for one in measured)
        + " |"
        for name in names
    ]
    return "\n".join((head, "|---" + "|---:" * len(measured) + "|", *rows))


def _peers(measured: Sequence[Measured]) -> list[str]:
    names = (name for one in measured for name in one.costs if name not in ROWS)
    return list(dict.fromkeys(names))


def _targets(measured: Sequence[Measured]) -> str:
    book = next((one for one in measured if one.asked == TARGET_PAGES), None)
    if book is None:
        return f"Targets are for a book of {TARGET_PAGES} pages, which is not measured yet."
    rows = [f"| target at {TARGET_PAGES} pages | wanted | measured | |", "|---|---:|---:|---|"]
    for name, wanted in TARGETS:
        if (share := book.ratio(name, WHOLE)) is not None:
            rows.append(f"| {name} | ≤ {wanted:.2f} | {share:.3f} | {_met(share <= wanted)} |")
    ours = [cost.peak_mib for name, cost in book.costs.items() if name in ROWS and name != WHOLE]
    peak = max(ours)
    rows.append(f"| memory, MiB | ≤ {TARGET_MIB} | {peak:.0f} | {_met(peak <= TARGET_MIB)} |")
    longer = [one for one in measured if one.asked > TARGET_PAGES]
    if longer:
        growth = max(_per_page(one) for one in longer) / _per_page(book)
        met = _met(growth <= TARGET_LINEAR)
        rows.append(f"| cost of a page up to {longer[-1].pages:,} pages | ≤ {TARGET_LINEAR} × "
                    f"| {growth:.2f} × | {met} |")  # fmt: skip
    return "\n".join(rows)


def _per_page(one: Measured) -> float:
    return one.costs[COLD_TWO].wall_s / one.pages


def _met(met: bool) -> str:
    return "met" if met else "**not met**"


def _absent(measured: Sequence[Measured]) -> str:
    tried = set(_peers(measured))
    names = dict.fromkeys(name for one in measured for name in one.absent if name not in tried)
    return f"Not installed, so not measured: {', '.join(names)}." if names else ""
