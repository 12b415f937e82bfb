"""Markdown that does not mean what it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dinobook.markup.foreign.inline_notes import notes_in_pictures
from dinobook.markup.foreign.rows_of_spaces import rows_of_spaces
from dinobook.markup.lint.structure import numbers, tables, underlined
from dinobook.markup.lint.tags import unbalanced_tags
from dinobook.markup.source import Source
from dinobook.markup.structure.model import Fence
from dinobook.problems import Problem, Severity

_LINK: Final = re.compile(
    r"\]\((?!(?:[^)\n]*[ ])?[\"'](?:[^)\n]|\n(?!\s*\n))*[\"'][ ]*\))[^)\n]*(?=\n|$)"
)
"""A title between quotation marks may go on over a line."""
_NO_SPACE: Final = re.compile(r"(#{2,6})(?![#\s\d])(\S.*)$")
Rows = list[tuple[int, str]]
Rule = Callable[[Source, Rows], Iterator[Problem]]


def lint(source: Source, fences: list[Fence]) -> list[Problem]:
    """Run every rule over the source. Verse is left out: there a line may begin with anything."""
    verse = {
        line
        for fence in fences
        if fence.name.lower() == "vers"
        for line in range(fence.line + 1, fence.end_line)
    }
    rows = [(line, "" if line in verse else row) for line, row in source.rows()]
    found = [problem for rule in RULES for problem in rule(source, rows)]
    return found + [problem for rule in OF_BLOCKS for problem in rule(source)]


def _never_closed(source: Source, rows: Rows) -> Iterator[Problem]:
    if source.unclosed_comment >= 0:
        yield source.problem(
            source.line_at(source.unclosed_comment),
            "text-007",
            "A comment opens with “<!--” and never closes.",
            "Write “-->” where it ends.",
        )
    if source.unclosed_fence >= 0:
        yield source.problem(
            source.line_at(source.unclosed_fence),
            "text-008",
            "A code block opens here and never closes.",
            "Write the same signs on a line below the code.",
        )


def _links(source: Source, rows: Rows) -> Iterator[Problem]:
    for found in _LINK.finditer(source.plain):
        yield source.problem(
            source.line_at(found.start()),
            "text-013",
            "A link opens with “](” and never closes.",
            "Write “)” behind its address; an address has no spaces and no line end.",
        )


def _hashes(source: Source, rows: Rows) -> Iterator[Problem]:
    for line, row in rows:
        if found := _NO_SPACE.match(row):
            yield source.problem(
                line,
                "text-014",
                f"“{found.group()[:30]}” is text: a heading has a space after {found.group(1)}.",
                f"Write “{found.group(1)} {row[len(found.group(1)) :].strip()}”.",
                Severity.WARNING,
            )


RULES: Final[tuple[Rule, ...]] = (
    _never_closed,
    _links,
    _hashes,
    unbalanced_tags,
    rows_of_spaces,
    notes_in_pictures,
)

OF_BLOCKS: Final = (numbers, underlined, tables)
