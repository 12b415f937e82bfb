"""Where the things that a page paints are collected, and when there are too many of them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Final

import pikepdf

from dinobook.preflight.content.fonts import Glyphs
from dinobook.preflight.content.images import Picture
from dinobook.preflight.facts import Area, Drawn, Image, Line, Text, Transparency
from dinobook.preflight.geometry import overlap

MOST_OPERATORS: Final = 1_000_000
MOST_BYTES: Final = 64_000_000


class TooMuchError(Exception):
    """A page has more than can be walked in a reasonable time and memory."""


@dataclass(slots=True)
class Seen:
    """Typefaces and pictures that were read before, by the number of their object in the file."""

    fonts: dict[tuple[int, int], Glyphs] = field(default_factory=dict)
    pictures: dict[tuple[int, int], Picture] = field(default_factory=dict)


@dataclass(slots=True)
class Canvas:
    """What one page has painted so far."""

    seen: Seen
    texts: list[Text] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    lost: list[Area] = field(default_factory=list)
    transparency: dict[Transparency, None] = field(default_factory=dict)
    operators: int = 0

    def count(self) -> None:
        self.operators += 1
        if self.operators > MOST_OPERATORS:
            raise TooMuchError(f"it has more than {MOST_OPERATORS:,} drawing operators")

    def lose(self, one: Area) -> None:
        """Note what is painted without ink, where it was meant to cover something."""
        below: list[Text | Image | Area | Line]
        below = [*self.texts, *self.images, *self.areas, *self.lines]
        if any(overlap(one.rect, other.rect) and not other.colour.white for other in below):
            self.lost.append(one)

    def drawn(self, unread: str) -> Drawn:
        return Drawn(
            tuple(self.texts),
            tuple(self.images),
            tuple(self.areas),
            tuple(self.lines),
            tuple(self.transparency),
            tuple(self.lost),
            unread,
        )


def refuse_huge(stream: pikepdf.Stream) -> None:
    """Raises `TooMuchError` for a stream that would fill the memory once it is unpacked."""
    packed = stream.read_raw_bytes()
    size = len(packed)
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if [str(name) for name in names] == ["/FlateDecode"]:
        try:
            size = len(zlib.decompressobj().decompress(packed, MOST_BYTES + 1))
        except zlib.error:
            return  # qpdf repairs what it can, and says so where it cannot
    if size > MOST_BYTES:
        raise TooMuchError(f"its content has more than {MOST_BYTES // 1_000_000} MB")
