"""A paragraph in lines, and where those lines stand on the finished pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dinobook.pdf.engine.hooks import CHOSEN, LineBox, ParentBox
from dinobook.pdf.engine.lines.compose import Cut
from dinobook.pdf.engine.lines.content import Content
from dinobook.pdf.engine.lines.points import Measure


@dataclass(slots=True, eq=False)
class Paragraph:
    """One paragraph at one width: where it is cut, and its lines, ready to be placed."""

    box: Any
    content: Content
    measure: Measure
    cuts: tuple[Cut, ...]
    lines: list[Any]

    def number(self, lines: Sequence[Any]) -> None:
        """Let each line know what it is a line of; its copies on the pages keep this."""
        for number, line in enumerate(lines):
            setattr(line, CHOSEN, (self, number))

    def words(self, number: int) -> str:
        """The text of one line."""
        start = self.cuts[number - 1].at if number else 0
        return self.content.text[start : self.cuts[number].at].strip()

    def run_at(self, place: int) -> str:
        """What stands between the spaces around a place."""
        text = self.content.text
        end = text.find(" ", place)
        return text[text.rfind(" ", 0, place) + 1 : len(text) if end < 0 else end]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line on a page, the block that it stands in there, and the page."""

    paragraph: Paragraph
    number: int
    line: Any
    container: Any
    page: Any


def placed_lines(page: Any, below: Any = None) -> Iterator[Placed]:
    """The finely set lines of a finished page, in order; only those `below` a box of it."""
    box = page if below is None else below
    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            if found := getattr(child, CHOSEN, None):
                paragraph, number = found
                yield Placed(paragraph, number, child, box, page)
        elif isinstance(child, ParentBox):
            yield from placed_lines(page, child)
