"""A chapter's pages as they are kept: drawn once, joined to any book without drawing again.

It knows nothing of where its pages stand. References between its objects are written as marks in
the bytes and get their numbers when the book is put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dinobook.pdf.floats import Move
from dinobook.pdf.typography import Typography
from dinobook.problems import Problem

# Bytes that never occur in a PDF dictionary: its strings are ASCII or hexadecimal.
MARK: Final = re.compile(rb"\xff(-?\d+)\xfe")
SEPARATOR: Final = b"\xfd"

# What a mark may mean besides an object of the fragment.
FONTS: Final = -1
PAGE_TREE: Final = -2
STRUCTURE: Final = -3
FIRST_PAGE: Final = -10
"""Page 0 of the drawn section; page 1 is -11, and so on."""


def mark(number: int) -> bytes:
    """A reference to the drawn section's object `number`, or to one of the constants above."""
    return b"\xff%d\xfe" % number


def renumber(body: bytes, number_of: Callable[[int], int]) -> bytes:
    """`body` with every mark replaced by a PDF reference."""
    return MARK.sub(lambda found: b"%d 0 R" % number_of(int(found[1])), body)


OWN_PAGE: Final = "page/own"
"""The target of a hole for the number of the page on which it is: a folio."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Room for one digit of a page number inside drawn text.

    `target` is the id whose page is meant. `glyphs` are the ids of the digits 0 to 9 in the
    typeface that stands there, all of one width (tabular figures). The number has `digits`, of
    which this is the one at `place`, from 0.
    """

    target: str
    place: int
    digits: int
    glyphs: tuple[int, ...]

    def filled(self, number: int) -> bytes:
        """The digit of `number` that stands here, as a glyph in a content stream."""
        return b"%04x" % self.glyphs[int(str(number).rjust(self.digits, "0")[self.place])]


@dataclass(frozen=True, slots=True)
class StreamPart:
    """The stream of object `number`.

    Either compressed `data`, or `blob`, the digest of data that is kept by itself (pictures, which
    many chapters may share), or `pieces`: plain content with holes between them.
    """

    number: int
    data: bytes = b""
    blob: str = ""
    pieces: tuple[bytes | Hole, ...] = ()

    def targets(self) -> tuple[str, ...]:
        """The ids whose page numbers stand in it."""
        return tuple(piece.target for piece in self.pieces if isinstance(piece, Hole))


@dataclass(frozen=True, slots=True)
class FontUse:
    """A typeface as the drawn section uses it.

    `key` is its name in content streams; `file` the SHA-256 of the font file; `glyphs` every glyph
    id that is drawn, with the text it stands for. Lengths are in thousandths of an em.
    """

    key: str
    name: str
    family: str
    file: str
    ascent: int
    descent: int
    flags: int
    glyphs: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: `level` from 1; the point is in PDF units on its page.

    `element` is the number of the heading's tag.
    """

    level: int
    label: str
    x_pt: float
    y_pt: float
    open: bool = True
    element: int = 0


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page of a fragment.

    `boxes` are MediaBox, BleedBox and TrimBox in points. `anchors` are the ids that start here,
    with their points. `strings` are the named strings that the page sets, for running heads.
    `fill` tells how far down the text area the page is used, 0 to 1; `drawn` whether anything is
    painted on it.
    """

    content: int
    boxes: tuple[tuple[float, float, float, float], ...]
    annotations: tuple[int, ...]
    marks: tuple[int, ...]
    anchors: tuple[tuple[str, float, float], ...]
    bookmarks: tuple[Bookmark, ...]
    strings: tuple[tuple[str, str], ...]
    name: str
    blank: bool
    text_box_pt: tuple[float, float, float, float]
    fill: float
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """The pages of one section, ready to be joined.

    `bodies` holds objects 1 to n, parted by `SEPARATOR`. `resources` is the dictionary of resources
    by kind, without fonts. `structure` are the top elements of the tag tree; `linked` pairs each
    annotation with its element, `ids` each name of an element with it, and `places` each id of the
    document with the element where it is. `groups` are the streams that a page draws as a whole,
    with the elements of their marks by number; 0: no mark of theirs. `starts` is the style sheet's
    `break-before` of the section, such as "recto" or "page". `typography` are the figures of its
    lines. `uneven`: some number could not become a hole, since the figures of its typeface have
    many widths. `homeless`: what is to be said of notes that find no room on the pages of their
    calls. `moves` are the figures that come later than they were written.
    """

    bodies: bytes
    streams: tuple[StreamPart, ...]
    pages: tuple[DrawnPage, ...]
    resources: tuple[tuple[str, bytes], ...]
    fonts: tuple[FontUse, ...]
    structure: tuple[int, ...]
    linked: tuple[tuple[int, int], ...]
    ids: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    groups: tuple[tuple[int, tuple[int, ...]], ...] = ()
    starts: str = "auto"
    problems: tuple[Problem, ...] = ()
    typography: Typography | None = None
    uneven: bool = False
    homeless: tuple[Problem, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def count(self) -> int:
        """How many objects there are."""
        return self.bodies.count(SEPARATOR) + 1 if self.bodies else 0
