"""What each page of a section draws, as a digest that is the same wherever the page stands.

Numbers that the book fills in later (folios, “p. 42”, “Hoofdstuk 3”) do not count, nor do running
heads, nor how the engine numbered what the page shows.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import Final

from dinobook.pdf.drawn_section import MARK, SEPARATOR, DrawnPage, DrawnSection, Hole, StreamPart

_SHOWN: Final = re.compile(rb"/(\S+) (?:Do|sh|scn|SCN)\b")
"""An object that a page shows by its name: a picture, a group, a gradient, a pattern."""
_NAMED: Final = re.compile(rb"/(\S+) " + MARK.pattern)
_MASK: Final = re.compile(rb"/S?Mask " + MARK.pattern)
_LENGTH: Final = 16
"""Hexadecimal digits: 64 bits are enough for the pages of one book."""


def page_digests(section: DrawnSection) -> tuple[str, ...]:
    """A digest for each page of the section; empty for a page on which nothing is drawn."""
    drawing = _Drawing(section)
    return tuple(drawing.of(page) for page in section.pages)


class _Drawing:
    """The objects of one section by what they look like."""

    def __init__(self, section: DrawnSection) -> None:
        self._bodies = section.bodies.split(SEPARATOR)
        self._streams = {part.number: part for part in section.streams}
        self._named = {
            found[1]: int(found[2])
            for _, body in section.resources
            for found in _NAMED.finditer(body)
        }
        self._known: dict[int, bytes] = {}

    def of(self, page: DrawnPage) -> str:
        if not page.content:
            return ""
        state = hashlib.sha256(repr(page.boxes).encode())
        for piece in self._content(self._streams.get(page.content)):
            state.update(piece)
        return state.hexdigest()[:_LENGTH]

    def _content(self, part: StreamPart | None) -> Iterator[bytes]:
        """What a stream draws, with digests in place of names that the section alone knows."""
        if part is None:
            return
        if part.blob:
            yield part.blob.encode()
            return
        for piece in part.pieces or (_inflated(part.data),):
            if isinstance(piece, Hole):
                yield repr((piece.target, piece.place, piece.digits)).encode()
            else:
                yield _SHOWN.sub(self._by_its_look, piece)

    def _by_its_look(self, found: re.Match[bytes]) -> bytes:
        number = self._named.get(found[1])
        return found[0] if number is None else self._look(number)

    def _look(self, number: int) -> bytes:
        """A digest of an object, with its mask; one that shows itself is known by its name."""
        if number not in self._known:
            self._known[number] = b""
            body = self._bodies[number - 1] if 0 < number <= len(self._bodies) else b""
            state = hashlib.sha256(MARK.sub(b"", body))
            for piece in self._content(self._streams.get(number)):
                state.update(piece)
            for mask in _MASK.finditer(body):
                state.update(self._look(int(mask[1])))
            self._known[number] = state.hexdigest().encode()
        return self._known[number]


def _inflated(data: bytes) -> bytes:
    """A stream as it was written; a picture may have a compression of its own."""
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data
