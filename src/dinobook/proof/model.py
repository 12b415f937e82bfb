"""What a proof knows of its pages, and what a reader's remarks on them become."""

from __future__ import annotations

from dataclasses import dataclass

from dinobook.problems import NOWHERE, Place, Problem
from dinobook.proof.annotations import Reply
from dinobook.storage.outputs import Made


@dataclass(frozen=True, slots=True)
class Proof:
    """A PDF for reading: its pages are those of `edition`, at true size on larger sheets.

    `files` are the proof and its page map, by name. `lines` counts those that bear a number.
    """

    edition: str
    name: str
    pages: int
    lines: int
    sheet_mm: tuple[float, float]
    files: tuple[str, ...]
    of: Made


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader left in a PDF, and where in the author's files it belongs.

    `page` counts from 1 in the file; `folio` is the number printed on it. `kind` is how it was
    left: highlight, note, strike-out, insertion. `text` is what it says, empty for a mere mark.
    `words` are those that were marked, or that it stands beside (`is_beside`), with some
    `before` and `after`; `on` is what these are part of. `line_on_page` counts as a proof does,
    0 where it is on no line.

    `places` has the line of the words: one, or several when nothing tells which; none when they
    are not found, and then `near` is where the words around them are, if these are anywhere.
    `changed`: some of the marked words are there no more.
    """

    page: int
    folio: str
    line_on_page: int
    kind: str
    text: str
    author: str
    date: str
    words: str
    before: str
    after: str
    is_beside: bool
    on: str
    chapter: str
    places: tuple[Place, ...] = ()
    near: Place = NOWHERE
    changed: bool = False
    replies: tuple[Reply, ...] = ()

    @property
    def place(self) -> Place:
        """The line where the words stand; nowhere when there is none, or one of several."""
        return self.places[0] if len(self.places) == 1 else NOWHERE


@dataclass(frozen=True, slots=True)
class Remarks:
    """All remarks in a file, in reading order; `edition` is the one it shows, if that is known."""

    file: str
    edition: str
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def found(self) -> int:
        """How many have one line."""
        return sum(len(remark.places) == 1 for remark in self.remarks)
