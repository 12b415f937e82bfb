"""A book into a PDF, section by section: lay out, place, number, draw heads, join."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from xml.sax.saxutils import escape

from dinobook.book.hyphenation import held_words
from dinobook.book.made_pages.endnotes import with_notes_at_end
from dinobook.book.made_pages.index import NOTHING_PRINTED
from dinobook.book.made_pages.index_page import printed_index
from dinobook.book.model import PAGE_LISTS, Book, Kind, Section
from dinobook.book.words.model import words_for
from dinobook.errors import EngineError
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.document import book_numbers, section_document
from dinobook.pdf.file.assemble import assemble
from dinobook.pdf.file.frame import frame_of
from dinobook.pdf.file.page_digests import page_digests
from dinobook.pdf.file.page_runs import Overlay, PageRun
from dinobook.pdf.file.shown import shown_pages
from dinobook.pdf.floats import Move, with_moves
from dinobook.pdf.formulas import formula_pictures
from dinobook.pdf.placing.folios import Page, first_of_body, printed_pages
from dinobook.pdf.placing.guess import guessed_pages
from dinobook.pdf.placing.known_pages import KnownPages
from dinobook.pdf.placing.on_pages import OnPages, on_pages, pages_printed
from dinobook.pdf.placing.overlays import overlays, runs_of
from dinobook.pdf.placing.see_pages import SeePages
from dinobook.pdf.placing.sequence import Placed, filled_up, page_of, pages_of, place
from dinobook.pdf.stylesheet import pages_repeat, sides_matter
from dinobook.pdf.typography import Typography
from dinobook.pdf.workers.jobs import SCHEME, LayoutJob, Resource, ScreenCover
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.problems import Problem
from dinobook.processes.progress import Tell, unheard
from dinobook.theme import Theme

ROUNDS: Final = 6


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A finished PDF, its pages in order, and what the engine had to say.

    `book` is the book as it is printed: its index has page numbers, and so have references.
    `sections` tell how each came to its place; none of a book that was laid out as one document.
    """

    data: bytes
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    book: Book
    sections: Mapping[str, OnPages] = field(default_factory=dict)


def write_pdf(
    book: Book,
    theme: Theme,
    edition: EditionSpec,
    scheduler: Scheduler,
    cover: ScreenCover | None = None,
) -> PdfResult:
    """Write one edition. The arguments are `EditionLayout`'s."""
    return EditionLayout(book, theme, edition, scheduler, cover).write()


def _problems(
    book: Book,
    placed: Sequence[Placed],
    heads: Sequence[Overlay],
    homeless: Mapping[str, tuple[Problem, ...]],
) -> Iterator[Problem]:
    """What the engine said of each section, with the file of its chapter, and the words of it."""
    files = {section.id: section.place for section in book.sections}
    for one, head in zip(placed, heads, strict=True):
        notes = homeless.get(one.section, ())
        for problem in (*one.drawn_section.problems, *head.heads.problems, *notes):
            at_home = not problem.place.path and one.section in files
            yield problem.at(files[one.section].path) if at_home else problem


def lines_of(setting: EditionLayout, tell: Tell = unheard) -> dict[str, Typography]:
    """How well the lines of each section are set, by its id."""
    placed = setting.settle(tell)
    return {
        section.section: section.drawn_section.typography.from_page(section.first + 1)
        for section in placed
        if section.drawn_section.typography is not None and section.section
    }


