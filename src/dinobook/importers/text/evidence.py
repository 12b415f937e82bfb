"""What speaks for a short line being a heading, or the title of a post.

In a dump titles and headings look exactly like each other and like some sentences, so each trace
adds or takes away a little, and every trace is put into words for the person who decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.importers.text.scene import QUESTION, TITLE_LENGTH, WRAPPED, Scene
from dinobook.importers.text.segments import Shape

HEADING_FROM = 0.5
TITLE_FROM = 0.5
JUMP_DAYS = 31
LOOK_BACK = 3
LOOK_AHEAD = 5

_ENDS_IN_HASHTAG: Final = re.compile(r"\s#\w+$")
_EMOTICON: Final = re.compile(r"(?:[\U0001f300-\U0001faff\u2600-\u27bf]|[:;]-?[)(DPp])\ufe0f?\)?$")
_SHOUTED: Final = re.compile(r"\b[A-ZÀ-Þ]{3,}\b")
_LEAD_IN: Final = re.compile(
    r"\b(?:namelijk|zoals|als volgt|volgende|bijvoorbeeld)$", re.IGNORECASE
)
_CLOSING: Final = re.compile(
    r"^P\.?\s?S\b|#\w+[.…]?$|\blaat (?:het|iets)\b.{0,20}\bweten\b|\bwordt vervolgd\b"
    r"|\bgroet(?:en|jes)?\b.{0,20}$|\btot (?:de )?volgende\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A trace with its weight; the sum over all traces decides."""

    weight: float
    reason: str


def same_words(one: str, other: str) -> bool:
    """Whether one line says what the other says: its words are, nearly, among the other's."""
    left, right = (set(re.findall(r"\w{3,}", text.casefold())) for text in (one, other))
    shared = left & right
    return len(shared) >= 2 and len(shared) >= 0.75 * min(len(left), len(right))


def total(findings: Sequence[Finding]) -> float:
    return round(sum(finding.weight for finding in findings), 2)


# --- heading


def heading_evidence(scene: Scene) -> tuple[Finding, ...]:
    """For and against a candidate being a heading; 0.5 is where belief starts."""
    text, after = scene.here.text, scene.near(1)
    shape = Finding(0.8, "a short line by itself that does not end like a sentence")
    found = [shape, *(finding for test, finding in _AGAINST if test(text))]
    if not scene.here.apart:
        found.append(Finding(-0.15, "no blank line around it"))
    if after is None:
        found.append(Finding(-0.3, "nothing follows it"))
    elif after.shape is Shape.LIST or _LEAD_IN.search(text):
        found.append(Finding(-0.5, "it leads into what follows"))
    elif after.lines[0].lstrip().startswith("(") and after.shape is Shape.TEXT:
        found.append(Finding(-0.35, "what follows goes on in brackets"))
    return tuple(found)


_AGAINST: Final[tuple[tuple[Callable[[str], object], Finding], ...]] = (
    (QUESTION.search, Finding(-0.35, "ends like a question or a cry")),
    (_EMOTICON.search, Finding(-0.5, "ends in an emoticon")),
    (_ENDS_IN_HASHTAG.search, Finding(-0.5, "ends in a hashtag")),
    (_SHOUTED.search, Finding(-0.35, "shouts a word, as a sentence does")),
    (lambda text: text[:1].islower(), Finding(-0.35, "starts with a small letter")),
    (lambda text: text.endswith("…"), Finding(-0.05, "trails off")),
    (lambda text: " – " in text, Finding(-0.1, "has an aside after a dash")),
)


# --- title


def title_evidence(scene: Scene) -> tuple[Finding, ...]:
    """For a candidate being the first line of a new post; 0.5 is where belief starts."""
    if scene.index == 0:
        return (Finding(1.2, "the first line of the dump"),)
    return tuple(_title_traces(scene))


def _title_traces(scene: Scene) -> Iterator[Finding]:
    before, after = scene.near(-1), scene.near(1)
    if _sticks_to_last_word(scene.here.lines[0]):
        yield Finding(0.35, "a no-break space before the last word, as blogs set titles")
    if after is not None and after.shape is Shape.PICTURE:
        yield Finding(0.25, "a picture follows at once")
    if closing := _closing(scene):
        yield Finding(0.25, f"line {closing} reads like the end of a post")
    if scene.here.after_nbsp:
        yield Finding(0.15, "an empty paragraph stands before it")
    if before is not None and (before.shape is Shape.PICTURE or WRAPPED.match(before.text)):
        yield Finding(0.1, "follows a picture or an aside")
    if repeated := _repeated(scene):
        yield Finding(0.45, f"line {repeated} says it again")
    yield from _jump(scene)


def _sticks_to_last_word(line: str) -> bool:
    words = line.strip().split(" ")
    return "\u00a0" in words[-1].strip("\u00a0") and line.count("\u00a0") == 1


def _closing(scene: Scene) -> int:
    """The line of a closing formula in the last few paragraphs of this post, or 0."""
    start = max(scene.opened + 1, scene.index - 2 * LOOK_BACK)
    parts = scene.surroundings.parts[start : scene.index]
    texts = [segment for segment in parts if segment.shape is not Shape.PICTURE]
    for segment in reversed(texts[-LOOK_BACK:]):
        if _CLOSING.search(segment.text):
            return segment.first
    return 0


def _repeated(scene: Scene) -> int:
    """The line of a short paragraph soon after that has the same words, or 0."""
    ahead = scene.surroundings.parts[scene.index + 1 : scene.index + 1 + LOOK_AHEAD]
    for segment in ahead:
        short = segment.shape is Shape.TEXT and len(segment.text) <= TITLE_LENGTH
        if short and same_words(scene.here.text, segment.text):
            return segment.first
    return 0


def _jump(scene: Scene) -> Iterator[Finding]:
    """Pictures before and after that are more than a month apart: a post begins in between."""
    before, after = scene.pictures_around()
    if before is None or after is None or abs((before[1] - after[1]).days) <= JUMP_DAYS:
        return
    alone = scene.surroundings.candidates_between(before[0], after[0]) == 1
    reason = f"the pictures on lines {before[0]} and {after[0]} are months apart"
    yield Finding(0.45 if alone else 0.2, reason)
