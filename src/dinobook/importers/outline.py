"""What an import does to the manifest: new chapters aside or in a part, new lists of sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dinobook.book.section_ids import part_id
from dinobook.editing.aside import append_aside
from dinobook.editing.keys import with_key_in
from dinobook.editing.membership import add_all
from dinobook.editing.parts import part_add
from dinobook.editing.spots import Spot
from dinobook.editing.written import written_text
from dinobook.errors import ManifestError
from dinobook.importers.plan import About, Draft, NewFile
from dinobook.manifest.edit import load
from dinobook.manifest.model import ChapterRow, PartRow
from dinobook.manifest.parse import parse
from dinobook.storage.project import MANIFEST, MANUSCRIPT
from dinobook.strict_yaml import Mapping, Scalar
from dinobook.strict_yaml import Sequence as ListNode


@dataclass(frozen=True, slots=True)
class Listed:
    """The manifest's new text, the ids that it lists now, and those of them in a part."""

    text: str
    ids: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()


def unlisted(text: str, draft: Draft) -> tuple[NewFile, ...]:
    """The chapters that the manifest does not list yet. Raises `ManifestError` for faults of it."""
    parsed = parse(text)
    if parsed.manifest is None:
        raise ManifestError(f"{MANIFEST} has faults.", parsed.problems)
    rows = {row.id for row in parsed.manifest.outline if isinstance(row, ChapterRow)}
    known = rows | set(parsed.manifest.aside)
    return tuple(file for file in draft.files if file.id and file.id not in known)


def listed(text: str, draft: Draft) -> Listed:
    """The manifest with all that the draft wants of it. Raises `ManifestError` when it cannot be.

    A part that is not there is made, at the end of the body.
    """
    new = unlisted(text, draft)
    parts = dict.fromkeys(file.into for file in new if file.into)
    for name in parts:
        text = _with_part(text, name)
        text = add_all(text, [file.id for file in new if file.into == name], Spot(part=name))
    aside = [file.id for file in new if not file.into]
    text = append_aside(text, aside) if aside else text
    text = with_sources(text, draft.sources)
    text = _with_about(text, draft.about) if draft.about else text
    placed = tuple(file.id for file in new if file.into)
    return Listed(text, tuple(file.id for file in new), placed)


def _with_part(text: str, name: str) -> str:
    """A part by its id or title, or a new one of that title."""
    manifest = parse(text).manifest
    rows = manifest.outline if manifest else ()
    if any(isinstance(row, PartRow) and name in (row.part, part_id(row)) for row in rows):
        return text
    return part_add(text, name, Spot(last=True))


def with_sources(text: str, paths: Sequence[str]) -> str:
    """The lists of sources, project paths, that the book shall know, beside those it knows."""
    document = load(text, MANIFEST)
    book = document.root.get("book")
    if not isinstance(book, Mapping):
        return text
    known = _texts(book.get("sources"))
    wanted = [path.removeprefix(f"{MANUSCRIPT}/") for path in paths]
    new = [name for name in wanted if name not in known]
    if not new:
        return text
    every = [written_text(name) for name in (*known, *new)]
    written = f"[{', '.join(every)}]" if len(every) > 1 else every[0]
    return with_key_in(document.source, book, "sources", written, "language")


def _with_about(text: str, about: About) -> str:
    """The book's own title, subtitle and authors, where the source names them."""
    authors = ", ".join(f"{{name: {written_text(name)}}}" for name in about.authors)
    wanted = {
        "title": written_text(about.title) if about.title else "",
        "subtitle": written_text(about.subtitle) if about.subtitle else "",
        "authors": f"[{authors}]" if authors else "",
    }
    for key, written in wanted.items():
        document = load(text, MANIFEST)
        book = document.root.get("book")
        if written and isinstance(book, Mapping):
            text = with_key_in(document.source, book, key, written, "title")
    return text


def _texts(node: object) -> Sequence[str]:
    if isinstance(node, Scalar):
        return [node.text]
    items = node.items if isinstance(node, ListNode) else ()
    return [item.text for item in items if isinstance(item, Scalar)]
