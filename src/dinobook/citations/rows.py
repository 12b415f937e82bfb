"""Items of CSL-JSON as they come from outside, looked over once: all behind may trust them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dinobook.markup.tree import NOT_XML

NAMES: Final = (
    *("author", "chair", "collection-editor", "compiler", "composer", "container-author"),
    *("contributor", "curator", "director", "editor", "editor-translator", "editorial-director"),
    *("executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer"),
    *("original-author", "performer", "producer", "recipient", "reviewed-author"),
    *("script-writer", "series-creator", "translator"),
)
"""CSL's variables for names."""

_DIGITS: Final = 18
_DEPTH: Final = 20
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BEGIN: Final = re.compile(r'\s*\[|.*?"items"\s*:\s*\[', re.DOTALL)
_BETWEEN: Final = re.compile(r"[\s,]*")

NESTED: Final = "it has brackets inside brackets more than 20 deep"


def parsed(text: str) -> list[dict[str, Any]] | None:
    """The items; None when the file holds no list of them.

    Raises `json.JSONDecodeError`, and `RecursionError` for what is nested too deeply.
    """
    rows = json.loads(text, parse_int=_whole_number)
    if isinstance(rows, dict):  # as Zotero's own JSON for one collection
        rows = rows.get("items")
    whole = isinstance(rows, list) and all(isinstance(row, dict) and "id" in row for row in rows)
    return rows if whole else None


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= _DIGITS else math.inf


def faults(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """The index of each item that cannot be used, and what is wrong with it."""
    for index, row in enumerate(rows):
        if fault := _value_fault(row) or _form_fault(row):
            yield index, fault


def lines_of(text: str) -> Iterator[int]:
    """The line on which each item begins, in a list that could be parsed."""
    begin = _BEGIN.match(text)
    at = _behind(_BETWEEN, text, begin.end()) if begin else len(text)
    decoder = json.JSONDecoder(parse_int=_whole_number)
    line, counted = 1, 0
    while text[at : at + 1] == "{":
        line, counted = line + text.count("\n", counted, at), at
        yield line
        _, at = decoder.raw_decode(text, at)
        at = _behind(_BETWEEN, text, at)


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _value_fault(row: Mapping[str, Any]) -> str:
    """What no page can show or no program reads, anywhere in the item."""
    left: list[tuple[Any, int]] = [(row, 0)]
    while left:
        value, depth = left.pop()
        if depth > _DEPTH:
            return NESTED
        if isinstance(value, dict):
            left += [(one, depth + 1) for pair in value.items() for one in pair]
        elif isinstance(value, list):
            left += [(one, depth + 1) for one in value]
        elif fault := _plain_fault(value):
            return fault
    return ""


def _plain_fault(value: object) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "a number in it is too great"
    found = (NOT_XML.search(value) or _SURROGATE.search(value)) if isinstance(value, str) else None
    return f"it holds U+{ord(found.group()):04X}, which no book can show" if found else ""


def _form_fault(row: Mapping[str, Any]) -> str:
    key, kind = row["id"], row.get("type")
    if isinstance(key, bool) or not isinstance(key, str | int | float) or key == "":
        return "its “id” is neither text nor a number"
    if kind is not None and not isinstance(kind, str):
        return "its “type” is no text"
    for role in NAMES:
        names = row.get(role) or []
        if not isinstance(names, list) or not all(isinstance(name, dict) for name in names):
            return f'its “{role}” is no list of names, as [{{"family": "Raes", "given": "An"}}]'
    return ""
