"""One edition → one finished, checked file."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from dinobook.book.hyphenation import with_soft_hyphens
from dinobook.book.model import PAGE_LISTS, Book, Kind
from dinobook.book.ornaments import with_ornaments
from dinobook.book.words.model import words_for
from dinobook.checks.flow import words_in
from dinobook.checks.integrity import Region, check_integrity, off_page
from dinobook.cover.front import EBOOK_PX, CoverFront, EbookCover, cover_page, draw_ebook_cover
from dinobook.epub.drawings import with_faces_inside
from dinobook.epub.from_theme import epub_theme
from dinobook.epub.inspect import check_epub
from dinobook.epub.names import name_files
from dinobook.epub.read import text_of
from dinobook.epub.theme import CoverImage
from dinobook.epub.write import write_epub
from dinobook.errors import EngineError
from dinobook.finish.settings import UNFINISHED, Finish
from dinobook.manifest.model import EditionSpec
from dinobook.pagemap.make import page_map
from dinobook.pagemap.model import SUFFIX, PageMap
from dinobook.pagemap.style import style_of
from dinobook.pdf.file.readback import texts_drawn
from dinobook.pdf.placing.folios import Page
from dinobook.pdf.placing.margins import Fit, first_that_fits, fits, margin_problems
from dinobook.pdf.placing.on_pages import OnPages
from dinobook.pdf.stylesheet import setup_of
from dinobook.pdf.workers.jobs import LayoutSetup, ScreenCover
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.pdf.write import EditionLayout, PdfResult
from dinobook.problems import Place, Problem, has_errors, sort_problems
from dinobook.processes.progress import Tell, unheard
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST
from dinobook.theme import Theme
from dinobook.theme.unsupported_css import at_sheets

EPUB = "application/epub+zip"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Artifact:
    """Finished bytes with a name. `pages` is empty for an EPUB.

    `beside` are the names and bytes of files that belong to it: a PDF's page map. `drawn` is how
    many pages are of sections that were laid out anew.
    """

    edition: str
    name: str
    media_type: str
    data: bytes
    pages: tuple[Page, ...]
    chapters: int
    words: int
    seconds: float
    problems: tuple[Problem, ...] = ()
    beside: tuple[tuple[str, bytes], ...] = ()
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One edition to be made: its book, theme and file name, and how a PDF of it is finished.

    `face` is the front that an edition for a screen or an e-book shows.
    """

    book: Book
    theme: Theme
    edition: EditionSpec
    name: str
    finish: Finish = UNFINISHED
    face: CoverFront = field(default_factory=CoverFront)

    @property
    def cover(self) -> ScreenCover | None:
        """The cover page of a PDF that is read on a screen; None for print."""
        if self.edition.use != "screen":
            return None
        return cover_page(self.face, self.book.metadata, self.theme, self.edition)


def setups_of(jobs: Iterable[Job], cache: Cache) -> dict[str, LayoutSetup]:
    """What the scheduler needs to lay out the PDF editions, by the edition's name."""
    pdfs = (job for job in jobs if job.edition.format == "pdf")
    return {
        fit.edition.name: setup_of(fit.theme, fit.edition, cache)
        for job in pdfs
        for fit in fits(job.book, job.theme, job.edition)
    }


@dataclass(frozen=True, slots=True)
class Begun:
    """What workers are at for an edition: the pages of a PDF, or the cover of an e-book."""

    setting: EditionLayout | None = None
    cover: EbookCover | None = None


def begin(job: Job, scheduler: Scheduler, *, whole: bool = False) -> Begun:
    """Let the scheduler start on an edition; nothing waits for it yet.

    `whole`: a PDF will be laid out as one document, the slow and plain way, when its turn comes.
    """
    if job.edition.format != "pdf":
        book = job.book.metadata
        return Begun(
            cover=draw_ebook_cover(job.face, book, job.theme, scheduler.cache, scheduler.pool)
        )
    if whole:
        return Begun()
    first = fits(job.book, job.theme, job.edition)[0]
    setting = EditionLayout(job.book, first.theme, first.edition, scheduler, job.cover)
    setting.begin()
    return Begun(setting)


