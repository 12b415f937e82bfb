"""What comes along when text is pasted from a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.markup.source import Source
from dinobook.problems import Problem, Severity

_SPACES: Final = re.compile(r"(?:(?:&nbsp;|&#160;|&#xA0;|\u00a0)[ ]?){3,}", re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?:o|w|v|m|st\d):[A-Za-z]+[^<>\n]*>|\bmso-[a-z-]+:[^;\"'\n]*")


def pasted(source: Source, rows: list[tuple[int, str]]) -> Iterator[Problem]:
    for line, row in rows:
        if _TAG.search(row):
            yield source.problem(
                line,
                "text-051",
                "The line holds mark-up that was pasted from a word processor.",
                "Paste the words alone (“paste without formatting”), or import the file.",
                Severity.WARNING,
            )
        elif row.strip() and _SPACES.search(row):
            yield source.problem(
                line,
                "text-051",
                "The line holds a row of no-break spaces, which leave a gap in the text.",
                "Write one space; where text must stand in columns, write a table.",
                Severity.WARNING,
            )
