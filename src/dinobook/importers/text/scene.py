"""A segment and its surroundings: what stands before and after it, and where pictures are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dinobook.importers.text.segments import (
    SCENE_BREAK,
    Segment,
    Shape,
    picture_at_end,
    picture_date,
    plain,
)

HEADING_LENGTH = 95
TITLE_LENGTH = 120

QUESTION: Final = re.compile(r"[!?]['\"”’)]*$")
WRAPPED: Final = re.compile(r"^(?:\(.*\)|[“‘\"'].*[”’\"'])[.,]?$")
_CLOSED: Final = re.compile(r"[.!?:,;]['\"”’)]*$")
_HASHTAGS: Final = re.compile(r"^(?:#\w+\s*)+$")

DatedLine = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All segments, with the lines of dated pictures and of candidates for a heading, in order."""

    parts: tuple[Segment, ...]
    pictures: tuple[DatedLine, ...]
    candidates: tuple[int, ...]

    def candidates_between(self, first: int, last: int) -> int:
        return bisect_left(self.candidates, last) - bisect_right(self.candidates, first)


def surroundings(parts: Sequence[Segment]) -> Surroundings:
    candidates = tuple(part.first for part in parts if is_candidate(part))
    return Surroundings(tuple(parts), tuple(_dated(parts)), candidates)


@dataclass(frozen=True, slots=True)
class Scene:
    """A segment among all others; `opened` is the index of the post that it stands in, or -1."""

    surroundings: Surroundings
    index: int
    opened: int = -1

    @property
    def here(self) -> Segment:
        return self.surroundings.parts[self.index]

    def near(self, step: int) -> Segment | None:
        moved = self.step(step)
        return moved.here if moved else None

    def step(self, step: int) -> Scene | None:
        """The same scene, seen from a neighbour."""
        moved = Scene(self.surroundings, self.index + step, self.opened)
        return moved if 0 <= moved.index < len(self.surroundings.parts) else None

    def pictures_around(self) -> tuple[DatedLine | None, DatedLine | None]:
        """The last dated picture before this segment and the first one after it."""
        pictures = self.surroundings.pictures
        at = bisect_left(pictures, (self.here.first, date.min))
        return (pictures[at - 1] if at else None, pictures[at] if at < len(pictures) else None)


def is_candidate(segment: Segment, limit: int = HEADING_LENGTH) -> bool:
    """Whether it is a single short line that does not end like a sentence."""
    text = segment.text
    return (
        segment.shape is Shape.TEXT
        and len(segment.lines) == 1
        and len(text) <= limit
        and not (_CLOSED.search(text) and not QUESTION.search(text))
        and not WRAPPED.match(text)
        and not _HASHTAGS.match(text)
        and not SCENE_BREAK.match(text)
        and not picture_at_end(segment.lines[0])
    )


def _dated(parts: Sequence[Segment]) -> Iterator[DatedLine]:
    for segment in parts:
        line = segment.lines[-1]
        name = line if segment.shape is Shape.PICTURE else picture_at_end(line)
        try:
            yield segment.last, date.fromisoformat(picture_date(plain(name)))
        except ValueError:
            continue
