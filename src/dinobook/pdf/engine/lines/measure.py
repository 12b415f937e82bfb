"""How well the lines of a document are set, measured on its finished pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from dinobook.pdf.engine.hooks import LineBox, ParentBox, TextBox, line_height_px
from dinobook.pdf.engine.lines.compose import cut_of
from dinobook.pdf.engine.lines.rulers import Rulers
from dinobook.pdf.engine.page_boxes import content_box_px
from dinobook.pdf.engine.spread import PLAIN, spread_of
from dinobook.pdf.typography import LETTER_STEPS, STEPS_PER_EM, PageLines, Typography, WideLine

WIDE: Final = 1.5
"""Times its natural width a space is too wide."""
LOOSE_EM: Final = 0.40
UNEVEN: Final = 0.03
OFF_EDGE_PX: Final = 0.5 / 0.75
SHORT_EM: Final = 1.5
RIVER_EM: Final = 0.35
_LADDER: Final = 3
_RIVER_LINES: Final = 3
_HYPHENS: Final = "-‐"
_NO_BREAK: Final = "\xa0"
_OFF_PX: Final = 0.25
"""Nobody sees a line that is so little higher or lower than the one beside it."""


def typography_of(pages: Iterable[Any]) -> Typography:
    """The figures of the pages of a WeasyPrint document (`document.pages`, or some of them)."""
    rulers = Rulers()
    found = Typography()
    for lines in _paragraphs(pages):
        found += _figures([_Seen.of(line, rulers) for line in lines], lines)
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A line on a page."""

    box: Any
    container: Any
    page: int
    top_px: float
    """From the top of the page's text to its own."""

    @property
    def on_grid(self) -> bool:
        over = self.top_px % (leading := line_height_px(self.container.style))
        return min(over, leading - over) < _OFF_PX


def _paragraphs(pages: Iterable[Any]) -> Iterator[list[_Line]]:
    """The justified paragraphs, each with its lines, over the pages that it stands on."""
    found: dict[tuple[int, str], list[_Line]] = {}
    for number, page in enumerate(pages):
        first = content_box_px(page)[1]
        for box, container in _lines(page._page_box):
            justified = container.style["text_align_all"] == "justify"
            if justified and container.element is not None:
                key = (id(container.element), container.element_tag)
                found.setdefault(key, []).append(
                    _Line(box, container, number, box.position_y - first)
                )
    yield from found.values()


