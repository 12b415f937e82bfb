"""What a row of an order is: its kind, and the names by which an editor knows it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from dinobook.slugs import slug
from dinobook.strict_yaml import Mapping, Node, Scalar, Source

Kind = Literal["chapter", "part", "page", "matter", "other"]

_KEYS: tuple[tuple[str, Kind], ...] = (
    ("matter", "matter"),
    ("part", "part"),
    ("generate", "page"),
    ("id", "chapter"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `name` is a chapter's or part's id, or the page or matter it is; `title` a part's.

    `kind` “other”: a row that the book has no use for; it has no name, and is kept.
    """

    kind: Kind
    name: str
    title: str
    node: Node
    line: int

    @property
    def opens(self) -> bool:
        """Whether a part or a matter begins here, so that the part before it ends."""
        return self.kind in ("part", "matter")

    @property
    def label(self) -> str:
        return self.title or self.name

    @property
    def held(self) -> bool:
        return self.kind == "chapter" and self.value("status") == "hold"

    def value(self, key: str) -> str | None:
        """What the row says of itself under `key`; None when it says nothing."""
        value = self.node.get(key) if isinstance(self.node, Mapping) else None
        return value.text if isinstance(value, Scalar) else None


def row_of(source: Source, node: Node, line: int = 0) -> Row:
    line = line or source.line(node.start)
    if isinstance(node, Scalar) and node.kind != "nothing":
        return Row("chapter", composed(node.text), "", node, line)
    for key, kind in _KEYS:
        value = node.get(key) if isinstance(node, Mapping) else None
        if isinstance(value, Scalar) and value.text:
            if kind == "part":
                return Row("part", part_id(node, value.text), value.text, node, line)
            return Row(kind, composed(value.text), "", node, line)
    return Row("other", "", "", node, line)


def part_id(node: Node, title: str) -> str:
    """The id that a part's row says, or the one that is made from its title."""
    written = node.get("id") if isinstance(node, Mapping) else None
    if isinstance(written, Scalar) and written.text:
        return composed(written.text)
    name = slug(title)
    return f"part-{name}" if name else ""


def composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
