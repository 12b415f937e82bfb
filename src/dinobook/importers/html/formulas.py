"""Formulas in LaTeX, in a sentence and on lines of their own."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.source import DOUBLE_FORMULA, INLINE_FORMULA

_BLANK: Final = re.compile(r"\s+")
_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*")


def inline_formula(latex: str, before: str, after: str) -> str:
    """`$x_1$` between these two characters, else the form that may touch words, else code."""
    text = _BLANK.sub(" ", _COMMENT.sub("", latex)).strip()
    if not text:
        return ""
    if "`" not in text:
        single, double = f"${text}$", f"$${text}$$"
        found = INLINE_FORMULA.search(f"{before}{single}{after}")
        if found and found.span() == (len(before), len(before) + len(single)):
            return single
        if DOUBLE_FORMULA.fullmatch(double):
            return double
    return f"<code>{''.join(f'&#{ord(char)};' for char in text)}</code>"


def formula_lines(latex: str) -> list[str]:
    """LaTeX of a displayed formula: no blank line, no dollar signs that would end it."""
    rows = [row.strip() for row in _COMMENT.sub("", latex).splitlines()]
    return [row for row in rows if row]