def make(job: Job, scheduler: Scheduler, begun: Begun, tell: Tell = unheard) -> Artifact:
    """Write the edition, read it back, compare it with the book, and finish it.

    `begun` is what `begin` gave for it; `tell` hears of each section of a PDF that is laid out.
    """
    start = time.perf_counter()
    if begun.cover is not None:
        data, problems = _epub(job, begun.cover, scheduler.cache)
        pages: tuple[Page, ...] = ()
        on_pages: Mapping[str, OnPages] = {}
    else:
        result, problems = _pdf(job, scheduler, begun.setting, tell)
        data, pages, job = result.data, result.pages, replace(job, book=result.book)
        on_pages = result.sections
        if not has_errors(problems):
            data = _finished(data, job, pages, scheduler.cache)
    return Artifact(
        job.edition.name,
        job.name,
        EPUB if job.edition.format == "epub" else PDF,
        data,
        pages,
        sum(section.kind is Kind.CHAPTER for section in job.book.sections),
        _count_words(job.book, scheduler.cache),
        time.perf_counter() - start,
        sort_problems(at_sheets(problem, job.theme) for problem in problems),
        _beside(job, pages, on_pages, scheduler.cache),
        _drawn(job, pages, scheduler, whole=begun.setting is None),
    )


def pages_if_laid_out(job: Job, scheduler: Scheduler) -> PageMap:
    """The page map that a PDF edition would have; no file is finished.

    Raises `EngineError` with what the page engine has against it.
    """
    result = _laid_out(job, scheduler, begin(job, scheduler).setting, unheard)
    if has_errors(result.problems):
        raise EngineError(f"{job.name} cannot be laid out.", sort_problems(result.problems))
    done = replace(job, book=result.book)
    return _mapped(done, result.pages, result.sections, scheduler.cache)


def _drawn(job: Job, pages: Sequence[Page], scheduler: Scheduler, *, whole: bool) -> int:
    """How many pages are of sections that were laid out anew; blank ones are not drawn at all."""
    setups = {fit.edition.name for fit in fits(job.book, job.theme, job.edition)}
    anew = {section for setup, section in scheduler.drawn if setup in setups}
    return sum((whole or page.section in anew) and not page.blank for page in pages)


def _pdf(
    job: Job, scheduler: Scheduler, setting: EditionLayout | None, tell: Tell
) -> tuple[PdfResult, Sequence[Problem]]:
    result = _laid_out(job, scheduler, setting, tell)
    if has_errors(result.problems):
        return result, result.problems
    texts: dict[str, str] = {}
    for page in result.pages:
        texts[page.section] = texts.get(page.section, "") + page.text
    regions = [
        Region(section, texts.get(section.id, ""), exact=section.kind not in PAGE_LISTS)
        for section in result.book.sections
    ]
    files = {section.id: section.place.path or MANIFEST for section in result.book.sections}
    problems = _compare(regions, job.name, scheduler.cache, drawn=True)
    problems += [
        off_page(page.label, words, job.name, files.get(page.section, MANIFEST))
        for page in result.pages
        for words in page.cut_off
    ]
    problems += margin_problems(job.theme, job.edition, len(result.pages))
    return result, [*result.problems, *problems]


def _laid_out(
    job: Job, scheduler: Scheduler, setting: EditionLayout | None, tell: Tell
) -> PdfResult:
    """The PDF, with margins that are wide enough for the number of its pages."""

    def lay_out(fit: Fit) -> PdfResult:
        if setting is None:
            return scheduler.write_whole(job.book, fit.theme, fit.edition, job.cover)
        if fit.edition.name == job.edition.name:
            return setting.write(tell)
        return EditionLayout(job.book, fit.theme, fit.edition, scheduler, job.cover).write(tell)

    return first_that_fits(fits(job.book, job.theme, job.edition), lay_out)


