"""Names for new files that no two share, also where capitals do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dinobook.slugs import slug

ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")


def unique_slugs(texts: Iterable[str], fallback: str = "post") -> tuple[str, ...]:
    """A slug for each text, in order; the second of two equal ones ends in `-2`."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    made: list[str] = []
    for text in texts:
        base = usable(text) or fallback
        count = counts.get(base, 1)
        name = base if count == 1 else f"{base}-{count}"
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        counts[base] = count
        made.append(name)
    return tuple(made)


def usable(text: str) -> str:
    """A slug that starts with a letter, as ids do; empty when nothing is left of `text`."""
    made = slug(text)
    return f"h-{made}" if made[:1].isdigit() else made
