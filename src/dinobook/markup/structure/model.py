"""What the blocks of a chapter are read into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

Kind = Literal[
    "document",
    "quote",
    "list",
    "item",
    "terms",
    "meaning",
    "note",
    "block",
    "paragraph",
    "heading",
    "code",
    "html",
    "rule",
    "table",
    "formula",
    "raw",
]
"""Containers first, then leaves. `terms` holds `meaning`s, each with its terms; `block` is one of
the author's own, between lines of slashes; `raw` is the text of one that holds no other blocks."""


class Begun(Enum):
    """What a rule has begun. After a container the rest of the line is looked at again."""

    NOTHING = 0
    CONTAINER = 1
    LEAF = 2


@dataclass(slots=True)
class Fence:
    """The opening line of a block between slashes, with the lines of options right below it.

    `end_line` is 0 when nothing closes it. Lines are those of the file, counted from 1.
    """

    name: str
    slashes: int
    bar: str
    line: int
    end_line: int = 0
    rows: list[tuple[int, str]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """What begins an item of a list: `-`, `3.`, `c)`.

    `style` is the bullet itself, or `1`, `a`, `A`, `i`, `I`; `value` is 0 for a bullet.
    """

    text: str
    style: str
    delimiter: str = ""
    value: int = 0


@dataclass(slots=True, eq=False)
class Node:
    """One block. `line` and `end_line` are its first and last line in the file.

    `lines` is the text of a leaf, without what its containers put before each line.
    """

    kind: Kind
    line: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    end_line: int = 0
    blank_after: bool = False
    tight: bool = True
    offset: int = 0
    """By how many columns the lines of an item, meaning or note are indented."""
    mark: Mark | None = None
    label: str = ""
    """A note's label; what a code fence says behind its signs."""
    level: int = 0
    """Of a heading."""
    indent: int = 0
    sign: str = ""
    """The fence of code (empty: indented), what ends a block of HTML (empty: a blank line), or the
    line under a heading."""
    closed: bool = True
    fence: Fence | None = None
    numbers: list[int] = field(default_factory=list)
    """Where each of the `lines` of a paragraph or table stands: comments between them are cut."""
    terms: list[tuple[int, str]] = field(default_factory=list)
    """Those that a meaning belongs to, each with its line."""
    aligns: list[str] = field(default_factory=list)

    def say(self, text: str, line: int) -> None:
        """Add a row of text to a paragraph or table."""
        self.lines.append(text)
        self.numbers.append(line)
        self.end_line = line

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def walk(self) -> Iterator[Node]:
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """The containers around this block, the innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def ends_blank(self) -> bool:
        """Whether a blank line follows what this block says last."""
        node: Node | None = self
        while node is not None:
            if node.blank_after:
                return True
            nests = node.kind in ("list", "item") and node.children
            node = node.children[-1] if nests else None
        return False


@dataclass(frozen=True, slots=True)
class Structure:
    """All blocks of a chapter, and what they say about the chapter as a whole.

    `strays` are lines of slashes that close nothing, with how many slashes there are.
    `references` are the addresses of links by label, `abbreviations` what they stand for.
    """

    root: Node
    fences: tuple[Fence, ...] = ()
    strays: tuple[tuple[int, int], ...] = ()
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)

    def nodes(self, kind: Kind) -> list[Node]:
        return [node for node in self.root.walk() if node.kind == kind]
