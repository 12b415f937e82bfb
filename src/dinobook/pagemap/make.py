"""A book and its pages → the page map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from dinobook import xhtml
from dinobook.book.model import Book, Section
from dinobook.checks.flow import Flow, flow_of
from dinobook.checks.skeleton import skeleton
from dinobook.pagemap.follow import page_starts
from dinobook.pagemap.model import FirstWord, MappedChapter, MappedPage, PageMap
from dinobook.pagemap.words import SectionText, section_text
from dinobook.pdf.placing.folios import Page
from dinobook.pdf.placing.on_pages import OnPages
from dinobook.storage.cache import NO_CACHE, Cache

_Mark = tuple[FirstWord | None, tuple[str, ...], int]


def page_map(
    book: Book,
    pages: Sequence[Page],
    file: str,
    cache: Cache = NO_CACHE,
    on_pages: Mapping[str, OnPages] | None = None,
    style: str = "",
) -> PageMap:
    """The map of the PDF with the name `file`; `pages` are all of its pages in order.

    A `cache` saves reading a section again whose pages have not changed. `on_pages` tells how each
    section came to its place, where that is known; `style` is what `style_of` gives.
    """
    sections = {section.id: section for section in book.sections}
    mapped: list[MappedPage] = []
    chapters: list[MappedChapter] = []
    for owner, run in groupby(pages, key=lambda page: page.section):
        own = list(run)
        first = len(mapped) + 1
        if owner not in sections:
            mapped += [_page(page, first + at, None, (), 0) for at, page in enumerate(own)]
            continue
        section = sections[owner]
        marks = cache.recall(
            tuple[_Mark, ...], partial(_marks, section, own), "page map", *_facts(section, own)
        )
        mapped += [
            _page(page, first + at, *mark)
            for at, (page, mark) in enumerate(zip(own, marks, strict=True))
        ]
        known = (on_pages or {}).get(owner)
        chapters.append(
            MappedChapter(
                owner,
                str(section.kind),
                section.title,
                first,
                len(mapped),
                known.starts if known else None,
                known.refs if known else (),
                section.digest,
                section.number,
                str(section.matter),
            )
        )
    return PageMap(file, tuple(mapped), tuple(chapters), style)


def _marks(section: Section, pages: Sequence[Page]) -> tuple[_Mark, ...]:
    return tuple(_Chapter(section, pages).marks())


def _facts(section: Section, pages: Sequence[Page]) -> Iterator[str]:
    """All that the marks of a section's pages depend on."""
    yield from (section.id, section.title, section.xhtml)
    yield from (repr(note) for note in section.notes)
    yield from (repr((page.text, page.anchors)) for page in pages)


def _page(
    page: Page, number: int, first: FirstWord | None, anchors: tuple[str, ...], words: int
) -> MappedPage:
    return MappedPage(
        number,
        page.label,
        page.recto,
        page.blank,
        page.section,
        first,
        anchors,
        words,
        page.fill,
        page.digest,
    )


class _Chapter:
    """One section and its pages."""

    def __init__(self, section: Section, pages: Sequence[Page]) -> None:
        self._section, self._pages = section, pages
        self._text = section_text(xhtml.parse(section.xhtml))
        self._starts = list(_starts(flow_of(section, drawn=True), self._text, pages))
        self._firsts = [self._first(start) for start in self._starts]

    def marks(self) -> Iterator[_Mark]:
        """For each page its first word, the ids that begin there and how many words do."""
        anchors = (tuple(names) for names in self._anchors())
        return zip(self._firsts, anchors, self._words(), strict=True)

    def _first(self, start: int | None) -> FirstWord | None:
        return None if start is None else self._text.first_word(start)

    def _words(self) -> list[int]:
        """How many words begin on each page."""
        begun = [
            None if first is None else self._text.words_before(first.chapter_offset)
            for first in self._firsts
        ]
        counts: list[int] = []
        end = len(self._text.words)
        for start in reversed(begun):
            counts.append(0 if start is None else end - start)
            end = end if start is None else start
        return counts[::-1]

    def _anchors(self) -> list[list[str]]:
        """The ids that begin on each page, in the order of the text.

        The page engine names an element on every page that it goes on to, and knows nothing of the
        calls of notes; those stand where their number stands in the text.
        """
        homes: dict[str, int] = {}
        for at, page in enumerate(self._pages):
            for name in page.anchors:
                homes.setdefault(name, at)
        for owner in self._text.owners:
            homes.setdefault(owner.id, self._page_at(owner.start))
        for note in self._section.notes:
            home = homes.setdefault(note.id, homes.get(note.ref_id, 0))
            for element in xhtml.parse(note.xhtml).iter():
                homes.setdefault(element.get("id") or note.id, home)
        found: list[list[str]] = [[] for _ in self._pages]
        for name, at in homes.items():
            found[at].append(name)
        order = {name: at for at, name in enumerate(self._section.ids())}
        return [sorted(names, key=lambda name: order.get(name, len(order))) for names in found]

    def _page_at(self, position: int) -> int:
        """The page that shows the text at `position`, or what follows it."""
        index = self._text.index_of(position)
        shown = [at for at, start in enumerate(self._starts) if start is not None]
        return max((at for at in shown if (self._starts[at] or 0) <= index), default=0)


def _starts(flow: Flow, text: SectionText, pages: Sequence[Page]) -> Iterator[int | None]:
    notes = {
        note.id: skeleton("".join(sentences))
        for note, sentences in zip(flow.section.notes, flow.notes, strict=True)
    }
    shown: list[tuple[str, list[str]]] = []
    for page in pages:
        begun = [notes.pop(name) for name in list(notes) if name in page.anchors]
        shown.append((page.text, begun))  # a note that goes on is read on its first page
    return page_starts(text.skeleton, shown, flow.repeats)
