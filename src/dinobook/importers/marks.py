"""The line that an author puts above a post: `=== Title | 14 juli 2016 | https://…`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dinobook.importers.dates import iso_date

MARK: Final = re.compile(r"^={3,}\s+(?P<title>\S.*?)\s*$")

_ADDRESS: Final = re.compile(r"https?://\S+\Z")


@dataclass(frozen=True, slots=True)
class PostMark:
    """What the line says of its post; `date` is an ISO date, `source` an address, or empty."""

    title: str
    date: str = ""
    source: str = ""


def read_mark(line: str) -> PostMark | None:
    """None for a line that is no mark. What is neither date nor address belongs to the title."""
    found = MARK.match(line)
    if found is None:
        return None
    title, *others = re.split(r"\s+\|\s+", found["title"])
    date = source = ""
    while others:
        last = others[-1].strip()
        if not date and (read := iso_date(last, whole=True)):
            date = read
        elif not source and _ADDRESS.match(last):
            source = last
        else:
            break
        others.pop()
    return PostMark(" | ".join([title, *others]), date, source)
