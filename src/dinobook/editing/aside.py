"""The list `aside`: chapters that the book leaves out on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.editing.layout import Layout, Piece
from dinobook.editing.reading import UnsuitedError, layout_of
from dinobook.editing.written import written_id
from dinobook.errors import ManifestError
from dinobook.manifest.edit import Document, load
from dinobook.problems import Problem
from dinobook.storage.project import MANIFEST

ASIDE: Final = "aside"
_OUTLINE: Final = "outline"


@dataclass(frozen=True, slots=True)
class Left:
    """A chapter that goes aside, with the comments above its row and behind it."""

    name: str
    above: tuple[str, ...] = ()
    behind: str = ""


def append_aside(text: str, ids: Iterable[str], path: str = MANIFEST) -> str:
    """`text` with `ids` at the end of its `aside`, made when it is not there.

    Ids that the manifest already has, in the outline or aside, are left where they are. Raises
    `ManifestError` when `text` cannot be read, or when its `aside` is no list.
    """
    document = load(text, path)
    known = {*document.ids(_OUTLINE), *document.ids(ASIDE)}
    new = [Left(name) for name in dict.fromkeys(ids) if name not in known]
    return with_aside(document, new)


def aside_layout(document: Document) -> Layout | None:
    """The layout of `aside`; None when there is no such key. Raises `ManifestError` for no list."""
    entry = document.root.entry(ASIDE)
    if entry is None:
        return None
    try:
        return layout_of(document.source, entry)
    except UnsuitedError:
        place = document.source.place(entry.key.start)
        message, hint = "“aside” is not a list.", "Write aside: [] first."
        problem = Problem(place, "manifest-007", message, hint)
        raise ManifestError(f"{document.source.path} cannot be edited.", [problem]) from None


def with_aside(document: Document, left: Sequence[Left], newline: str = "") -> str:
    """The text with these chapters aside, behind those that are there.

    `newline`: how lines end, when that is not seen in the document.
    """
    if not left:
        return document.text()
    layout = aside_layout(document)
    if layout is None:
        return _with_new_key(document, left, newline or document.newline)
    return layout.rendered(aside_pieces(layout, left, ()))


def aside_pieces(layout: Layout, left: Sequence[Left], came: Sequence[str]) -> list[Piece]:
    """The pieces of the list without those that `came` from it, and behind them those that left."""
    pieces = [piece for piece in layout.pieces if not _is_in(piece, came)]
    new = [layout.new(written_id(one.name), one.behind, one.above) for one in left]
    places = [at for at, piece in enumerate(pieces) if piece.row]
    at = places[-1] + 1 if places else 1
    return [*pieces[:at], *new, *pieces[at:]]


def _is_in(piece: Piece, names: Sequence[str]) -> bool:
    return piece.row is not None and piece.row.name in names


def _with_new_key(document: Document, left: Sequence[Left], newline: str) -> str:
    """A new key below the outline, above the comment that belongs to the key after it."""
    root, text = document.root, document.text()
    if root.flow:
        inside = ", ".join(written_id(one.name) for one in left)
        end = root.entries[-1].value.end if root.entries else root.start + 1
        comma = ", " if root.entries else ""
        return f"{text[:end]}{comma}aside: [{inside}]{text[end:]}"
    rows = ["aside:"]
    for one in left:
        rows += [*(f"  {comment}" for comment in one.above)]
        rows.append(f"  - {written_id(one.name)}{one.behind}")
    lines = text.splitlines(keepends=True)
    place = _line_after_outline(document, lines)
    if 0 < place < len(lines) and not lines[place - 1].strip():
        rows.append("")
    before, after = "".join(lines[:place]), "".join(lines[place:])
    opening = "" if not before or before.endswith("\n") else newline
    closing = "" if opening and not after else newline
    return before + opening + newline.join(rows) + closing + after


def _line_after_outline(document: Document, lines: list[str]) -> int:
    """The index of the line above which a new key belongs."""
    keys = [entry.key for entry in document.root.entries]
    names = [key.text for key in keys]
    after = names.index(_OUTLINE) + 1 if _OUTLINE in names else len(names)
    if after == len(names):
        ends = [index for index, line in enumerate(lines) if line.rstrip() == "..."]
        return ends[-1] if ends else len(lines)
    place = document.source.line(keys[after].start) - 1
    while place and lines[place - 1].startswith("#"):
        place -= 1
    return place
