"""An import into a book that is opened, and what a source is before that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dinobook.errors import UsageError
from dinobook.importers.plan import Importer, Report
from dinobook.importers.run import apply
from dinobook.importers.sniffing import Sniffed, sniff_file, sniff_folder
from dinobook.pipeline.imported import inspector
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject, Project, read_text

if TYPE_CHECKING:
    from dinobook.importers.wordpress import Wordpress


def look_at(path: Path) -> Sniffed:
    """What a file or folder seems to be, and which importer reads it.

    Raises `UsageError` where there is nothing, or it cannot be read.
    """
    try:
        if path.is_dir():
            return sniff_folder(FolderProject(path.absolute()).files("."))
        data = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no {path}.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    return sniff_file(path.name, data)


def importer_for(path: Path) -> Importer:
    """The importer that reads this file or folder, by what is in it.

    Raises `UsageError` when none does, with what to do.
    """
    found = look_at(path)
    if not found.format:
        raise UsageError(f"{path} is {found.what}, which cannot be imported. {found.advice}")
    return _OPENING[found.format](path)


def _text(path: Path) -> Importer:
    from dinobook.importers.text import TextDump

    return TextDump(path.name, path.read_bytes())


def _markdown(path: Path) -> Importer:
    from dinobook.importers.markdown import MarkdownFolder

    return MarkdownFolder(path.name, FolderProject(path.absolute()))


def _word(path: Path) -> Importer:
    from dinobook.importers.docx import WordDocument

    return WordDocument(path.name, path.read_bytes())


def _wordpress(path: Path) -> Importer:
    return wordpress_export([path])


def wordpress_export(
    files: Sequence[Path],
    media: Path | None = None,
    *,
    parts: str = "",
    recover: bool = False,
    bracket_notes: bool = False,
    **choice: Any,
) -> Wordpress:
    """The files of one export as an importer, with the folder or zip of the blog's pictures.

    `choice` are fields of `importers.wordpress.Choice`. Raises `UsageError` for what is not there.
    """
    from dinobook.importers.wordpress import Choice, Media, Wordpress
    from dinobook.importers.wordpress.mediafiles import folder_media, zip_media

    for path in files:
        if not path.is_file():
            raise UsageError(f"There is no file {path}.")
    shown = Media()
    if media is not None and media.is_dir():
        shown = folder_media(FolderProject(media.absolute()))
    elif media is not None and media.is_file():
        shown = zip_media(media.open("rb"), media.name)
    elif media is not None:
        raise UsageError(f"There is no folder or zip {media}.")
    named = [(path.name, path.read_bytes()) for path in files]
    name = ", ".join(name for name, _ in named)
    return Wordpress(name, named, shown, Choice(**choice), parts, recover, bracket_notes)


_OPENING: Final[dict[str, Callable[[Path], Importer]]] = {
    "text": _text,
    "markdown": _markdown,
    "docx": _word,
    "wordpress": _wordpress,
}
"""How a source of each format is opened, with its usual settings."""


def bring_in(
    project: Project, outputs: OutputFolder, importer: Importer, plan: Path | None, into: str
) -> Report:
    """What `OpenBook.bring_in` does."""
    text = None
    if plan is not None:
        if not plan.is_file():
            raise UsageError(f"There is no plan {plan}.")
        text = read_text(FolderProject(plan.absolute().parent), plan.name)
    name = plan.name if plan else "the proposal"
    today = datetime.now(UTC).date().isoformat()
    return apply(project, importer, text, name, inspector(outputs), today, into)
