"""YAML as nodes that remember where they stand, with every scalar as it is written.

Nothing is converted here: `0012` stays four characters and `no` stays two letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from dinobook.problems import Place

EXCERPT_CHARACTERS: Final = 80

# The core schema of YAML 1.2.2, section 10.3.2: what a scalar without quotes is, if not text.
_KINDS: Final = (
    (re.compile(r"(?:null|Null|NULL|~|)\Z"), "nothing"),
    (re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), "yes or no"),
    (re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z"), "a number"),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"), "a number"),
    (re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"), "a number"),
)
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `kind` is "text", "nothing", "yes or no" or "a number".

    `bare`: written without quotes, on one line or several.
    """

    text: str
    kind: str
    start: int
    end: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A key with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values. `flow`: written between braces."""

    entries: tuple[KeyValue, ...]
    flow: bool
    start: int
    end: int

    def get(self, key: str) -> Node | None:
        """The first value of `key`."""
        entry = self.entry(key)
        return entry.value if entry else None

    def entry(self, key: str) -> KeyValue | None:
        return next((entry for entry in self.entries if entry.key.text == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list. `flow`: written between square brackets."""

    items: tuple[Node, ...]
    flow: bool
    start: int
    end: int


Node = Scalar | Mapping | Sequence
Plain: TypeAlias = bool | int | float | str | tuple["Plain", ...] | dict[str, "Plain"] | None


def kind_of(text: str) -> str:
    """What YAML makes of `text` when it stands there without quotes."""
    return next((name for pattern, name in _KINDS if pattern.match(text)), "text")


def is_nothing(node: Node | None) -> bool:
    """Whether no value is given: no node, `~`, or nothing behind the colon."""
    return node is None or (isinstance(node, Scalar) and node.kind == "nothing")


def plain(node: Node | None) -> Plain:
    """The values without their places; of a key that stands twice, the first.

    A number is one when it would be written out as it was read: `007`, `1.50` and `1e3` stay text.
    """
    if isinstance(node, Mapping):
        values: dict[str, Plain] = {}
        for entry in node.entries:
            values.setdefault(entry.key.text, plain(entry.value))
        return values
    if isinstance(node, Sequence):
        return tuple(plain(item) for item in node.items)
    if node is None or node.kind == "nothing":
        return None
    if node.kind == "yes or no":
        return node.text.lower() == "true"
    return _number(node.text) if node.kind == "a number" else node.text


def _number(text: str) -> int | float | str:
    if _WHOLE.match(text):
        return int(text)
    if _DECIMAL.match(text) and repr(float(text)) == text:
        return float(text)
    return text


def node_at(node: Node, location: Iterable[int | str]) -> int | None:
    """Where the key or item at `location` stands, or what holds it; None: `node` itself does."""
    found: int | None = None
    for part in location:
        if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            found = node.start
        elif isinstance(node, Mapping) and (entry := node.entry(str(part))):
            node, found = entry.value, entry.key.start
        else:
            break
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its project path; turns an offset into a `Place`.

    `first_line`: the line of the file on which the text begins.
    """

    path: str
    text: str
    first_line: int = 1
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(found.end() for found in re.finditer("\n", self.text)))
        object.__setattr__(self, "_starts", starts)

    def line(self, offset: int) -> int:
        """The line of `offset` in the file, counted from 1."""
        return bisect_right(self._starts, offset) + self.first_line - 1

    def bounds(self, line: int) -> tuple[int, int]:
        """Where a line starts, and where the next one does."""
        row = line - self.first_line + 1
        after = self._starts[row] if row < len(self._starts) else len(self.text)
        return self._starts[row - 1], after

    def place(self, offset: int) -> Place:
        line = self.line(offset)
        start, end = self.bounds(line)
        return Place(
            self.path, line, self.text[start:end].strip("\ufeff \t\r\n")[:EXCERPT_CHARACTERS]
        )

    def whole(self) -> Place:
        """The file, or the line on which this part of it begins."""
        return Place(self.path, self.first_line if self.first_line > 1 else 0)
