"""Plain text as Markdown of the book's dialect (docs/writing.md), so that it comes out as typed.

Only what the dialect would take for markup is touched, because people edit the result. Characters
that Markdown cannot escape with a backslash become numbered entities.
"""

from __future__ import annotations

import re
from typing import Final

_ALWAYS: Final = re.compile(r"[\\`*\[\]{}~^$]|={2,}|_|<|&(?=#|\w+;)")
_WORD_UNDERSCORE: Final = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
_ENTITIES: Final = {"<": "&lt;", "&": "&amp;"}

# What a line may not begin with: heading, quote, list, rule, table, definition, caption, block.
_START: Final = re.compile(
    r"(?P<hash>#)(?=#*(?:\s|$))|(?P<mark>[>|=])|(?P<bullet>[-+])(?=[\s+-]|$)"
    r"|(?P<entity>[:/])(?=\s|//|$)|(?P<number>\d+|[ivxlcdmIVXLCDM]+|[A-Za-z]|\#)(?P<dot>[.)])(?=\s|$)"
)


def escape_line(line: str) -> str:
    """One line of running text; white space at its ends goes."""
    return escape_start(escape_text(line.strip()))


def escape_start(text: str) -> str:
    """`text` so that it may begin a line: what would make a list, heading or block is escaped."""
    found = _START.match(text)
    if found is None:
        return text
    if found["entity"]:
        return f"&#{ord(found['entity'])};{text[1:]}"
    position = found.start("dot") if found["dot"] else 0
    return f"{text[:position]}\\{text[position:]}"


def escape_heading(text: str) -> str:
    """Text that will stand after `## `: a number sign at its end would vanish."""
    return re.sub(r"#(?=#*$)", r"\\#", escape_text(text.strip()))


def escape_text(text: str) -> str:
    """Text that does not begin a line, such as the source after a block's bar."""
    inside = {found.start() for found in _WORD_UNDERSCORE.finditer(text)}

    def escaped(found: re.Match[str]) -> str:
        if found.start() in inside:
            return found[0]
        return "".join(_ENTITIES.get(char, f"\\{char}") for char in found[0])

    return _ALWAYS.sub(escaped, text)
