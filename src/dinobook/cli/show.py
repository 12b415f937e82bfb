"""How results and problems look in a terminal: results on stdout, talk on stderr."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from dinobook import Problem, Severity, UserError
from dinobook.cli.folding import folded
from dinobook.cli.output_mode import manner
from dinobook.cli.tables import (
    GAP,
    in_columns,
    natural_widths,
    records,
    table,
    widths_in,
    with_names_below,
)

_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
MAX_SHOWN: Final = 500
_STYLE = {
    Severity.ERROR: ("error", "bold red"),
    Severity.WARNING: ("warning", "yellow"),
    Severity.NOTE: ("note", "cyan"),
}
_ENDLESS: Final = 1_000_000
"""So many columns has a file or a pipe: nothing is broken there."""


def talk(text: str) -> None:
    """A sentence for people, on stderr."""
    _put(Text(text), errors=True)


def say(text: str, whole: str = "") -> None:
    """A part of the result, on stdout; with `--json` nothing, as the answer says it.

    `whole` is the part of the text that no line may break: a path.
    """
    if not manner().json:
        _put(Text(text), whole=whole)


def sum_up(text: str, whole: str = "") -> None:
    """What was done, on stdout; not with `-q`."""
    if not manner().quiet:
        say(text, whole)


def show_failure(error: UserError) -> None:
    show_problems(error.problems)
    talk(failure_in_words(error))


def failure_in_words(error: UserError) -> str:
    return error.message + _count(error.problems)


def show_problems(problems: Iterable[Problem]) -> None:
    """Each problem with its place, the text that it is about, and what to do, on stderr."""
    every = tuple(problems)
    for problem in every[:MAX_SHOWN]:
        word, style = _STYLE[problem.severity]
        where = f"{_visible(str(problem.place))}: " if problem.place.path else ""
        line = Text(where, style="bold")
        line.append(word, style=style)
        line.append(f": {_visible(problem.message)} [{problem.code}]")
        _put(line, hang=2, errors=True, whole=where.rstrip())
        if problem.place.excerpt:
            excerpt = Text(f"    {_visible(problem.place.excerpt.strip())}", style="dim")
            _put(excerpt, hang=4, errors=True)
        if problem.hint:
            _put(Text(f"    → {_visible(problem.hint)}"), hang=6, errors=True)
    if len(every) > MAX_SHOWN:
        talk(f"And {len(every) - MAX_SHOWN:,} more; mend these first.")


def show_lines(heading: str, rows: Iterable[str]) -> None:
    """A heading and what stands below it, on stderr."""
    _put(Text(_visible(heading), style="bold"), hang=2, errors=True)
    for row in rows:
        _put(Text(_visible(row)), hang=len(row) - len(row.lstrip()) + 2, errors=True)


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> None:
    """A table on stdout; `right` has an `r` for each column that is set flush right.

    A terminal that is too narrow for it gets its longest cells below the others, or a line a cell.
    """
    if manner().json:
        return
    console = Console(highlight=False)
    columns = _columns(console)
    every = list(rows)
    widths = widths_in(columns, [headings, *every])
    if widths is None:
        lines = with_names_below(columns, headings, every, right) or records(headings, every)
        for line in lines:
            _put(line, hang=4)
    elif widths == natural_widths([headings, *every]):
        console.print(in_columns(headings, every, right, widths), soft_wrap=True)
    else:
        console.width = sum(widths) + GAP * len(widths)
        console.print(table(headings, every, right, widths))


def _put(text: Text, *, hang: int = 0, errors: bool = False, whole: str = "") -> None:
    """Lines as wide as the terminal, without breaking a word; those after the first hang."""
    console = Console(stderr=errors, highlight=False, soft_wrap=True)
    for line in folded(text, _columns(console), hang, whole):
        console.print(line)


def _columns(console: Console) -> int:
    return console.width if console.is_terminal else _ENDLESS


def _visible(text: str) -> str:
    """Signs that would steer the terminal, or turn the line round, as a placeholder."""
    return _STEERING.sub("\ufffd", text)


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.is_error for problem in problems)
    if not errors:
        return ""
    return f" {errors} error{'s' if errors > 1 else ''} to mend; nothing was written."
