"""The dump cut into its smallest parts: marks, picture names, lists, verse and other text.

A blank line parts two segments; so does a change of shape inside a block. Lines that hold only a
no-break space count as blank (web pages leave them as empty paragraphs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from dinobook.importers.marks import MARK

LONG_LINE = 100
VERSE_WIDTH = 60

ITEM: Final = re.compile(r"^(?P<indent>\s*)(?P<marker>[•·‣▪●◦*–-]|\d{1,3}[.)])\s+(?P<text>\S.*)$")
SCENE_BREAK: Final = re.compile(r"^\s*(?:(?:[*•~–—_-]|#(?=\s|$))\s*){3,}$")

SPEAKER: Final = re.compile(r"\s*(?=\S)(?P<name>[^:\na-z]{2,40}):(?=\s)")
"""Who speaks, as the book's own dialogue tells it: a name in capitals before a colon."""

_DATED: Final = r"(?:19|20)\d\d-\d\d-\d\d"
_PICTURE: Final = re.compile(
    rf"(?:(?:Schermafbeelding|Schermafdruk|Screenshot|Screen Shot)\b.{{0,40}}"
    rf"|{_DATED}[ _]\d\d[.:]\d\d(?:[.:]\d\d)?(?:\.\w{{3,4}})?"
    r"|(?:IMG|DSC|DSCN|PXL|P)[_-]?\d{3,}\S*"
    r"|(?:Image|Afbeelding|Foto|Photo|Picture|Beeld)(?: ?\d{1,3})?"
    r"|[\w .()+-]{1,80}\.(?:png|jpe?g|gif|webp|heic|tiff?|bmp|svg))",
    re.IGNORECASE,
)
_AT_END: Final = re.compile(
    rf"(?:(?<=[.!?…”’])\s|\s\s)\s*(?P<part>{_PICTURE.pattern})\s*$", re.IGNORECASE
)
_DATE: Final = re.compile(rf"{_DATED}")


class Shape(StrEnum):
    MARK = "mark"
    PICTURE = "picture"
    LIST = "list"
    VERSE = "verse"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines `first` and on (from 1) of one shape.

    `apart`: a blank line or the file's edge stands on both sides. `after_nbsp`: one of the blank
    lines before it held a no-break space.
    """

    shape: Shape
    first: int
    lines: tuple[str, ...]
    apart: bool = True
    after_nbsp: bool = False

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def text(self) -> str:
        return plain(" ".join(self.lines))


def plain(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def is_picture(line: str) -> bool:
    """Whether the whole line is what a web page leaves of a picture: its file name."""
    return _PICTURE.fullmatch(plain(line)) is not None


def picture_at_end(line: str) -> str:
    """The picture's name after the last sentence of a paragraph, or an empty string."""
    found = _AT_END.search(line.replace("\u00a0", " "))
    return line[found.start("part") : found.end("part")] if found else ""


def picture_date(name: str) -> str:
    """The ISO date in a picture's name, or an empty string."""
    found = _DATE.search(name)
    return found[0] if found else ""


def segments(text: str) -> tuple[Segment, ...]:
    """Every line that is not blank is in exactly one segment, in order."""
    return tuple(
        segment for first, lines, nbsp in _blocks(text) for segment in _split(first, lines, nbsp)
    )


def _blocks(text: str) -> Iterator[tuple[int, list[str], bool]]:
    block: list[str] = []
    nbsp = False
    number = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            block.append(line)
            continue
        if block:
            yield number - len(block), block, nbsp
            block, nbsp = [], False
        nbsp = nbsp or "\u00a0" in line
    if block:
        yield number - len(block) + 1, block, nbsp


def _split(first: int, lines: list[str], nbsp: bool) -> Iterator[Segment]:
    groups = _groups(lines)
    for index, (shape, group) in enumerate(groups):
        yield Segment(shape, first, tuple(group), len(groups) == 1, nbsp and index == 0)
        first += len(group)


def _groups(lines: list[str]) -> list[tuple[Shape, list[str]]]:
    groups: list[tuple[Shape, list[str]]] = []
    for line in lines:
        shape = _shape(line)
        before = groups[-1][0] if groups else None
        hanging = shape is Shape.TEXT and before is Shape.LIST and line[0].isspace()
        if hanging or (shape is before and shape in (Shape.LIST, Shape.TEXT)):
            groups[-1][1].append(line)
        else:
            groups.append((shape, [line]))
    return [part for shape, group in groups for part in _verse_apart(shape, group)]


def _shape(line: str) -> Shape:
    if MARK.match(line):
        return Shape.MARK
    if is_picture(line):
        return Shape.PICTURE
    if ITEM.match(line) and not SCENE_BREAK.match(line):
        return Shape.LIST
    return Shape.TEXT


def _verse_apart(shape: Shape, lines: list[str]) -> list[tuple[Shape, list[str]]]:
    """Short lines among long ones are verse or a title; a hard-wrapped paragraph stays whole."""
    if shape is not Shape.TEXT or len(lines) == 1:
        return [(shape, lines)]
    runs: list[list[str]] = []
    for line in lines:
        if runs and _is_long(line) == _is_long(runs[-1][0]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [(Shape.VERSE if _is_verse(run) else Shape.TEXT, run) for run in runs]


def _is_long(line: str) -> bool:
    return len(line) > LONG_LINE


def _is_verse(lines: list[str]) -> bool:
    """Whether most lines end where the next word would still have fitted."""
    if len(lines) < 2 or _is_long(lines[0]):
        return False
    width = max(VERSE_WIDTH, *(len(line) for line in lines))
    early = sum(
        len(line) + 1 + len(following.split()[0]) <= width for line, following in pairwise(lines)
    )
    return early * 2 > len(lines) - 1
