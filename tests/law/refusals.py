"""What `check` is meant to refuse, with the reason. Any other refusal of a case is a fault.

A name is that of a construct, a container, or of both together (“formula in heading's line”).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dinobook.problems import Problem

_NOTES: Final = "a note that calls a note has no place at the foot of a page"

EXPECTED: Final[dict[str, str]] = {
    "Greek and Hebrew": "no typeface of the book has Hebrew; Greek alone would pass",
    "formula in heading's line": "a contents page and a running head cannot show a formula",
    "formula in chapter's title": "the same",
    "citation in heading's line": "a citation would stand in the contents",
    "citation in chapter's title": "the same",
    "citation in the sentence in heading's line": "the same",
    "citation in the sentence in chapter's title": "the same",
    "citation at second hand in heading's line": "the same",
    "citation at second hand in chapter's title": "the same",
    "two sources of one citation in heading's line": "the same",
    "two sources of one citation in chapter's title": "the same",
    "picture before words in chapter's title": "a title is printed as words alone",
    "picture in a sentence in chapter's title": "a title is printed as words alone",
    "reference without words in chapter's title": "the same",
    "address with odd signs in cell": "its bar parts the cell, as on GitHub",
    "note call in note's line": _NOTES,
    "inline note in note's line": _NOTES,
    "heading with a note in note": _NOTES,
    "two notes in note": _NOTES,
    "indented code in tip box": "indented lines below a block's first line are its options",
    "indented code in quotation block": "the same",
}


def is_expected(name: str) -> bool:
    """Whether the table has the case, its construct or its container."""
    return bool({name, *name.rsplit(" in ", 1)} & EXPECTED.keys())


def unexpected(refused: Mapping[str, tuple[Problem, ...]]) -> list[str]:
    """The refusals that have no reason in the table, with what `check` says."""
    return [
        f"{name}: {problems[0].code} {problems[0].message}"
        for name, problems in sorted(refused.items())
        if not is_expected(name)
    ]
