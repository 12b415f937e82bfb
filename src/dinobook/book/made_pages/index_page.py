"""The index as a page of the book: with page numbers in print, with numbered links in an e-book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dinobook.book.made_pages.collation import NO_LETTER
from dinobook.book.made_pages.index import IndexEntry, Mark, PrintedPages, make_index
from dinobook.book.model import Book, Section
from dinobook.book.words.model import Words, words_for
from dinobook.slugs import slug
from dinobook.theme import Theme


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries under one letter; `head` is empty for numbers and signs."""

    head: str
    entries: tuple[IndexEntry, ...]


def linked_index(section: Section, marks: Sequence[Mark], theme: Theme, words: Words) -> Section:
    """The index with a link to every mark, numbered from 1 in each entry: no pages are known."""
    places = [mark.at for mark in marks if mark.at]
    pages = PrintedPages(
        tuple(str(at) for at in range(len(places))), {name: at for at, name in enumerate(places)}
    )
    single = [replace(mark, until="", note=0) for mark in marks]
    entries = [_numbered(entry) for entry in make_index(single, pages)]
    return _written(section, entries, theme, words)


def printed_index(section: Section, book: Book, pages: PrintedPages, theme: Theme) -> Section:
    """The index of `book` with the pages on which the marks are printed."""
    marks = [mark for one in book.sections for mark in one.marks]
    words = words_for(book.metadata.language, book.metadata.own)
    return _written(section, make_index(marks, pages), theme, words)


def _numbered(entry: IndexEntry) -> IndexEntry:
    locators = tuple(
        replace(one, text=str(number)) for number, one in enumerate(entry.locators, start=1)
    )
    return replace(entry, locators=locators, subs=tuple(_numbered(sub) for sub in entry.subs))


def _written(
    section: Section, entries: Sequence[IndexEntry], theme: Theme, words: Words
) -> Section:
    text = theme.page(
        section.kind.value,
        id=section.id,
        matter=section.matter.value,
        title=section.title,
        groups=tuple(_groups(entries)),
        targets=_targets(entries),
        words=words,
    )
    return replace(section, xhtml=text)


def _groups(entries: Iterable[IndexEntry]) -> Iterator[IndexGroup]:
    for letter, run in groupby(entries, key=lambda entry: entry.letter):
        yield IndexGroup("" if letter == NO_LETTER else letter, tuple(run))


def _targets(entries: Iterable[IndexEntry]) -> Mapping[str, str]:
    """An id for every entry that another refers to."""
    every = tuple(entries)
    lines = [line for entry in every for line in (entry, *entry.subs)]
    wanted = {term for line in lines for term in (*line.see, *line.also)}
    named = [entry.term for entry in every if entry.term in wanted]
    return {term: f"index--{at}-{slug(term)}" for at, term in enumerate(named, start=1)}
