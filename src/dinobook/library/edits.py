"""What an open book does with edits: make them, take them back, make them again, list them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dinobook.storage.edit_journal import FolderStore, MemoryStore
from dinobook.storage.project import MANIFEST, FolderProject, Project

if TYPE_CHECKING:
    from dinobook.editing.history.steps import Edited, Editor, FileChange, History


class EditableBook:
    """The part of `OpenBook` that edits. A book in memory remembers its edits in `memory`."""

    __slots__ = ()
    project: Project
    memory: MemoryStore

    def edit(
        self,
        verb: str,
        change: Callable[[str], str],
        *,
        arguments: Mapping[str, object] | None = None,
        files: Mapping[str, FileChange] | None = None,
        force: bool = False,
        dry_run: bool = False,
    ) -> Edited:
        """Change the manifest by a function from text to text, and remember it.

        `change` may be called again when somebody else saves the manifest meanwhile, so it must
        depend on the text alone. `verb` and `arguments` (what JSON can hold) are what `history`
        tells. `files`: other files that change with it, from their text to another; None: no file.
        Raises what the functions raise, `SourceError` when a file is saved again and again
        meanwhile, `SetupError` when it cannot be remembered or written; then nothing has changed.
        """
        every: dict[str, FileChange] = {MANIFEST: lambda text: change(text or ""), **(files or {})}
        return self._editor().edit(
            verb, every, arguments=arguments or {}, now=_now(), force=force, dry_run=dry_run
        )

    def undo(self, steps: int = 1, *, dry_run: bool = False) -> Edited:
        """Take the last steps back, all or none; what was done by hand since stays.

        Raises `UsageError` when there are fewer; `ManifestError`, or `SourceError` for a chapter,
        with both places when a step and a later change concern the same.
        """
        return self._editor().undo(steps, now=_now(), dry_run=dry_run)

    def redo(self, steps: int = 1, *, dry_run: bool = False) -> Edited:
        """Make the steps again that were undone last. Raises as `undo` does."""
        return self._editor().redo(steps, now=_now(), dry_run=dry_run)

    def history(self) -> History:
        """The steps that are remembered, and which of them can be undone and redone."""
        return self._editor().history()

    def _editor(self) -> Editor:
        from dinobook.editing.history.steps import Editor

        if isinstance(self.project, FolderProject):
            return Editor(self.project, FolderStore(self.project.root.resolve()))
        return Editor(self.project, self.memory)


def _now() -> datetime:
    return datetime.now(UTC)
