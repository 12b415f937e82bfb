"""How results and problems look in a terminal: results on stdout, talk on stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dinobook.errors import UserError
from dinobook.problems import Problem, Severity

_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
MAX_SHOWN: Final = 500
_STYLE = {
    Severity.ERROR: ("error", "bold red"),
    Severity.WARNING: ("warning", "yellow"),
    Severity.NOTE: ("note", "cyan"),
}
_WIDE_COLUMNS: Final = 1000


def talk(text: str) -> None:
    """One line for people, on stderr."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False)


def say(text: str) -> None:
    """One line of the result, on stdout."""
    Console(highlight=False, soft_wrap=True).print(text, markup=False)


def show_failure(error: UserError) -> None:
    show_problems(error.problems)
    talk(error.message + _count(error.problems))


def show_problems(problems: Iterable[Problem]) -> None:
    """Each problem with its place, the text that it is about, and what to do, on stderr."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    every = tuple(problems)
    for problem in every[:MAX_SHOWN]:
        word, style = _STYLE[problem.severity]
        where = f"{_visible(str(problem.place))}: " if problem.place.path else ""
        line = Text(where, style="bold")
        line.append(word, style=style)
        line.append(f": {_visible(problem.message)} [{problem.code}]")
        console.print(line)
        if problem.place.excerpt:
            console.print(Text(f"    {_visible(problem.place.excerpt.strip())}", style="dim"))
        if problem.hint:
            console.print(Text(f"    → {_visible(problem.hint)}"))
    if len(every) > MAX_SHOWN:
        talk(f"And {len(every) - MAX_SHOWN:,} more; mend these first.")


def show_lines(heading: str, rows: Iterable[str]) -> None:
    """A heading and what stands below it, on stderr."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(Text(_visible(heading), style="bold"))
    for row in rows:
        console.print(Text(_visible(row)))


def say_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.write(text.encode("utf-8", "replace").decode())  # a file's name may be any bytes


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> None:
    """A table on stdout; `right` has an `r` for each column that is set flush right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, heading in enumerate(headings):
        justify = "right" if right[index : index + 1] == "r" else "left"
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(highlight=False)
    if not console.is_terminal:  # a file or a pipe has no edge to fold at: names stay whole
        console.width = _WIDE_COLUMNS
    console.print(table)


def _visible(text: str) -> str:
    """Signs that would steer the terminal, or turn the line round, as a placeholder."""
    return _STEERING.sub("\ufffd", text)


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.is_error for problem in problems)
    if not errors:
        return ""
    return f" {errors} error{'s' if errors > 1 else ''} to mend; nothing was written."
