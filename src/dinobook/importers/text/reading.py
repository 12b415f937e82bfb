"""From the bytes of a dump to its text, or to the reason why that cannot be done."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from dinobook.errors import SourceError
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import MemoryProject, read_text

# The first bytes of files that people take for text.
_FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "a Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xff\xfe", "text saved as UTF-16"),
    (b"\xfe\xff", "text saved as UTF-16"),
)
# Two characters that UTF-8 read as Windows-1252 leaves behind for one accented letter or quote.
_MOJIBAKE: Final = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|â€")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\u00ad\ufeff]")


def read_dump(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text with LF newlines, or None; warnings name what a reader could not see."""
    for start, what in _FOREIGN:
        if data.startswith(start):
            return None, (_not_text(name, what),)
    try:
        text = read_text(MemoryProject({"dump": data}), "dump")
    except SourceError as error:
        return None, tuple(_renamed(problem, name) for problem in error.problems)
    if not text.strip():
        return None, (
            Problem(
                Place(name),
                "import-001",
                "The file holds no text.",
                "Paste the posts into it and save it again.",
            ),
        )
    return text, _suspicions(text, name)


def _not_text(name: str, what: str) -> Problem:
    return Problem(
        Place(name),
        "import-002",
        f"The file is {what}, not plain text.",
        "Open it, choose “save as”, plain text, encoding UTF-8, and import that file.",
    )


def _renamed(problem: Problem, name: str) -> Problem:
    place = Place(name, problem.place.line, problem.place.excerpt)
    return Problem(place, problem.code, problem.message, problem.hint, problem.severity)


def _suspicions(text: str, name: str) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        place = Place(name, number, line.strip()[:80])
        if "\ufffd" in line or _MOJIBAKE.search(line):
            message = "Characters were damaged before the import (“Ã«” for “ë”, or “\ufffd”)."
            hint = "Correct them in the dump; the import takes them as they are."
            found.append(Problem(place, "import-003", message, hint, Severity.WARNING))
        if hidden := _INVISIBLE.search(line):
            label = unicodedata.name(hidden[0], "unnamed").lower()
            message = f"The line holds an invisible character (U+{ord(hidden[0]):04X}, {label})."
            hint = "Delete it unless the text needs it."
            found.append(Problem(place, "import-004", message, hint, Severity.WARNING))
    return tuple(found)
