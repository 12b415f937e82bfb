"""Whether a source is still the one that its plan was made for, and what changed if not."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator

from dinobook.importers.plan import Plan
from dinobook.problems import Place, Problem

SHOWN = 10
DIGEST_CHARS = 6


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def line_digests(text: str) -> tuple[str, ...]:
    """A short digest for each line: enough to see which lines of a dump are new or gone."""
    return tuple(sha256_of(line.encode())[:DIGEST_CHARS] for line in text.split("\n"))


def changed_lines(plan: Plan, text: str) -> tuple[Problem, ...]:
    """One problem for each run of lines that differs from the planned dump, the first ten shown."""
    if sha256_of(text.encode()) == plan.sha256:
        return ()
    now = line_digests(text)
    matcher = difflib.SequenceMatcher(None, plan.digests, now, autojunk=len(now) > 5000)
    runs = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    found = [_change(plan, text.split("\n"), code) for code in runs[:SHOWN]]
    hint = "Make a new plan, or put the dump back as it was."
    message = f"The dump has changed since the plan was made, in {len(runs)} places."
    if len(runs) == 1:
        message = "The dump has changed since the plan was made, in one place."
    return (Problem(Place(plan.source), "import-005", message, hint), *found)


def _change(plan: Plan, lines: list[str], code: tuple[str, int, int, int, int]) -> Problem:
    _, old_from, old_to, new_from, new_to = code
    parts = []
    if old_to > old_from:
        parts.append(
            f"{_span('line', old_from, old_to)} of the planned dump: {_planned(plan, code)}"
        )
    if new_to > new_from:
        filled = [n for n in range(new_from, new_to) if lines[n].strip()] or [new_from]
        new_from, new_to = filled[0], filled[-1] + 1
        parts.append(f"{_span('line', new_from, new_to)} now: {_short(lines[new_from].strip())}")
    verb = {"delete": "Gone", "insert": "New", "replace": "Changed"}[code[0]]
    place = Place(plan.source, min(new_from + 1, len(lines)))
    return Problem(place, "import-005", f"{verb}: " + "; ".join(parts) + ".")


def _planned(plan: Plan, code: tuple[str, int, int, int, int]) -> str:
    return _short(next(_words_in(plan, code[1] + 1, code[2]), ""))


def _words_in(plan: Plan, first: int, last: int) -> Iterator[str]:
    for entry in plan.entries:
        if entry.first <= last and entry.last >= first and not entry.part:
            yield entry.words


def _span(word: str, start: int, stop: int) -> str:
    return f"{word} {start + 1}" if stop - start == 1 else f"{word}s {start + 1}-{stop}"


def _short(text: str) -> str:
    return f"“{text[:60]}”" if text else "blank"