def _finished(data: bytes, job: Job, pages: Sequence[Page], cache: Cache) -> bytes:
    """As the printer or the archive wants it, with every word that it had before."""
    if job.finish == UNFINISHED:
        return data
    from dinobook.finish.finish import finish  # it loads what changes PDFs

    files = {section.id: section.place for section in job.book.sections if section.place.path}
    places = [files.get(page.section) or Place(MANIFEST) for page in pages]
    finished = finish(data, job.finish, cache, job.name, places)
    if finished is not data and texts_drawn(finished) != texts_drawn(data):
        raise EngineError(f"Finishing {job.name} changed its text.")
    return finished


def _beside(
    job: Job, pages: Sequence[Page], on_pages: Mapping[str, OnPages], cache: Cache
) -> tuple[tuple[str, bytes], ...]:
    if not pages:
        return ()
    name = job.name.removesuffix(".pdf") + SUFFIX
    return ((name, _mapped(job, pages, on_pages, cache).to_json()),)


def _mapped(
    job: Job, pages: Sequence[Page], on_pages: Mapping[str, OnPages], cache: Cache
) -> PageMap:
    style = style_of(job.theme, job.edition)
    return page_map(job.book, pages, job.name, cache, on_pages, style)


def _compare(
    regions: Sequence[Region], output: str, cache: Cache, *, drawn: bool, generated: str = ""
) -> list[Problem]:
    """The integrity check, section by section: one that was compared before is not read again."""
    problems: list[Problem] = []
    for region in regions:
        section = region.section
        said = [section.title, generated, section.xhtml]
        said += [f"{note.number} {note.xhtml}" for note in section.notes]
        facts = (output, str(region.exact), str(drawn), str(section.place), region.text, *said)
        problems += cache.recall(
            list[Problem],
            partial(check_integrity, [region], output, drawn=drawn, generated=(generated,)),
            *("integrity", *facts),
        )
    return problems


def _epub(job: Job, drawn: EbookCover, cache: Cache) -> tuple[bytes, Sequence[Problem]]:
    words = words_for(job.book.metadata.language, job.book.metadata.own)
    alt = words.cover_of.format(job.book.metadata.title)
    cover = CoverImage(*drawn(), *EBOOK_PX, alt)
    book = with_soft_hyphens(with_ornaments(job.book, job.theme), job.book.exceptions)
    book = with_faces_inside(book, job.theme, cache)
    data = write_epub(book, epub_theme(book, job.theme, cover))
    shown = {path.rsplit("/", 1)[-1]: text for path, text in text_of(data)}
    names = name_files(book)
    regions = [Region(section, shown.get(names.pages[section.id], "")) for section in book.sections]
    problems = _compare(regions, job.name, cache, drawn=False, generated=words.notes)
    homes = {names.pages[one.id]: one.place.path or MANIFEST for one in book.sections}
    return data, [*(_at_home(one, homes) for one in check_epub(data)), *problems]


def _at_home(problem: Problem, homes: Mapping[str, str]) -> Problem:
    """A problem of a page of the EPUB, with the author's file that the page was made from.

    `homes` has that file for each page. What is no chapter's is the book's own: the manifest.
    """
    inside = problem.place.path
    home = homes.get(inside.rsplit("/", 1)[-1], MANIFEST)
    message = f"{problem.message} (“{inside}” in the e-book)" if inside else problem.message
    return replace(problem, place=Place(home, 0, problem.place.excerpt), message=message)


def _count_words(book: Book, cache: Cache) -> int:
    return sum(
        cache.recall(
            int,
            partial(words_in, section),
            *("words", section.xhtml, *(note.xhtml for note in section.notes)),
        )
        for section in book.sections
    )
