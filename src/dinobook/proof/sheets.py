"""A PDF for reading: the pages of a finished one at true size, with numbered lines and room."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name

from dinobook.errors import EngineError
from dinobook.pagemap.model import MappedPage, PageMap
from dinobook.proof.lettering import Lettering
from dinobook.proof.page_facts import PageFacts, leave
from dinobook.proof.page_text import Box, Pages
from dinobook.proof.pdfs import document_of
from dinobook.units import MM_PER_INCH

PT_PER_MM: Final = 72 / MM_PER_INCH
_A4_MM: Final = (210.0, 297.0)  # ISO 216
_BESIDE_MM: Final = 12.0
"""Left of the page, for the numbers of its lines."""
_ABOVE_MM: Final = 10.0
_BELOW_MM: Final = 16.0
_NOTES_MM: Final = 45.0
"""The least room for notes right of the page."""
_MORE_MM: Final = (60.0, _ABOVE_MM + _BELOW_MM)
_EDGE_MM: Final = 6.0
_RULES_MM: Final = 8.0
_NUMBER_PT: Final = 6.5
_FOOT_PT: Final = 8.0
_FIFTH: Final = 5
"""Every so many lines a number is black, to be found at a glance."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the foot, in the words of the book.

    `page` has `{}` for a folio. `day` is as ISO 8601 has it, `date` as the language has it.
    `arrangement` is the name of the order that the edition has, when that is not the outline.
    """

    title: str
    language: str
    label: str
    page: str
    edition: str
    day: str
    date: str
    arrangement: str = ""

    def foot(self) -> str:
        parts = (self.label, self.date, self.title, self.edition, self.arrangement)
        return " · ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Sheets:
    """The proof as a PDF, and its page map."""

    data: bytes
    map: PageMap
    lines: int
    sheet_mm: tuple[float, float]


def sheets(data: bytes, pages: PageMap, said: Said, name: str) -> Sheets:
    """The pages of the finished PDF `data`, whose map is `pages`, as the proof called `name`."""
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as target:
        if len(source.pages) != len(pages.pages):
            raise EngineError(f"{pages.file} has other pages than its page map.")
        largest = [max(sides) for sides in zip(*map(_size, source.pages), strict=True)]
        sheet = _sheet(largest[0], largest[1])
        made = _Making(source, target, sheet, Pages(document_of(data)), said, len(pages.pages))
        kinds = {chapter.id: chapter.kind for chapter in pages.chapters}
        for page in pages.pages:
            made.add(page, kinds.get(page.chapter, ""))
        made.finish(pages)
        file = io.BytesIO()
        target.save(file, deterministic_id=True, min_version="1.7")
    width, height = (side / PT_PER_MM for side in sheet)
    mapped = replace(pages, file=name)
    return Sheets(file.getvalue(), mapped, made.lines, (round(width, 2), round(height, 2)))


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, low, right, high = (float(side) for side in page.trimbox)
    return right - left, high - low


def _sheet(width: float, height: float) -> tuple[float, float]:
    """A4 when the page and notes have room on it, else what is larger than the page."""
    room = (width + (_BESIDE_MM + _NOTES_MM) * PT_PER_MM, height + _MORE_MM[1] * PT_PER_MM)
    a4 = (_A4_MM[0] * PT_PER_MM, _A4_MM[1] * PT_PER_MM)
    if room[0] <= a4[0] and room[1] <= a4[1]:
        return a4
    return width + _MORE_MM[0] * PT_PER_MM, height + _MORE_MM[1] * PT_PER_MM


class _Making:
    """Puts page after page on its sheet."""

    def __init__(
        self,
        source: pikepdf.Pdf,
        target: pikepdf.Pdf,
        sheet: tuple[float, float],
        pages: Pages,
        said: Said,
        count: int,
    ) -> None:
        self.lines = 0
        self._source, self._target, self._sheet = source, target, sheet
        self._pages, self._said, self._count = pages, said, count
        self._lettering = Lettering()

    def add(self, page: MappedPage, kind: str) -> None:
        number = page.number - 1
        original = self._source.pages[number]
        width, height = _size(original)
        left = _BESIDE_MM * PT_PER_MM
        low = self._sheet[1] - _ABOVE_MM * PT_PER_MM - height
        place = (left, low, left + width, low + height)
        drawn = self._target.add_blank_page(page_size=self._sheet)
        form = self._target.copy_foreign(original.as_form_xobject())
        origin = [float(side) for side in original.trimbox][:2]
        content = [f"q 1 0 0 1 {left - origin[0]:.4f} {low - origin[1]:.4f} cm /Page Do Q"]
        content += ["/Artifact BMC q", *self._frame(place), *self._foot(page)]
        content += [*self._numbers(number, place, origin[1]), "Q EMC"]
        drawn.obj.Resources = Dictionary(XObject=Dictionary({"/Page": form}))
        drawn.obj.Contents = self._target.make_stream("\n".join(content).encode())
        facts = PageFacts(self._said.edition, page.folio, page.chapter, kind, page.blank, place)
        leave(drawn.obj, facts, self._said.day)

    def _frame(self, place: Box) -> Iterator[str]:
        """The edge of the page, and lines to write on beside and below it."""
        left, low, right, high = place
        yield f".75 G .25 w {left:.3f} {low:.3f} {right - left:.3f} {high - low:.3f} re S"
        end = self._sheet[0] - _EDGE_MM * PT_PER_MM
        y, step = high - _RULES_MM * PT_PER_MM, _RULES_MM * PT_PER_MM
        yield ".8 G .3 w"
        while y > _BELOW_MM * PT_PER_MM:
            start = right if y > low - 2 * PT_PER_MM else left - _EDGE_MM * PT_PER_MM
            yield f"{start + _EDGE_MM * PT_PER_MM:.3f} {y:.3f} m {end:.3f} {y:.3f} l S"
            y -= step

    def _foot(self, page: MappedPage) -> Iterator[str]:
        y = (_BELOW_MM / 2) * PT_PER_MM
        end = self._sheet[0] - _EDGE_MM * PT_PER_MM
        folio = self._said.page.format(page.folio) if page.folio else ""
        which = " · ".join(filter(None, (folio, f"{page.number}/{self._count}")))
        yield ".3 g"
        yield self._lettering.line(which, end, y, _FOOT_PT, from_right=True)
        room = end - _BESIDE_MM * PT_PER_MM - self._lettering.width(which, _FOOT_PT) - 2 * _FOOT_PT
        yield self._lettering.line(
            self._cut(self._said.foot(), room), _BESIDE_MM * PT_PER_MM, y, _FOOT_PT
        )

    def _cut(self, text: str, room: float) -> str:
        """The text as far as there is room for it."""
        if self._lettering.width(text, _FOOT_PT) <= room:
            return text
        while text and self._lettering.width(text + "…", _FOOT_PT) > room:
            text = text[:-1]
        return text.rstrip(" ·") + "…"

    def _numbers(self, number: int, place: Box, origin: float) -> Iterator[str]:
        right = place[0] - 1.2 * PT_PER_MM
        for count, line in enumerate(self._pages.read(number).lines, start=1):
            yield "0 g" if count % _FIFTH == 0 else ".4 g"
            y = line.baseline - origin + place[1]
            yield self._lettering.line(str(count), right, y, _NUMBER_PT, from_right=True)
            self.lines += 1

    def finish(self, pages: PageMap) -> None:
        """What all pages have in common, and what a reader's program shows beside them."""
        fonts = self._target.make_indirect(self._lettering.fonts(self._target))
        for page in self._target.pages:
            page.obj.Resources.Font = fonts
        with self._target.open_outline() as outline:
            outline.root.extend(
                pikepdf.OutlineItem(chapter.title, chapter.first - 1)
                for chapter in pages.chapters
                if chapter.title
            )
        if labels := self._source.Root.get("/PageLabels"):
            # through an object of its own: what is copied is never a part of another
            copied = self._source.make_indirect(labels)
            self._target.Root.PageLabels = self._target.copy_foreign(copied)
        self._target.Root.Lang = pikepdf.String(self._said.language)
        self._target.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, PrintScaling=Name("/None")
        )
        with self._target.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = f"{self._said.label}: {self._said.title}"
            metadata["dc:language"] = {self._said.language}
        self._target.Root.PageMode = Name.UseNone
