"""An index from marks and pages: where each term stands, collapsed and sorted as printers do.

What prints it, and the marks in the text, are not here. The rules for notes and ranges are those of
the Chicago Manual of Style (chapter 16, Indexes): `12n3` for a note, `12nn3–4` for successive notes
of one page, `12–14` for a passage that goes on over the pages; but whole numbers on both sides of
the dash, as in Dutch books. A note on a page that is listed anyway is not listed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dinobook import xhtml
from dinobook.book.made_pages.collation import collation_key, head_letter
from dinobook.markup.fragment import IndexMark

Mark = IndexMark
"""A place that the index names, or a reference; its note has the number that the book prints."""


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The folios of all pages in their order, and for each id the index of its page in `folios`."""

    folios: tuple[str, ...]
    homes: Mapping[str, int]

    def follows(self, page: int) -> bool:
        """Whether `page` is numbered on from the one before: not from viii to 1."""
        return page > 0 and self.folios[page].isdecimal() == self.folios[page - 1].isdecimal()


NOTHING_PRINTED: Final = PrintedPages((), {})


@dataclass(frozen=True, slots=True)
class Locator:
    """Pages `first` to `last`, or on one page the notes `notes`, which follow each other.

    Pages are indexes in `PrintedPages.folios`. `at` is the id of the first place that is meant.
    """

    first: int
    last: int
    text: str
    notes: tuple[int, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index with what stands below it. `letter` is the head under which it comes.

    `see` and `also` are the terms that it refers to.
    """

    term: str
    letter: str
    locators: tuple[Locator, ...] = ()
    see: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    subs: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexStyle:
    """`collapse`: three or more pages in a row become a range, also where no passage goes on.

    `ij_as_y`: sort ij as y, as encyclopedias and telephone books do.
    """

    collapse: bool = False
    ij_as_y: bool = False


def make_index(
    marks: Iterable[Mark], pages: PrintedPages, style: IndexStyle | None = None
) -> tuple[IndexEntry, ...]:
    """The entries in their order, whatever the order of the marks.

    A mark whose id is on no page of this edition is left out, and so is an entry that is left with
    nothing to say. When a passage ends before it begins, or in what this edition leaves out, its
    known ends are listed as two places. Terms that differ as `entry_key` says are one.
    """
    style = style or IndexStyle()
    terms: dict[str, _Term] = {}
    for mark in marks:
        terms.setdefault(entry_key(mark.term), _Term()).add(mark)
    spelled = {key: term.spelled for key, term in terms.items()}
    return _entries(terms, pages, style, spelled)


def entry_key(term: str) -> str:
    """What the terms of an entry share: burn-out and Burn-out do, who and WHO do not."""
    plain = " ".join(term.split())
    return plain if plain.isupper() and sum(map(str.isalpha, plain)) > 1 else plain.casefold()


@dataclass(slots=True)
class _Term:
    """What the marks of one term say, while they are gathered."""

    marks: list[Mark] = field(default_factory=list)
    see: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)
    subs: dict[str, _Term] = field(default_factory=dict)
    sort_as: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)

    def add(self, mark: Mark) -> None:
        self.spellings.add(xhtml.folded(mark.term))
        if mark.sort_as:
            self.sort_as.add(mark.sort_as)
        sub = xhtml.folded(mark.sub)
        line = self.subs.setdefault(entry_key(sub), _Term()) if sub else self
        if sub:
            line.spellings.add(sub)
        line.marks.append(mark)
        line.see |= {xhtml.folded(mark.see)} - {""}
        line.also |= {xhtml.folded(mark.also)} - {""}

    @property
    def spelled(self) -> str:
        """As the first of its spellings in a dictionary, where small letters come first."""
        return min(self.spellings, key=collation_key)

    @property
    def sorted_by(self) -> str:
        """Marks may disagree; then the first in the alphabet counts, whatever their order."""
        return min(self.sort_as, default=self.spelled)


def _entries(
    terms: Mapping[str, _Term], pages: PrintedPages, style: IndexStyle, spelled: Mapping[str, str]
) -> tuple[IndexEntry, ...]:
    """`spelled` are the terms of the whole index by their keys."""

    def key(text: str) -> tuple[object, ...]:
        return collation_key(text, ij_as_y=style.ij_as_y)

    order = sorted(terms.values(), key=lambda one: (key(one.sorted_by), key(one.spelled)))
    entries = (_entry(term, pages, style, spelled) for term in order)
    return tuple(
        entry for entry in entries if entry.locators or entry.see or entry.also or entry.subs
    )


def _entry(
    gathered: _Term, pages: PrintedPages, style: IndexStyle, spelled: Mapping[str, str]
) -> IndexEntry:
    def order(targets: Collection[str]) -> tuple[str, ...]:
        named = {spelled.get(entry_key(target), target) for target in targets}
        return tuple(sorted(named, key=lambda one: collation_key(one, ij_as_y=style.ij_as_y)))

    return IndexEntry(
        gathered.spelled,
        head_letter(gathered.sorted_by, ij_as_y=style.ij_as_y),
        locators(gathered.marks, pages, collapse=style.collapse),
        order(gathered.see),
        order(gathered.also),
        _entries(gathered.subs, pages, style, spelled),
    )


def locators(
    marks: Iterable[Mark], pages: PrintedPages, *, collapse: bool = False
) -> tuple[Locator, ...]:
    """Where one term stands, in the order of the book."""
    marks = tuple(marks)
    spans: list[tuple[int, int]] = []
    notes: set[tuple[int, int]] = set()
    for mark in marks:
        for first, last in _spans(mark, pages):
            if mark.note and first == last:
                notes.add((first, mark.note))
            else:
                spans.append((first, last))
    ranges = _merged(spans)
    if collapse:
        ranges = _collapsed(ranges, pages)
    covered = {page for first, last in ranges for page in range(first, last + 1)}
    found = [
        _page_locator(first, last, pages) for one in ranges for first, last in _runs(*one, pages)
    ]
    found += _note_locators(sorted(note for note in notes if note[0] not in covered), pages)
    ordered = sorted(found, key=lambda one: (one.first, one.notes))
    return tuple(replace(one, at=_place_of(one, marks, pages)) for one in ordered)


def _place_of(locator: Locator, marks: Iterable[Mark], pages: PrintedPages) -> str:
    """The id of the first mark on the locator's first page, or of the end of a passage there."""
    here = [mark for mark in marks if not locator.notes or mark.note in locator.notes]
    names = [name for mark in here for name in (mark.at, mark.until)]
    return next((name for name in names if pages.homes.get(name) == locator.first), "")


def _spans(mark: Mark, pages: PrintedPages) -> Iterator[tuple[int, int]]:
    """First and last page of the mark; two single pages when its ends do not go together."""
    first, last = pages.homes.get(mark.at), pages.homes.get(mark.until)
    if first is not None and last is not None and first <= last:
        yield first, last
        return
    for page in (first, last):
        if page is not None:
            yield page, page


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; those that share a page become one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


def _collapsed(ranges: Sequence[tuple[int, int]], pages: PrintedPages) -> list[tuple[int, int]]:
    """Ranges that adjoin become one when that makes at least three pages."""
    found: list[tuple[int, int]] = []
    for group in _adjoining(ranges, pages):
        first, last = group[0][0], group[-1][1]
        found += [(first, last)] if last - first >= 2 else group
    return found


def _adjoining(
    ranges: Sequence[tuple[int, int]], pages: PrintedPages
) -> Iterator[list[tuple[int, int]]]:
    group: list[tuple[int, int]] = []
    for one in ranges:
        if group and not (one[0] == group[-1][1] + 1 and pages.follows(one[0])):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _runs(first: int, last: int, pages: PrintedPages) -> Iterator[tuple[int, int]]:
    """The range, cut where the numbering changes: vi–viii, 1–3."""
    start = first
    for page in range(first + 1, last + 1):
        if not pages.follows(page):
            yield start, page - 1
            start = page
    yield start, last


def _page_locator(first: int, last: int, pages: PrintedPages) -> Locator:
    text = pages.folios[first]
    return Locator(first, last, text if first == last else f"{text}–{pages.folios[last]}")


def _note_locators(notes: Sequence[tuple[int, int]], pages: PrintedPages) -> list[Locator]:
    """Notes of one page that follow each other become one locator. `notes` are sorted."""
    found: list[Locator] = []
    for page, number in notes:
        if found and found[-1].first == page and found[-1].notes[-1] == number - 1:
            numbers = (*found.pop().notes, number)
        else:
            numbers = (number,)
        found.append(Locator(page, page, _note_text(pages.folios[page], numbers), numbers))
    return found


def _note_text(folio: str, numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"{folio}n{numbers[0]}"
    return f"{folio}nn{numbers[0]}–{numbers[-1]}"
