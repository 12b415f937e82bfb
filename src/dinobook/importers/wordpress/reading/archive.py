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
    yield from _members(data, wanted, _Count(limits), 1)


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


class Archive:
    """One opened zip whose members are read within limits. Every method raises `ArchiveError`."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits = LIMITS) -> None:
        self._start(archive, _Count(limits))

    def _start(self, archive: zipfile.ZipFile, count: _Count) -> None:
        self.archive = archive
        self.count = count
        self.seen: set[str] = set()
        infos = archive.infolist()
        count.member(len(infos))
        self.members = {
            info.filename: info
            for info in infos
            if not info.is_dir() and not _is_litter(info.filename)
        }

    @classmethod
    def counted(cls, archive: zipfile.ZipFile, count: _Count) -> Archive:
        """An archive in another one, whose count goes on."""
        made = cls.__new__(cls)
        made._start(archive, count)
        return made

    def names(self) -> tuple[str, ...]:
        return tuple(self.members)

    def read(self, name: str) -> bytes:
        """The whole member, its bytes counted while they are unpacked, the first time."""
        count = self.count if name not in self.seen else _Count(self.count.limits)
        self.seen.add(name)
        try:
            return self._content(self.members[name], count)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise ArchiveError(_DAMAGED) from error
        except (RuntimeError, NotImplementedError) as error:
            raise ArchiveError(
                "is locked with a password, or packed in a way that cannot be read"
            ) from error

    def _content(self, info: zipfile.ZipInfo, count: _Count) -> bytes:
        limits = count.limits
        pieces: list[bytes] = []
        size = 0
        packed = max(info.compress_size, 1)
        with self.archive.open(info) as member:
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


_DAMAGED: Final = "is damaged: it cannot be unpacked to the end"


def _members(
    data: bytes, wanted: Callable[[str], bool], count: _Count, depth: int
) -> Iterator[tuple[str, bytes]]:
    if depth > count.limits.depth:
        raise ArchiveError(f"holds archives in archives, more than {count.limits.depth} deep")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ArchiveError(_DAMAGED) from error
    with opened:
        archive = Archive.counted(opened, count)
        for name in archive.names():
            inner = name.lower().endswith(".zip")
            if not inner and not wanted(name):
                continue
            content = archive.read(name)
            if inner and is_zip(content):
                yield from _members(content, wanted, count, depth + 1)
            elif wanted(name):
                yield name, content


def label(name: str) -> str:
    """The last part of a member's name, short enough for a message."""
    return PurePosixPath(name.replace("\\", "/")).name[-80:]


def _is_litter(name: str) -> bool:
    """What a Mac adds to a zip, and files that programs hide."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or (bool(parts) and parts[-1].startswith("."))
