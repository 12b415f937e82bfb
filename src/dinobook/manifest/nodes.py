"""YAML as nodes that remember where they stand, with every scalar as it is written.

Nothing is converted here: `0012` stays four characters and `no` stays two letters. Aliases, anchors
and tags are refused, so a file cannot grow when it is read, nor name code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dinobook.manifest.syntax import syntax_problems
from dinobook.problems import Place, Problem

MAX_DEPTH: Final = 8
MAX_CHARACTERS: Final = 200_000
EXCERPT_CHARACTERS: Final = 80

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

# The core schema of YAML 1.2.2, section 10.3.2: what a scalar without quotes is, if not text.
_KINDS: Final = (
    (re.compile(r"(?:null|Null|NULL|~|)\Z"), "nothing"),
    (re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), "yes or no"),
    (re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z"), "a number"),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"), "a number"),
    (re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"), "a number"),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `kind` is "text", "nothing", "yes or no" or "a number"."""

    text: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values. `flow`: written between braces."""

    entries: tuple[Entry, ...]
    flow: bool
    start: int
    end: int

    def get(self, key: str) -> Node | None:
        """The first value of `key`."""
        entry = self.entry(key)
        return entry.value if entry else None

    def entry(self, key: str) -> Entry | None:
        return next((one for one in self.entries if one.key.text == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list. `flow`: written between square brackets."""

    items: tuple[Node, ...]
    flow: bool
    start: int
    end: int


Node = Scalar | Mapping | Sequence


def kind_of(text: str) -> str:
    """What YAML makes of `text` when it stands there without quotes."""
    return next((name for pattern, name in _KINDS if pattern.match(text)), "text")


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its project path; turns an offset into a `Place`."""

    path: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(found.end() for found in re.finditer("\n", self.text)))
        object.__setattr__(self, "_starts", starts)

    def line(self, offset: int) -> int:
        """The line of `offset`, counted from 1."""
        return bisect_right(self._starts, offset)

    def bounds(self, line: int) -> tuple[int, int]:
        """Where a line starts, and where the next one does."""
        after = self._starts[line] if line < len(self._starts) else len(self.text)
        return self._starts[line - 1], after

    def place(self, offset: int) -> Place:
        line = self.line(offset)
        start, end = self.bounds(line)
        return Place(
            self.path, line, self.text[start:end].strip("\ufeff \t\r\n")[:EXCERPT_CHARACTERS]
        )


def read_nodes(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """The document's root, or None when it is empty or cannot be read at all."""
    if len(source.text) > MAX_CHARACTERS:
        return None, (_too_long(source),)
    reader = _Reader(source)
    events = YAML(typ="safe", pure=True).parse(source.text)
    try:
        root = reader.document(events)
    except YAMLError as error:
        return None, (*reader.problems, *syntax_problems(source, error))
    except _TooMuchError:
        return None, tuple(reader.problems)
    return root, tuple(reader.problems)


def _too_long(source: Source) -> Problem:
    return Problem(
        Place(source.path),
        "project-005",
        f"The manifest has {len(source.text):,} characters; dinobook reads up to "
        f"{MAX_CHARACTERS:,}.",
        "Look for what does not belong in it: a chapter is one short row.",
    )


class _TooMuchError(Exception):
    """Reading on is of no use; the problem has been noted."""


@dataclass(slots=True)
class _Reader:
    source: Source
    problems: list[Problem] = field(default_factory=list)

    def document(self, events: Iterator[Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                self._check_start(event, documents)
            elif isinstance(
                event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent
            ):
                root = self._node(event, events, 0)
        return root

    def _check_start(self, event: Any, documents: int) -> None:
        if event.version or event.tags:
            self._refuse(0, "A line of the manifest cannot start with “%”.", "Delete it.")
        if documents > 1:
            self._refuse(
                event.start_mark.index,
                "A line “---” starts a second document; a manifest is one.",
                "Delete the line, or what follows it.",
            )
            raise _TooMuchError

    def _node(self, event: Any, events: Iterator[Event], depth: int) -> Node:
        start = event.start_mark.index
        self._check_features(event, start)
        if depth > MAX_DEPTH:
            self._refuse(
                start, "Brackets or lists are nested too deep here.", "Check the brackets."
            )
            raise _TooMuchError
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, events, depth + 1)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, events, depth + 1)
        if isinstance(event, AliasEvent):
            return Scalar("", "text", start, event.end_mark.index)
        self._check_signs(event.value, start)
        kind = "text" if event.style else kind_of(event.value)
        return Scalar(event.value, kind, start, event.end_mark.index)

    def _check_features(self, event: Any, start: int) -> None:
        if isinstance(event, AliasEvent) or event.anchor:
            self._refuse(
                start,
                "A value cannot start with “&” or “*”: the manifest would read a reference in it.",
                "Write the text in full, or put it in quotes.",
            )
        elif event.tag:
            self._refuse(
                start,
                "A value cannot start with “!”: the manifest would read a command in it.",
                "Delete the tag, or put the text in quotes.",
            )

    def _check_signs(self, text: str, start: int) -> None:
        """Between double quotes a backslash can make any sign."""
        if found := _CONTROL.search(text):
            self.problems.append(
                Problem(
                    self.source.place(start),
                    "manifest-031",
                    f"The text holds the control character U+{ord(found.group()):04X}.",
                    "Delete it, with the backslash that makes it.",
                )
            )

    def _sequence(self, opened: Any, events: Iterator[Event], depth: int) -> Sequence:
        items: list[Node] = []
        end = opened.end_mark.index
        for event in events:
            if isinstance(event, SequenceEndEvent):
                end = event.end_mark.index if opened.flow_style else _end_of(items, end)
                break
            items.append(self._node(event, events, depth))
        return Sequence(tuple(items), bool(opened.flow_style), opened.start_mark.index, end)

    def _mapping(self, opened: Any, events: Iterator[Event], depth: int) -> Mapping:
        entries: list[Entry] = []
        seen: dict[str, Scalar] = {}
        end = opened.end_mark.index
        for event in events:
            if isinstance(event, MappingEndEvent):
                last = [one.value for one in entries]
                end = event.end_mark.index if opened.flow_style else _end_of(last, end)
                break
            key = self._node(event, events, depth)
            value = self._node(next(events), events, depth)
            if isinstance(key, Scalar):
                self._check_twice(key, seen.setdefault(key.text, key))
                entries.append(Entry(key, value))
            else:
                self._refuse(
                    key.start,
                    "A key is written with brackets or braces.",
                    "Put a text that starts with “[” or “{” in quotes.",
                )
        return Mapping(tuple(entries), bool(opened.flow_style), opened.start_mark.index, end)

    def _check_twice(self, key: Scalar, first: Scalar) -> None:
        if first is not key:
            self.problems.append(
                Problem(
                    self.source.place(key.start),
                    "manifest-004",
                    f"“{key.text}” already stands on line {self.source.line(first.start)}.",
                    "Keep one of the two.",
                )
            )

    def _refuse(self, offset: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.source.place(offset), "manifest-003", message, hint))


def _end_of(nodes: list[Node], default: int) -> int:
    """Where the last node ends. A block's own end mark lies past the comments that follow it."""
    return nodes[-1].end if nodes else default
