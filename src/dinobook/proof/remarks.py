"""The remarks in a PDF that came back → the lines of the chapters that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Final

from dinobook.pagemap.model import PageMap
from dinobook.problems import NOWHERE, Place, Problem, Severity
from dinobook.proof.annotations import Annotation, Damaged, annotations_of
from dinobook.proof.chapters import Chapters
from dinobook.proof.finding import Finder, Found
from dinobook.proof.manuscript import what_is_at
from dinobook.proof.marked import Marked, around, heading_around, marked_by
from dinobook.proof.model import Remark, Remarks
from dinobook.proof.page_facts import NOTHING_KNOWN, PageFacts, facts_of
from dinobook.proof.page_text import Pages, PageText
from dinobook.proof.pdfs import document_of, opened
from dinobook.proof.runs import Run, runs_of
from dinobook.storage.project import MANIFEST, Project

MADE: Final = {
    "cover": "cover",
    "half-title": "half-title",
    "frontispiece": "frontispiece",
    "title-page": "title page",
    "colophon": "colophon",
    "contents": "contents",
    "figures": "list of figures",
    "tables": "list of tables",
    "index": "index",
    "bibliography": "bibliography",
}
"""Pages that say again what stands elsewhere: a remark on one is about that page."""
_OTHER_KINDS: Final = {"notes": "note", "part": "part title"}
_LABEL: Final = 12
"""“Figuur 12” or “Tableau 3” have no more letters."""
_PICTURE: Final = "!["
_LITTLE: Final = 0.1
"""A page of which no more than this part stands in the chapters is hardly of this book."""


def remarks_in(data: bytes, name: str, project: Project, maps: Mapping[str, PageMap]) -> Remarks:
    """Every remark in the PDF `data`, put back. `maps` are the page maps of the book by edition.

    Raises `SourceError` for what is no PDF or opens with a password only.
    """
    with opened(data, name) as pdf:
        left, damaged = annotations_of(pdf)
        if not left:
            return Remarks(name, "", (), tuple(_damaged(damaged, name)))
        pages = Pages(document_of(data, name))
        wanted = sorted({one.page for one in left})
        facts = facts_of(pdf, pages, maps, name, wanted)
    reading = _Reading(project, pages, facts, wanted)
    remarks = [remark for number in wanted for remark in reading.page(number, left)]
    problems = list(_damaged(damaged, name))
    if reading.is_other_book:
        problems.append(_other_book(name))
    edition = next((one.edition for one in facts.values() if one.edition), "")
    return Remarks(name, edition, tuple(remarks), tuple(problems))


def _damaged(damaged: Sequence[Damaged], name: str) -> list[Problem]:
    counts: defaultdict[int, int] = defaultdict(int)
    for one in damaged:
        counts[one.page] += 1
    return [
        Problem(
            Place(name),
            "remarks-003",
            f"{count} annotation{'s' * (count > 1)} on page {page + 1} cannot be read.",
            "Open the file in the program that the remarks were made with, and save it again.",
            Severity.WARNING,
        )
        for page, count in counts.items()
    ]


def _other_book(name: str) -> Problem:
    return Problem(
        Place(name),
        "remarks-004",
        "Hardly a word of the pages with remarks stands in the chapters of this book.",
        "Is it a PDF of this book? Name the book’s folder with --book.",
        Severity.WARNING,
    )


class _Reading:
    """Reads the pages that have remarks, and finds their words in the chapters."""

    def __init__(
        self, project: Project, pages: Pages, facts: Mapping[int, PageFacts], wanted: Sequence[int]
    ) -> None:
        self._chapters, self._pages, self._facts = Chapters(project), pages, facts
        searched = [number for number in wanted if self._known(number).kind not in MADE]
        texts = {number: self._text(number).letters[0] for number in searched}
        self._texts = texts
        self._runs = runs_of(self._chapters.manuscript, texts)

    @property
    def is_other_book(self) -> bool:
        """Whether next to nothing of the pages stands in the chapters."""
        letters = sum(map(len, self._texts.values()))
        known = sum(_covered(self._runs[number]) for number in self._texts)
        return letters > 0 and known < _LITTLE * letters

    def page(self, number: int, left: Sequence[Annotation]) -> list[Remark]:
        """The remarks on a page, in the order in which its words are read."""
        text = self._text(number)
        made = []
        for annotation in left:
            if annotation.page == number:
                marked = marked_by(annotation, text)
                line = _line_of(marked, text, annotation)
                made.append((marked.chars[:1] or (-1,), line, self._remark(annotation, marked)))
        made.sort(key=lambda one: (one[1], one[0]))
        return [remark for _, _, remark in made]

    def _known(self, number: int) -> PageFacts:
        return self._facts.get(number, NOTHING_KNOWN)

    def _text(self, number: int) -> PageText:
        return self._pages.read(number, self._known(number).inside)

    def _remark(self, annotation: Annotation, marked: Marked) -> Remark:
        number, known = annotation.page, self._known(annotation.page)
        text = self._text(number)
        before, after = around(marked, text)
        places, near, changed = self._places(number, marked)
        return Remark(
            number + 1,
            known.folio,
            _line_of(marked, text, annotation) if known.kind not in MADE or marked.chars else 0,
            annotation.kind,
            annotation.text,
            annotation.author,
            annotation.date,
            text.words(marked.chars),
            before,
            after,
            marked.is_beside,
            self._on(marked, known, places),
            known.chapter,
            places,
            near,
            changed,
            annotation.replies,
        )

    def _on(self, marked: Marked, known: PageFacts, places: Sequence[Place]) -> str:
        """What the words are part of."""
        if known.blank or marked.on == "page":
            return "blank page"
        if marked.on:
            return marked.on
        if known.kind in MADE:
            return MADE[known.kind]
        if places and places[0].path != MANIFEST:
            place = places[0]
            return what_is_at(self._chapters.manuscript.rows(place.path), place.line)
        return _OTHER_KINDS.get(known.kind, "text")

    def _places(self, number: int, marked: Marked) -> tuple[tuple[Place, ...], Place, bool]:
        """The lines of the words; where the words around them are; whether they have changed."""
        text = self._text(number)
        if number not in self._texts or marked.on in ("running head", "folio"):
            return (), NOWHERE, False
        if marked.on == "picture":
            return self._picture(number, text, marked), NOWHERE, False
        if not marked.chars:
            return (), NOWHERE, False
        found = self._find(number, text, marked.chars)
        if not found.indexes and marked.is_beside and marked.line:
            found = self._find(number, text, marked.line)
        if not found.indexes and (titles := self._titles(number, text, marked)):
            return titles, NOWHERE, False
        manuscript = self._chapters.manuscript
        near = manuscript.place(found.near) if found.near >= 0 else NOWHERE
        places = tuple(dict.fromkeys(manuscript.place(index) for index in found.indexes))
        return places, near, found.changed

    def _picture(self, number: int, text: PageText, marked: Marked) -> tuple[Place, ...]:
        """The line of the one picture that stands between the lines of text around it."""
        ends = [
            self._chapters.manuscript.place(found.indexes[0])
            for line in (marked.above, marked.below)
            if line and len((found := self._find(number, text, line)).indexes) == 1
        ]
        paths = {place.path for place in ends}
        if not ends or len(paths) > 1:
            return ()
        path = ends[0].path
        rows = self._chapters.manuscript.rows(path)
        first, last = ends[0].line, ends[-1].line
        if len(ends) == 1:  # the page has text on one side of the picture only
            first, last = (1, last) if marked.below else (first, len(rows))
        shown = [line for line in range(first, last + 1) if _PICTURE in rows[line - 1]]
        if len(ends) == 1:
            shown = shown[-1:] if marked.below else shown[:1]
        elif len(shown) != 1:
            return ()
        return tuple(Place(path, line, rows[line - 1].strip()) for line in shown)

    def _find(self, number: int, text: PageText, chars: Sequence[int]) -> Found:
        """Where the first passage of these characters is that is anywhere."""
        finder = Finder(
            self._chapters.manuscript.text,
            self._texts[number],
            self._runs[number],
            self._shown,
            self._at_home(number),
        )
        every = [finder.find(start, end) for start, end in text.spans(chars)]
        return next((one for one in every if one.indexes), every[0] if every else Found())

    def _at_home(self, number: int) -> Callable[[int], bool] | None:
        home = self._chapters.homes.get(self._known(number).chapter)
        if home is None:
            return None
        return lambda index: self._chapters.manuscript.place(index).path == home

    def _titles(self, number: int, text: PageText, marked: Marked) -> tuple[Place, ...]:
        """The titles that are all that is printed there."""
        for said in heading_around(marked, text):
            found = self._chapters.headings.get(said, [])
            home = self._chapters.homes.get(self._known(number).chapter)
            at_home = [place for place in found if place.path == home]
            if found:
                return tuple(at_home or found)
        return self._labelled(number, text, marked)

    def _labelled(self, number: int, text: PageText, marked: Marked) -> tuple[Place, ...]:
        """The titles of blocks and captions that are printed there, behind a label or none."""
        home = self._chapters.homes.get(self._known(number).chapter)
        for said in heading_around(marked, text):
            found = [
                place
                for title, place in self._chapters.labelled
                if said.endswith(title) and len(said) - len(title) <= _LABEL
            ]
            at_home = [place for place in found if place.path == home]
            if found:
                return tuple(at_home or found)
        return ()

    def _shown(self, letters: str) -> int:
        """How often the whole PDF shows these letters, but for pages that repeat others."""
        return sum(text.count(letters) for text in self._every)

    @cached_property
    def _every(self) -> list[str]:
        shown = (at for at in range(len(self._pages)) if self._known(at).kind not in MADE)
        return [self._text(number).letters[0] for number in shown]


def _covered(runs: Sequence[Run]) -> int:
    """How many letters of a page some run has."""
    count = end = 0
    for run in runs:
        count += max(run.end - max(end, run.on_page), 0)
        end = max(end, run.end)
    return count


def _line_of(marked: Marked, text: PageText, annotation: Annotation) -> int:
    """The line of a page, counted from 1 as a proof does; 0: it is on none."""
    lines = text.lines
    if marked.chars:
        first = marked.chars[0]
        return next((at for at, line in enumerate(lines, start=1) if first in line.chars), 0)
    middle = (annotation.box[1] + annotation.box[3]) / 2
    return sum(line.baseline > middle for line in lines)
