"""One edition → one finished, checked file. Runs in a process of its own when there are several."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from dinobook.book.model import Book, Kind
from dinobook.book.ornaments import with_ornaments
from dinobook.book.words import words_for
from dinobook.checks.flow import flow_of
from dinobook.checks.integrity import Region, check_integrity, off_page
from dinobook.manifest.model import EditionSpec
from dinobook.problems import Problem, sort_problems
from dinobook.theme import Theme

EPUB = "application/epub+zip"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Artifact:
    """Finished bytes with a name. `pages` is 0 for an EPUB."""

    edition: str
    name: str
    media_type: str
    data: bytes
    pages: int
    chapters: int
    words: int
    seconds: float
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What a process needs to make one edition."""

    book: Book
    theme: Theme
    edition: EditionSpec
    name: str


def make(job: Job) -> Artifact:
    """Write the edition, read it back and compare it with the book."""
    start = time.perf_counter()
    data, pages, problems = _epub(job) if job.edition.format == "epub" else _pdf(job)
    return Artifact(
        job.edition.name,
        job.name,
        EPUB if job.edition.format == "epub" else PDF,
        data,
        pages,
        sum(section.kind is Kind.CHAPTER for section in job.book.sections),
        _count_words(job.book),
        time.perf_counter() - start,
        sort_problems(problems),
    )


def _pdf(job: Job) -> tuple[bytes, int, Sequence[Problem]]:
    from dinobook.pdf.readback import cut_off, texts_of
    from dinobook.pdf.write import write_pdf

    result = write_pdf(job.book, job.theme, job.edition)
    if result.problems:
        return result.data, len(result.pages), result.problems
    texts = texts_of(result.data, result.pages, [one.id for one in job.book.sections])
    regions = [
        Region(section, texts[section.id], exact=section.kind is not Kind.CONTENTS)
        for section in job.book.sections
    ]
    problems = check_integrity(regions, job.name, drawn=True)
    problems += [
        off_page(result.pages[index].label, words, job.name)
        for index, words in cut_off(result.data, result.pages)
    ]
    return result.data, len(result.pages), problems


def _epub(job: Job) -> tuple[bytes, int, Sequence[Problem]]:
    from dinobook.epub.from_theme import epub_theme
    from dinobook.epub.inspect import check_epub
    from dinobook.epub.names import name_files
    from dinobook.epub.read import text_of
    from dinobook.epub.theme import CoverImage
    from dinobook.epub.write import write_epub
    from dinobook.pdf.cover import EPUB_COVER_PX, cover_png

    words = words_for(job.book.metadata.language)
    alt = words.cover_of.format(job.book.metadata.title)
    cover = CoverImage(cover_png(job.book, job.theme), "image/png", *EPUB_COVER_PX, alt)
    book = with_ornaments(job.book, job.theme)
    data = write_epub(book, epub_theme(book, job.theme, cover))
    shown = {path.rsplit("/", 1)[-1]: text for path, text in text_of(data)}
    names = name_files(book)
    regions = [Region(one, shown.get(names.pages[one.id], "")) for one in book.sections]
    problems = check_integrity(regions, job.name, drawn=False, generated=(words.notes,))
    return data, 0, [*check_epub(data), *problems]


def _count_words(book: Book) -> int:
    flows = (flow_of(section, drawn=False) for section in book.sections)
    return sum(
        len(sentence.split())
        for flow in flows
        for group in (flow.sentences, *flow.notes)
        for sentence in group
    )
