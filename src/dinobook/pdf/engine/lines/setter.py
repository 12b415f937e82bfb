"""Chooses the lines of every justified paragraph while WeasyPrint lays out its pages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Any, Final

from dinobook.pdf.engine.hooks import indent_px, type_of
from dinobook.pdf.engine.lines.breaking import choose_lines
from dinobook.pdf.engine.lines.compose import Cut, compose
from dinobook.pdf.engine.lines.content import Atom, Content, UnknownContentError, content_of
from dinobook.pdf.engine.lines.elastic import ragged, stiff
from dinobook.pdf.engine.lines.justification import Share, give_out
from dinobook.pdf.engine.lines.page_end_hyphens import mend_turns
from dinobook.pdf.engine.lines.paragraph import Paragraph, placed_lines
from dinobook.pdf.engine.lines.points import ANY, Line, Measure, Wanted
from dinobook.pdf.engine.lines.ragged import choose_shape
from dinobook.pdf.engine.lines.rulers import Rulers
from dinobook.pdf.engine.lines.settings import FineReport, FineSettings, Stretched
from dinobook.pdf.engine.lines.words import WordReader

Decisions = dict[bytes, tuple[Cut, ...]]
"""What was decided for a paragraph, by the digest of all that shaped it; empty: nothing fits.

