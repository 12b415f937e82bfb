"""A paragraph as words with their widths and the places where they may be broken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from dinobook.markup.tree import SOFT_HYPHEN
from dinobook.pdf.fine.breaking import Point, Word
from dinobook.pdf.fine.content import Content
from dinobook.pdf.fine.hyphens import WORD, break_points
from dinobook.pdf.fine.settings import FineSettings
from dinobook.pdf.hooks import Ruler, breaks_in, type_of

_SPACES: Final = " \xa0"  # those that WeasyPrint stretches


class Rulers:
    """Widths that were measured, kept for a whole book: one object for each font configuration."""

    def __init__(self) -> None:
        self._rulers: dict[tuple[Any, ...], tuple[Ruler, dict[str, float]]] = {}

    def width_px(self, style: Any, text: str) -> float:
        ruler, widths = self.of(style)
        found = widths.get(text)
        if found is None:
            found = widths[text] = ruler.width_px(text) if text else 0.0
        return found

    def of(self, style: Any) -> tuple[Ruler, dict[str, float]]:
        kind = type_of(style)
        if kind not in self._rulers:
            self._rulers[kind] = (Ruler(style), {})
        return self._rulers[kind]


class WordReader:
    """Cuts the text of one paragraph into words, for `choose_lines`."""

    def __init__(self, content: Content, rulers: Rulers, settings: FineSettings) -> None:
        self.content = content
        self.settings = settings
        self._rulers = {id(box): rulers.of(box.style) for _, box in content.leaves}

    def words(self) -> list[Word]:
        text = self.content.text
        language = self.content.leaves[0][1].style["lang"]
        places = breaks_in(text, language)
        words: list[Word] = []
        inner: list[int] = []
        start, width, spaces = 0, 0.0, 0
        for place in [*places, len(text)]:
            if place < len(text) and not self.content.wraps_at(place - 1):
                continue
            if place < len(text) and text[place - 1] != " ":
                inner.append(place)
                continue
            word = self._word(start, place, width, spaces, tuple(inner))
            words.append(word)
            start, width, spaces, inner = place, word.end.next_width, word.end.next_spaces, []
        return words

    def _word(
        self, start: int, place: int, width: float, spaces: int, inner: tuple[int, ...]
    ) -> Word:
        text = self.content.text
        end = start + len(text[start:place].rstrip(" "))
        full = width + self._width(start, end)
        count = spaces + _spaces_in(text, start, end)
        after = full + self._width(end, place)
        point = Point(place, full, count, after, count + place - end)
        return Word(width, spaces, partial(self._inside, start, end, width, spaces, inner), point)

    def _inside(
        self, start: int, end: int, width: float, spaces: int, inner: tuple[int, ...]
    ) -> Sequence[Point]:
        """The points inside a word: hyphens that the author wrote, else those of the patterns."""
        soft = [place for place in inner if self.content.text[place - 1] == SOFT_HYPHEN]
        hard = [place for place in inner if place not in soft]
        places = {place: (self.settings.hard_hyphen, False) for place in hard}
        drawn = dict.fromkeys(soft, self.settings.hyphen) or self._patterns(start, end, hard)
        places |= {place: (penalty, True) for place, penalty in drawn.items()}
        full = width + self._width(start, end)
        count = spaces + _spaces_in(self.content.text, start, end)
        points = []
        for place in sorted(places):
            penalty, is_drawn = places[place]
            before = width + self._width(start, place, hyphen=is_drawn)
            rest = full - self._width(place, end)
            until = spaces + _spaces_in(self.content.text, start, place)
            after = count - _spaces_in(self.content.text, place, end)
            is_hyphen = is_drawn or self.content.text[place - 1] in "-‐"
            points.append(Point(place, before, until, rest, after, penalty, is_hyphen, is_drawn))
        return points

    def _patterns(self, start: int, end: int, hard: Sequence[int]) -> dict[int, float]:
        """Breaks by the patterns, with their penalties; a word with hyphens of its own has none."""
        text = self.content.text[start:end]
        places: dict[int, float] = {}
        for word in WORD.finditer(text):
            first = start + word.start()
            style = self.content.style_at(first)
            joined = any(first <= place <= start + word.end() + 1 for place in hard)
            if style["hyphens"] != "auto" or not style["lang"]:
                continue
            if joined and word[0].lower() not in self.settings.exceptions:
                continue
            for at, penalty in self._word_breaks(word[0], style).items():
                if self.content.wraps_at(first + at - 1):
                    places[first + at] = penalty
        return places

    def _word_breaks(self, word: str, style: Any) -> dict[int, float]:
        """The breaks of one word; those nearer its beginning than the style wants cost more."""
        chosen = self.settings
        total, left, right = style["hyphenate_limit_chars"]
        limits = (total, min(left, chosen.fewest_letters), right)
        return {
            at: chosen.hyphen if at >= left else chosen.short_hyphen
            for at in break_points(word, style["lang"], limits, chosen.exceptions)
        }

    def _width(self, start: int, end: int, *, hyphen: bool = False) -> float:
        """The width of a part of the text, with the edges of the boxes that begin or end in it."""
        width = 0.0
        pieces = list(self.content.pieces(start, end))
        for number, (box, piece) in enumerate(pieces, 1):
            text = piece.replace(SOFT_HYPHEN, "")
            if hyphen and number == len(pieces):
                text += box.style["hyphenate_character"]
            width += self._text_width(box, text)
        for place, edge, begins in self.content.edges:
            inside = start <= place < end if begins else start < place <= end
            if inside:
                width += edge
        return width

    def _text_width(self, box: Any, text: str) -> float:
        ruler, widths = self._rulers[id(box)]
        found = widths.get(text)
        if found is None:
            found = widths[text] = ruler.width_px(text) if text else 0.0
        return found


def _spaces_in(text: str, start: int, end: int) -> int:
    return sum(text.count(space, start, end) for space in _SPACES)
