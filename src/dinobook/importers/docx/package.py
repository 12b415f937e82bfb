"""The members of a zip, read with limits before any parser sees them.

Sizes are counted while members are unpacked, since a zip's own figures may lie. Nothing is written
to disk, and no member's name is ever a path of ours.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from dinobook.importers.docx.refused import RefusedError

MAX_FILE: Final = 300_000_000
MAX_MEMBERS: Final = 5_000
MAX_SUM: Final = 500_000_000
MAX_XML: Final = 60_000_000
"""A thesis of 16,000 words has 2 MB of XML; the longest novels stay below 30 MB."""
MAX_RATIO: Final = 250
_RATIO_COUNTS_FROM: Final = 5_000_000
MAX_DEPTH: Final = 12
_CHUNK: Final = 1 << 16
_PLAIN_WAYS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, OSError, ValueError, NotImplementedError, RuntimeError),
)
"""What Python's reader of zips raises for bytes that are not as they must be."""
_AGAIN: Final = "Get the file again, or open it in Word and save it under another name."


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a zip by name; folders are left out."""

    members: dict[str, bytes]

    def get(self, name: str) -> bytes | None:
        return self.members.get(name)


def unpack(data: bytes) -> Package:
    """Every member, within the limits. Raises `RefusedError`."""
    if len(data) > MAX_FILE:
        raise _too_much(f"has {len(data):,} bytes; the most is {MAX_FILE:,}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_list(listed)
            members: dict[str, bytes] = {}
            room = MAX_SUM
            for info in listed:
                members[info.filename] = _read(archive, info, room)
                room -= len(members[info.filename])
    except _DAMAGED as error:
        message = "The file is a damaged zip: Word documents are zips, and this one cannot be read."
        raise RefusedError("import-051", message, _AGAIN) from error
    return Package(members)


def _refuse_list(listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > MAX_MEMBERS:
        raise _too_much(f"holds {len(listed):,} members; the most is {MAX_MEMBERS:,}")
    seen: set[str] = set()
    for info in listed:
        name = info.filename
        if name in seen:
            message = f"The file holds “{name[:80]}” twice, and cannot be read in one way."
            raise RefusedError("import-051", message, _AGAIN)
        seen.add(name)
        if info.flag_bits & _ENCRYPTED:
            message = "The file is locked with a password."
            raise RefusedError("import-050", message, "Take the password off, and save it.")
        if info.compress_type not in _PLAIN_WAYS:
            raise RefusedError("import-051", "The file is packed in a way Word never uses.", _AGAIN)
        if name.count("/") > MAX_DEPTH:
            raise _too_much(f"holds folders in folders, more than {MAX_DEPTH} deep")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """The member's bytes, counted; its header is not believed."""
    is_xml = info.filename.lower().endswith((".xml", ".rels"))
    most = min(room, MAX_XML) if is_xml else room
    chunks: list[bytes] = []
    size = 0
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise _too_much("unpacks to more than any book holds")
            if size > _RATIO_COUNTS_FROM and size > MAX_RATIO * max(1, info.compress_size):
                raise _too_much(f"unpacks to more than {MAX_RATIO} times its size")
            chunks.append(chunk)
    return b"".join(chunks)


def _too_much(what: str) -> RefusedError:
    return RefusedError("import-051", f"The file {what}.", f"It may be made to do harm. {_AGAIN}")
