"""What every import goes through: a source is read into a plan, a plan is carried out.

A plan says for each part of the source what it becomes, how sure the importer is, and why. A person
may edit it (`planfile`). Nothing is written before the whole plan has been checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Final, Protocol

from dinobook.importers.comparing import Difference, Same
from dinobook.importers.formats import EVERY_REPAIR
from dinobook.importers.inventory import Inventory, LeftOut
from dinobook.problems import Place, Problem


class Kind(StrEnum):
    """What a part of the source becomes."""

    POST = "post"
    PAGE = "page"
    CHAPTER = "chapter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    IMAGE_MISSING = "image-missing"
    IMAGE = "image"
    DECORATION = "decoration"
    VERSE = "verse"
    QUOTE = "quote"
    DIALOGUE = "dialogue"
    TAG = "tag"
    DROP = "drop"


CHAPTER_KINDS: Final = (Kind.POST, Kind.PAGE, Kind.CHAPTER)
"""What becomes a chapter of its own."""
FAULTS: Final = "faults"
"""The class of what `check` would say of a chapter, beside those of the inventory."""

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One part of the source: lines `first` to `last` (from 1), a whole `file`, or an `item`.

    An item is what the importer says: a post's number, the path of a heading. `title` is what its
    chapter shall be called, `into` the part of the book where it goes. `part` narrows an entry to
    some text at the end of its line (a picture's name after a sentence). `source_line` is the line
    that names where a verse or quotation comes from.
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
    item: str = ""
    title: str = ""
    into: str = ""

    @property
    def lines(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def where(self) -> str:
        """What a person looks for: an item, the file of a folder, or the lines of a text."""
        return self.item or self.file or self.lines


@dataclass(frozen=True, slots=True)
class AcceptedLoss:
    """What the plan lets go of one part of the source (`where`): so many of a class, and why.

    `kind` is a class of the inventory, or `FAULTS`.
    """

    where: str
    kind: str
    count: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All parts of one source, in its order.

    `digests` has one short digest for each line (text) or `digest path` for each file (folder), so
    that a changed source can be told apart line by line. `site` is the web address that the posts
    of a folder had, when somebody knows it. `options` are the importer's own settings by name.
    """

    importer: str
    source: str
    sha256: str
    entries: tuple[PlanRow, ...]
    digests: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    site: str = ""
    options: tuple[tuple[str, str], ...] = ()
    accepted: tuple[AcceptedLoss, ...] = ()

    def option(self, name: str) -> str:
        """What is chosen, empty for nothing."""
        return dict(self.options).get(name, "")

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
    """A file to be written; `path` is a project path. `id` is set when it is a chapter.

    `into` is the part of the book where that chapter goes, by its id or title; empty: `aside`.
    """

    path: str
    data: bytes
    id: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a chapter was made of, for the proof that nothing was lost.

    `where` is the locator of its row in the plan. `left_out` explains what is missing on purpose,
    `same` how keys of the source's inventory are called in the chapter.
    """

    id: str
    where: str
    inventory: Inventory
    left_out: tuple[LeftOut, ...] = ()
    same: Same = field(default_factory=dict)


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
class About:
    """What a source says of itself, which the manifest may take over; each may be empty."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan would write. `dropped` are the entries that the plan leaves out.

    `sources` are lists of sources among the files that the manifest shall name, `about` is what it
    shall say of the book from now on. An importer that
    gives `origins`, one for each chapter, has its chapters compared with its source.
    """

    files: tuple[NewFile, ...] = ()
    dropped: tuple[PlanRow, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    about: About | None = None

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
class Conserved:
    """How one chapter compares with its source; `accepted` are those that the plan lets go."""

    origin: Origin
    differences: tuple[Difference, ...] = ()
    accepted: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: project paths `written` and `unchanged`. With errors nothing is written.

    `renewed` were written over: nobody had edited them since the import before. `listed` are the
    ids that were added to the manifest, `placed` those of them that stand in a
    part of the book; the others are under `aside`. `conserved` says for each chapter what differs
    from its source, `plan` what was carried out.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    draft: Draft = field(default_factory=Draft)
    problems: tuple[Problem, ...] = ()
    placed: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    conserved: tuple[Conserved, ...] = ()
    plan: Plan | None = None

    @property
    def in_short(self) -> str:
        """The first few ids under `aside`, and how many more there are."""
        return first_few(self.aside)

    @property
    def aside(self) -> tuple[str, ...]:
        return tuple(name for name in self.listed if name not in self.placed)


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
