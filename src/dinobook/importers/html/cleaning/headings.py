"""Headings of a chapter: they begin at the second level, and skip none."""

from __future__ import annotations

import re
from typing import Final

from dinobook.importers.html.cleaning.report import Report
from dinobook.importers.html.runs import runs_of, words_in
from dinobook.importers.html.vocabulary import Element

_LEVEL: Final = re.compile(r"h([1-6])")
_LETTERS: Final = re.compile(r"[^\W_]+")
_LOWEST: Final = 6


def drop_title(tree: Element, title: str, report: Report) -> None:
    """A first heading that says what the title says would stand there twice."""
    first = tree[0] if len(tree) else None
    if first is None or not _LEVEL.fullmatch(str(first.tag)):
        return
    said = words_in(runs_of(first)).replace("\ufffc", "")
    if not _letters(title) or _letters(said) != _letters(title):
        return
    if any(one.tag in ("img", "span") for one in first.iter()):
        return
    tree.remove(first)
    report.tell("headings", said, "it repeats the title")


def settle_levels(tree: Element) -> None:
    """Each heading one level below the nearest one above it that was higher."""
    above: list[int] = []
    for element in tree.iter():
        found = _LEVEL.fullmatch(str(element.tag))
        if found is None:
            continue
        level = int(found[1])
        while above and above[-1] >= level:
            above.pop()
        element.tag = f"h{min(len(above) + 2, _LOWEST)}"
        above.append(level)


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text)).casefold()
