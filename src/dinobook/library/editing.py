"""What an editor does with a book that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import Project

if TYPE_CHECKING:
    from dinobook.editing.history.steps import FileChange
    from dinobook.impact.comparing import Comparison
    from dinobook.manifest import Manifest
    from dinobook.pipeline.outline_view import ArrangementFacts, OutlineView


@dataclass(frozen=True, slots=True)
class Editing:
    """The author's files and the folder that editions come out of, for one who orders chapters."""

    project: Project
    outputs: OutputFolder

    def manifest(self) -> Manifest:
        """The order, the editions and the metadata. Raises `ManifestError` with every fault."""
        from dinobook.manifest import read_manifest

        return read_manifest(self.project)

    def outline(self, arrangement: str = "") -> OutlineView:
        """The rows of the outline, or of an arrangement, with what is known of each chapter.

        Pages are those of the last build. Raises `ManifestError` for a manifest that cannot be
        used, `UsageError` for an arrangement that it does not have.
        """
        from dinobook.pipeline.outline_view import outline_view
        from dinobook.storage.cache import Cache
        from dinobook.storage.fingerprint import program

        cache = Cache(self.outputs.store(), program())
        return outline_view(self.project, self.manifest(), self.outputs, cache, arrangement)

    def arrangements(self) -> tuple[ArrangementFacts, ...]:
        """Each arrangement of the manifest, in its order."""
        from dinobook.pipeline.outline_view import arrangement_facts

        return arrangement_facts(self.manifest())

    def compare(
        self, arrangement: str, other: str = "outline", edition: str = "", *, exact: bool = False
    ) -> Comparison:
        """What it does to print `arrangement` and not `other`: “outline”, or another arrangement.

        Nothing is written. `edition` and `exact` as for `impact`. Raises `UsageError` for a name
        that the manifest does not have, and else as `impact` does.
        """
        from dinobook.impact.comparing import compare

        return compare(self.project, self.outputs, other, arrangement, edition, exact=exact)

    def sort_keys(self, by: str) -> dict[str, tuple[Any, ...]]:
        """What the chapters of the manuscript are sorted by, for `dinobook.editing.sort`.

        `by`: date, title, tag (the first of a chapter) or words. A chapter without is left out.
        """
        from dinobook.pipeline.outline_view import sort_keys

        return sort_keys(self.outline(), by)

    def new_chapter(self, name: str, title: str = "") -> dict[str, FileChange]:
        """The file to make for a chapter that `edit` is to add; none for one that has a file.

        Raises `UsageError` for a chapter without file when no title is given for a new one, and for
        a title when there is a file.
        """
        from dinobook.pipeline.chapter_files import new_chapter

        return new_chapter(self.project, self.outline(), name, title)

    def new_title(self, name: str, title: str) -> dict[str, FileChange]:
        """The file of a chapter with what gives it another title, for `edit`.

        Raises `UsageError` for a chapter that has no file.
        """
        from dinobook.pipeline.chapter_files import new_title

        return new_title(self.outline(), name, title)
