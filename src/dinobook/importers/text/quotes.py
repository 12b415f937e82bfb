"""Quotations from others: text with its source in brackets, or an answer with a speaker's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dinobook.importers.plan import Kind, PlanRow
from dinobook.importers.text.scene import is_candidate
from dinobook.importers.text.segments import SPEAKER, Segment, Shape

MAX_PARAGRAPHS = 6
_FEWEST_TURNS: Final = 2

_SOURCE: Final = re.compile(r"^\((?:Vrij naar|Naar|Uit|Bron|From)\b.*\)[.]?$", re.IGNORECASE)
_SPEAKER: Final = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,30}:\s*[‘“'\"]")
_ENDED: Final = re.compile(r"[.!?…]['\"”’)]*$")


def quotes(parts: Sequence[Segment]) -> dict[int, tuple[int, PlanRow]]:
    """For the index of each first segment of a quotation: the index after it, and its entry.

    The first segment of the dump is its title, whatever follows.
    """
    found: dict[int, tuple[int, PlanRow]] = {}
    for index, segment in enumerate(parts):
        if index < 1 or any(start <= index < end for start, (end, _) in found.items()):
            continue
        if (end := _talk(parts, index)) > index:
            found[index] = (end, _dialogue(parts, index, end))
            continue
        if segment.shape is not Shape.TEXT or index < 2:
            continue
        if _SOURCE.match(segment.text) and parts[index - 1].shape in (Shape.TEXT, Shape.VERSE):
            start = _quoted_from(parts, index)
            found[start] = (index + 1, _with_source(parts, start, index))
        elif _SPEAKER.match(segment.text):
            asked = parts[index - 1].text.endswith("?") and parts[index - 1].shape is Shape.TEXT
            start = index - 1 if asked else index
            found[start] = (index + 1, _interview(parts, start, index))
    return found


def _talk(parts: Sequence[Segment], start: int) -> int:
    """The index after the last of the paragraphs from `start` on that each begin with a name."""
    end = start
    while end < len(parts) and _is_turn(parts[end]):
        end += 1
    turns = sum(len(part.lines) for part in parts[start:end])
    names = {name for part in parts[start:end] for name in _names(part)}
    return end if turns >= _FEWEST_TURNS and len(names) > 1 else start


def _is_turn(part: Segment) -> bool:
    return part.shape in (Shape.TEXT, Shape.VERSE) and len(_names(part)) == len(part.lines)


def _names(part: Segment) -> list[str]:
    return [found["name"] for line in part.lines if (found := SPEAKER.match(line))]


def _dialogue(parts: Sequence[Segment], start: int, end: int) -> PlanRow:
    first, last = parts[start].first, parts[end - 1].last
    return PlanRow(
        Kind.DIALOGUE, first, last, parts[start].text, 0.8, "names in capitals take turns"
    )


def _quoted_from(parts: Sequence[Segment], source: int) -> int:
    """The first paragraph after the one that leads in: a paragraph without a full stop.

    Verse pasted as prose has no full stops either, so the earliest of such a row leads in.
    """
    start = source - 1
    while start > 1 and source - start < MAX_PARAGRAPHS and _runs_on(parts[start - 1]):
        start -= 1
    return min(start + 1, source - 1)


def _runs_on(segment: Segment) -> bool:
    text = segment.shape is Shape.TEXT and not _ENDED.search(segment.text)
    return text and not is_candidate(segment)


def _with_source(parts: Sequence[Segment], start: int, source: int) -> PlanRow:
    kind = Kind.VERSE if parts[source - 1].shape is Shape.VERSE else Kind.QUOTE
    reason = f"line {parts[source].first} says where it comes from"
    if any(" – " in part.text for part in parts[start:source]):
        reason += "; if dashes part lines of verse, make it verse: each gets a line of its own"
    return PlanRow(
        kind, parts[start].first, parts[source].last, parts[start].text, 0.7, reason,
        source_line=parts[source].first,
    )  # fmt: skip


def _interview(parts: Sequence[Segment], start: int, answer: int) -> PlanRow:
    reason = "an answer with the speaker's name before it"
    if start < answer:
        reason = f"a question, and on line {parts[answer].first} {reason}"
    first, last = parts[start].first, parts[answer].last
    return PlanRow(Kind.QUOTE, first, last, parts[start].text, 0.6, reason)
