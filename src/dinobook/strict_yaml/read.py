"""From a text to its nodes, or to everything that is wrong with it.

Aliases, anchors, tags and directives are refused, so a file cannot grow when it is read, nor name
code; so are keys that stand twice, control characters and endless brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Codes
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

from dinobook.problems import Problem
from dinobook.strict_yaml.nodes import (
    KeyValue,
    Mapping,
    Node,
    Plain,
    Scalar,
    Sequence,
    Source,
    kind_of,
    plain,
)
from dinobook.strict_yaml.syntax import SLIPS, Slip, explained

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Rules:
    """What one kind of file is called, how much of it is read, and the codes of its slips.

    `codes`: one for each of `SLIPS`; without one for control characters, they are read as spaces.
    `unreadable` begins what is said of a line that is no YAML. `repeating`: keys whose own keys may
    stand twice.
    """

    called: str
    codes: Codes[str, str]
    most_characters: int
    too_long: str
    most_brackets: int | None = None
    most_levels: int = 8
    unreadable: str = ""
    repeating: frozenset[str] = frozenset()


def read(source: Source, rules: Rules) -> tuple[Node | None, tuple[Problem, ...]]:
    """The document's root, or None when it is empty or cannot be read at all."""
    if too_long := size_problems(source, rules):
        return None, too_long
    reader = _Reader(source, rules)
    events = YAML(typ="safe", pure=True).parse(source.text)
    try:
        return reader.document(events), tuple(reader.problems)
    except (YAMLError, ValueError, OverflowError) as error:  # "\UFFFFFFFF" is no character
        for slip in explained(source, error):
            reader.note(slip)
    except _TooMuchError:
        pass
    return None, tuple(reader.problems)


def read_own(name: str, text: str) -> Plain:
    """The values of a file of the program itself. Raises `ValueError`: a fault in it is a bug."""
    rules = Rules(name, dict.fromkeys(SLIPS, "manifest-001"), len(text), "")
    root, problems = read(Source(name, text), rules)
    if problems:
        raise ValueError("; ".join(f"{problem.place}: {problem.message}" for problem in problems))
    return plain(root)


def size_problems(source: Source, rules: Rules) -> tuple[Problem, ...]:
    """A problem when there is more than is read: reading takes its time, and a call a bracket."""
    text, most = source.text, rules.most_brackets
    is_full = most is not None and sum(map(text.count, "[{")) > most
    if len(text) <= rules.most_characters and not is_full:
        return ()
    brackets = "" if most is None else f", and up to {most} opening brackets"
    message = (
        f"{_capital(rules.called)} has {len(text):,} characters; dinobook reads up to "
        f"{rules.most_characters:,}{brackets}."
    )
    return (Problem(source.whole(), rules.codes["size"], message, rules.too_long),)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


class _TooMuchError(Exception):
    """Reading on is of no use; the problem has been noted."""


@dataclass(slots=True)
class _Reader:
    source: Source
    rules: Rules
    problems: list[Problem] = field(default_factory=list)

    def note(self, slip: Slip) -> None:
        """A problem; the same one, in the same line, once."""
        place = self.source.whole() if slip.offset is None else self.source.place(slip.offset)
        message = slip.message
        if slip.kind == "syntax" and self.rules.unreadable:
            message = f"{self.rules.unreadable} {message}"
        problem = Problem(place, self.rules.codes[slip.kind], message, slip.hint)
        if not self.problems or self.problems[-1] != problem:
            self.problems.append(problem)

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
                root = self._node(event, events, 0, "")
        return root

    def _check_start(self, event: Any, documents: int) -> None:
        if event.version or event.tags:
            said = "A line cannot start with “%”."
            self.note(Slip("sign", 0, said, "Delete it."))
        if documents > 1:
            said = f"A line “---” starts a second document; {self.rules.called} is one."
            hint = "Delete the line, or what follows it."
            self.note(Slip("shape", event.start_mark.index, said, hint))
            raise _TooMuchError

    def _node(self, event: Any, events: Iterator[Event], depth: int, key: str) -> Node:
        """`key`: the one that this node is the value of."""
        start = event.start_mark.index
        self._check_signs(event, start)
        if depth > self.rules.most_levels:
            said = "Brackets or lists are nested too deep here."
            self.note(Slip("shape", start, said, "Check the brackets."))
            raise _TooMuchError
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, events, depth + 1, key)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, events, depth + 1)
        if isinstance(event, AliasEvent):
            return Scalar("", "text", start, event.end_mark.index)
        kind = "text" if event.style else kind_of(event.value)
        text = self._without_controls(event.value, start)
        return Scalar(text, kind, start, event.end_mark.index, not event.style)

    def _check_signs(self, event: Any, start: int) -> None:
        if isinstance(event, AliasEvent) or event.anchor:
            said = f"“&” or “*”: {self.rules.called} would read a reference in it."
            hint = "Write the text in full, or put it between quotes."
        elif event.tag:
            said = f"“!”: {self.rules.called} would read a command in it."
            hint = "Delete the tag, or put the text between quotes."
        else:
            return
        self.note(Slip("sign", start, f"A value cannot start with {said}", hint))

    def _without_controls(self, text: str, start: int) -> str:
        """Between double quotes a backslash can make any sign."""
        found = _CONTROL.search(text)
        if found is None:
            return text
        if "control" not in self.rules.codes:
            return _CONTROL.sub(" ", text)
        said = f"The text holds the control character U+{ord(found.group()):04X}."
        hint = "Delete it, with the backslash that makes it."
        self.note(Slip("control", start, said, hint))
        return _CONTROL.sub("", text)

    def _sequence(self, opened: Any, events: Iterator[Event], depth: int) -> Sequence:
        items: list[Node] = []
        end = opened.end_mark.index
        for event in events:
            if isinstance(event, SequenceEndEvent):
                end = event.end_mark.index if opened.flow_style else _end_of(items, end)
                break
            items.append(self._node(event, events, depth, ""))
        return Sequence(tuple(items), bool(opened.flow_style), opened.start_mark.index, end)

    def _mapping(self, opened: Any, events: Iterator[Event], depth: int, within: str) -> Mapping:
        entries: list[KeyValue] = []
        seen: dict[str, Scalar] = {}
        end = opened.end_mark.index
        for event in events:
            if isinstance(event, MappingEndEvent):
                last = [entry.value for entry in entries]
                braced = self.source.text.startswith("{", opened.start_mark.index)
                end = event.end_mark.index if braced else _end_of(last, end)
                break
            key = self._node(event, events, depth, "")
            name = key.text if isinstance(key, Scalar) else ""
            value = self._node(next(events), events, depth, name)
            if isinstance(key, Scalar):
                if within not in self.rules.repeating:
                    self._check_twice(key, seen.setdefault(key.text, key))
                entries.append(KeyValue(key, value))
            else:
                said = "A key is written with brackets or braces."
                hint = "Put a text that starts with “[” or “{” between quotes."
                self.note(Slip("shape", key.start, said, hint))
        return Mapping(tuple(entries), bool(opened.flow_style), opened.start_mark.index, end)

    def _check_twice(self, key: Scalar, first: Scalar) -> None:
        if first is not key:
            said = f"“{key.text}” already stands on line {self.source.line(first.start)}."
            self.note(Slip("twice", key.start, said, "Keep one of the two."))


def _end_of(nodes: list[Node], default: int) -> int:
    """Where the last node ends. A block's own end mark lies past the comments that follow it."""
    return nodes[-1].end if nodes else default
