"""What a page of a PDF shows: its characters with their places, and the lines that they stand in.

Read from the finished file, so that any PDF will do. Places are in points, in the page's own
coordinates, whatever its rotation and crop: those of its annotations.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from dinobook.proof.manuscript import letters

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""

_AT_LINE_END: Final = re.compile("[\x02\xad\ufffe]\\s*")
"""PDFium gives the hyphen of a broken word as U+0002."""
_SAME_LINE: Final = 0.3
"""So far, in parts of the smaller size, baselines of one line may lie from each other."""
_SMALL: Final = (0.4, 0.85)
"""How large raised and lowered figures are beside the text that they belong to."""
_RAISED: Final = (-0.3, 0.6)
"""How far they lie above its baseline, in parts of its size."""
_DEPTH: Final = 4
_SKIPPED: Final = 2
"""So few letters that a mark leaves out do not end it."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character. `of_text` is False for running heads, folios and what a sheet adds."""

    text: str
    box: Box
    baseline: float
    of_text: bool
    is_drawn: bool = True

    @property
    def size(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return (left + right) / 2, (bottom + top) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Characters on one baseline, by their numbers on the page, from left to right."""

    baseline: float
    size: float
    left: float
    right: float
    chars: tuple[int, ...]


@dataclass(frozen=True)
class PageText:
    """A page as it is read. `pictures` are the boxes of what is drawn and is no text."""

    chars: tuple[Char, ...]
    pictures: tuple[Box, ...] = ()

    @cached_property
    def lines(self) -> tuple[PrintedLine, ...]:
        """All lines of text, from the top down."""
        return tuple(_lines(self.chars))

    @cached_property
    def raised(self) -> frozenset[int]:
        """The characters of calls of notes: small figures above the baseline of their line."""
        return frozenset(
            number
            for line in self.lines
            for number in line.chars
            if self.chars[number].text.isdigit()
            and self.chars[number].size < _SMALL[1] * line.size
            and self.chars[number].baseline > line.baseline + 0.1 * line.size
        )

    @cached_property
    def letters(self) -> tuple[str, tuple[int, ...]]:
        """The skeleton of the text, and for each of its letters the number of its character."""
        text: list[str] = []
        places: list[int] = []
        last, start = "", 0
        for number, char in enumerate(self.chars):
            if not char.of_text or number in self.raised:
                continue
            joined = last + char.text if _joins(char.text) and last else ""
            if joined:
                del text[start:], places[start:]
            start, last = len(text), joined or char.text
            kept = _letters_of(last)
            text += kept
            places += [number] * len(kept)
        return "".join(text), tuple(places)

    def words(self, numbers: Iterable[int]) -> str:
        """The characters as a reader sees them, on one line, with broken words whole."""
        wanted = sorted(set(numbers))
        said = []
        for at, number in enumerate(wanted):
            if at and number > wanted[at - 1] + 1:
                between = self.chars[wanted[at - 1] + 1 : number]
                is_gap = any(one.is_drawn and one.of_text for one in between)
                said += [" … "] if is_gap else [one.text for one in between if not one.is_drawn]
            said.append(self.chars[number].text)
        return " ".join(_AT_LINE_END.sub("", "".join(said)).split())

    def line_letters(self, line: PrintedLine) -> str:
        """The skeleton of a line, without calls of notes."""
        kept = (number for number in sorted(line.chars) if number not in self.raised)
        return letters("".join(self.chars[number].text for number in kept))

    def spans(self, numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
        """Where these characters are in the skeleton: for each passage its first index and end."""
        wanted = frozenset(numbers)
        found: list[tuple[int, int]] = []
        for at, number in enumerate(self.letters[1]):
            if number not in wanted:
                continue
            if found and at <= found[-1][1] + _SKIPPED:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return tuple(found)


class Pages:
    """The pages of a PDF; each is read once, when it is asked for."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._read: dict[tuple[int, Box | None], PageText] = {}

    def __len__(self) -> int:
        return len(self._document)

    def read(self, number: int, inside: Box | None = None) -> PageText:
        """The page with this number, counted from 0.

        `inside`: what stands outside of it is none of the page's text.
        """
        if (number, inside) not in self._read:
            self._read[number, inside] = _page_text(self._document[number], inside)
        return self._read[number, inside]


def _page_text(page: Any, inside: Box | None) -> PageText:
    text_page = page.get_textpage()
    return PageText(tuple(_chars(text_page, inside)), tuple(_pictures(page)))


def _chars(text_page: Any, inside: Box | None) -> Iterator[Char]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    marks: dict[int, bool] = {}
    of_text = False
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        is_drawn = bool(drawn) and pdfium.FPDFText_IsGenerated(text_page, index) != 1
        if is_drawn:
            place = ctypes.cast(drawn, ctypes.c_void_p).value or 0
            if place not in marks:
                marks[place] = _is_of_text(drawn)
            of_text = marks[place]
        edges = (box.left, box.bottom, box.right, box.top)
        own = of_text and (inside is None or _holds(inside, x.value, y.value))
        yield Char(chr(code) if code else "", edges, y.value, own, is_drawn)


def _is_of_text(drawn: Any) -> bool:
    """Running heads and folios are marked as no part of the text; in a plain file nothing is."""
    number: int = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
    marks: int = pdfium.FPDFPageObj_CountMarks(drawn)
    return number >= 0 or marks == 0


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _pictures(page: Any) -> Iterator[Box]:
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING]
    for drawn in page.get_objects(filter=kinds, max_depth=_DEPTH):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        group, box = drawn.container, drawn.get_bounds()
        while group is not None:
            box = group.get_matrix().on_rect(*box)
            mark = max(mark, pdfium.FPDFPageObj_GetMarkedContentID(group))
            group = group.container
        if mark >= 0:
            yield box


