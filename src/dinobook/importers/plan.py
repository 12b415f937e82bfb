"""What every import goes through: a source is read into a plan, a plan is carried out.

A plan says for each part of the source what it becomes, how sure the importer is, and why. A person
may edit it (`planfile`). Nothing is written before the whole plan has been checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Final, Protocol

from dinobook.problems import Place, Problem


class Kind(StrEnum):
    """What a part of the source becomes."""

    POST = "post"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    IMAGE_MISSING = "image-missing"
    IMAGE = "image"
    VERSE = "verse"
    QUOTE = "quote"
    DIALOGUE = "dialogue"
    TAG = "tag"
    DROP = "drop"


REPAIRS: Final[dict[str, str]] = {
    "nbsp-to-space": "a no-break space that a web page left behind becomes an ordinary space",
    "trailing-space": "spaces at the end of a line go",
    "double-space": "two or more spaces become one",
    "wrong-closer": "an opening quotation mark at the end of a word becomes a closing one",
    "leading-apostrophe": "an opening quotation mark before ’t, ’m or ’60 becomes an apostrophe",
}
"""The mechanical repairs of a dump by name. None of them touches a letter."""

CHANGES: Final[dict[str, str]] = {
    "html-script": "scripts and styles go: a book runs none",
    "html-drawing": "a drawing in the text (<svg>) becomes a picture in a file of its own",
    "html-embed": "a film, a sound or a frame becomes a link to its address",
    "html-element": "an element that only paints goes, or becomes one that books know",
    "html-attribute": "an attribute that only paints, or serves a browser, goes",
    "html-text": "a tag that opens and never closes is printed as the words it was typed as",
    "heading-level": "headings move so that they begin with ## and skip no level",
    "link-site": "a link to another page of the blog's site becomes a full address",
    "link-gone": "a link that leads nowhere in the book keeps its words only",
    "link-open": "a link that nothing closes is printed as it was typed",
    "id-twice": "an id that two posts use gets the name of its chapter before it",
    "note-twice": "a note that is called again gets a second note with the same text",
    "note-gone": "a call without its note, or a note without its call, is printed as it was typed",
    "code-open": "code that nothing closes is closed where the post ends",
}
"""What the import of a folder changes beside addresses, by name. No word is lost by it."""

REPAIRS_OF: Final = {"text": REPAIRS, "markdown": CHANGES}
"""The repairs that each importer offers."""

EVERY_REPAIR: Final = {**REPAIRS, **CHANGES}
SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One part of the source: lines `first` to `last` (from 1), or a whole `file` of a folder.

    `part` narrows an entry to some text at the end of its line (a picture's name after a sentence).
    `source_line` is the line that names where a verse or quotation comes from.
    `date` is a fact; `guessed_date` is never printed as one. `source` is the address of a post.
    `confidence` is 0 to 1.
    """

    kind: Kind
    first: int
    last: int
    words: str = ""
    confidence: float = 1.0
    reason: str = ""
    part: str = ""
    source_line: int = 0
    id: str = ""
    date: str = ""
    guessed_date: str = ""
    source: str = ""
    file: str = ""

    @property
    def lines(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def where(self) -> str:
        """What a person looks for: the file of a folder, or the lines of a text."""
        return self.file or self.lines


@dataclass(frozen=True, slots=True)
class Plan:
    """All parts of one source, in its order.

    `digests` has one short digest for each line (text) or `digest path` for each file (folder), so
    that a changed source can be told apart line by line. `site` is the web address that the posts
    of a folder had, when somebody knows it.
    """

    importer: str
    source: str
    sha256: str
    entries: tuple[PlanRow, ...]
    digests: tuple[str, ...] = ()
    repairs: tuple[str, ...] = tuple(REPAIRS)
    site: str = ""

    def rows(self) -> tuple[tuple[str, str, str, str, str, str], ...]:
        """As a table: line(s) or file, kind, id, confidence, reason, first words."""
        return tuple(
            (
                entry.where,
                entry.kind.value,
                entry.id,
                f"{entry.confidence:.0%}",
                entry.reason,
                entry.words,
            )
            for entry in self.entries
        )


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written; `path` is a project path. `id` is set when it is a chapter."""

    path: str
    data: bytes
    id: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """One mechanical change: on `line`, at `column` (from 0), `before` became `after`.

    Columns count in the line as it was when this repair was made; `context` is for the eye; `file`
    is the file of a folder.
    """

    name: str
    line: int
    column: int
    before: str
    after: str
    context: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan would write. `dropped` are the entries that the plan leaves out."""

    files: tuple[NewFile, ...] = ()
    dropped: tuple[PlanRow, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()

    def changes(self) -> Iterator[str]:
        """Each kind of change once, with where it is made; those of a dump are counted only."""
        kinds: dict[str, list[Repair]] = {}
        for repair in self.repairs:
            kinds.setdefault(repair.name, []).append(repair)
        for name, repairs in kinds.items():
            places = dict.fromkeys(str(Place(one.file, one.line)) for one in repairs if one.file)
            where = f" ({first_few(places)})" if places else ""
            yield f"{len(repairs)} × {name}: {EVERY_REPAIR[name]}{where}"


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: project paths `written` and `unchanged`. With errors nothing is written.

    `listed` are the ids that were added to the manifest, under `aside`.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    draft: Draft = field(default_factory=Draft)
    problems: tuple[Problem, ...] = ()

    @property
    def in_short(self) -> str:
        """The first few of those ids, and how many more there are."""
        return first_few(self.listed)


class Importer(Protocol):
    """A source that can be imported. `format` is what its plans are marked with."""

    format: ClassVar[str]

    def propose(self) -> tuple[Plan | None, tuple[Problem, ...]]:
        """The plan as the importer would carry it out; None when the source cannot be read."""
        ...

    def changes(self, plan: Plan) -> tuple[Problem, ...]:
        """How the source differs from the one that `plan` was made for; empty when it does not."""
        ...

    def draft(self, plan: Plan) -> Draft:
        """Every file that `plan` makes. Writes nothing."""
        ...


def first_few(names: Iterable[str]) -> str:
    """`a.md, b.md, c.md and 12 more`."""
    listed = list(names)
    more = len(listed) - SHOWN
    return ", ".join(listed[:SHOWN]) + (f" and {more} more" if more > 0 else "")
