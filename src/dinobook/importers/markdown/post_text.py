"""A post on its way to a chapter: its text, the lines it came from, and what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from dinobook.importers.plan import Repair
from dinobook.markup.source import Source, read_source

SHORTCODE: Final = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
"""A command of a blog program."""

_NOT_NEWLINE: Final = re.compile(r"[^\n]")
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Edit:
    """The text from `start` to `end` becomes `text`; `name` is the change that asks for it.

    A `quiet` one is the second half of another, and not told.
    """

    start: int
    end: int
    text: str
    name: str
    quiet: bool = False


@dataclass(frozen=True)  # without slots: what is read of a text is read once
class PostText:
    """`numbers` are the lines in the file of the rows of `body`."""

    path: str
    body: str
    numbers: tuple[int, ...]
    done: tuple[Repair, ...] = field(default=())

    @staticmethod
    def of(path: str, body: str, first_line: int) -> PostText:
        return PostText(path, body, tuple(range(first_line, first_line + body.count("\n") + 1)))

    @cached_property
    def source(self) -> Source:
        """The blocks of the text; lines count from 1 in `body`."""
        return read_source(self.path, self.body, 1)

    @cached_property
    def plain(self) -> str:
        """The text with code, comments and the commands of blog programs blanked."""
        return SHORTCODE.sub(lambda found: _NOT_NEWLINE.sub(" ", found[0]), self.source.plain)

    @cached_property
    def rows(self) -> RowSpans:
        return RowSpans(self.body)

    def line_at(self, offset: int) -> int:
        return self.numbers[self.source.line_at(offset) - 1]

    def edited(self, edits: Iterable[Edit]) -> PostText:
        """The text with the edits made; of two that overlap the second is left out."""
        wanted = sorted(edits, key=lambda one: (one.start, one.end))
        if not wanted:
            return self
        pieces: list[str] = []
        numbers: list[int] = []
        done: list[Repair] = []
        at = row = 0
        for edit in wanted:
            if edit.start < at:
                continue
            kept = self.body[at : edit.start]
            numbers += self.numbers[row : row + kept.count("\n")]
            row += kept.count("\n")
            numbers += [self.numbers[row]] * edit.text.count("\n")
            before = self.body[edit.start : edit.end]
            if not edit.quiet:
                done.append(self._repair(edit, before, self.numbers[row]))
            row += before.count("\n")
            pieces += [kept, edit.text]
            at = edit.end
        pieces.append(self.body[at:])
        numbers += self.numbers[row:]
        return replace(self, body="".join(pieces), numbers=tuple(numbers), done=(*self.done, *done))

    def _repair(self, edit: Edit, before: str, line: int) -> Repair:
        column = edit.start - self.body.rfind("\n", 0, edit.start) - 1
        after = edit.text[:_SHOWN]
        return Repair(edit.name, line, column, before[:_SHOWN], after, file=self.path)


class RowSpans:
    """Where the rows of a text begin, and where they end before their line ends."""

    def __init__(self, text: str) -> None:
        breaks = [found.start() for found in re.finditer("\n", text)]
        self.starts = [0, *(at + 1 for at in breaks)]
        self.ends = [*breaks, len(text)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The rows from `first` to `last` (from 0), without the last line end."""
        return self.starts[first], self.ends[last]