def _lines(chars: Sequence[Char]) -> list[PrintedLine]:
    """The largest characters first: small ones beside them are raised or lowered in their line."""
    found: list[_Line] = []
    shown = [
        number for number, char in enumerate(chars) if char.of_text and char.is_drawn and char.size
    ]
    runs: list[list[int]] = []
    for number in shown:
        if runs and _is_same_run(chars[runs[-1][-1]], chars[number]):
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in sorted(runs, key=lambda run: -chars[run[0]].size):
        first = chars[run[0]]
        line = next((line for line in found if line.takes(first)), None)
        if line is None:
            found.append(_Line(first.baseline, first.size, list(run)))
        else:
            line.chars += run
    found = [line for line in found if any(chars[number].text.strip() for number in line.chars)]
    made = []
    for line in sorted(found, key=lambda line: -line.baseline):
        inked = [number for number in line.chars if chars[number].text.strip()]
        left = min(chars[number].box[0] for number in inked)
        right = max(chars[number].box[2] for number in inked)
        numbers = tuple(sorted(line.chars, key=lambda number: chars[number].box[0]))
        made.append(PrintedLine(line.baseline, line.size, left, right, numbers))
    return made


def _is_same_run(one: Char, other: Char) -> bool:
    return one.baseline == other.baseline and one.size == other.size


@dataclass(slots=True)
class _Line:
    """A line while its characters are gathered."""

    baseline: float
    size: float
    chars: list[int]

    def takes(self, char: Char) -> bool:
        above = char.baseline - self.baseline
        if abs(above) < _SAME_LINE * min(self.size, char.size):
            return True
        share = char.size / self.size
        is_small = _SMALL[0] < share < _SMALL[1]
        return is_small and _RAISED[0] * self.size < above < _RAISED[1] * self.size


@lru_cache(maxsize=4096)
def _letters_of(char: str) -> str:
    """A book has few kinds of characters, and many of each."""
    return letters(char)


def _joins(text: str) -> bool:
    """Whether Unicode's normalisation may join it with the character before it."""
    return bool(text) and text >= "\u0300" and unicodedata.category(text[0])[0] == "M"
