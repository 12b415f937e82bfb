"""A PDF 1.7 file from numbered objects.

Object streams and a cross-reference stream: ISO 32000-1, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import Final

_COMPRESSION: Final = 6
_PER_STREAM: Final = 200


class PdfFile:
    """Objects by number, from 1. The same objects give the same bytes."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._streams: dict[int, bytes] = {}

    def reserve(self, count: int = 1) -> int:
        """Room for `count` objects; the number of the first."""
        first = len(self._bodies) + 1
        self._bodies += [b"null"] * count
        return first

    def put(self, number: int, body: bytes, stream: bytes | None = None) -> None:
        """Set an object. With a stream, `body` is its dictionary without /Length."""
        if stream is not None:
            body = body[:-2] + b"/Length %d>>" % len(stream)
            self._streams[number] = stream
        self._bodies[number - 1] = body

    def extend(self, number: int, entries: bytes) -> None:
        """Add entries to the dictionary of an object."""
        self._bodies[number - 1] = self._bodies[number - 1][:-2] + entries + b">>"

    def add(self, body: bytes, stream: bytes | None = None) -> int:
        number = self.reserve()
        self.put(number, body, stream)
        return number

    def add_compressed(self, body: bytes, data: bytes) -> int:
        return self.add(body[:-2] + b"/Filter/FlateDecode>>", zlib.compress(data, _COMPRESSION))

    def write(self, catalog: int, info: int, identifier: bytes) -> bytes:
        """The whole file. `identifier` makes the first half of its ID."""
        out = bytearray(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
        places: dict[int, tuple[int, int, int]] = {}
        for number, stream in self._streams.items():
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nstream\n" % (number, self._bodies[number - 1])
            out += stream + b"\nendstream\nendobj\n"
        plain = [n for n in range(1, len(self._bodies) + 1) if n not in self._streams]
        for holder, numbers in self._holders(plain):
            places[holder] = (1, len(out), 0)
            places.update({number: (2, holder, index) for index, number in enumerate(numbers)})
            out += self._object_stream(holder, numbers)
        self._finish(out, places, catalog, info, identifier)
        return bytes(out)

    def _holders(self, plain: list[int]) -> Iterator[tuple[int, list[int]]]:
        first = len(self._bodies) + 1
        for index in range(0, len(plain), _PER_STREAM):
            yield first + index // _PER_STREAM, plain[index : index + _PER_STREAM]

    def _object_stream(self, holder: int, numbers: list[int]) -> bytes:
        head, body, offset = [], [], 0
        for number in numbers:
            text = self._bodies[number - 1]
            head.append(b"%d %d" % (number, offset))
            body.append(text)
            offset += len(text) + 1
        table = b" ".join(head) + b"\n"
        data = zlib.compress(table + b"\n".join(body), _COMPRESSION)
        return (
            b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
            % (holder, len(numbers), len(table), len(data))
            + data
            + b"\nendstream\nendobj\n"
        )

    def _finish(
        self,
        out: bytearray,
        places: dict[int, tuple[int, int, int]],
        catalog: int,
        info: int,
        identifier: bytes,
    ) -> None:
        start = len(out)
        own = max(places, default=0) + 1
        places[own] = (1, start, 0)
        rows = [(0, 0, 65535), *(places.get(number, (0, 0, 0)) for number in range(1, own + 1))]
        data = zlib.compress(
            b"".join(
                b"%c%b%b" % (k, a.to_bytes(5, "big"), b.to_bytes(2, "big")) for k, a, b in rows
            ),
            _COMPRESSION,
        )
        content = hashlib.md5(bytes(out), usedforsecurity=False).hexdigest().encode()
        out += (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R"
            b"/ID[<%b><%b>]/Filter/FlateDecode/Length %d>>\nstream\n"
            % (own, own + 1, catalog, info, identifier.hex().encode(), content, len(data))
        )
        out += data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