def _lines(box: Any) -> Iterator[tuple[Any, Any]]:
    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            yield child, box
        elif isinstance(child, ParentBox):
            yield from _lines(child)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of a line.

    `gaps` is how many spaces it has, `gap_em` how wide they are and `wide` whether that is too
    wide; `letters` is the share by which letters are wider than drawn, `off_px` how far the line
    ends from where it should. `rivers` is where its spaces begin and end, in pixels, if they are
    wide enough for a river.
    """

    words: str
    gap_em: float
    too_wide: bool
    letters: float
    off_px: float
    gaps: int
    hyphen: bool
    width_em: float
    indent_em: float
    rivers: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, line: _Line, rulers: Rulers) -> _Seen:
        em = line.box.style["font_size"]
        texts = [box for box in line.box.descendants() if isinstance(box, TextBox)]
        spaces = [width for box in texts for width in _spaces(box, rulers)]
        gap = sum(spaces) / len(spaces) / em if spaces else 0.0
        left = min((box.position_x for box in texts), default=0.0)
        right = max((box.position_x + box.width for box in texts), default=0.0)
        indent = left - line.container.content_box_x()
        text = texts[-1].text if texts else ""
        known = rulers.of(line.box.style)
        natural = known.width_px(" ") / em
        how = spread_of(texts[0]) if texts else PLAIN
        return cls(
            "".join(box.text for box in texts),
            gap,
            gap > WIDE * natural,
            how.scale - 1 + how.letter_px / em / known.face.elastic.char_em,
            right - how.letter_px - _edge_px(line),
            len(spaces),
            text.endswith(tuple(_HYPHENS)),
            (right - left) / em,
            indent / em,
            tuple(_places(texts, rulers)) if gap > RIVER_EM else (),
        )


def _edge_px(line: _Line) -> float:
    """Where a full line is to end."""
    cut = cut_of(line.box)
    edge = line.container.content_box_x() + line.container.width
    return float(edge + (cut.right_px if cut else 0.0))


def _space_px(box: Any, rulers: Rulers) -> float:
    """How wide the spaces of a text box are seen: with what the letters beside them stand apart."""
    how = spread_of(box)
    natural = rulers.width_px(box.style, " ")
    return float(natural * how.scale + box.justification_spacing + 2 * how.letter_px)


def _spaces(box: Any, rulers: Rulers) -> list[float]:
    """The widths of the spaces of a text box, in pixels."""
    count = box.text.count(" ") + box.text.count(_NO_BREAK)
    return [_space_px(box, rulers)] * count if count else []


def _places(texts: Iterable[Any], rulers: Rulers) -> Iterator[tuple[float, float]]:
    """Where the spaces of text boxes stand, left to right, in pixels."""
    for box in texts:
        place, how = box.position_x, spread_of(box)
        space = _space_px(box, rulers)
        for number, word in enumerate(box.text.replace(_NO_BREAK, " ").split(" ")):
            if number:
                yield place, place + space
                place += space
            width = rulers.width_px(box.style, word) * how.scale
            place += width + max(len(word) - 1, 0) * how.letter_px


def _figures(seen: Sequence[_Seen], lines: Sequence[_Line]) -> Typography:
    filled = [_is_filled(line) and one.gaps > 0 for one, line in zip(seen, lines, strict=True)]
    filled[-1] = False
    full = [one for one, is_full in zip(seen, filled, strict=True) if is_full]
    gaps = Counter(round(one.gap_em * STEPS_PER_EM) for one in full)
    letters = Counter(round(one.letters * LETTER_STEPS) for one in full)
    beside = list(pairwise(one.letters for one in full))
    ladders = _runs([one.hyphen for one in seen])
    pages = [one.page for one in lines]
    split = pages[0] != pages[-1]
    turns = zip(seen, pages, pages[1:], strict=False)
    return Typography(
        lines=len(seen),
        wide=sum(one.too_wide for one in full),
        loose=sum(one.gap_em > LOOSE_EM for one in full),
        hyphenated=sum(one.hyphen for one in seen[:-1]),
        ladders=sum(run >= _LADDER for run in ladders),
        longest_ladder=max(ladders, default=0),
        paragraphs=1,
        short_ends=len(seen) > 1 and _is_short(seen[-1], seen[0]),
        widows=split and pages.count(pages[-1]) == 1,
        orphans=split and pages.count(pages[0]) == 1,
        rivers=_rivers([one.rivers for one in seen]),
        off_grid=sum(not one.on_grid for one in lines),
        broken_turns=sum(one.hyphen and here != there for one, here, there in turns),
        neighbours=len(beside),
        uneven=sum(abs(one - other) > UNEVEN for one, other in beside),
        off_edge=sum(abs(one.off_px) > OFF_EDGE_PX for one in full),
        gaps=tuple(sorted(gaps.items())),
        letters=tuple(sorted(letters.items())),
        worst=tuple(_wide_lines(seen, pages, filled)),
        pages=tuple(
            _of_page(page, [at for at, there in enumerate(pages) if there == page], seen, filled)
            for page in dict.fromkeys(pages)
        ),
    )


def _is_filled(line: _Line) -> bool:
    cut = cut_of(line.box)
    return cut is None or cut.filled


def _wide_lines(
    seen: Sequence[_Seen], pages: Sequence[int], filled: Sequence[bool]
) -> Iterator[WideLine]:
    for one, page, is_full in zip(seen, pages, filled, strict=True):
        if is_full and one.too_wide:
            yield WideLine(round(one.gap_em, 3), page + 1, one.words)


def _of_page(
    page: int, numbers: Sequence[int], seen: Sequence[_Seen], filled: Sequence[bool]
) -> PageLines:
    """The lines with these numbers, which stand on one page; as in the chapter's figures."""
    full = [seen[at] for at in numbers if filled[at]]
    return PageLines(
        page + 1,
        len(numbers),
        sum(one.too_wide for one in full),
        sum(one.gap_em > LOOSE_EM for one in full),
        sum(seen[at].hyphen for at in numbers if at < len(seen) - 1),
    )


def _is_short(last: _Seen, first: _Seen) -> bool:
    return last.width_em < max(SHORT_EM, first.indent_em)


def _runs(flags: Iterable[bool]) -> list[int]:
    """How long each run of True is."""
    runs: list[int] = []
    before = False
    for flag in flags:
        if flag and before:
            runs[-1] += 1
        elif flag:
            runs.append(1)
        before = flag
    return runs


def _rivers(lines: Sequence[Sequence[tuple[float, float]]]) -> int:
    """Rivers that begin in one of the lines; each counts once, however long."""
    rivers = 0
    flowing: list[tuple[float, float, int]] = []
    for spaces in lines:
        following = []
        for start, end in spaces:
            above = [one for one in flowing if one[0] < end and start < one[1]]
            length = 1 + max((one[2] for one in above), default=0)
            rivers += length == _RIVER_LINES
            following.append((start, end, length))
        flowing = following
    return rivers
