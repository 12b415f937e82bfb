"""The author's folder, and the only door to it.

A project path is POSIX, relative to the project's root and in Unicode form NFC:
`manuscript/zekerheden.md`. A path that leaves the root, also by a symbolic link, is refused.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from dinobook.errors import SetupError, SourceError
from dinobook.leftovers import temporary
from dinobook.problems import Place, Problem

MANUSCRIPT = "manuscript"
MANIFEST = f"{MANUSCRIPT}/book.yaml"
STYLES = "styles"

MAX_TEXT_BYTES = 1_000_000
MAX_FILE_BYTES = 100_000_000
MAX_NAMED_LINES = 20

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


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
    """`path` as a project path. Raises `SourceError` outside the project and for unfit names."""
    text = unicodedata.normalize("NFC", path)
    if unusable := next((char for char in text if _is_unusable(char)), ""):
        raise _bad_name(path, unusable)
    pure = PurePosixPath(text)
    parts: list[str] = []
    for part in pure.parts:
        if part == "..":
            if not parts:
                raise _outside(path)
            parts.pop()
        else:
            parts.append(part)
    if pure.is_absolute() or ":" in text.split("/")[0]:
        raise _outside(path)
    return "/".join(parts)


def read_text(project: Project, path: str) -> str:
    """The file as text: UTF-8, at most 1 MB, newlines as LF, no byte order mark, NFC untouched.

    Raises `SourceError` with every line that is not UTF-8 or that holds a control character.
    """
    data = project.read_bytes(path)
    if len(data) > MAX_TEXT_BYTES:
        raise _fault(
            Place(path),
            "project-005",
            f"The file has {len(data):,} bytes; dinobook reads text up to {MAX_TEXT_BYTES:,}.",
            "Split it into several chapters.",
        )
    if data.startswith(_UTF_16):
        raise _fault(
            Place(path, 1),
            "project-003",
            "The file is saved with the encoding UTF-16; dinobook reads UTF-8.",
            "Save the file in your editor with the encoding UTF-8.",
        )
    rows = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = rows.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _text_fault(path, rows, "project-003") from error
    if _CONTROL.search(text):
        raise _text_fault(path, rows, "project-004")
    return text


def _text_fault(path: str, data: bytes, code: str) -> SourceError:
    """One problem a line, up to `MAX_NAMED_LINES`, and one more for all the others."""
    problems = [
        problem
        for number, row in enumerate(data.split(b"\n"), start=1)
        for problem in _problems_of_line(Place(path, number), row)
    ]
    named, others = problems[:MAX_NAMED_LINES], problems[MAX_NAMED_LINES:]
    if others:
        message = f"{len(others):,} more lines of the file have the same fault."
        named.append(Problem(others[0].place, code, message, others[0].hint))
    return SourceError(named[0].message, named)


def _problems_of_line(place: Place, row: bytes) -> Iterator[Problem]:
    try:
        text = row.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = _CONTROL.sub("\ufffd", row.decode("utf-8", "replace"))[:80]
        yield Problem(
            replace(place, excerpt=shown),
            "project-003",
            f"A letter on this line is not saved as UTF-8 (byte {error.start + 1} is "
            f"0x{row[error.start]:02x}).",
            "Save the file in your editor with the encoding UTF-8; mend the letters that come out "
            "wrong.",
        )
        return
    if found := _CONTROL.search(text):
        yield Problem(
            replace(place, excerpt=_CONTROL.sub("\ufffd", text)[:80]),
            "project-004",
            f"The line holds the control character U+{ord(found.group()):04X}.",
            "Save the file as UTF-8 in your editor."
            if found.group() == "\0"
            else "Delete it; it often arrives by copying from a PDF.",
        )


@dataclass(frozen=True, slots=True)
class FolderProject:
    """A project on disk."""

    root: Path

    def _locate(self, path: str) -> Path:
        clean = normalise(path)
        root = self.root.resolve()
        try:
            found = _as_spelled(root, clean).resolve()
        except (OSError, RuntimeError) as error:  # RuntimeError: a circle, before Python 3.13
            raise _unreadable(
                path, "its links lead in a circle, or its name is too long"
            ) from error
        if not found.is_relative_to(root):
            raise _outside(path)
        return found

    def exists(self, path: str) -> bool:
        return os.path.isfile(self._locate(path))  # noqa: PTH113 - a name that is too long is none

    def files(self, folder: str) -> tuple[str, ...]:
        base = self._locate(folder)
        found: list[str] = []
        for parent, folders, names in os.walk(base, onerror=_refuse_folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in names:
                if not name.startswith("."):
                    relative = Path(parent, name).relative_to(self.root.resolve())
                    found.append(unicodedata.normalize("NFC", relative.as_posix()))
        return tuple(sorted(found))

    def read_bytes(self, path: str) -> bytes:
        found = self._locate(path)
        try:
            kind = found.stat()
            if not stat.S_ISREG(kind.st_mode):
                what = "folder" if stat.S_ISDIR(kind.st_mode) else "pipe or a device"
                raise _unreadable(path, f"it is a {what}")
            if kind.st_size > MAX_FILE_BYTES:
                raise _too_large(path)
            return found.read_bytes()
        except FileNotFoundError as error:
            raise _missing(path) from error
        except OSError as error:
            raise _unreadable(path, str(error.strerror).lower()) from error

    def write_bytes(self, path: str, data: bytes) -> None:
        try:
            write_atomically(self._locate(path), data)
        except OSError as error:
            folder = (self.root / path).parent
            raise SetupError(f"Cannot write into {folder}: {error.strerror}.") from error


@dataclass(slots=True)
class MemoryProject:
    """A project in a dictionary, for tests and for previews of unsaved text."""

    contents: dict[str, bytes] = field(default_factory=dict)

    def exists(self, path: str) -> bool:
        return normalise(path) in self.contents

    def files(self, folder: str) -> tuple[str, ...]:
        prefix = f"{normalise(folder)}/".removeprefix("/")
        return tuple(sorted(path for path in self.contents if path.startswith(prefix)))

    def read_bytes(self, path: str) -> bytes:
        clean = normalise(path)
        if clean not in self.contents:
            raise _missing(path)
        return self.contents[clean]

    def write_bytes(self, path: str, data: bytes) -> None:
        self.contents[normalise(path)] = data


def write_atomically(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write `data` beside `path`, then rename it. `lasting`: even a power cut loses neither."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = temporary(path.parent, f".{path.name}", data, lasting=lasting)
    try:
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
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


def _missing(path: str) -> SourceError:
    return _fault(Place(path), "project-001", f"“{path}” does not exist.", "Check the name.")


def _too_large(path: str) -> SourceError:
    most = MAX_FILE_BYTES // 1_000_000
    message = f"“{path}” is larger than {most} MB."
    return _fault(Place(path), "project-005", message, "Make it smaller.")


def _unreadable(path: str, why: str) -> SourceError:
    message = f"“{path}” cannot be read: {why}."
    return _fault(Place(path), "project-007", message, "Put an ordinary file there.")


def _is_unusable(char: str) -> bool:
    """A backslash parts folders on Windows; the others are control signs and stray bytes."""
    return char == "\\" or unicodedata.category(char) in ("Cc", "Cs")


def _bad_name(path: str, char: str) -> SourceError:
    shown = "".join("\ufffd" if _is_unusable(one) and one != "\\" else one for one in path)
    sign = "“\\”" if char == "\\" else f"U+{ord(char):04X}"
    return _fault(
        Place(shown),
        "project-006",
        f"The name “{shown}” holds a sign that no file's name can have everywhere ({sign}).",
        "Rename it with letters, digits and hyphens.",
    )


def _as_spelled(root: Path, clean: str) -> Path:
    """The path as the disk spells it: it may hold `é` as two characters, a project path as one."""
    found = root
    for part in clean.split("/"):
        if not part.isascii() and found.is_dir() and not os.path.lexists(found / part):
            same = (one.name for one in found.iterdir() if _composed(one.name) == part)
            part = min(same, default=part)
        found /= part
    return found


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _refuse_folder(error: OSError) -> None:
    """A folder that is not there holds no files; one that cannot be read may hold chapters."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise _unreadable(str(error.filename), str(error.strerror).lower()) from error
