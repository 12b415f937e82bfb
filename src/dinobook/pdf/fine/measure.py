"""How well the lines of a document are set, measured on its finished pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dinobook.pdf.drawing import content_box_px
from dinobook.pdf.fine.rulers import Rulers
from dinobook.pdf.hooks import LineBox, ParentBox, TextBox, line_height_px
from dinobook.pdf.typography import STEPS_PER_EM, Typography

LOOSE_EM: Final = 0.40
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
        found += _figures([_Seen.of(one, rulers) for one in lines], lines)
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
            if box.style["text_align_all"] == "justify" and container.element is not None:
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

    `gaps` is how many spaces it has, `gap_em` how wide they are; `wide` is where they begin and
    end, in pixels, if they are wide enough for a river.
    """

    gap_em: float
    gaps: int
    hyphen: bool
    width_em: float
    indent_em: float
    wide: tuple[tuple[float, float], ...]

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
        return cls(
            gap,
            len(spaces),
            text.endswith(tuple(_HYPHENS)),
            (right - left) / em,
            indent / em,
            tuple(_places(texts, rulers)) if gap > RIVER_EM else (),
        )


def _spaces(box: Any, rulers: Rulers) -> list[float]:
    """The widths of the spaces of a text box, in pixels."""
    count = box.text.count(" ") + box.text.count(_NO_BREAK)
    return [rulers.width_px(box.style, " ") + box.justification_spacing] * count


def _places(texts: Iterable[Any], rulers: Rulers) -> Iterator[tuple[float, float]]:
    """Where the spaces of text boxes stand, left to right, in pixels."""
    for box in texts:
        place = box.position_x
        space = rulers.width_px(box.style, " ") + box.justification_spacing
        for number, word in enumerate(box.text.replace(_NO_BREAK, " ").split(" ")):
            if number:
                yield place, place + space
                place += space
            place += rulers.width_px(box.style, word)


def _figures(seen: Sequence[_Seen], lines: Sequence[_Line]) -> Typography:
    full = [one for one in seen[:-1] if one.gaps]
    gaps: dict[int, int] = {}
    for one in full:
        step = round(one.gap_em * STEPS_PER_EM)
        gaps[step] = gaps.get(step, 0) + 1
    ladders = _runs([one.hyphen for one in seen])
    pages = [one.page for one in lines]
    split = pages[0] != pages[-1]
    turns = zip(seen, pages, pages[1:], strict=False)
    return Typography(
        lines=len(seen),
        loose=sum(one.gap_em > LOOSE_EM for one in full),
        hyphenated=sum(one.hyphen for one in seen[:-1]),
        ladders=sum(run >= _LADDER for run in ladders),
        longest_ladder=max(ladders, default=0),
        paragraphs=1,
        short_ends=len(seen) > 1 and _is_short(seen[-1], seen[0]),
        widows=split and pages.count(pages[-1]) == 1,
        orphans=split and pages.count(pages[0]) == 1,
        rivers=_rivers([one.wide for one in seen]),
        off_grid=sum(not one.on_grid for one in lines),
        broken_turns=sum(one.hyphen and here != there for one, here, there in turns),
        gaps=tuple(sorted(gaps.items())),
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