class EditionLayout:
    """One edition being set; the scheduler has a setup by the edition's name.

    `cover` None: it has none. The same book gives the same bytes, however
    many processes the scheduler has and whatever its store holds.
    """

    def __init__(
        self,
        book: Book,
        theme: Theme,
        edition: EditionSpec,
        scheduler: Scheduler,
        cover: ScreenCover | None = None,
    ) -> None:
        self._book, self._edition, self._scheduler = book, edition, scheduler
        self._theme = theme
        self._start = first_of_body(book.sections)
        self._has_index = any(section.kind is Kind.INDEX for section in book.sections)
        self._cover = cover
        self._see_pages = SeePages(book)
        self._sides = sides_matter(theme.css(edition.use))
        self.known = self._guessed()
        self._pictures = {
            asset.path: Resource(asset.data, asset.media_type) for asset in book.assets
        }
        self._jobs: dict[str, tuple[KnownPages, LayoutJob]] = {}
        self._moves: dict[str, tuple[Move, ...]] = {}

    def begin(self) -> None:
        """Let the scheduler start on all that can be laid out before any page is known."""
        self._scheduler.begin(self._edition.name, self._jobs_for(self.known))

    def font_data(self) -> dict[str, bytes]:
        setup = self._scheduler.setups[self._edition.name]
        fonts = (resource.data for resource in setup.resources.values() if resource.is_font)
        return {hashlib.sha256(data).hexdigest(): data for data in fonts}

    def blob(self, key: str) -> bytes:
        data = self._scheduler.store.get(key)
        if data is None:
            raise EngineError("A picture went missing from the cache meanwhile. Build again.")
        return data

    def write(self, tell: Tell = unheard) -> PdfResult:
        """Set all pages and join them. `tell` hears of each section that is laid out."""
        placed = self.settle(tell)
        pages = pages_of(placed, self._start)
        heads = self.heads(placed, pages)
        page_runs = [
            PageRun(one.drawn_section, head, pages[one.first].number)
            for one, head in zip(placed, heads, strict=True)
        ]
        numbers = {name: page.number for name, page in page_of(pages).items()}
        numbers |= book_numbers(self._book.sections)
        frame = frame_of(self._book, self._edition, pages)
        data = assemble(page_runs, frame, numbers, self.font_data(), self.blob)
        shown = shown_pages(data, placed, numbers, self._scheduler)
        digests = [digest for one in placed for digest in page_digests(one.drawn_section)]
        pages = tuple(
            replace(page, text=one.text, cut_off=one.cut_off, digest=digest)
            for page, one, digest in zip(pages, shown, digests, strict=True)
        )
        problems = dict.fromkeys(_problems(self._book, placed, heads, self.known.homeless))
        found = on_pages(self._book, placed, self._see_pages, self.known.shown)
        return PdfResult(data, pages, tuple(problems), self.as_printed(pages), found)

    def settle(self, tell: Tell = unheard) -> tuple[Placed, ...]:
        """Lay out and place until page numbers, digits and sides agree with themselves."""
        for _ in range(ROUNDS):
            known = self.known
            jobs = self._jobs_for(known)
            drawn_sections = self._scheduler.results(self._edition.name, jobs, tell)
            placed = place(list(zip(self._names(), drawn_sections, strict=True)))
            placed = filled_up(placed, self._edition.printed_by)
            self._moves = {
                section.section: section.drawn_section.moves
                for section in placed
                if not section.blank
            }
            told = self._told(placed, known)
            if told == known.without_guesses(told):
                return placed
            self.known = told
        raise EngineError("The page numbers do not settle: each layout changes them again.")

    def _guessed(self) -> KnownPages:
        pages = guessed_pages(self._book, self._theme, self._edition)
        digits = {name: len(str(int(page))) for name, page in pages.items()}
        return KnownPages(digits=digits, shown=self._see_pages.far_apart(pages))

    def _names(self) -> list[str]:
        return [*([""] if self._cover else []), *(section.id for section in self._book.sections)]

    def _jobs_for(self, known: KnownPages) -> list[LayoutJob]:
        """A job for the cover and for each section."""
        jobs = [self._job(section, known) for section in self._book.sections]
        if self._cover:
            html = section_document(self._cover.html, self._book.metadata)
            jobs.insert(0, LayoutJob("cover", html, self._cover.resources))
        return jobs

    def _job(self, section: Section, known: KnownPages) -> LayoutJob:
        """The section's job; that of the round before when nothing that it prints has changed."""
        numbered, plain = section.kind in PAGE_LISTS, section.id in known.plain
        shown = self._see_pages.of_section(section.id, known.shown)
        facts = KnownPages(
            known.labels if numbered or plain else {},
            known.digits_of(pages_printed(section, self._see_pages, shown)),
            known.left & {section.id},
            known.plain & {section.id},
            known.printed if section.kind is Kind.INDEX else NOTHING_PRINTED,
            {name: why for name, why in known.homeless.items() if name == section.id},
            shown,
        )
        before = self._jobs.get(section.id)
        if before is None or before[0] != facts:
            before = self._jobs[section.id] = (facts, self._new_job(section, facts))
        return before[1]

    def _new_job(self, section: Section, known: KnownPages) -> LayoutJob:
        html = section_document(
            self._see_pages.with_room(self._printed(section, known), known.shown),
            self._book.metadata,
            first_of_body=section.id == self._start,
            labels=known.labels if section.kind in PAGE_LISTS else None,
            digits=known.digits,
            left=bool(known.left),
            numbers=known.labels if known.plain else None,
        )
        pictures = {
            SCHEME + path: picture
            for path, picture in self._pictures.items()
            if escape(path, {'"': "&quot;"}) in html
        }
        pictures |= formula_pictures(section)
        words = held_words(self._book.exceptions, html)
        return LayoutJob(section.id, html, pictures, exceptions=words)

    def _told(self, placed: Sequence[Placed], known: KnownPages) -> KnownPages:
        pages = pages_of(placed, self._start)
        homes = page_of(pages)
        holes = {
            target
            for section in placed
            for part in section.drawn_section.streams
            for target in part.targets()
        }
        shown = self._see_pages.after_placing(known.shown, pages)
        holes |= self._see_pages.targets(shown)
        plain = known.plain | {one.section for one in placed if one.drawn_section.uneven}
        needs_labels = plain or any(one.kind in PAGE_LISTS for one in self._book.sections)
        left = {one.section for one in placed if one.left and not one.blank}
        homeless = {
            section.section: section.drawn_section.homeless
            for section in placed
            if section.drawn_section.homeless
        }
        return KnownPages(
            {name: page.label for name, page in homes.items()} if needs_labels else {},
            {name: len(str(homes[name].number)) for name in sorted(holes) if name in homes},
            frozenset(left) if self._sides else frozenset(),
            plain,
            printed_pages(pages) if self._has_index else NOTHING_PRINTED,
            {**homeless, **known.homeless},
            shown,
        )

    def heads(self, placed: Sequence[Placed], pages: Sequence[Page]) -> list[Overlay]:
        """Running heads and folios for each run of pages."""
        css = self._theme.css(self._edition.use)
        runs = runs_of(placed, pages, self._start, repeat=pages_repeat(css))
        return overlays(runs, self._book.metadata.language, self._edition.name, self._scheduler)

    def as_printed(self, pages: Sequence[Page]) -> Book:
        """The book as it was settled."""
        moves = [move for several in self._moves.values() for move in several]
        settled = (
            with_moves(self._printed(section, self.known), moves) for section in self._book.sections
        )
        sections = (self._see_pages.as_printed(one, self.known.shown, pages) for one in settled)
        return replace(self._book, sections=tuple(sections))

    def _printed(self, section: Section, known: KnownPages) -> Section:
        """An index with page numbers, notes at the end where they must; else the section itself."""
        if section.id in known.homeless:
            book = self._book.metadata
            return with_notes_at_end(section, words_for(book.language, book.own))
        if section.kind is Kind.INDEX:
            return printed_index(section, self._book, known.printed, self._theme)
        return section
