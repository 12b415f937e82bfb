"""What the output folder remembers of the files that came out, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dinobook.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: what the summary shows, and what tells whether it is still good.

    `beside` are the files that belong to it: their names and SHA-256. `warnings` are what the
    checks of this file had to say.
    """

    edition: str
    name: str
    size: int
    pages: int
    chapters: int
    words: int
    seconds: float
    inputs: str
    sha256: str
    beside: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeCover:
    """A cover for so many pages of an edition.

    `files` are names and SHA-256: the cover itself, then its front and proof.
    """

    edition: str
    pages: int
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MadeProof:
    """A proof of an edition. `files` are names and SHA-256: its own, then its page map."""

    edition: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What the folder holds that is still as it was made, by edition.

    `editions` are the names that the manifest had at the last build, in its order. `covers` are
    those that are still there, also when somebody has worked on them since; so are `proofs`.
    `libraries` are the versions of Pango and HarfBuzz, the system's own, that set the lines of
    the last build.
    """

    editions: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    files: Mapping[str, Made] = field(default_factory=dict)
    covers: Mapping[str, MadeCover] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    proofs: Mapping[str, MadeProof] = field(default_factory=dict)

    def stale_covers(self) -> Iterator[Problem]:
        """A warning for each cover that was made for another number of pages than there are."""
        for cover in self.covers.values():
            made = self.files.get(cover.edition)
            if made is not None and made.pages != cover.pages:
                yield Problem(
                    Place(cover.files[0][0]),
                    "cover-013",
                    f"The cover of “{cover.edition}” was made for {cover.pages} "
                    f"page{'s' * (cover.pages != 1)}, and the book has {made.pages} now.",
                    f"Make it again for the new spine: dinobook cover {cover.edition}",
                    Severity.WARNING,
                )

    def ready(self, names: Sequence[str], inputs: str) -> tuple[Made, ...]:
        """The files of the editions `names` (empty: of all) when every one is up to date."""
        if not set(names) <= set(self.editions):
            return ()
        wanted = [name for name in self.editions if not names or name in names]
        found = [self.files[name] for name in wanted if name in self.files]
        complete = len(found) == len(wanted) and all(one.inputs == inputs for one in found)
        return tuple(found) if complete else ()
