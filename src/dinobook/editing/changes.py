"""What an edit changed, as people read it."""

from __future__ import annotations

import difflib


def changed_lines(before: str, after: str) -> tuple[str, ...]:
    """The lines that are gone (`- `) and new (`+ `), with their numbers before and after."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            found += [f"{at + 1:4} - {old[at]}" for at in range(a, b)]
            found += [f"{at + 1:4} + {new[at]}" for at in range(c, d)]
    return tuple(found)
