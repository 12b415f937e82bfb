"""The author's files as runs of letters that can be looked up, each with its file and line.

Mark-up, spaces, punctuation, case and typography play no part: pages and files are compared as
skeletons (`dinobook.checks.flow`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from dinobook.checks.skeleton import skeleton
from dinobook.problems import Place

_MARKS: Final = dict.fromkeys(map(ord, "+<=>|~$"))
"""Signs that a skeleton keeps, and that may be mark-up."""
_HIDDEN: Final = re.compile(
    r"!\[[^\]\n]*\](?=\()"  # what is said of a picture to those who do not see it
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*"  # where a link leads, but for a caption
    r"|\[\^[^\]\n]*\]:?"  # the call of a note, and its name
    r"|\{[^{}\n]*\}"  # ids and classes
    r"|<(?!https?:)/?[A-Za-z!][^<>\n]*>"  # tags
    r"|^ {0,3}(?:\d+[.)]|[A-Za-z][.)])(?= )"  # the number of an item
    r"|^/// *\w[\w-]*"  # what a block is
    r"|^ {0,3}\|?(?: *:?-+:? *\|)+ *:?-*:? *$",  # the line below the head of a table
    re.MULTILINE,
)
"""What is written and not printed where it stands."""
_FRONT: Final = re.compile(
    r"\ufeff?\s*^---[ \t\r]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE
)
"""The head of a chapter."""
_SAID: Final = re.compile(r"(?:title|subtitle|author):(.*)")
"""Keys of it whose words are printed as they stand."""
_BETWEEN: Final = "\x00"
"""Parts files; no skeleton has it."""
_SHOWN: Final = 160


def letters(text: str) -> str:
    """What is compared of a text."""
    return skeleton(text).translate(_MARKS)


def _printed(text: str) -> str:
    """The text without what is not printed; its lines stay where they are."""
    head, rule, body = _FRONT.match(text), "", text
    if head:
        rows = (_SAID.match(row) for row in head[0].split("\n"))
        rule, body = "\n".join(row[1] if row else "" for row in rows), text[head.end() :]
    return rule + _HIDDEN.sub("", body)


@dataclass(frozen=True)
class Manuscript:
    """All files that a page may have its words from, by path, in a fixed order."""

    files: Mapping[str, str]

    @cached_property
    def text(self) -> str:
        """The skeletons of all files, one behind the other."""
        return _BETWEEN.join("".join(rows) for rows in self._bare)

    @cached_property
    def _bare(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(map(letters, _printed(text).split("\n"))) for text in self.files.values()
        )

    @cached_property
    def _ends(self) -> tuple[list[int], list[tuple[str, int]]]:
        """Where each row ends in `text`, and its file and line."""
        places = [
            (path, line)
            for path, rows in zip(self.files, self._bare, strict=True)
            for line in range(1, len(rows) + 1)
        ]
        sizes = [
            len(row) + (at == len(rows) - 1) for rows in self._bare for at, row in enumerate(rows)
        ]
        return list(accumulate(sizes)), places

    def place(self, index: int) -> Place:
        """The file and line of a letter of `text`, and what is written there."""
        ends, places = self._ends
        path, line = places[min(bisect_right(ends, index), len(places) - 1)]
        return Place(path, line, self.row(path, line))

    def row(self, path: str, line: int) -> str:
        return self.rows(path)[line - 1].strip()[:_SHOWN]

    def rows(self, path: str) -> list[str]:
        return self.files[path].split("\n")

    def labelled(self) -> Iterable[tuple[str, Place]]:
        """The skeleton of every title of a block and of every caption, and its place."""
        for path, text in self.files.items():
            for line, row in enumerate(text.split("\n"), start=1):
                if (found := _LABELLED.match(row)) and (said := letters(found[1] or found[2])):
                    yield said, Place(path, line, row.strip()[:_SHOWN])

    def headings(self) -> Iterable[tuple[str, Place]]:
        """The skeleton of every title, subtitle and heading, of parts too, and its place."""
        for path, text in self.files.items():
            for line, row in enumerate(text.split("\n"), start=1):
                if found := _HEADING.match(row):
                    said = letters(_HIDDEN.sub("", found[1].strip().strip("\"'")))
                    if said:
                        yield said, Place(path, line, row.strip()[:_SHOWN])


_HEADING: Final = re.compile(
    r"(?:\ufeff?#{1,6}[ \t]+|(?:title|subtitle):[ \t]*|[ \t]*-[ \t]*\{?[ \t]*part:[ \t]*)"
    r"(.+)"
)
_LABELLED: Final = re.compile(
    r"/// *\w[\w-]* *\|[ \t]*(.+)|!\[[^\]]*\]\([^\s()]+[ \t]+\"([^\"]+)\"\)"
)
_NOTE: Final = re.compile(r" {0,3}\[\^[^\]\n]+\]:")
_CAPTION: Final = re.compile(r"/// *(?:tabel|figuur|table|figure)\b")


def what_is_at(rows: list[str], line: int) -> str:
    """What a line of a chapter is part of: `heading`, `note`, `table`, `caption` or `text`."""
    row = rows[line - 1]
    if _HEADING.match(row):
        return "heading"
    if row.lstrip().startswith("|"):
        return "table"
    if row.lstrip().startswith("![") or _CAPTION.match(row):
        return "caption"
    return "note" if _is_in_note(rows, line) else "text"


def _is_in_note(rows: list[str], line: int) -> bool:
    """A note goes on to the next empty line, and then as long as its paragraphs are indented."""
    below = ""
    for row in reversed(rows[:line]):
        if _NOTE.match(row):
            return True
        if not row.strip() and below.strip() and not below.startswith((" ", "\t")):
            return False
        below = row
    return False
