"""Where in a section's text each of its pages begins: the pages are followed from one to the next.

Pages and text are compared as skeletons (`dinobook.checks.flow`), so that hyphens, ligatures and
ends of lines play no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dinobook.checks.skeleton import skeleton

_PROBES: Final = (48, 24, 12, 6)
"""How many letters of a page are looked for, the surest number first."""
_WINDOW: Final = 4000
"""How far ahead a page is looked for: about two pages."""


def page_starts(
    text: str,
    pages: Sequence[tuple[str, Sequence[str]]],
    repeats: Iterable[str],
) -> Iterator[int | None]:
    """For each page, the index in `text` of its first letter; None when it has no text.

    `text` is the skeleton of a section, without its notes. `pages` have the tagged text of each
    page and the skeletons of the notes that stand on it, in order. `repeats` are skeletons of what
    may stand again at the top of a page (heads of tables).
    """
    at = 0
    heads = sorted(filter(None, repeats), key=lambda head: (-len(head), head))
    for page_text, notes in pages:
        lines = body_lines(page_text, notes)
        if not "".join(lines):
            yield None
            continue
        at, lines = _begin(text, at, lines, heads)
        yield at if at < len(text) else None
        at = _end(text, at, lines)


def body_lines(page_text: str, notes: Sequence[str]) -> list[str]:
    """The skeleton of each line of a page, without its notes.

    Notes come last on a page. The last one is taken out first: “1 Idem.” also ends “11 Idem.”
    """
    lines = [skeleton(line) for line in page_text.splitlines()]
    for note in reversed(notes):
        found = "".join(lines).rfind(note)
        if found >= 0:
            lines = _without(lines, found, found + len(note))
    return lines


def _begin(
    text: str, expected: int, lines: list[str], heads: Sequence[str]
) -> tuple[int, list[str]]:
    """Where the page begins, and its lines without a head that is repeated on it."""
    body = "".join(lines)
    if text.startswith(body[: _PROBES[0]], expected):
        return expected, lines
    for head in heads:
        rest = body[len(head) :]
        if body.startswith(head) and text.startswith(rest[: _PROBES[0]], expected):
            return expected, _without(lines, 0, len(head))
    return _search(text, expected, body), lines


def _search(text: str, expected: int, body: str) -> int:
    """The first place ahead where the page may begin; `expected` when there is none."""
    for length in _PROBES:
        found = text.find(body[:length], expected, expected + _WINDOW)
        if found >= 0:
            return found
    return expected


def _end(text: str, at: int, lines: Sequence[str]) -> int:
    """The index behind what the page shows from `at` on.

    Lines that the text does not have there (page numbers in the contents, the other cell of a row
    that is cut in two) are passed over.
    """
    body = "".join(lines)
    if text.startswith(body, at):
        return at + len(body)
    for line in lines:
        if text.startswith(line, at):
            at += len(line)
        elif len(line) >= _PROBES[-2]:
            found = text.find(line, at, at + _WINDOW)
            at = found + len(line) if found >= 0 else at
    return at


def _without(lines: Sequence[str], start: int, end: int) -> list[str]:
    """The lines without the letters `start` to `end`, counted through all of them."""
    left = []
    passed = 0
    for line in lines:
        cut = line[: max(start - passed, 0)] + line[max(end - passed, 0) :]
        left.append(cut)
        passed += len(line)
    return left
