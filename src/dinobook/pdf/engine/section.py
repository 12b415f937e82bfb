"""Lays out one section by itself, and draws it as a `DrawnSection`.

Runs in a worker process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import pydyf

from dinobook.pdf.drawn_section import (
    FIRST_PAGE,
    FONTS,
    PAGE_TREE,
    STRUCTURE,
    Bookmark,
    DrawnPage,
    DrawnSection,
    FontUse,
)
from dinobook.pdf.engine import drawing, page_boxes
from dinobook.pdf.engine.coarse import coarse_problems, own_pixels, standings
from dinobook.pdf.engine.engine import Engine, Rendered, listening
from dinobook.pdf.engine.fitting import LaidOut, drawn_document, lay_out_fitting
from dinobook.pdf.engine.grid import on_whole_lines
from dinobook.pdf.engine.hooks import hyphens_from
from dinobook.pdf.engine.lines import (
    Decisions,
    FineSetter,
    FineSettings,
    Rulers,
    advice_of,
    break_points,
    lines_set_by,
    typography_of,
)
from dinobook.pdf.engine.long_heads import with_heads_on_a_line
from dinobook.pdf.engine.notes import begins_late, late_notes, long_notes, problem_of
from dinobook.pdf.engine.objects import Keep, ObjectWalk, digest
from dinobook.pdf.engine.pagination.paging import lay_out_planned
from dinobook.pdf.engine.tagging.stand_in import Places, tagging
from dinobook.pdf.engine.tagging.taken import root_of_tags, take_tags
from dinobook.pdf.workers.jobs import LayoutJob, Part
from dinobook.problems import Problem
from dinobook.storage.cache import NO_CACHE, Cache

_PT_PER_PX: Final = 0.75
_RESOURCES: Final = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
_PAINTERS: Final = ([b"TJ"], [b"Tj"], [b"Do"], [b"f"], [b"f*"], [b"S"], [b"s"], [b"B"], [b"sh"])
_BOXES: Final = ("MediaBox", "BleedBox", "TrimBox")


def lay_out(engine: Engine, job: LayoutJob, keep: Keep, cache: Cache = NO_CACHE) -> DrawnSection:
    """The section's pages. `keep` stores a large stream and returns its digest.

    A `cache` saves thinking again about paragraphs that were in the section before.
    """
    words = dict(job.exceptions)
    odd: list[str] = []

    def render(html: str) -> Rendered:
        lines = setting_lines(engine, job.name if job.tagged else "", words, cache)
        plainly = drawing.counting_plainly(job.folios)
        bare = drawing.without_margins(job.part is Part.TEXT)
        with on_whole_lines(), hyphenating(words), plainly as strange, lines as said, bare:
            rendered = engine.render(html, job.resources, job.part)
        odd.extend(strange)
        return replace(rendered, problems=(*rendered.problems, *said()))

    def fill(html: str) -> LaidOut:
        if not job.tagged:
            return LaidOut(render(html))
        return lay_out_planned(html, render, facing=engine.facing)

    if job.tagged:
        (rendered, moves, feet), fitted = lay_out_fitting(job.html, fill)
    else:
        rendered, moves, feet = with_heads_on_a_line(job.html, fill, drawn_document)
        fitted = ()
    drawing.keep_outer_links(rendered.document)
    grabbed: list[DrawnSection] = []

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        grabbed.append(_Grab(document, pdf, job, keep, places).drawn_section())
        del pdf.objects[1:]  # all that is needed is taken: the engine need not write it

    tags = tagging(job.name, is_text=job.tagged)
    with drawing.drawing_sections(job.folios) as uneven, tags as places, listening() as problems:
        rendered.pdf(finish, pdf_tags=True)
    coarse = coarse_problems(standings(rendered.document, own_pixels)) if job.tagged else ()
    late = late_notes(rendered.document)
    told = tuple(begins_late(note) for note in late if note.note_page is not None)
    found = (*rendered.problems, *dict.fromkeys(problems), *fitted, *coarse, *told)
    lost = (*(note for note in late if note.note_page is None), *long_notes(rendered.document))
    misplaced = {note.id: note for note in lost}.values()
    lines = typography_of(rendered.document.pages) if job.tagged else None
    typography = replace(lines, **feet._asdict()) if lines else None
    return replace(
        grabbed[0],
        problems=found,
        typography=typography,
        uneven=bool(uneven or odd),
        homeless=tuple(problem_of(note) for note in misplaced),
        moves=moves,
    )


@contextmanager
def hyphenating(exceptions: Mapping[str, str]) -> Iterator[None]:
    """Break words as fine setting does, also in the lines that WeasyPrint chooses."""

    def points(word: str, language: str, left: int, right: int) -> Sequence[int]:
        return break_points(word, language, (0, left, right), exceptions)

    with hyphens_from(points):
        yield


@contextmanager
def setting_lines(
    engine: Engine, section: str, exceptions: Mapping[str, str], cache: Cache = NO_CACHE
) -> Iterator[Callable[[], tuple[Problem, ...]]]:
    """Choose the lines of paragraphs, where the edition asks for it; afterwards, advice.

    `section` empty: nothing is chosen. `exceptions`: words that are broken in their own way.
    """
    if not engine.fine or not section:
        yield lambda: ()
        return
    place = ("lines", engine.typefaces, section)
    known = cache.known(Decisions, *place) or {}
    settings = FineSettings(exceptions=exceptions)
    setter = FineSetter(settings, known, engine.remembered.setdefault("rulers", Rulers()))
    with lines_set_by(setter):
        yield lambda: advice_of(setter.report())
    if setter.decided.keys() != known.keys():
        cache.keep(setter.decided, *place)


class _Grab:
    """Takes the pages out of the engine's PDF, before it is written."""

    def __init__(
        self, document: Any, pdf: pydyf.PDF, job: LayoutJob, keep: Keep, places: Places
    ) -> None:
        self._document, self._pdf, self._places = document, pdf, places
        self._pages = list(document.pages)
        self._numbers = [int(number) for number in pdf.pages["Kids"][::3]]
        if job.part is Part.BLANK:
            self._pages, self._numbers = self._pages[1:2], self._numbers[1:2]
        self._walk = ObjectWalk(pdf, self._known(), keep)

    def _known(self) -> dict[int, int]:
        """Objects of the engine's PDF that the joined book has anyway, as marks."""
        fonts = next(
            entry.number
            for entry in self._pdf.objects
            if isinstance(entry, pydyf.Dictionary) and drawing.NO_FONTS in entry
        )
        known = {fonts: FONTS, self._pdf.pages.number: PAGE_TREE}
        # A tag names its page: pages are not objects of the drawn section, so they get marks too.
        known |= {number: FIRST_PAGE - at for at, number in enumerate(self._numbers)}
        if root := root_of_tags(self._pdf):
            known[_number(root["K"][0])] = STRUCTURE
        return known

    def drawn_section(self) -> DrawnSection:
        tags = take_tags(self._pdf, self._walk, self._places)
        pages = [self._page(at, tags.of_page(at)) for at in range(len(self._numbers))]
        resources = self._resources()
        fonts = tuple(_font_use(font) for font in self._document.fonts.values())
        return DrawnSection(
            bodies=self._walk.bodies(),
            streams=tuple(self._walk.streams),
            pages=tuple(pages),
            resources=resources,
            fonts=fonts,
            structure=tags.structure,
            linked=tags.linked,
            ids=tags.ids,
            places=tags.places,
            groups=tags.groups,
            starts=page_boxes.break_before(self._pages[0]),
        )

    def _page(self, at: int, marks: tuple[int, ...]) -> DrawnPage:
        page = self._pages[at]
        entry = self._pdf.objects[self._numbers[at]]
        left, top, width, height = page_boxes.content_box_px(page)
        used = page_boxes.text_bottom_px(page) - top
        return DrawnPage(
            content=self._walk.number(entry["Contents"]),
            boxes=tuple(_sides(entry[name]) for name in _BOXES),
            annotations=tuple(self._walk.number(one) for one in entry.get("Annots", ())),
            marks=marks,
            anchors=tuple(
                (name, x * _PT_PER_PX, (page.height - y) * _PT_PER_PX)
                for name, (x, y, *_) in page.anchors.items()
            ),
            bookmarks=self._bookmarks(at),
            strings=page_boxes.strings_of(page),
            name=page_boxes.page_name_of(page),
            blank=page_boxes.is_blank(page),
            text_box_pt=(
                left * _PT_PER_PX,
                (page.height - top - height) * _PT_PER_PX,
                (left + width) * _PT_PER_PX,
                (page.height - top) * _PT_PER_PX,
            ),
            fill=round(min(max(used / height, 0.0), 1.0), 4),
            drawn=any(_paints(item) for item in self._stream(entry).stream),
        )

    def _bookmarks(self, at: int) -> tuple[Bookmark, ...]:
        page, tags = self._pages[at], self._places.bookmarks
        numbers = [self._walk.number(tag) for tag in tags[at]] if tags else []
        if len(numbers) != len(page.bookmarks):
            numbers = [0] * len(page.bookmarks)
        return tuple(
            Bookmark(
                level,
                label,
                x * _PT_PER_PX,
                (page.height - y) * _PT_PER_PX,
                state != "closed",
                number,
            )
            for (level, label, (x, y), state), number in zip(page.bookmarks, numbers, strict=True)
        )

    def _stream(self, entry: Any) -> Any:
        return self._pdf.objects[_number(entry["Contents"])]

    def _resources(self) -> tuple[tuple[str, bytes], ...]:
        entry = self._pdf.objects[self._numbers[0]]
        found = self._pdf.objects[_number(entry["Resources"])]
        return tuple((kind, self._walk.emit(found[kind])) for kind in _RESOURCES if found.get(kind))


def _paints(item: Any) -> bool:
    """Whether an operator of a content stream paints anything (ISO 32000-1, annex A)."""
    return isinstance(item, bytes) and item.split()[-1:] in _PAINTERS


def _font_use(font: Any) -> FontUse:
    return FontUse(
        key=font.hash,
        name=font.name.decode("ascii").lstrip("/"),
        family=font.family,
        file=digest(font.file_content),
        ascent=font.ascent,
        descent=font.descent,
        flags=font.flags,
        glyphs=tuple(sorted(drawing.spelt(font).items())),
    )


def _sides(box: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(side) for side in box)
    return left, bottom, right, top


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
