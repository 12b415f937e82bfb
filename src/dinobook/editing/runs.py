"""Rows that share a line between brackets: only their words move, and commas come and go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

LINE_WIDTH: Final = 100
INDENT: Final = "  "

Words = tuple[int, str]
"""A row's words, with a number that it keeps."""


def run_of(
    before: Sequence[Words],
    after: Sequence[Words],
    between: Sequence[str],
    newline: str,
    width: int,
) -> str:
    """What stands between the brackets. `width` is that of the line on which they open.

    `between`: what stands above, between and behind the rows so far. Rows that are only put
    elsewhere leave it as it is.
    """
    gaps = list(between)
    kept = {number for number, _ in after}
    for at in reversed(range(len(before))):
        if before[at][0] not in kept:
            gaps[at : at + 2] = [_joined(gaps, at)]
    known = {number for number, _ in before}
    added = [words for number, words in after if number not in known]
    is_wide = width + sum(len(words) + 2 for words in added) > LINE_WIDTH
    comma = f",{newline}{INDENT}" if is_wide else ", "
    for at, (number, _) in enumerate(after):
        if number not in known:
            _open(gaps, at, comma)
    parts = [gap + words for gap, (_, words) in zip(gaps, after, strict=False)]
    return "".join(parts) + gaps[-1]


def _joined(gaps: Sequence[str], at: int) -> str:
    """The gap that is left when row `at` goes; comments in it are kept."""
    left, right = gaps[at], gaps[at + 1]
    if len(gaps) == 2:
        return left + _without_comma(right)
    if at == 0:
        return left + (_without_comma(right) if "#" in right else "")
    return (_without_comma(left) if "#" in left else "") + right


def _open(gaps: list[str], at: int, comma: str) -> None:
    """Make room for a new row at `at`."""
    if len(gaps) == 1:
        gaps.insert(0, "")
    elif at == len(gaps) - 1 and "\n" in gaps[-1]:
        gaps[-1:] = _on_a_line(gaps[-1])
    else:
        gaps.insert(max(at, 1), comma)


def _on_a_line(last: str) -> tuple[str, str]:
    """Room below the last row, when the closing bracket does not stand behind it.

    The row keeps the comment behind it, and a comma behind the last row stays one.
    """
    line, newline, rest = re.split(r"(\r?\n)", last, maxsplit=1)
    code = line.partition("#")[0]
    if "," in code:
        return f"{line}{newline}{INDENT}", f",{newline}{rest}"
    return f",{line}{newline}{INDENT}", f"{newline}{rest}"


def _without_comma(gap: str) -> str:
    """Without its comma, which stands outside of comments."""
    lines = gap.splitlines(keepends=True)
    for at, line in enumerate(lines):
        code, sign, comment = line.partition("#")
        if "," in code:
            lines[at] = code.replace(",", "", 1) + sign + comment
            break
    return "".join(lines)
