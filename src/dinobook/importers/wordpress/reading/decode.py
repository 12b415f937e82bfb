"""From the bytes of an export to its text: strict first, and what is damaged by place."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from dinobook.problems import Place, Problem, Severity

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_SHOWN: Final = 3


@dataclass(slots=True)
class Decoded:
    """The text of a file, or None when it cannot be read, with what was wrong."""

    text: str | None
    problems: list[Problem] = field(default_factory=list)


def decode(data: bytes, name: str, *, recover: bool = False) -> Decoded:
    """The text with LF newlines and without a byte order mark.

    A byte that the encoding does not know is an error that names its post; with `recover` it is
    read as Windows-1252, which most such bytes are, and said.
    """
    encoding, start = _encoding(data)
    body = data[start:]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        return _damaged(body, name, encoding, error, recover)
    except LookupError:
        return Decoded(None, [_unknown_encoding(name, encoding)])
    return Decoded(_newlines(text))


def _encoding(data: bytes) -> tuple[str, int]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    if data.startswith(b"<\0"):
        return "utf-16-le", 0
    if data.startswith(b"\0<"):
        return "utf-16-be", 0
    declared = _DECLARED.search(data[:4000])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    # a file that can be searched for its declaration byte by byte is in no wide encoding
    return ("utf-8" if name.startswith(("utf-16", "utf16", "utf-32", "ucs")) else name), 0


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unknown_encoding(name: str, encoding: str) -> Problem:
    message = f"The file says that it is written in “{encoding}”, which is no known encoding."
    hint = "Export it from WordPress again; its files are in UTF-8."
    return Problem(Place(name, 1), "import-041", message, hint)


def _damaged(
    body: bytes, name: str, encoding: str, error: UnicodeDecodeError, recover: bool
) -> Decoded:
    if not _is_plain(encoding):
        return Decoded(None, [_bad_bytes(name, 0, "", encoding, 1)])
    bad: list[int] = []
    text = _as_windows(body, encoding, bad)
    problems = []
    for place, line, count in _places(body, bad):
        problem = _bad_bytes(name, line, place, encoding, count)
        if recover:
            severity, hint = Severity.WARNING, "Look at these words in the chapter."
            message = problem.message.rstrip(".") + "; they were read as Windows-1252."
            problem = Problem(problem.place, problem.code, message, hint, severity)
        problems.append(problem)
    return Decoded(_newlines(text) if recover else None, problems)


def _is_plain(encoding: str) -> bool:
    return encoding in ("utf-8", "utf8", "ascii", "us-ascii")


def _bad_bytes(name: str, line: int, post: str, encoding: str, count: int) -> Problem:
    number = "A byte is" if count == 1 else f"{count} bytes are"
    where = f" in {post}" if post else ""
    message = f"{number} not {encoding.upper()}, as the file says it is{where}."
    hint = (
        "Export the blog again, or give --recover to read such bytes as Windows-1252, "
        "and look at what comes out."
    )
    return Problem(Place(name, line), "import-041", message, hint)


def _as_windows(body: bytes, encoding: str, bad: list[int]) -> str:
    """`body` decoded, each byte that does not fit as Windows-1252; `bad` gets their places."""

    def stand_in(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        bad.extend(range(error.start, error.end))
        taken = error.object[error.start : error.end]
        return taken.decode("cp1252", "replace"), error.end

    return codecs.decode(body, encoding, _registered(stand_in))


def _registered(handler: Callable[[UnicodeError], tuple[str, int]]) -> str:
    codecs.register_error("dinobook.windows", handler)
    return "dinobook.windows"


_POST_ID: Final = re.compile(rb"post_id>(?:<!\[CDATA\[)?\s*(\d{1,20})")


def _places(body: bytes, bad: list[int]) -> list[tuple[str, int, int]]:
    """For the first few posts with damaged bytes: which post, its first such line, how many."""
    starts = [found.start() for found in re.finditer(rb"<item[\s>]", body)] + [len(body)]
    found: dict[int, list[int]] = {}
    index = -1
    for offset in bad:
        while starts[index + 1] <= offset:
            index += 1
        found.setdefault(index, []).append(offset)
    places: list[tuple[str, int, int]] = []
    for item, offsets in list(found.items())[:_SHOWN]:
        line = body.count(b"\n", 0, offsets[0]) + 1
        places.append((_named(body, starts, item), line, len(offsets)))
    return places


def _named(body: bytes, starts: list[int], item: int) -> str:
    if item < 0:
        return "the head of the file"
    found = _POST_ID.search(body, starts[item], starts[item + 1])
    return f"post {found[1].decode()}" if found else f"item {item + 1}"
