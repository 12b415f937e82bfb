"""Definitions of links at the start of a paragraph: `[label]: address "title"` (CommonMark 4.7)."""

from __future__ import annotations

import re
from typing import Final

_DEFINITION: Final = re.compile(
    r"""[ ]{0,3}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:
    [ \t]*\n?[ \t]*
    (<(?:[^<>\\\n]|\\.)*>|[^\s<]\S*)
    (?:(?:[ \t]+|[ \t]*\n[ \t]*)
       ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))
       [ \t]*(?=\n|$)
    |[ \t]*(?=\n|$))""",
    re.VERBOSE | re.DOTALL,
)
_ADDRESS: Final = re.compile(r"[./#:@]")


def take_definitions(text: str, whole: str) -> tuple[dict[str, tuple[str, str]], str]:
    """The definitions that a paragraph begins with, and the rest of it.

    `whole` is the chapter: `[Jan]: Goedemorgen` is what Jan says, unless a link names it.
    """
    found: dict[str, tuple[str, str]] = {}
    while (match := _DEFINITION.match(text)) and match.group(1).strip():
        label, address, title = match.groups()
        if not _ADDRESS.search(address) and whole.count(f"[{label}]") < 2:
            break
        found.setdefault(name_of(label), (address.strip("<>"), (title or "")[1:-1]))
        text = text[match.end() :].removeprefix("\n")
    return found, text


def name_of(label: str) -> str:
    """What the label of a link is looked up by."""
    return " ".join(label.split()).lower()
