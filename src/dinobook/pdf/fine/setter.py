"""Chooses the lines of every justified paragraph while WeasyPrint lays out its pages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dinobook.pdf.fine.breaking import choose_lines
from dinobook.pdf.fine.compose import Cut, compose
from dinobook.pdf.fine.content import Content, UnknownContentError, content_of
from dinobook.pdf.fine.paragraph import Paragraph, placed_lines
from dinobook.pdf.fine.points import ANY, Line, Measure, Wanted
from dinobook.pdf.fine.settings import FineReport, FineSettings, Stretched
from dinobook.pdf.fine.turns import mend_turns
from dinobook.pdf.fine.words import Rulers, WordReader
from dinobook.pdf.hooks import indent_px, type_of

Decisions = Mapping[bytes, tuple[Cut, ...]]
"""What was decided for a paragraph, by the digest of all that shaped it; empty: nothing fits.

The bytes of the typefaces are not in the digest: keep one of these for each set of typefaces.
"""

_AIR_PX: Final = 0.1
"""A line that does not fit beside a float (a drop cap), by whatever little, goes below it."""
_KEPT: Final = "dinobook_paragraphs"


class FineSetter:
    """A `hooks.LineSetter`: one for each document, used with `hooks.lines_set_by`.

    `decisions` may be kept from one build to the next (its values can be pickled), `rulers` for all
    documents with the same font configuration. `decided` are those that this document asked for.
    """

    def __init__(
        self,
        settings: FineSettings | None = None,
        decisions: Decisions | None = None,
        rulers: Rulers | None = None,
    ) -> None:
        self.settings = settings or FineSettings()
        self._known = decisions or {}
        self.decided: dict[bytes, tuple[Cut, ...]] = {}
        self._wishes = repr(self.settings)
        self._rulers = rulers or Rulers()
        self._left: Counter[str] = Counter()
        self._paragraphs: list[Paragraph] = []
        self._turns: tuple[str, ...] = ()
        self._mended = 0

    def lines_of(
        self, line: Any, container: Any, beside: tuple[float, ...], *, resumed: bool
    ) -> Sequence[Any] | None:
        style = line.style
        if style["text_align_all"] != "justify" or style["white_space"] != "normal":
            return None
        kept: dict[tuple[float, ...], Paragraph | None] = line.__dict__.setdefault(_KEPT, {})
        key = (float(container.width), *beside)
        if resumed and key not in kept:  # it went over to another page, without the float
            key = next(reversed(kept))
        paragraph = kept.pop(key) if key in kept else self._set(line, container, beside)
        kept[key] = paragraph  # the one in use comes last
        return None if paragraph is None else paragraph.lines

    def pages_done(self, context: Any, pages: Sequence[Any]) -> None:
        placed = [one.paragraph for page in pages for one in placed_lines(page)]
        self._paragraphs = list(dict.fromkeys(placed))  # others were set on pages made anew
        self._mended, self._turns = mend_turns(context, pages, self)

    def report(self) -> FineReport:
        stretched = tuple(
            Stretched(one.words(number), round(cut.gap_em, 2))
            for one in self._paragraphs
            for number, cut in enumerate(one.cuts)
            if cut.gap_em > self.settings.emergency_em
        )
        forced = dict.fromkeys(
            one.run_at(cut.at) for one in self._paragraphs for cut in one.cuts if cut.forced
        )
        left = tuple(sorted(self._left.items()))
        count = len(self._paragraphs)
        return FineReport(count, left, stretched, self._turns, self._mended, tuple(forced))

    def _set(self, line: Any, container: Any, beside: tuple[float, ...]) -> Paragraph | None:
        """The paragraph in lines; None when it is left to WeasyPrint."""
        width = float(container.width)
        reason = "" if line.style["direction"] == "ltr" else "set from right to left"
        try:
            content = content_of(line, width)
        except UnknownContentError as error:
            reason = reason or str(error)
        if reason:
            self._left[reason] += 1
            return None
        if not content.leaves:
            return None
        measure = self._measure(line, container, width, beside)
        cuts = self.decide(content, measure)
        if not cuts:
            self._left["a word wider than the line"] += 1
            return None
        paragraph = Paragraph(line, content, measure, cuts, compose(line, content, cuts))
        paragraph.number_lines()
        return paragraph

    def _measure(
        self, line: Any, container: Any, width: float, beside: tuple[float, ...]
    ) -> Measure:
        indent = indent_px(line, container)
        space = self._rulers.width_px(line.style, " ")
        widths: tuple[float, ...] = (width - indent, width)
        if beside:
            widths = (beside[0] - indent - _AIR_PX, *(one - _AIR_PX for one in beside[1:]), width)
        return Measure(widths, float(line.style["font_size"]), space, indent)

    def decide(self, content: Content, measure: Measure, wanted: Wanted = ANY) -> tuple[Cut, ...]:
        """Where the lines end, as decided before or thought out now; empty when it cannot be."""
        key = self._digest(content, measure, wanted)
        if key not in self.decided:
            known = self._known.get(key)
            self.decided[key] = self.think(content, measure, wanted) if known is None else known
        return self.decided[key]

    def think(self, content: Content, measure: Measure, wanted: Wanted) -> tuple[Cut, ...]:
        narrowest = min(measure.widths) if len(measure.widths) > 2 else measure.widths[-1]
        reader = WordReader(content, self._rulers, self.settings, self._wishes, narrowest)
        words = reader.words()
        found = choose_lines(words, measure, self.settings, wanted)
        starts = [0, *(one.end.at for one in found or ())]
        return tuple(
            self._cut(one, measure, content.text[start : one.end.at].rstrip())
            for start, one in zip(starts, found or (), strict=False)
        )

    def _cut(self, line: Line, measure: Measure, text: str) -> Cut:
        """Spread over letters what is too much for the spaces of a line."""
        end, spaces, letters = line.end, text.count(" "), len(text)
        gap = (measure.space + line.extra) / measure.em
        forced = end.ragged and end.penalty in (self.settings.after_sign, self.settings.anywhere)
        if line.ragged:
            return Cut(end.at, end.hyphen, end.drawn, 0.0, 0.0, gap, ragged=True, forced=forced)
        tracking = 0.0
        if spaces and gap > self.settings.tracked_from_em:
            wanted = (gap - self.settings.tracked_from_em) * spaces / letters
            tracking = min(wanted, self.settings.tracking_em)
            gap -= tracking * letters / spaces
        letter_px = tracking * measure.em
        shrink_px = min(line.extra, 0.0)
        return Cut(end.at, end.hyphen, end.drawn, shrink_px, letter_px, gap, forced=forced)

    def _digest(self, content: Content, measure: Measure, wanted: Wanted) -> bytes:
        """What is held follows from the rest: it is the answer where nothing was wanted."""
        leaves = [
            (at, type_of(box.style), *(box.style[name] for name in _HYPHENATION))
            for at, box in content.leaves
        ]
        again = (wanted.lines, sorted(wanted.whole))
        every = (content.text, leaves, content.edges, measure, self._wishes, *again)
        return hashlib.blake2b(repr(every).encode(), digest_size=20).digest()


_HYPHENATION: Final = ("hyphens", "hyphenate_limit_chars", "hyphenate_character", "white_space")
