"""Project paths, and what is said of one that cannot be had.

A project path is POSIX, relative to the project's root and in Unicode form NFC:
`manuscript/zekerheden.md`.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Final

from dinobook.errors import SourceError
from dinobook.problems import Place, Problem

MANUSCRIPT: Final = "manuscript"
MANIFEST: Final = f"{MANUSCRIPT}/book.yaml"
STYLES: Final = "styles"
SHELVES: Final = (MANUSCRIPT, STYLES)
"""The folders that a book is in."""

IMPORTS: Final = ".dinobook/imports"
"""Where the texts of chapters are kept as they were imported."""

IGNORED: Final = ".gitignore"
"""What Git leaves alone; the one file beside the shelves that a new book gets."""

MAX_FILE_BYTES: Final = 100_000_000


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
                raise outside(path)
            parts.pop()
        else:
            parts.append(part)
    if pure.is_absolute() or ":" in text.split("/")[0]:
        raise outside(path)
    return "/".join(parts)


def fault(place: Place, code: str, message: str, hint: str) -> SourceError:
    return SourceError(message, [Problem(place, code, message, hint)])


def outside(path: str) -> SourceError:
    return fault(
        Place(path),
        "project-002",
        f"“{path}” leads outside the project.",
        "Copy the file into the project and name it by its path there.",
    )


def missing(path: str) -> SourceError:
    return fault(Place(path), "project-001", f"“{path}” does not exist.", "Check the name.")


def too_large(path: str) -> SourceError:
    message = f"“{path}” is larger than {MAX_FILE_BYTES // 1_000_000} MB."
    return fault(Place(path), "project-005", message, "Make it smaller.")


def unreadable(path: str, why: str) -> SourceError:
    message = f"“{path}” cannot be read: {why}."
    return fault(Place(path), "project-007", message, "Put an ordinary file there.")


def unchangeable(path: str, why: str, hint: str) -> Problem:
    message = f"“{path}” cannot be changed: {why}."
    return Problem(Place(path), "project-011", message, hint)


def _is_unusable(char: str) -> bool:
    """A backslash parts folders on Windows; the others are control signs and stray bytes."""
    return char == "\\" or unicodedata.category(char) in ("Cc", "Cs")


def _bad_name(path: str, char: str) -> SourceError:
    shown = "".join("\ufffd" if _is_unusable(one) and one != "\\" else one for one in path)
    sign = "“\\”" if char == "\\" else f"U+{ord(char):04X}"
    return fault(
        Place(shown),
        "project-006",
        f"The name “{shown}” holds a sign that no file's name can have everywhere ({sign}).",
        "Rename it with letters, digits and hyphens.",
    )
