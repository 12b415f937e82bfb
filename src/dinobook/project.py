"""The author's folder, and the only door to it.

A project path is POSIX, relative to the project's root and in Unicode form NFC:
`manuscript/zekerheden.md`. A path that leaves the root, also by a symbolic link, is refused.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from dinobook.errors import SourceError
from dinobook.problems import Place, Problem

MANUSCRIPT = "manuscript"
MANIFEST = f"{MANUSCRIPT}/book.yaml"
STYLES = "styles"

MAX_TEXT_BYTES = 1_000_000
MAX_FILE_BYTES = 100_000_000


class Project(Protocol):
    """What stages may ask of the author's folder. A dictionary can be one (`MemoryProject`)."""

    def exists(self, path: str) -> bool:
        """Whether `path` is a file inside the project."""
        ...

    def files(self, folder: str) -> tuple[str, ...]:
        """Every file below `folder` as project paths, sorted; hidden files are left out."""
        ...

    def read_bytes(self, path: str) -> bytes:
        """The file's bytes. Raises `SourceError` when missing, outside, or over 100 MB."""
        ...

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write the whole file or nothing (temporary name, then rename)."""
        ...


def normalise(path: str) -> str:
    """`path` as a project path. Raises `SourceError` when it points outside the project."""
    text = unicodedata.normalize("NFC", path)
    pure = PurePosixPath(text)
    parts: list[str] = []
    for part in pure.parts:
        if part == "..":
            if not parts:
                raise _outside(path)
            parts.pop()
        else:
            parts.append(part)
    if pure.is_absolute() or "\\" in text or "\0" in text or ":" in text.split("/")[0]:
        raise _outside(path)
    return "/".join(parts)


def read_text(project: Project, path: str) -> str:
    """The file as text: UTF-8, at most 1 MB, newlines as LF, no byte order mark, NFC untouched.

    Raises `SourceError` with the line of the first byte that is not UTF-8, or of the first control
    character.
    """
    data = project.read_bytes(path)
    if len(data) > MAX_TEXT_BYTES:
        raise _fault(
            Place(path),
            "project-005",
            f"The file has {len(data):,} bytes; dinobook reads text up to {MAX_TEXT_BYTES:,}.",
            "Split it into several chapters.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fault(
            Place(path, line),
            "project-003",
            f"Byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8 text.",
            "Save the file as UTF-8 in your editor.",
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line_text in enumerate(text.split("\n"), start=1):
        for char in line_text:
            if unicodedata.category(char) == "Cc" and char != "\t":
                raise _fault(
                    Place(path, number, line_text.replace(char, "�")[:80]),
                    "project-004",
                    f"The line holds the control character U+{ord(char):04X}.",
                    "Delete it; it often arrives by copying from a PDF.",
                )
    return text


@dataclass(frozen=True, slots=True)
class FolderProject:
    """A project on disk."""

    root: Path

    def _locate(self, path: str) -> Path:
        clean = normalise(path)
        root = self.root.resolve()
        found = (root / clean).resolve()
        if not found.is_relative_to(root):
            raise _outside(path)
        return found

    def exists(self, path: str) -> bool:
        return self._locate(path).is_file()

    def files(self, folder: str) -> tuple[str, ...]:
        base = self._locate(folder)
        found: list[str] = []
        for parent, folders, names in os.walk(base):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in names:
                if not name.startswith("."):
                    relative = Path(parent, name).relative_to(self.root.resolve())
                    found.append(unicodedata.normalize("NFC", relative.as_posix()))
        return tuple(sorted(found))

    def read_bytes(self, path: str) -> bytes:
        found = self._locate(path)
        if not found.is_file():
            kind = "is a folder" if found.is_dir() else "does not exist"
            raise _fault(Place(path), "project-001", f"“{path}” {kind}.", "Check the name.")
        if found.stat().st_size > MAX_FILE_BYTES:
            raise _fault(
                Place(path),
                "project-005",
                f"“{path}” is larger than {MAX_FILE_BYTES // 1_000_000} MB.",
                "Make it smaller.",
            )
        return found.read_bytes()

    def write_bytes(self, path: str, data: bytes) -> None:
        write_atomically(self._locate(path), data)


@dataclass(slots=True)
class MemoryProject:
    """A project in a dictionary, for tests and for previews of unsaved text."""

    contents: dict[str, bytes] = field(default_factory=dict)

    def exists(self, path: str) -> bool:
        return normalise(path) in self.contents

    def files(self, folder: str) -> tuple[str, ...]:
        prefix = normalise(folder) + "/"
        return tuple(sorted(path for path in self.contents if path.startswith(prefix)))

    def read_bytes(self, path: str) -> bytes:
        clean = normalise(path)
        if clean not in self.contents:
            raise _fault(Place(path), "project-001", f"“{path}” does not exist.", "Check the name.")
        return self.contents[clean]

    def write_bytes(self, path: str, data: bytes) -> None:
        self.contents[normalise(path)] = data


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` under a temporary name in the same folder, then rename it over `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _fault(place: Place, code: str, message: str, hint: str) -> SourceError:
    return SourceError(message, [Problem(place, code, message, hint)])


def _outside(path: str) -> SourceError:
    return _fault(
        Place(path),
        "project-002",
        f"“{path}” leads outside the project.",
        "Copy the file into the project and name it by its path there.",
    )
