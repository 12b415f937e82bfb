"""The order as a text of one row a line, in which an editor moves lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from dinobook.editing.order import Order, read_order
from dinobook.editing.rows import Row, composed
from dinobook.errors import ManifestError
from dinobook.problems import Place, Problem
from dinobook.storage.project import MANIFEST

WORDS: Final = ("hold", "drop", "add", "part", "page", "matter", "chapter", "row")
HELP: Final = """\
# Move lines to put the book in another order. Then save and close.
#
#   ID             a chapter; what follows its id is only there to be read
#   hold ID        it keeps its place and is not printed; without “hold” it is printed again
#   drop ID        it is set aside, and so is a part: “drop part TITLE” keeps its chapters
#   add ID         a chapter that was aside, or is new
#   part TITLE     a part; a title that is not there yet makes a new one
#   page NAME      a page that the book makes itself
#   matter NAME    front, body or back matter begins here
#
# A line that is gone is not taken for “drop”: nothing would change, and you would be told.
"""
EDITED: Final = "the arranged text"


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the edited text: what is to be there, and what is to become of it."""

    line: int
    word: str
    name: str
    drop: bool = False
    hold: bool = False


def arrange_text(
    text: str, titles: Mapping[str, str], *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """The order with one row a line, and below it what can be done. `titles` are those by id."""
    order = read_order(text, arrangement, path)
    lines = []
    depth = 0
    for row in order.rows:
        depth = {"matter": 0, "part": 1}.get(row.kind, depth)
        indent = {"matter": 0, "part": 1}.get(row.kind, depth + 1)
        title = " ".join(titles.get(row.name, "").split()) if row.kind == "chapter" else ""
        lines.append("  " * indent + line_of(order, row) + (f"  {title}" if title else ""))
    return "\n".join([*lines, "", HELP])


def line_of(order: Order, row: Row) -> str:
    if row.kind == "chapter":
        word = "hold " if row.held else "chapter " if row.name in WORDS else ""
        return word + row.name
    if row.kind == "part":
        titles = [one.title for one in order.rows if one.kind == "part"]
        plain = " ".join(row.title.split())
        return f"part {row.name if titles.count(row.title) > 1 else plain}"
    return f"row {row.line}" if row.kind == "other" else f"{row.kind} {row.name}"


def read_lines(edited: str) -> list[Said]:
    lines = enumerate(edited.lstrip("\ufeff").splitlines(), 1)
    return [_said(line, at) for at, line in lines if line.strip() and line.strip()[0] != "#"]


def _said(line: str, at: int) -> Said:
    word, rest = _split(line.strip())
    drop = word == "drop"
    if drop:
        word, rest = _split(rest) if _split(rest)[0] == "part" else ("chapter", rest)
    if word in ("part", "page", "matter", "row"):
        name = rest if word == "part" else rest.split(" ", 1)[0]
    else:
        held, added = word == "hold", word == "add"
        words = rest if held or added or word == "chapter" else line.strip()
        name = re.split(r"\s{2,}|\t", words, maxsplit=1)[0]
        if " " in name:
            refuse_line(at, f"“{name}” is no id.", f"Write one of: an id, {', '.join(WORDS)}.")
        return _checked(Said(at, "add" if added else "chapter", composed(name), drop, held))
    return _checked(Said(at, word, composed(" ".join(name.split())), drop))


def _split(words: str) -> tuple[str, str]:
    word, _, rest = words.partition(" ")
    return word, rest.strip()


def _checked(said: Said) -> Said:
    if not said.name:
        refuse_line(said.line, "The line does not say what it is about.", "Write its id or title.")
    return said


def refuse_line(line: int, message: str, hint: str) -> NoReturn:
    problem = Problem(Place(EDITED, line), "edit-008", message, hint)
    raise ManifestError("Nothing was changed.", [problem])