The bytes of the typefaces are not in the digest: keep one of these for each set of typefaces.
"""

_AIR_PX: Final = 0.1
"""A line that does not fit beside a float (a drop cap), by whatever little, goes below it."""
_HEADINGS: Final = frozenset(f"h{level}" for level in range(1, 7))
_KEPT: Final = "dinobook_paragraphs"


class FineSetter:
    """A `hooks.LineSetter`: one for each document, used with `hooks.lines_set_by`.

    `decisions` may be kept from one build to the next, `rulers` for all
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
        if line.style["white_space"] != "normal":
            return None
        kept: dict[tuple[float, ...], Paragraph | None] = line.__dict__.setdefault(_KEPT, {})
        if not resumed and any(box.missing_link for box in line.descendants()):
            kept.clear()  # numbers of pages that it shows may have changed meanwhile
        key = (float(container.width), *beside)
        if resumed and kept and key not in kept:  # it went over to another page, without the float
            key = next(reversed(kept))
        paragraph = kept.pop(key) if key in kept else self._set(line, container, beside)
        kept[key] = paragraph  # the one in use comes last
        return None if paragraph is None else paragraph.lines

    def pages_done(self, context: Any, pages: Sequence[Any]) -> None:
        placed = [line.paragraph for page in pages for line in placed_lines(page)]
        self._paragraphs = list(dict.fromkeys(placed))  # others were set on pages made anew
        self._mended, self._turns = mend_turns(context, pages, self)

    def report(self) -> FineReport:
        stretched = tuple(
            Stretched(paragraph.words(number), round(cut.gap_em, 2))
            for paragraph in self._paragraphs
            for number, cut in enumerate(paragraph.cuts)
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
        justified = line.style["text_align_all"] == "justify"
        try:
            if line.style["direction"] != "ltr":
                raise UnknownContentError("set from right to left")
            content = content_of(line, container)
            paragraph = self._in_lines(line, container, content, beside)
        except UnknownContentError as error:
            self._left[str(error)] += justified
            return None
        return paragraph

    def _in_lines(
        self, line: Any, container: Any, content: Content, beside: tuple[float, ...]
    ) -> Paragraph | None:
        if not content.leaves:
            return None
        measure = self._measure(line, container, content, beside)
        if measure.elastic.ragged_em and self._is_on_a_line(content, measure):
            return None
        cuts = self.decide(content, measure)
        if not cuts:
            raise UnknownContentError("a word wider than the line")
        paragraph = Paragraph(line, content, measure, cuts, compose(line, content, cuts))
        paragraph.number(paragraph.lines)
        return paragraph

    def _is_on_a_line(self, content: Content, measure: Measure) -> bool:
        """Whether there is nothing to choose, nor for the line's shape to be seen."""
        boxes = (box for _, box in content.leaves)
        width = sum(
            box.width if isinstance(box, Atom) else self._rulers.width_px(box.style, box.text)
            for box in boxes
        )
        return width + sum(edge for _, edge, _ in content.edges) <= measure.width(0)

    def _measure(
        self, line: Any, container: Any, content: Content, beside: tuple[float, ...]
    ) -> Measure:
        width, indent = float(container.width), indent_px(line, container)
        known = self._rulers.of(line.style)
        widths: tuple[float, ...] = (width - indent, width)
        if beside:
            widths = (beside[0] - indent - _AIR_PX, *(one - _AIR_PX for one in beside[1:]), width)
        elastic = known.face.elastic
        align = line.style["text_align_all"]
        if align != "justify":
            elastic = ragged(elastic)
        elif content.stiff:
            elastic = stiff(elastic)
        balanced = align == "center" or container.element_tag in _HEADINGS
        space = known.width_px(" ")
        return Measure(widths, float(line.style["font_size"]), space, indent, elastic, balanced)

    def decide(self, content: Content, measure: Measure, wanted: Wanted = ANY) -> tuple[Cut, ...]:
        """Where the lines end, as decided before or thought out now; empty when it cannot be."""
        key = self._digest(content, measure, wanted)
        if key not in self.decided:
            known = self._known.get(key)
            self.decided[key] = self.think(content, measure, wanted) if known is None else known
        return self.decided[key]

    def think(self, content: Content, measure: Measure, wanted: Wanted) -> tuple[Cut, ...]:
        beside = len(measure.widths) > 2
        narrowest = min(measure.widths) if beside else measure.widths[-1]
        filled = not measure.elastic.ragged_em
        hangs = (filled, filled and not beside)
        limit = narrowest if filled else inf
        choose = choose_lines if filled else choose_shape
        reader = WordReader(content, self._rulers, self.settings, self._wishes, limit, hangs)
        lines = choose(reader.words(), measure, self.settings, wanted) or ()
        starts = [0, *(one.end.at for one in lines)]
        inside = list(pairwise(starts))
        stiff_px = [content.stiff_px(*one) for one in inside]
        shares = give_out(lines, stiff_px, measure, self.settings)
        return tuple(
            self._cut(line, share, reader, start, measure)
            for line, share, (start, _) in zip(lines, shares, inside, strict=True)
        )

    def _cut(
        self, line: Line, share: Share, reader: WordReader, start: int, measure: Measure
    ) -> Cut:
        elastic, em, end = measure.elastic, measure.em, line.end
        scale, track = elastic.letters(share.letters)
        text = reader.content.text
        stop = start + len(text[start : end.at].rstrip(" \xa0"))
        return Cut(
            end.at,
            end.hyphen,
            end.drawn,
            gap_em=(measure.space * scale + share.gain_px) / em + 2 * track,
            scale=scale,
            letter_px=track * em,
            filled=share.filled,
            gain_px=share.gain_px,
            left_px=reader.hang_left(start) if start else 0.0,
            right_px=reader.hang_right(stop - 1, reader.drawn_at(end)) if stop > start else 0.0,
            forced=end.ragged and end.penalty in (self.settings.after_sign, self.settings.anywhere),
        )

    def _digest(self, content: Content, measure: Measure, wanted: Wanted) -> bytes:
        """What is held follows from the rest: it is the answer where nothing was wanted."""
        leaves = [
            (at, *_kind(box), *(box.style[name] for name in _HYPHENATION))
            for at, box in content.leaves
        ]
        again = (wanted.lines, sorted(wanted.whole))
        every = (content.text, leaves, content.edges, measure, self._wishes, *again)
        return hashlib.blake2b(repr(every).encode(), digest_size=20).digest()


def _kind(box: Any) -> tuple[Any, ...]:
    """All that the width of a text box, or of an atom, depends on."""
    return ("atom", box.width) if isinstance(box, Atom) else type_of(box.style)


_HYPHENATION: Final = ("hyphens", "hyphenate_limit_chars", "hyphenate_character", "white_space")
