"""The title and subtitle that the lines of a post entry hold."""

from __future__ import annotations

from collections.abc import Sequence

from dinobook.importers.marks import read_mark


def title_of(lines: Sequence[str]) -> tuple[str, str]:
    """The first line with text is the title, without its mark; further lines are the subtitle."""
    texts = [line.strip() for line in lines if line.strip()]
    if not texts:
        return "", ""
    found = read_mark(texts[0])
    return (found.title if found else texts[0]), " ".join(texts[1:])
