"""The lists of figures and of tables: what stands on them, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.book.model import Kind
from dinobook.book.numbering import Named
from dinobook.manifest.model import GenerateRow, Row
from dinobook.problems import Place, Problem, Severity

LISTS: Final = {Kind.FIGURES: "figure", Kind.TABLES: "table"}
"""Which kind of figure each list is about."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure on a list: its label is `before`, its number and `after`."""

    id: str
    before: str
    number: str
    after: str
    caption: str


def lines_of(names: Mapping[str, Named], kind: str, pattern: str) -> tuple[Line, ...]:
    """Every figure of the kind, in the order of `names`; `pattern` are the words of its label."""
    before, _, after = pattern.partition("{}")
    return tuple(
        Line(name, before, one.number, after, one.title)
        for name, one in names.items()
        if one.kind == kind
    )


def empty_lists(
    rows: Sequence[Row], names: Mapping[str, Named], edition: str, path: str
) -> Iterator[Problem]:
    """A warning for each list of the edition with nothing on it; `path` is the manifest's."""
    kinds = {one.kind for one in names.values()}
    for row in rows:
        if isinstance(row, GenerateRow) and LISTS.get(Kind(row.generate), "") not in {"", *kinds}:
            kind = LISTS[Kind(row.generate)]
            yield Problem(
                Place(path, row.line, f"generate: {row.generate}"),
                "refs-003",
                f"The edition “{edition}” has no {kind} with a caption: the list is left out.",
                f"Give a {kind} a caption, or say in “editions” where the list belongs.",
                Severity.WARNING,
            )
