"""`dinobook explain`: what a problem code means, in the words of docs/problems.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Final

import typer

from dinobook import CODES, UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.completing import codes
from dinobook.cli.places import docs_page
from dinobook.cli.show import say, show_table
from dinobook.problems import did_you_mean

_PAGE: Final = "problems.md"
_ROW: Final = re.compile(r"^\| `([a-z]+-\d{3})`(?: \(([^)]+)\))? \| ")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_LINK: Final = re.compile(r"\[([^\]`]+)\]\(([\w-]+\.md)(?:#[\w-]+)?\)")
"""To another page; what looks like a link in an example leads elsewhere."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row of the page. `severity` is “error” where the page says nothing else."""

    code: str
    severity: str
    meaning: str
    example: str
    advice: str
    section: str


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="[CODE]", help="A problem code. None: the list.", autocompletion=codes
        ),
    ] = "",
) -> Answer:
    """Say what a problem code means, and what to do.

    The code stands in [brackets] behind each message.
    """
    if not code:
        show_table(("code", "what it means"), list(CODES.items()))
        return Answer({"codes": CODES})
    code = code.strip("[]").lower()
    if code not in CODES:
        hint = did_you_mean(code, CODES) or "Without a code, all of them are listed."
        raise UsageError(f"There is no problem code “{code}”. {hint}")
    found = next(
        explanation
        for explanation in explanations(docs_page(_PAGE).read_text(encoding="utf-8"))
        if explanation.code == code
    )
    say(f"{found.code} ({found.severity}): {found.meaning}")
    say(f"\nFor example: {found.example}")
    say(f"What to do: {found.advice}")
    say(f"\ndocs/{_PAGE}, “{found.section}”")
    return Answer(asdict(found))


def explanations(page: str) -> Iterator[Explanation]:
    """The rows of all tables on the page, as plain text."""
    section = ""
    for line in page.splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif row := _ROW.match(line):
            cells = _CELL_END.split(line[row.end() :].removesuffix("|"))
            meaning, example, advice = map(_plain, cells)
            yield Explanation(row[1], row[2] or "error", meaning, example, advice, section)


def _plain(cell: str) -> str:
    import html  # only this command loads it

    return html.unescape(_LINK.sub(r"\1 (docs/\2)", cell)).replace(r"\|", "|").strip()
