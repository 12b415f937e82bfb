"""Headings of a document that has none by style: guessed by how they look, and only when asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dinobook.importers.docx.marks import ParagraphFacts

_NUMBERED: Final = re.compile(r"(?:(?:hoofdstuk|deel|chapter) )?(\d+(?:\.\d+)*)\.?[\s:–-]", re.I)
_SENTENCE: Final = re.compile(r"[.,;:]\Z")
_MOST_WORDS: Final = 14
_SURE_ENOUGH: Final = 0.5
_BIGGER: Final = 1.12
_MUCH_BIGGER: Final = 1.4
_DEEPEST: Final = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A line that looks like a heading, and how sure that is."""

    words: str
    level: int
    confidence: float
    reason: str


def guessed(paragraphs: Sequence[ParagraphFacts]) -> dict[int, Guess]:
    """The lines that look like headings, by their place. Empty where headings have styles."""
    if any(one.level for one in paragraphs):
        return {}
    body = _body_size(paragraphs)
    found: dict[int, tuple[ParagraphFacts, float, str]] = {}
    for at, one in enumerate(paragraphs):
        if _may_be(one):
            confidence, reason = _weigh(one, body)
            if confidence >= _SURE_ENOUGH:
                found[at] = (one, confidence, reason)
    levels = _levels([one for one, _, _ in found.values()])
    return {
        at: Guess(one.text, levels[one.size_pt, one.bold], confidence, reason)
        if _NUMBERED.match(one.text) is None
        else Guess(one.text, _numbered_level(one), confidence, reason)
        for at, (one, confidence, reason) in found.items()
    }


def with_levels(
    paragraphs: Sequence[ParagraphFacts], guesses: Mapping[int, Guess]
) -> list[ParagraphFacts]:
    return [
        replace(one, level=guesses[at].level, role="") if at in guesses else one
        for at, one in enumerate(paragraphs)
    ]


def _may_be(one: ParagraphFacts) -> bool:
    words = one.text.split()
    ordinary = one.story == "document" and not one.in_table and one.role in ("", "quote")
    return ordinary and 0 < len(words) <= _MOST_WORDS and not _SENTENCE.search(one.text)


def _body_size(paragraphs: Sequence[ParagraphFacts]) -> float:
    """The size in which most words are set."""
    sizes = Counter[float]()
    for one in paragraphs:
        if one.size_pt:
            sizes[one.size_pt] += len(one.text.split())
    return sizes.most_common(1)[0][0] if sizes else 11.0


def _weigh(one: ParagraphFacts, body: float) -> tuple[float, str]:
    """How much speaks for a heading, and what."""
    signs: list[tuple[float, str]] = []
    if one.size_pt >= body * _MUCH_BIGGER:
        signs.append((0.5, f"much larger type ({one.size_pt:g} points)"))
    elif one.size_pt >= body * _BIGGER:
        signs.append((0.35, f"larger type ({one.size_pt:g} points)"))
    if one.bold:
        signs.append((0.25, "bold"))
    if one.new_page:
        signs.append((0.25, "begins a page"))
    if _NUMBERED.match(one.text):
        signs.append((0.25, "numbered"))
    if one.centred:
        signs.append((0.05, "centred"))
    confidence = min(0.9, sum(weight for weight, _ in signs))
    return confidence, ", ".join(said for _, said in signs)


def _numbered_level(one: ParagraphFacts) -> int:
    found = _NUMBERED.match(one.text)
    return min(found[1].count(".") + 1, _DEEPEST) if found else 1


def _levels(headings: Sequence[ParagraphFacts]) -> dict[tuple[float, bool], int]:
    """Larger is higher; of one size, bold is higher."""
    looks = sorted({(one.size_pt, one.bold) for one in headings}, reverse=True)
    return {look: min(rank, _DEEPEST) for rank, look in enumerate(looks, start=1)}
