"""How large words can be in the room that a cover has for them, measured in their own typeface."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.cover.sense import lines_by_sense
from dinobook.theme import Theme
from dinobook.theme.widths import width_em

PT_MM: Final = 25.4 / 72
TITLE_LEADING: Final = 0.98
TEXT_LEADING: Final = 1.42
"""As `.title` and `.blurb` in cover.css have it."""
_LARGEST_PT: Final = 12.5
SMALLEST_PT: Final = 8.5
_GAP_LINES: Final = 0.5
"""Between paragraphs."""
_RAGGED: Final = 1.07
"""Lines that are broken between words are so much shorter than the measure."""
_LEAD: Final = 1.3
_ALMOST: Final = 0.9
_PARTS: Final = re.compile(r"[^-–—/]*(?:[-–—/]+|\Z)")
"""A line may end behind a hyphen, a dash or a slash."""


@dataclass(frozen=True, slots=True)
class SetTitle:
    lines: tuple[str, ...]
    size_mm: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """The theme's two typefaces."""

    text: str
    companion: str

    @staticmethod
    def of(theme: Theme) -> Lettering:
        return Lettering(theme.family("--text-face"), theme.family("--companion-face"))

    def title(self, title: str, width_mm: float, height_mm: float, most_mm: float) -> SetTitle:
        """The title broken by sense so that it can be set largest; a line less is worth some."""
        longest = max(map(len, title.split()), default=1)
        broken = {lines_by_sense(title, letters) for letters in range(longest, len(title) + 1)}
        tried = [self._fitted(lines, width_mm, height_mm, most_mm) for lines in broken]
        largest = max(one.size_mm for one in tried)
        large = (one for one in tried if one.size_mm >= _ALMOST * largest)
        return min(large, key=lambda one: (len(one.lines), -one.size_mm, one.lines))

    def _fitted(
        self, lines: tuple[str, ...], width_mm: float, height_mm: float, most_mm: float
    ) -> SetTitle:
        widest = max((width_em(line, self.companion, 700) for line in lines), default=1.0)
        by_height = height_mm / (len(lines) * TITLE_LEADING)
        return SetTitle(lines, round(min(width_mm / (widest * 1.01), by_height, most_mm), 2))

    def lines_of(self, text: str, size_mm: float, width_mm: float, *, bold: bool = False) -> int:
        """How many lines a text takes; of the companion face when it is bold."""
        if width_mm <= 0:
            return 1
        return math.ceil(self.word_em(text, bold=bold) * size_mm * _RAGGED / width_mm)

    def text_pt(
        self, paragraphs: Sequence[str], width_mm: float, height_mm: float, *, lead: bool = False
    ) -> float:
        """The size at which a text fits its room, in points; 0: it does not fit at all."""
        steps = int((_LARGEST_PT - SMALLEST_PT) * 4)
        sizes = (_LARGEST_PT - step / 4 for step in range(steps + 1))
        fitting = (
            size
            for size in sizes
            if self._fits(paragraphs, size * PT_MM, width_mm, height_mm, lead=lead)
        )
        return next(fitting, 0.0)

    def widest_word(self, text: str, *, bold: bool = False) -> str:
        """The part of a text that takes most room on a line; empty: the text is."""
        words = {part for word in text.split() for part in _PARTS.findall(word)}
        return max(words, key=lambda word: (self.word_em(word, bold=bold), word), default="")

    def word_em(self, word: str, *, bold: bool = False) -> float:
        """How wide it is, in ems; of the companion face when it is bold."""
        family, weight = (self.companion, 700) if bold else (self.text, 400)
        return width_em(word, family, weight)

    def _fits(
        self,
        paragraphs: Sequence[str],
        size_mm: float,
        width_mm: float,
        height_mm: float,
        *,
        lead: bool,
    ) -> bool:
        """Whether the lines fit in the room's height, and each word on a line."""
        if not paragraphs or width_mm <= 0:
            return not paragraphs
        for number, paragraph in enumerate(paragraphs):
            is_lead = lead and number == 0 and len(paragraphs) > 1
            word = self.widest_word(paragraph, bold=is_lead)
            if self.word_em(word, bold=is_lead) * size_mm * (_LEAD if is_lead else 1) > width_mm:
                return False
        return self._height_mm(paragraphs, size_mm, width_mm, lead=lead) <= height_mm

    def _height_mm(
        self, paragraphs: Sequence[str], size_mm: float, width_mm: float, *, lead: bool
    ) -> float:
        height = 0.0
        for number, paragraph in enumerate(paragraphs):
            is_lead = lead and number == 0 and len(paragraphs) > 1
            size = size_mm * _LEAD if is_lead else size_mm
            height += self.lines_of(paragraph, size, width_mm, bold=is_lead) * size * TEXT_LEADING
        return height + max(len(paragraphs) - 1, 0) * _GAP_LINES * size_mm * TEXT_LEADING
