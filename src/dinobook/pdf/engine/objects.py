"""The engine's PDF objects → bytes with marks for references.

Only what the pages need is taken along: the walk starts from their content, resources,
annotations and tags, and numbers objects in the order in which it meets them.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import pydyf

from dinobook.pdf.drawn_section import SEPARATOR, Hole, StreamPart, mark

_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_HOLE: Final = re.compile(rb"%%HOLE (\S+) (\d+) (\d+) ((?:[0-9a-f]{4} ?){9}[0-9a-f]{4})")
_COMPRESSION: Final = 9
_BLOB_BYTES: Final = 4096
BOOK_LINK: Final = "book:#"

Keep = Callable[[bytes], str]


class ObjectWalk:
    """Copies objects out of one engine PDF.

    `known` are objects that the joined book has anyway.
    """

    def __init__(self, pdf: pydyf.PDF, known: Mapping[int, int], keep: Keep) -> None:
        self._pdf = pdf
        self._numbers = dict(known)
        self._keep = keep
        self._waiting: list[tuple[int, Any]] = []
        self._bodies: list[bytes] = []
        self.streams: list[StreamPart] = []

    def number(self, reference: bytes) -> int:
        """The number in the drawn section of the object that `reference` (`b"12 0 R"`) names."""
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise ValueError(f"not a reference: {reference!r}")
        return self._number_of(int(found[1]))

    def bodies(self) -> bytes:
        """Every object that was met, and all that these refer to."""
        while self._waiting:
            number, item = self._waiting.pop()
            self._bodies[number - 1] = self._body(number, item)
        return SEPARATOR.join(self._bodies)

    def emit(self, value: Any) -> bytes:
        """Any PDF value as bytes, references as marks."""
        if isinstance(value, bytes):
            found = _REFERENCE.fullmatch(value)
            return mark(self._number_of(int(found[1]))) if found else value
        if isinstance(value, dict):
            return b"<<%b>>" % b"".join(
                b"/%b %b" % (str(key).encode(), self.emit(item)) for key, item in value.items()
            )
        if isinstance(value, list | tuple):
            return b"[%b]" % b" ".join(self.emit(item) for item in value)
        if isinstance(value, pydyf.Object):
            return bytes(value.data)
        return bytes(pydyf._to_bytes(value))

    def _number_of(self, original: int) -> int:
        if original not in self._numbers:
            self._bodies.append(b"")
            self._numbers[original] = len(self._bodies)
            self._waiting.append((len(self._bodies), self._pdf.objects[original]))
        return self._numbers[original]

    def _body(self, number: int, item: Any) -> bytes:
        if isinstance(item, dict):
            return self.emit(self._for_book(item))
        if not isinstance(item, pydyf.Stream):
            return self.emit(item)
        part, extra = self._stream(number, item)
        self.streams.append(part)
        return self.emit(extra)

    def _for_book(self, item: dict[str, Any]) -> dict[str, Any]:
        """A dictionary without what only holds inside the engine's own PDF."""
        kept = {key: value for key, value in item.items() if key != "StructParent"}
        if target := _book_target(item):
            del kept["A"]
            kept["Dest"] = pydyf.String(target)
            if item["Contents"].string.startswith(BOOK_LINK):
                kept["Contents"] = kept["Dest"]
        return kept

    def _stream(self, number: int, item: pydyf.Stream) -> tuple[StreamPart, dict[str, Any]]:
        extra = {key: value for key, value in item.extra.items() if key != "StructParents"}
        data = b"\n".join(pydyf._to_bytes(piece) for piece in item.stream)
        if b"%%HOLE" in data:
            return StreamPart(number, pieces=_pieces(data)), extra
        if item.compress and "Filter" not in extra:
            extra["Filter"] = "/FlateDecode"
            data = zlib.compress(data, _COMPRESSION)
        if "Subtype" in extra and len(data) > _BLOB_BYTES:
            return StreamPart(number, blob=self._keep(data)), extra
        return StreamPart(number, data=data), extra


def _book_target(item: dict[str, Any]) -> str:
    """The id in another chapter that a link means; the engine takes it for a web address."""
    action = item.get("A") if item.get("Subtype") == "/Link" else None
    address = action.get("URI") if isinstance(action, dict) else None
    if not isinstance(address, pydyf.String) or not address.string.startswith(BOOK_LINK):
        return ""
    return str(address.string).removeprefix(BOOK_LINK)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _pieces(data: bytes) -> tuple[bytes | Hole, ...]:
    pieces: list[bytes | Hole] = []
    end = 0
    for found in _HOLE.finditer(data):
        glyphs = tuple(int(glyph, 16) for glyph in found[4].split())
        hole = Hole(found[1].decode(), int(found[2]), int(found[3]), glyphs)
        pieces += [data[end : found.start()], hole]
        end = found.end()
    return (*pieces, data[end:])
