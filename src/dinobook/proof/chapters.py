"""The chapters that remarks are put back into, as they are now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from dinobook.manifest.files import CHAPTER
from dinobook.markup.front_matter.split import peek
from dinobook.problems import Place
from dinobook.proof.manuscript import Manuscript
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project


@dataclass(frozen=True)
class Chapters:
    """The author's files as they are now."""

    project: Project

    @cached_property
    def manuscript(self) -> Manuscript:
        paths = [path for path in self.project.files(MANUSCRIPT) if path.endswith(CHAPTER)]
        return Manuscript({path: self._text(path) for path in paths})

    @cached_property
    def homes(self) -> dict[str, str]:
        """The file of each chapter, by its id."""
        files = self.manuscript.files
        return {peek(text, path).id: path for path, text in files.items()}

    @cached_property
    def headings(self) -> dict[str, list[Place]]:
        """Titles and headings by their letters; those of parts stand in the manifest."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        outline = {MANIFEST: self._text(MANIFEST)} if self.project.exists(MANIFEST) else {}
        for letters, place in [*self.manuscript.headings(), *Manuscript(outline).headings()]:
            found[letters].append(place)
        return dict(found)

    @cached_property
    def labelled(self) -> list[tuple[str, Place]]:
        """The titles of blocks and captions by their letters."""
        return list(self.manuscript.labelled())

    def _text(self, path: str) -> str:
        return self.project.read_bytes(path).decode("utf-8", "replace")
