"""Files of chapters that an edit begins, or gives another title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dinobook.editing.written import written_text
from dinobook.errors import UsageError
from dinobook.manifest.values import Unfit, chapter_id
from dinobook.markup.front_matter.reader import RULES
from dinobook.markup.front_matter.split import title_span
from dinobook.pipeline.outline_view import OutlineRow, OutlineView
from dinobook.problems import did_you_mean, has_errors
from dinobook.storage.project import MANUSCRIPT, Project
from dinobook.strict_yaml import Mapping, Source, read

if TYPE_CHECKING:
    from dinobook.editing.history.steps import FileChange

_HEAD: Final = re.compile(
    r"\A(\ufeff?(?:[ \t]*\r?\n)*---[ \t]*\r?\n)(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M
)
_OPENED: Final = re.compile(r"\A\ufeff?\s*---[ \t]*\r?$", re.M)


def new_chapter(
    project: Project, view: OutlineView, name: str, title: str
) -> dict[str, FileChange]:
    """As `OpenBook.new_chapter` says."""
    files = {row.id: row.path for row in view.rows if row.path}
    path = f"{MANUSCRIPT}/{name}.md"
    if name in files:
        if title:
            raise UsageError(f"“{name}” has a file already: {files[name]}. Add it without --title.")
        return {}
    if not title:
        free = [row.id for row in view.rows if row.kind in ("aside", "unlisted")]
        hint = did_you_mean(name, free) or "For a new one, give its title: --title “…”."
        raise UsageError(f"There is no chapter file with the id “{name}”. {hint}")
    try:
        chapter_id(name)
    except Unfit as unfit:
        raise UsageError(f"{unfit.message} {unfit.hint}") from None
    if project.exists(path):
        raise UsageError(f"There is a file {path}, which has another id. Choose another one.")
    text = f"---\ntitle: {written_text(title)}\n---\n\n"
    return {path: lambda now: text if now is None else now}


def new_title(view: OutlineView, name: str, title: str) -> dict[str, FileChange]:
    """As `OpenBook.new_title` says."""
    row = _row(view, name)
    if not title.strip() or "\n" in title:
        raise UsageError("A chapter's title is some words on one line.")
    path = row.path
    return {path: lambda text: with_title(text or "", title.strip(), path)}


def _row(view: OutlineView, name: str) -> OutlineRow:
    files = {row.id: row for row in view.rows if row.path}
    if name not in files:
        hint = did_you_mean(name, files) or "“dinobook outline” shows those that there are."
        raise UsageError(f"There is no chapter file with the id “{name}”. {hint}")
    return files[name]


def with_title(text: str, title: str, path: str) -> str:
    """A chapter's text with another title: in its front matter, or in the line `# …`."""
    newline = "\r\n" if "\r\n" in text else "\n"
    head = _HEAD.match(text)
    if head is None:
        if _OPENED.match(text):
            raise _unreadable(path)
        at = len(text) - len(text.removeprefix("\ufeff"))
        if span := title_span(text, at):
            return text[: span[0]] + title + text[span[1] :]
        front = f"---{newline}title: {written_text(title)}{newline}---{newline}"
        mark = text[: len(text) - len(text.removeprefix("\ufeff"))]
        return mark + front + text.removeprefix("\ufeff")
    root, problems = read(Source(path, head[2]), RULES)
    if has_errors(problems) or not isinstance(root, Mapping | None):
        raise _unreadable(path)
    entry = root.entry("title") if root else None
    if entry is not None:
        start, end = head.start(2) + entry.value.start, head.start(2) + entry.value.end
        lead = "" if text[start - 1 : start].isspace() else " "
        tail = newline if text[start:end].endswith("\n") else ""
        return text[:start] + lead + written_text(title) + tail + text[end:]
    if span := title_span(text, head.end()):
        return text[: span[0]] + title + text[span[1] :]
    at = head.start(2)
    return text[:at] + f"title: {written_text(title)}{newline}" + text[at:]


def _unreadable(path: str) -> UsageError:
    return UsageError(
        f"{path} gets no other title: its front matter cannot be read. “dinobook check” says why."
    )
