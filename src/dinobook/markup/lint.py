"""Markdown that does not mean what it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dinobook.markup.block_fences import Fence
from dinobook.markup.foreign.rows_of_spaces import rows_of_spaces
from dinobook.markup.lint_tags import unbalanced_tags
from dinobook.markup.source import Source
from dinobook.problems import Problem, Severity

_ITEM: Final = re.compile(r"([ ]*)([-*+]|\d{1,9}[.)])[ ]+\S")
_YEAR: Final = re.compile(r"[ ]{0,3}(\d{3,9})[.)][ ]+\S")
_LETTER: Final = re.compile(r"[ ]{0,3}([A-Za-z]|[ivxlcdmIVXLCDM]{2,})[.)][ ]+\S")
_STARTS_LIST: Final = frozenset({"a", "A", "i", "I"})
_RULE: Final = re.compile(r"[ ]{0,3}(-+|=+)[ ]*$")
_NO_TEXT: Final = re.compile(r"[ ]*(?:#{1,6}[ ]|>|\||/{3,}|\[\^|:[ ]|<|\*\[)")
_LINK: Final = re.compile(r"\]\([^)\n]*(?=\n|$)")
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
    return [problem for rule in RULES for problem in rule(source, rows)]


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


def _lists(source: Source, rows: Rows) -> Iterator[Problem]:
    """Report a list without a blank line above it: it is set as running text."""
    text_above = first_of_paragraph = True
    for index, (line, row) in enumerate(rows):
        item = _ITEM.match(row)
        if not row.strip() or _NO_TEXT.match(row):
            first_of_paragraph = True
            continue
        if first_of_paragraph:
            text_above, first_of_paragraph = item is None, False
        elif item and text_above and _is_list(item.group(2), rows[index + 1 : index + 2]):
            text_above = False
            yield source.problem(
                line,
                "text-009",
                "This list has no blank line above it, so it is set as running text.",
                "Put a blank line above it; or a backslash before the sign, if it is text.",
                Severity.WARNING,
            )


def _indents(source: Source, rows: Rows) -> Iterator[Problem]:
    """Report items that are indented by halves."""
    top = -1
    after_blank = True
    for line, row in rows:
        item = _ITEM.match(row)
        if item:
            indent = len(item.group(1))
            top = indent if top < 0 else top
            if (indent - top) % 4 in (2, 3):
                yield source.problem(
                    line,
                    "text-010",
                    f"This item is indented by {indent} spaces and joins the list above it.",
                    f"A list inside a list takes 4 spaces more: {top + 4}.",
                    Severity.WARNING,
                )
        elif row.strip() and after_blank and not row.startswith(" " * (max(top, 0) + 1)):
            top = -1
        after_blank = not row.strip()


def _is_list(mark: str, following: list[tuple[int, str]]) -> bool:
    """A number at the start of a wrapped line is only a list when it is 1 or has a companion."""
    if not mark[0].isdigit() or mark[:-1] == "1":
        return True
    return any(_ITEM.match(row) for _, row in following)


def _numbers(source: Source, rows: Rows) -> Iterator[Problem]:
    """`2016. Een jaar` and `d. Peeters` at the start of a paragraph become list items."""
    after_blank, in_letters = True, False
    for line, row in rows:
        if after_blank and row.strip() and not row.startswith(" "):
            year, letter = _YEAR.match(row), _LETTER.match(row)
            is_start = letter is not None and letter.group(1) in _STARTS_LIST
            if year or (letter and _makes_list(row) and not is_start and not in_letters):
                sign = row.split(maxsplit=1)[0]
                yield source.problem(
                    line,
                    "text-011",
                    f"“{sign}” at the start of a paragraph makes a numbered list.",
                    f"If it is text, write a backslash before the sign: {sign[:-1]}\\{sign[-1]}",
                    Severity.WARNING,
                )
            in_letters = letter is not None and (is_start or in_letters)
        after_blank = not row.strip()


def _makes_list(row: str) -> bool:
    """A capital letter needs two spaces after its point, or a bracket, to make a list."""
    return not re.match(r"[ ]*[A-Z]\.[ ](?![ ])", row)


def _underlined(source: Source, rows: Rows) -> Iterator[Problem]:
    above, blank = "", True
    for line, row in rows:
        if _RULE.match(row) and above.strip() and blank and not _NO_TEXT.match(above):
            yield source.problem(
                line,
                "text-012",
                f"The line “{row.strip()[:20]}” makes a heading of the text above it.",
                "Put a blank line above it for a scene break; write ## for a heading.",
                Severity.WARNING,
            )
        blank = not above.strip()
        above = row


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
    _lists,
    _indents,
    _numbers,
    _underlined,
    _links,
    _hashes,
    unbalanced_tags,
    rows_of_spaces,
)
