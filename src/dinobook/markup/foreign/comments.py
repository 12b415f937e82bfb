"""`%% … %%`: a comment in Obsidian. Like any comment it leaves no trace."""

from __future__ import annotations

import re
from typing import Final

# In a sentence it ends in its paragraph; one that begins a line may hold blank lines. “100%%” is
# none, and neither is a row of signs.
_COMMENT: Final = re.compile(
    r"(?m)(?<![\w%\\])%%(?![%\w]*%%[\w%])(?:(?:[^\n%]|%(?!%)|\n(?![ \t]*\n))+)%%(?![\w%])"
    r"|^[ ]{0,3}%%(?!%)(?:[^%]|%(?!%))+?%%(?=[ ]*$)"
)


def percent_comments(plain: str) -> list[tuple[int, int]]:
    """The spans of these comments in a text whose code and other comments are blank."""
    return [found.span() for found in _COMMENT.finditer(plain)] if "%%" in plain else []
