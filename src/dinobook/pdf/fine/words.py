"""A paragraph as words with their widths and the places where they may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from math import inf
from typing import Any, Final, NamedTuple

from dinobook.markup.tree import SOFT_HYPHEN
from dinobook.pdf.fine.points import Point, Word
from dinobook.pdf.fine.content import Content
from dinobook.pdf.fine.hyphens import WORD, break_points
from dinobook.pdf.fine.settings import FineSettings
from dinobook.pdf.hooks import Ruler, breaks_in, type_of


_PIECE: Final = 128
_AFTER: Final = re.compile(r"[\W_]")
_JOINER: Final = "\u200d"
_JOINED: Final = re.compile(r"[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
"""What belongs to the sign before it."""


class Break(NamedTuple):
    """A place inside a word where a line may end, `at` so many characters from its beginning.

    `before` and `after` are the widths of its two parts, the first with the hyphen that is drawn;
    `spaces_before` and `spaces_after` are those in them, which are not to be broken at.
    """

    at: int
    before: float
    after: float
    spaces_before: int
    spaces_after: int
    penalty: float
    hyphen: bool
    drawn: bool
    ragged: bool


@dataclass(slots=True)
class Known:
    """What was measured of one type: its `ruler`, and what is remembered of texts and words."""

    ruler: Ruler
    widths: dict[str, float] = field(default_factory=dict)
    breaks: dict[tuple[Any, ...], tuple[Break, ...]] = field(default_factory=dict)

    def width_px(self, text: str) -> float:
        found = self.widths.get(text)
        if found is None:
            found = self.widths[text] = self.ruler.width_px(text) if text else 0.0
        return found


class Rulers:
    """Widths that were measured, kept for a whole book: one object for each font configuration."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Known] = {}

    def width_px(self, style: Any, text: str) -> float:
        return self.of(style).width_px(text)

    def of(self, style: Any) -> Known:
        kind = type_of(style)
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = Known(Ruler(style))
        return known


class WordReader:
    """Cuts the text of one paragraph into words, for `choose_lines`.

    `wishes` are the settings in words, by which breaks are remembered. What is wider than the
    `narrowest` line may be broken anywhere.
    """

    def __init__(
        self,
        content: Content,
        rulers: Rulers,
        settings: FineSettings,
        wishes: str,
        narrowest: float = inf,
    ) -> None:
        self.content = content
        self.settings = settings
        self._wishes = wishes
        self._narrowest = narrowest
        self._known = {id(box): rulers.of(box.style) for _, box in content.leaves}

    def words(self) -> list[Word]:
        text = self.content.text
        language = self.content.leaves[0][1].style["lang"]
        places = [at for at in breaks_in(text, language) if self.content.wraps_at(at - 1)]
        words: list[Word] = []
        inner: list[int] = []
        start, width, spaces = 0, 0.0, 0
        for place in [*places, len(text)]:
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
        """The points inside a word that begins after so much width and so many spaces."""
        full = width + self._width(start, end)
        count = spaces + _spaces_in(self.content.text, start, end)
        return [
            Point(
                start + one.at,
                width + one.before,
                spaces + one.spaces_before,
                full - one.after,
                count - one.spaces_after,
                one.penalty,
                one.hyphen,
                one.drawn,
                one.ragged,
            )
            for one in self._breaks(start, end, inner)
        ]

    def _breaks(self, start: int, end: int, inner: tuple[int, ...]) -> Sequence[Break]:
        """The breaks of a word, remembered when it is all of one style."""
        box = self.content.only_box(start, end)
        if box is None:
            return tuple(self._new_breaks(start, end, inner))
        style, offsets = box.style, tuple(place - start for place in inner)
        wishes = (style["hyphens"], style["hyphenate_limit_chars"], style["hyphenate_character"])
        word = self.content.text[start:end]
        forced = self._narrowest if self._width(start, end) > self._narrowest else inf
        key = (word, offsets, *wishes, style["white_space"], self._wishes, forced)
        remembered = self._known[id(box)].breaks
        if key not in remembered:
            remembered[key] = tuple(self._new_breaks(start, end, inner))
        return remembered[key]

    def _new_breaks(self, start: int, end: int, inner: tuple[int, ...]) -> Iterator[Break]:
        """At hyphens that the author wrote, else those of the patterns."""
        text = self.content.text
        soft = [place for place in inner if text[place - 1] == SOFT_HYPHEN]
        hard = [place for place in inner if place not in soft]
        places = {place: (self.settings.hard_hyphen, False) for place in hard}
        drawn = dict.fromkeys(soft, self.settings.hyphen) or self._patterns(start, end, hard)
        places |= {place: (penalty, True) for place, penalty in drawn.items()}
        forced = self._forced(start, end, sorted(places))
        places = {**forced, **places}
        for place in sorted(places):
            penalty, is_drawn = places[place]
            yield Break(
                place - start,
                self._width(start, place, hyphen=is_drawn),
                self._width(place, end),
                _spaces_in(text, start, place),
                _spaces_in(text, place, end),
                penalty,
                is_drawn or text[place - 1] in "-‐",
                is_drawn,
                bool(forced) and not is_drawn,
            )

    def _forced(self, start: int, end: int, places: Sequence[int]) -> dict[int, tuple[float, bool]]:
        """Breaks without a hyphen in what no line holds: an address, a code, a run of letters."""
        text, full = self.content.text, self._width(start, end)
        if full <= self._narrowest:
            return {}
        found: dict[int, tuple[float, bool]] = {}
        for first, last in pairwise([start, *places, end]):
            if full <= 2 * self._narrowest and self._width(first, last) <= self._narrowest:
                continue
            for place in range(first + 1, last):
                if not _JOINED.match(text[place]) and text[place - 1] != _JOINER:
                    sign = _AFTER.match(text[place - 1])
                    penalty = self.settings.after_sign if sign else self.settings.anywhere
                    found[place] = (penalty, False)
        return found

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
        """The width of a part of the text, with the edges of the boxes that begin or end in it.

        A very long one is measured in pieces: else each of its places would take as long as all.
        """
        before = 0.0
        while end - start > _PIECE:
            before += self._piece_width(start, start + _PIECE)
            start += _PIECE
        return before + self._piece_width(start, end, hyphen=hyphen)

    def _piece_width(self, start: int, end: int, *, hyphen: bool = False) -> float:
        box = self.content.only_box(start, end)
        if box is not None and not hyphen:
            part = self.content.text[start:end]
            return self._known[id(box)].width_px(part.replace(SOFT_HYPHEN, ""))
        width = 0.0
        pieces = list(self.content.pieces(start, end))
        for number, (box, piece) in enumerate(pieces, 1):
            text = piece.replace(SOFT_HYPHEN, "")
            if hyphen and number == len(pieces):
                text += box.style["hyphenate_character"]
            width += self._known[id(box)].width_px(text)
        for place, edge, begins in self.content.edges:
            inside = start <= place < end if begins else start < place <= end
            if inside:
                width += edge
        return width


def _spaces_in(text: str, start: int, end: int) -> int:
    """The spaces that WeasyPrint stretches."""
    return text.count(" ", start, end) + text.count("\xa0", start, end)
