"""Numbers of pages as people write them: 3, 5–8, 12."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_MOST: Final = 8
_PART: Final = re.compile(r"(\d+)(?:[-–](\d+))?")


def ranges(numbers: Iterable[int], most: int = _MOST) -> str:
    """Neighbours joined; after so many parts the rest is counted."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    said = ["–".join(str(number) for number in part) for part in parts[:most]]
    if len(parts) > most:
        said.append(f"and {len(parts) - most} more")
    return ", ".join(said)


def wanted(text: str, count: int) -> tuple[int, ...]:
    """The pages that `3-8,12` names, of a file with `count` pages.

    Raises `ValueError` with a sentence for anything else, or when there are no such pages.
    """
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(f"“{part}” is no page or range of pages; write 3-8 or 3-8,12.")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last:
            raise ValueError(f"“{part}” runs backwards or begins before page 1.")
        if last > count:
            raise ValueError(f"There is no page {last}: the file has {count}.")
        found.update(range(first, last + 1))
    return tuple(sorted(found))
