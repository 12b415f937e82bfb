"""Headings with nothing below them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dinobook.markup.fragment import Heading
from dinobook.markup.lines import Lines
from dinobook.markup.tree import Element
from dinobook.problems import Problem, Severity

_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}


def empty_sections(root: Element, headings: Iterable[Heading], lines: Lines) -> list[Problem]:
    """A warning for each that another one of its level or higher, or the end, follows at once."""
    by_id = {one.id: one for one in headings}
    found = []
    for element in root.iterchildren(*_LEVELS):
        heading = by_id.get(element.get("id") or "")
        if heading and heading.text and _has_nothing(element):
            found.append(
                lines.source.problem(
                    heading.line,
                    "text-062",
                    f"Nothing stands below the heading “{heading.text}”.",
                    "Write the text that belongs there, or delete the heading; if the next heading "
                    "belongs to it, give that one a # more.",
                    Severity.WARNING,
                )
            )
    return found


def _has_nothing(element: Element) -> bool:
    if (element.tail or "").strip():
        return False
    after = element.getnext()
    level = _LEVELS[str(element.tag)]
    return after is None or _LEVELS.get(str(after.tag), 7) <= level
