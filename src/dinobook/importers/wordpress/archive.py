"""The files inside a zip that somebody else made, read in memory and never by more than agreed.

What the archive says of its own sizes is not believed: bytes are counted while they are read.
Nothing is written, and the names of members are labels only.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

CHUNK: Final = 1 << 16
ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class ArchiveError(Exception):
    """Why an archive is refused, as the end of a sentence that begins with “The archive”."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: members, bytes of one and of all, how much they may shrink."""

    members: int = 20_000
    member_bytes: int = 512 << 20
    total_bytes: int = 4 << 30
    ratio: int = 200
    depth: int = 2


LIMITS: Final = Limits()
_RATIO_COUNTS_FROM: Final = 1 << 20
"""A small file of spaces may shrink as much as it likes."""


def is_zip(data: bytes) -> bool:
    return data.startswith(ZIP_MAGIC)


def members(
    data: bytes, wanted: Callable[[str], bool], limits: Limits = LIMITS
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each member that is wanted, also of zips in the zip. Raises `ArchiveError`.

    The same limits hold for all levels together.
    """
    yield from _members(data, wanted, limits, _Count(limits), 1)


class _Count:
    """What has been read of one archive so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.members = 0
        self.bytes = 0

    def member(self, number: int) -> None:
        self.members += number
        if self.members > self.limits.members:
            raise ArchiveError(f"holds more than {self.limits.members:,} files")

    def read(self, number: int) -> None:
        self.bytes += number
        if self.bytes > self.limits.total_bytes:
            raise ArchiveError(f"unpacks to more than {self.limits.total_bytes >> 20:,} MB")


def _members(
    data: bytes, wanted: Callable[[str], bool], limits: Limits, count: _Count, depth: int
) -> Iterator[tuple[str, bytes]]:
    if depth > limits.depth:
        raise ArchiveError(f"holds archives in archives, more than {limits.depth} deep")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            count.member(len(infos))
            for info in infos:
                if info.is_dir() or _is_litter(info.filename):
                    continue
                inner = info.filename.lower().endswith(".zip")
                if not inner and not wanted(info.filename):
                    continue
                content = _content(archive, info, limits, count)
                if inner and is_zip(content):
                    yield from _members(content, wanted, limits, count, depth + 1)
                elif wanted(info.filename):
                    yield info.filename, content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise ArchiveError("is damaged: it cannot be unpacked to the end") from error
    except (RuntimeError, NotImplementedError) as error:
        raise ArchiveError("is locked with a password, or packed in a way we cannot read") from error


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, count: _Count
) -> bytes:
    pieces: list[bytes] = []
    size = 0
    packed = max(info.compress_size, 1)
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            size += len(chunk)
            count.read(len(chunk))
            if size > limits.member_bytes:
                raise ArchiveError(
                    f"holds a file of more than {limits.member_bytes >> 20:,} MB"
                    f" (“{label(info.filename)}”)"
                )
            if size > _RATIO_COUNTS_FROM and size > limits.ratio * packed:
                raise ArchiveError(
                    f"holds a file that grows to more than {limits.ratio} times its size"
                    f" (“{label(info.filename)}”)"
                )
            pieces.append(chunk)
    return b"".join(pieces)


def label(name: str) -> str:
    """The last part of a member's name, short enough for a message."""
    return PurePosixPath(name.replace("\\", "/")).name[-80:]


def _is_litter(name: str) -> bool:
    """What a Mac adds to a zip, and files that programs hide."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or (bool(parts) and parts[-1].startswith("."))
