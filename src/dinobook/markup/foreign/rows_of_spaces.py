"""Rows of no-break spaces: what is left of columns and indents in pasted text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.markup.source import Source
from dinobook.problems import Problem, Severity

_ROW: Final = re.compile(r"(?:(?:&nbsp;|&#160;|&#xA0;|\u00a0)[ ]?){3,}", re.IGNORECASE)


def rows_of_spaces(source: Source, rows: list[tuple[int, str]]) -> Iterator[Problem]:
    for line, row in rows:
        if row.strip() and _ROW.search(row):
            yield source.problem(
                line,
                "text-051",
                "The line holds a row of no-break spaces, which leave a gap in the text.",
                "Write one space; where text must stand in columns, write a table.",
                Severity.WARNING,
            )
