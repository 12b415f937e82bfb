"""The lists of figures and of tables: what stands on them, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.book.model import Kind
from dinobook.book.numbering import Named

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
