"""Dates in words on their way through Pandoc: “in druk-a” for one of two, as “z.d.-a”."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from dinobook.citations.model import DATE_ENDS

_BEFORE_LETTER: Final = re.compile(rf"(?<=[^\W\d]){DATE_ENDS}(?=[a-z]{{1,2}}\b)")


def marked(item: str) -> str:
    """The CSL-JSON with a sign behind its date in words, which no other word has."""
    row = json.loads(item)
    words = _words(row)
    if not words:
        return item
    row["issued"] |= {"literal": words + DATE_ENDS}
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def date_writer(items: Sequence[str]) -> Callable[[str], str]:
    """Sets what Pandoc makes of the dates that were marked.

    A style that asks for the year and the day apart gets them once.
    """
    words = {_words(json.loads(item)) for item in items} - {""}
    if not words:
        return str
    either = "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))
    twice = re.compile(rf"\b({either}){DATE_ENDS}([a-z]?),?\s+\1{DATE_ENDS}(?!\w)")

    def write(text: str) -> str:
        once = twice.sub(rf"\1{DATE_ENDS}\2", text)
        return _BEFORE_LETTER.sub("-", once).replace(DATE_ENDS, "")

    return write


def _words(row: dict[str, Any]) -> str:
    date = row.get("issued")
    return str(date.get("literal") or "") if isinstance(date, dict) else ""
