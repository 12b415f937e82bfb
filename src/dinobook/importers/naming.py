"""Names for new files that no two share, also where capitals do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, get_args

from dinobook.manifest.model import GenerateRow
from dinobook.markup.front_matter.values import MAX_ID
from dinobook.slugs import slug

MADE_PAGES: Final = get_args(GenerateRow.model_fields["generate"].annotation)
"""The ids of pages that a book makes: no chapter can be called so."""
ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")


def unique_slugs(
    texts: Iterable[str], fallback: str = "post", taken: Iterable[str] = ()
) -> tuple[str, ...]:
    """A slug for each text, in order; the second of two equal ones ends in `-2`.

    None is in `taken`, is called like a page that a book makes, or is longer than an id may be.
    """
    used = {*taken, *MADE_PAGES}
    counts: dict[str, int] = {}
    made: list[str] = []
    for text in texts:
        base = usable(text) or fallback
        count = counts.get(base, 1)
        name = _numbered(base, count)
        while name in used:
            count += 1
            name = _numbered(base, count)
        used.add(name)
        counts[base] = count
        made.append(name)
    return tuple(made)


def _numbered(base: str, count: int) -> str:
    end = "" if count == 1 else f"-{count}"
    return f"{base[: MAX_ID - len(end)].rstrip('-')}{end}"


def is_id(text: str) -> bool:
    """Whether `text` can be a chapter's id: what the front matter takes, and files can be named."""
    return bool(ID.match(text)) and usable(text) == text


def usable(text: str) -> str:
    """A slug that starts with a letter, as ids do; empty when nothing is left of `text`."""
    made = slug(text)
    return slug(f"h-{made}") if made[:1].isdigit() else made
