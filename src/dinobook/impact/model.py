"""What a change of order does, as values; `asdict` makes JSON of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Depth = Literal["estimate", "exact"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed edition on one of its printer's papers, before and after."""

    paper: str
    spine_mm: tuple[float, float]
    grams: tuple[float, float]
    postage: tuple[tuple[str, str, str], ...]
    """Of each carrier whose kind of item changes: its name, and what it was and will be."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Chapters in a row whose folios all change by so many pages."""

    chapters: tuple[str, ...]
    by: int


@dataclass(frozen=True, slots=True)
class EditionPages:
    """The pages of a PDF edition, in pairs: as they are, and as they will be.

    `signatures` are triples: the pages of a sheet, and how many sheets there were and will be.
    `cover_pages` is for how many pages its cover was made; 0: for none, or it fits as well as
    before. `about` are the reasons why these figures may be wrong.
    """

    edition: str
    pages: tuple[int, int]
    blanks: tuple[int, int]
    shifts: tuple[Shift, ...] = ()
    signatures: tuple[tuple[int, int, int], ...] = ()
    papers: tuple[Paper, ...] = ()
    cover_pages: int = 0
    about: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        same = self.pages[0] == self.pages[1] and self.blanks[0] == self.blanks[1]
        return not same or bool(self.shifts)


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A chapter, part, figure or table with another number; empty: it has or had none.

    `printed` tells in how many places other than its own the book prints that number.
    `editions` are those for which it holds.
    """

    id: str
    kind: str
    title: str
    before: str
    after: str
    printed: int
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misleading:
    """Words that may point the wrong way in the new order.

    `words` stand in `sentence` of the chapter, in this file and line. `target` is the id of the
    chapter or part that they meant, empty where nobody said; `why` is what has become of it.
    """

    chapter: str
    words: str
    sentence: str
    why: str
    target: str = ""
    file: str = ""
    line: int = 0
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Early:
    """A term, an abbreviation or a surname in a chapter before the one that introduces it.

    `introduced` is empty where no chapter does any more. `kind`: "term", "abbreviation" or "name".
    """

    chapter: str
    kind: str
    what: str
    introduced: str
    file: str = ""
    line: int = 0
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link whose target an edition no longer has. `bare`: without words of its own."""

    chapter: str
    href: str
    target: str
    bare: bool
    file: str
    line: int
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """Only what differs between two orders of a book; what was wrong before is no news.

    `kind` tells how it was found: worked out from the pages of the last build, or laid out. `about`
    with `reasons`: an estimate may be wrong. `unknown` are sentences about editions whose pages are
    not known. `constraints` are sentences about rules of the outline that the new order breaks.
    """

    kind: Depth
    about: bool
    reasons: tuple[str, ...]
    pages: tuple[EditionPages, ...] = ()
    unknown: tuple[str, ...] = ()
    numbers: tuple[Renumbered, ...] = ()
    misleading: tuple[Misleading, ...] = ()
    early: tuple[Early, ...] = ()
    links: tuple[LostLink, ...] = ()
    constraints: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """What an editor wants to know, the first things first."""
        from dinobook.impact.lines import lines_of

        return lines_of(self)
