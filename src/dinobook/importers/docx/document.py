"""A Word document as an importer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import ClassVar, Final

from dinobook.importers.changes import sha256_of
from dinobook.importers.docx.draft import FRONT, Chosen, draft_of, items_of
from dinobook.importers.docx.prepass.revisions import Changes
from dinobook.importers.docx.refused import RefusedError
from dinobook.importers.docx.settle.document import excerpt
from dinobook.importers.docx.thesis import Chapter, Choices, Thesis, read_thesis
from dinobook.importers.docx.tree.build import words_of
from dinobook.importers.naming import unique_slugs
from dinobook.importers.plan import Draft, Kind, Plan, PlanRow
from dinobook.problems import Place, Problem, Severity

_LEVELS: Final = ("1", "2", "3")
_SETTLED: Final = "changes"
_DEPTH: Final = "level"
_HEADINGS: Final = "headings"
_LOOKS: Final = "looks"


@dataclass(frozen=True, slots=True)
class WordDocument:
    """The bytes of a document and the name that messages and plans call it by.

    `tracked` says what becomes of tracked changes, `accept` or `reject` (empty: a document that has
    some is refused); `level` which headings begin a chapter; `by_looks`: where headings have no
    styles, lines that look like headings are taken for them.
    """

    format: ClassVar[str] = "docx"

    name: str
    data: bytes
    tracked: str = ""
    level: int = 1
    by_looks: bool = False
    _read: dict[Choices, Thesis] = field(default_factory=dict, repr=False, compare=False)
    """The document as it was read last, which takes a second or more."""

    def propose(self) -> tuple[Plan | None, tuple[Problem, ...]]:
        try:
            thesis = self._thesis(self._choices(self.tracked, self.level, by_looks=self.by_looks))
        except RefusedError as error:
            return None, (error.problem(self.name),)
        entries = (*_chapter_rows(thesis), *_picture_rows(thesis))
        options = [(_DEPTH, str(self.level))] if self.level > 1 else []
        if self.tracked:
            options.append((_SETTLED, self.tracked))
        if self.by_looks:
            options.append((_HEADINGS, _LOOKS))
        plan = Plan(self.format, self.name, sha256_of(self.data), entries, options=tuple(options))
        return plan, (*_unsplit(self.name, thesis), *_of_itself(self.name, thesis))

    def changes(self, plan: Plan) -> tuple[Problem, ...]:
        if sha256_of(self.data) == plan.sha256:
            return ()
        message = "The document has changed since the plan was made."
        hint = "Make a new plan, or put the document back as it was."
        return (Problem(Place(self.name), "import-005", message, hint),)

    def draft(self, plan: Plan) -> Draft:
        level = plan.option(_DEPTH)
        choices = self._choices(
            plan.option(_SETTLED) or self.tracked,
            int(level) if level in _LEVELS else self.level,
            by_looks=plan.option(_HEADINGS) == _LOOKS,
        )
        try:
            thesis = self._thesis(choices)
        except RefusedError as error:
            return Draft(problems=(error.problem(self.name),))
        return draft_of(Chosen(plan, thesis, choices, self.data))

    def _thesis(self, choices: Choices) -> Thesis:
        if choices not in self._read:
            self._read.clear()
            self._read[choices] = read_thesis(self.name, self.data, choices)
        return self._read[choices]

    def _choices(self, tracked: str, level: int, *, by_looks: bool) -> Choices:
        return Choices(Changes(tracked) if tracked else None, level, by_looks)


def _chapter_rows(thesis: Thesis) -> list[PlanRow]:
    titles = [_title(chapter, thesis) for chapter in thesis.chapters]
    ids = unique_slugs(titles, "hoofdstuk")
    items = items_of(thesis)
    looks = {one.words: one for one in thesis.guesses}
    found = []
    for chapter, title, own, item in zip(thesis.chapters, titles, ids, items, strict=True):
        kind, confidence, reason = Kind.CHAPTER, 1.0, f"heading of level {len(chapter.path)}"
        if guess := looks.get(chapter.title):
            confidence, reason = guess.confidence, f"it looks like a heading: {guess.reason}"
        if chapter.is_cover:
            kind, confidence = Kind.DROP, 0.8
            reason = "it looks like a title page, which the book makes itself"
        elif not len(chapter.tree):
            kind, reason = Kind.DROP, "there is no text below this heading"
        elif not chapter.path:
            confidence, reason = 0.7, "it stands before the first heading"
        words = excerpt(words_of(chapter.tree))
        shown = "" if kind is Kind.DROP else own
        given = title if shown and title != (chapter.title or title) else ""
        found.append(
            PlanRow(kind, 0, 0, words, confidence, reason, id=shown, item=item, title=given)
        )
    return found


def _title(chapter: Chapter, thesis: Thesis) -> str:
    return chapter.title or thesis.front.title or FRONT


def _picture_rows(thesis: Thesis) -> list[PlanRow]:
    """Pictures that nothing describes: their rows ask for words, or for `decoration`."""
    found: dict[str, PlanRow] = {}
    for chapter in thesis.chapters:
        for image in [] if chapter.is_cover else chapter.tree.iter("img"):
            path = image.get("src", "")
            if image.get("alt") is None and path not in found:
                reason = "nothing says what it shows: write that as its title, or “decoration”"
                name = PurePosixPath(path).name
                near = chapter.title or "the beginning"
                found[path] = PlanRow(
                    Kind.IMAGE, 0, 0, f"in “{near}”", 0.5, reason, id=PurePosixPath(path).stem,
                    item=name,
                )  # fmt: skip
    return list(found.values())


def _unsplit(name: str, thesis: Thesis) -> list[Problem]:
    """A document without headings becomes one chapter, which is said."""
    if len(thesis.chapters) != 1 or thesis.chapters[0].path:
        return []
    message = "The document has no headings of Word’s own styles: it becomes one chapter."
    hint = "Give its headings the style “Heading 1” (Kop 1) in Word, and import it again."
    if thesis.guesses:
        message += f" {len(thesis.guesses)} lines look like headings."
        hint = f"Import with `--headings looks` to see what they would make. Better: {_lower(hint)}"
    return [Problem(Place(name), "import-062", message, hint, Severity.WARNING)]


def _of_itself(name: str, thesis: Thesis) -> Iterator[Problem]:
    """Its title and authors, which the book can take over."""
    front = thesis.front
    if front.title:
        by = f", by {', '.join(front.authors)}" if front.authors else ""
        message = f"The document calls itself “{front.title}”{by}."
        hint = "With “book: take” in the plan the book gets its title, subtitle and authors."
        yield Problem(Place(name), "import-065", message, hint, Severity.NOTE)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
