"""A paragraph as words with their widths and the places where they may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from math import inf
from typing import Any, Final

from dinobook.markup.tree import SOFT_HYPHEN
from dinobook.pdf.engine.hooks import breaks_in
from dinobook.pdf.engine.lines.content import Atom, Content, as_letters
from dinobook.pdf.engine.lines.faces import NO_FACE
from dinobook.pdf.engine.lines.hyphens import WORD, break_points
from dinobook.pdf.engine.lines.points import Point, Word
from dinobook.pdf.engine.lines.rulers import Break, Known, Rulers
from dinobook.pdf.engine.lines.settings import FineSettings

_PIECE: Final = 128
_AFTER: Final = re.compile(r"[\W_]")
_JOINER: Final = "\u200d"
_JOINED: Final = re.compile(r"[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
"""What belongs to the sign before it."""
_FROM_HYPHEN: Final = 4
"""How many letters stand between two hyphens."""
_GLUE: Final = re.compile(r"(?<=[^\W\d]|[.§°])\xa0(?=\d)")
"""Between a word and its number (“tabel 7”, “p. 12”), which would rather stay together."""


class WordReader:
    """Cuts the text of one paragraph into words, for `choose_lines`.

    `wishes` are the settings in words, by which breaks are remembered. What is wider than the
    `narrowest` line may be broken anywhere. `hangs`: punctuation stands out of the line, at its
    right and at its left side.
    """

    def __init__(
        self,
        content: Content,
        rulers: Rulers,
        settings: FineSettings,
        wishes: str,
        narrowest: float = inf,
        hangs: tuple[bool, bool] = (True, True),
    ) -> None:
        self.content = content
        self.settings = settings
        self._wishes = wishes
        self._narrowest = narrowest
        self._hangs = hangs
        self._edged = {place for place, _, _ in content.edges}
        self._known = {
            id(box): Known(box, NO_FACE) if isinstance(box, Atom) else rulers.of(box.style)
            for _, box in content.leaves
        }

    def words(self) -> list[Word]:
        text = self.content.text
        language = self.content.leaves[0][1].style["lang"]
        found = breaks_in(as_letters(text), language)
        places = [at for at in found if self.content.wraps_at(at - 1)]
        words: list[Word] = []
        inner: list[int] = []
        start, width, spaces = 0, 0.0, 0
        for place in [*places, len(text)]:
            if place < len(text) and text[place - 1] != " ":
                inner.append(place)
                continue
            word, width = self._word(start, place, width, spaces, tuple(inner))
            words.append(word)
            start, spaces, inner = place, word.end.next_spaces, []
        return words

    def hang_right(self, at: int, drawn: str = "") -> float:
        """How far the character at a place, or what is drawn behind it, stands out of its line."""
        if not self._hangs[0] or at + 1 in self._edged:
            return 0.0
        known = self._known[id(self.content.box_at(at))]
        sign = drawn or self.content.text[at]
        share = known.face.right.get(sign)
        return share * known.width_px(sign) if share else 0.0

    def hang_left(self, at: int) -> float:
        """How far it stands out where it begins a line."""
        if not self._hangs[1] or at in self._edged or at >= len(self.content.text):
            return 0.0
        known = self._known[id(self.content.box_at(at))]
        sign = self.content.text[at]
        share = known.face.left.get(sign)
        return share * known.width_px(sign) if share else 0.0

    def drawn_at(self, point: Point) -> str:
        """The hyphen that is drawn where a line ends."""
        if not point.drawn:
            return ""
        return str(self.content.style_at(point.at - 1)["hyphenate_character"])

    def _word(
        self, start: int, place: int, width: float, spaces: int, inner: tuple[int, ...]
    ) -> tuple[Word, float]:
        """A word, and the width up to the next one."""
        text = self.content.text
        end = start + len(text[start:place].rstrip(" "))
        full = width + self._width(start, end)
        count = spaces + _spaces_in(text, start, end)
        after = full + self._width(end, place)
        right = self.hang_right(end - 1) if end > start else 0.0
        left = self.hang_left(place)
        point = Point(place, full - right, count, after + left, count + place - end)
        inside = partial(self._inside, start, end, width, spaces, inner)
        return Word(width, spaces, inside, point), after

    def _inside(
        self, start: int, end: int, width: float, spaces: int, inner: tuple[int, ...]
    ) -> Sequence[Point]:
        """The points inside a word that begins after so much width and so many spaces."""
        full = width + self._width(start, end)
        count = spaces + _spaces_in(self.content.text, start, end)
        return [
            Point(
                start + one.at,
                width + one.before - one.hangs[0],
                spaces + one.spaces_before,
                full - one.after + one.hangs[1],
                count - one.spaces_after,
                one.penalty,
                one.hyphen,
                one.drawn,
                one.ragged,
                one.yields,
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
        key = (word, offsets, *wishes, style["white_space"], self._wishes, forced, self._hangs)
        remembered = self._known[id(box)].breaks
        if key not in remembered:
            remembered[key] = tuple(self._new_breaks(start, end, inner))
        return remembered[key]

    def _new_breaks(self, start: int, end: int, inner: tuple[int, ...]) -> Iterator[Break]:
        """At hyphens that the author wrote, else those of the patterns."""
        text = self.content.text
        soft = [place for place in inner if text[place - 1] == SOFT_HYPHEN]
        hard = [place for place in inner if place not in soft]
        drawn = dict.fromkeys(soft, self.settings.hyphen) or self._patterns(start, end, hard)
        last = {} if soft else self._compound(start, end, hard)
        glue = self._glue(start, end)
        places = {
            **dict.fromkeys(hard, self.settings.hard_hyphen), **glue, **last, **drawn
        }  # fmt: skip
        forced = self._forced(start, end, sorted(places))
        for place, penalty in sorted({**forced, **places}.items()):
            is_drawn = place in drawn or place in last
            stop = place - 1 if place in glue else place
            sign = self.content.style_at(place - 1)["hyphenate_character"] if is_drawn else ""
            yield Break(
                place - start,
                self._width(start, stop, hyphen=is_drawn),
                self._width(place, end),
                _spaces_in(text, start, stop),
                _spaces_in(text, place, end),
                penalty,
                is_drawn or text[stop - 1] in "-‐",
                is_drawn,
                ragged=bool(forced) and not is_drawn,
                yields=place in glue or place in last,
                hangs=(self.hang_right(stop - 1, sign), self.hang_left(place)),
            )

    def _glue(self, start: int, end: int) -> dict[int, float]:
        """Behind the no-break spaces that yield."""
        found = _GLUE.finditer(self.content.text, start, end)
        return {
            glue.end(): self.settings.glue for glue in found if self.content.wraps_at(glue.start())
        }

    def _forced(self, start: int, end: int, places: Sequence[int]) -> dict[int, float]:
        """Breaks without a hyphen in what no line holds: an address, a code, a run of letters."""
        text, full = self.content.text, self._width(start, end)
        if full <= self._narrowest:
            return {}
        found: dict[int, float] = {}
        for first, last in pairwise([start, *places, end]):
            if full <= 2 * self._narrowest and self._width(first, last) <= self._narrowest:
                continue
            for place in range(first + 1, last):
                if not _JOINED.match(text[place]) and text[place - 1] != _JOINER:
                    sign = _AFTER.match(text[place - 1])
                    found[place] = self.settings.after_sign if sign else self.settings.anywhere
        return found

    def _patterns(self, start: int, end: int, hard: Sequence[int]) -> dict[int, float]:
        """Breaks by the patterns, with their penalties; a word with hyphens of its own has none."""
        return {
            first + at: penalty
            for word, first in self._words_in(start, end)
            if not _is_joined(word, first, hard) or word.lower() in self.settings.exceptions
            for at, penalty in self._word_breaks(word, self.content.style_at(first)).items()
        }

    def _compound(self, start: int, end: int, hard: Sequence[int]) -> dict[int, float]:
        """Breaks in the parts of a word with hyphens of its own: Fronteers-bestuurs-leden."""
        return {
            first + at: self.settings.compound
            for word, first in self._words_in(start, end)
            if _is_joined(word, first, hard) and word.lower() not in self.settings.exceptions
            for at in self._word_breaks(word, self.content.style_at(first))
            if _FROM_HYPHEN <= at <= len(word) - _FROM_HYPHEN
        }

    def _words_in(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The words, with their places, in which there may be hyphens."""
        for word in WORD.finditer(self.content.text, start, end):
            style = self.content.style_at(word.start())
            broken = style["hyphens"] == "auto" and style["lang"]
            if broken and self.content.wraps_at(word.start()):
                yield word[0], word.start()

    def _word_breaks(self, word: str, style: Any) -> dict[int, float]:
        """The breaks of one word; those nearer its beginning than the style wants cost more."""
        chosen = self.settings
        total, left, right = style["hyphenate_limit_chars"]
        dutch = style["lang"].lower().startswith("nl")
        limits = (total, left if dutch else min(left, chosen.fewest_letters), right)
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


def _is_joined(word: str, first: int, hard: Sequence[int]) -> bool:
    """Whether a word touches a hyphen that the author wrote."""
    return any(first <= place <= first + len(word) + 1 for place in hard)


def _spaces_in(text: str, start: int, end: int) -> int:
    """The spaces that WeasyPrint stretches."""
    return text.count(" ", start, end) + text.count("\xa0", start, end)
