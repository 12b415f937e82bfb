"""Zips that somebody else made: no more is unpacked than agreed, and nothing by its name."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from dinobook.importers.wordpress.reading.archive import ArchiveError, Limits, members
from wxr import zipped

SMALL = Limits(members=10, member_bytes=3_000_000, total_bytes=5_000_000, ratio=100, depth=2)


def read(data: bytes, limits: Limits = SMALL) -> dict[str, bytes]:
    return dict(members(data, lambda name: name.endswith((".xml", ".jpg")), limits))


def noise(size: int) -> bytes:
    """What does not get smaller."""
    import random

    return random.Random(4).randbytes(size)  # noqa: S311


def test_wanted_members_come_with_their_bytes() -> None:
    assert read(zipped({"a.xml": b"<rss/>", "b.txt": b"no", "c/": b""})) == {"a.xml": b"<rss/>"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({f"{n}.xml": b"x" for n in range(11)}), "more than 10 files"),
        (zipped({"a.xml": noise(3_100_000)}), "a file of more than"),
        (zipped({"a.xml": noise(2_900_000), "b.xml": noise(2_900_000)}), "unpacks to more"),
        (zipped({"a.xml": b" " * 2_000_000}), "100 times its size"),
        (zipped({"a.zip": zipped({"b.zip": zipped({"c.xml": b"x"})})}), "archives in archives"),
        (zipped({"a.xml": noise(100_000)})[:50_000], "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_what_is_too_much_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ArchiveError, match=said):
        read(data)


def test_members_of_all_levels_count_together() -> None:
    inner = zipped({f"{n}.xml": b"x" for n in range(6)})
    with pytest.raises(ArchiveError, match="more than 10 files"):
        read(zipped({"a.zip": inner, "b.zip": inner}))


def test_what_a_header_says_of_its_size_is_not_believed() -> None:
    """The sizes in the directory say ten bytes; the member has two million."""
    data = bytearray(zipped({"a.xml": b" " * 2_000_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(ArchiveError):
        read(bytes(data))


def test_a_locked_archive_is_named() -> None:
    data = bytearray(zipped({"a.xml": b"<rss/>"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + offset] |= 1
    with pytest.raises(ArchiveError, match="password"):
        read(bytes(data))


def test_nothing_is_written_whatever_members_are_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("../weg.xml", "/etc/weg.xml", "C:\\weg.xml", "a/../../b.xml"):
            archive.writestr(name, "x")
    assert len(read(stream.getvalue())) == 4
    assert not list(tmp_path.rglob("*"))
