"""A manifest's text in the pieces that belong together: rows with their comments, and lines.

Joined again, the pieces are the text, byte for byte. What follows a row on its line is a part of
it, as are the comment lines right above it at its indent. The items of a list between brackets are
rows too; what stands between them is a piece of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.manifest.edit import Document, load
from dinobook.slugs import slug
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Mapping, Node, Scalar, Sequence

LISTS: Final = ("outline", "aside")
ARRANGEMENTS: Final = "arrangements"

Name = tuple[str, ...]
"""What a unit is known by: of a row its list, kind and id; of a line its text."""

_ROW, _LINE, _LIST = "row", "line", "list"
_BARE: Final = re.compile(r"[ \t]*(#.*)?\r?\n?\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a text. `lead` are the comment lines above a row, `line` is where it begins."""

    name: Name
    text: str
    line: int
    lead: str = ""

    @property
    def is_row(self) -> bool:
        return self.name[0] == _ROW

    @property
    def is_blank(self) -> bool:
        return not self.is_row and not self.text.strip()

    @property
    def whole(self) -> str:
        return self.lead + self.text


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a row stands in the text, and where the list's own line does (`kind` is “list”)."""

    start: int
    end: int
    name: Name
    lead: int = 0


def by_lines(text: str) -> tuple[Unit, ...]:
    """Every line a unit: of a chapter."""
    return tuple(_lines(text, 0, len(text), 1))


def by_rows(text: str, path: str = MANIFEST) -> tuple[Unit, ...]:
    """The rows of all orders, and every other line. Raises `ManifestError` when it is not YAML."""
    document = load(text, path)
    units: list[Unit] = []
    at = 0
    for span in sorted(_spans(document), key=lambda span: span.start):
        if span.start - span.lead < at:  # a list inside a row: the row is whole
            continue
        units += _lines(text, at, span.start - span.lead, _line(document, at))
        line = _line(document, span.start)
        lead = text[span.start - span.lead : span.start]
        units.append(Unit(span.name, text[span.start : span.end], line, lead))
        at = span.end
    units += _lines(text, at, len(text), _line(document, at))
    return tuple(units)


def name_in_words(name: Name) -> str:
    """What a message calls it."""
    if name[0] == _ROW:
        kind, own = name[2], name[3]
        return f"“{own}”" if kind in ("id", "part") else f"“{kind}: {own}”"
    return f"“{name[-1].strip()}”"


def _lines(text: str, start: int, end: int, line: int) -> Iterator[Unit]:
    for piece in text[start:end].splitlines(keepends=True):
        yield Unit((_LINE, piece.rstrip("\r\n")), piece, line)
        line += piece.endswith("\n")


def _line(document: Document, offset: int) -> int:
    return document.source.line(offset)


def _spans(document: Document) -> Iterator[_Span]:
    for where, key_start, node in _lists(document):
        if not node.flow and node.items:
            start, end = document.source.bounds(document.source.line(key_start))
            if end <= node.items[0].start:
                yield _Span(start, end, (_LIST, where))
        names: Counter[Name] = Counter()
        for item in node.items:
            name: Name = (_ROW, where, *_own_name(document, item))
            names[name] += 1
            if names[name] > 1:
                name = (*name, str(names[name]))
            yield _flow_row(item, name) if node.flow else _block_row(document, item, name)


def _lists(document: Document) -> Iterator[tuple[str, int, Sequence]]:
    """Every order of the book with its name, and the place of its key."""
    for key in LISTS:
        entry = document.root.entry(key)
        if entry and isinstance(entry.value, Sequence):
            yield key, entry.key.start, entry.value
    arrangements = document.root.get(ARRANGEMENTS)
    for entry in arrangements.entries if isinstance(arrangements, Mapping) else ():
        if isinstance(entry.value, Sequence):
            yield f"{ARRANGEMENTS}/{entry.key.text}", entry.key.start, entry.value


def _own_name(document: Document, item: Node) -> tuple[str, str]:
    """The kind of a row and its id. A part without one has that of its title."""
    if isinstance(item, Scalar):
        return "id", item.text
    if isinstance(item, Mapping):
        said = {entry.key.text: entry.value for entry in item.entries}
        for kind in ("matter", "part", "generate", "id"):
            value = said.get(kind)
            if isinstance(value, Scalar):
                own = said.get("id") if kind == "part" else None
                if isinstance(own, Scalar):
                    return "part", own.text
                return kind, f"part-{slug(value.text)}" if kind == "part" else value.text
    return "other", document.text()[item.start : item.end].strip()


def _flow_row(item: Node, name: Name) -> _Span:
    return _Span(item.start, item.end, name)


def _block_row(document: Document, item: Node, name: Name) -> _Span:
    """From the line of its dash to its last line, with the comments above it."""
    text, source = document.text(), document.source
    first = source.line(item.start)
    start, _ = source.bounds(first)
    if first > 1 and not text[start : item.start].lstrip("\ufeff \t").startswith("-"):
        first -= 1
        start, _ = source.bounds(first)
    last = source.line(max(item.start, item.end - 1))
    while last > first and _BARE.match(text[slice(*source.bounds(last))]):
        last -= 1
    _, end = source.bounds(last)
    above = start
    indent = re.match("[ \ufeff]*", text[start:])
    comment = f"{indent.group() if indent else ''}#"
    while first > 1:
        first -= 1
        begin, _ = source.bounds(first)
        if not text.startswith(comment, begin):
            break
        above = begin
    return _Span(start, end, name, start - above)
