"""The YAML of a front matter: its keys and values, each with its line, strictly read."""

from __future__ import annotations

from typing import Final

from dinobook.markup.fragment import Acceptance
from dinobook.markup.front_matter.values import ACCEPT_HINT, ACCEPTABLE, CHECKS, CURLY, read_as
from dinobook.problems import Problem, Severity, did_you_mean, nearest
from dinobook.strict_yaml import (
    KeyValue,
    Mapping,
    Node,
    Rules,
    Scalar,
    Sequence,
    Source,
    is_nothing,
    read,
)
from dinobook.xhtml import folded

KEYS: Final = (
    *("id", "title", "subtitle", "date", "source", "author", "lang", "tags", "accept", "initiaal"),
)
Values = dict[str, str | tuple[str, ...]]

RULES: Final = Rules(
    called="the front matter",
    codes={
        "size": "front-009",
        "syntax": "front-002",
        "shape": "front-002",
        "sign": "front-003",
        "twice": "front-005",
        "control": "char-001",
    },
    most_characters=10_000,
    too_long="Write the text of the chapter below the second line “---”.",
    most_brackets=100,
    unreadable="The front matter cannot be read.",
    repeating=frozenset({"accept"}),
)


class Reader:
    """Reads one block of YAML; collects what is wrong with it."""

    def __init__(self, path: str, yaml: str, first_line: int) -> None:
        self.source = Source(path, yaml, first_line)
        self.lines: dict[str, int] = {}
        self.accepted: list[Acceptance] = []
        self.doubtful: set[str] = set()
        """Keys that are meant, perhaps, by what cannot be read."""
        self.problems: list[Problem] = []

    def values(self) -> Values:
        root, problems = read(self.source, RULES)
        self.problems += problems
        if root is None or is_nothing(root):
            self.doubtful |= set(KEYS) if problems else set()
            return {}
        if not isinstance(root, Mapping):
            self.doubtful |= set(KEYS)
            self._report(
                root,
                "front-002",
                "The front matter is not a list of “key: value” lines.",
                "Write a key, a colon, a space and a value on each line.",
            )
            return {}
        found: Values = {}
        for entry in root.entries:
            key = entry.key.text
            if self._is_known(entry) and key not in found:
                self.lines[key] = self.source.line(entry.key.start)
                found[key] = self._value(key, entry.value)
                if not found[key] and not is_nothing(entry.value):
                    self.doubtful.add(key)
        return found

    def _is_known(self, entry: KeyValue) -> bool:
        name = entry.key.text
        if name not in KEYS:
            meant = nearest(name, KEYS)
            self.doubtful |= {meant} if meant else set()
            self._report(
                entry.key,
                "front-004",
                f"“{name}” is no key of a chapter’s front matter.",
                f"Did you mean “{meant}”?" if meant else f"The keys are {', '.join(KEYS)}.",
            )
        return name in KEYS

    def _value(self, name: str, node: Node) -> str | tuple[str, ...]:
        if name == "tags":
            return self._tags(node)
        if name == "accept":
            return self._accept(node)
        if name == "initiaal":
            return self._switch(name, node)
        if not isinstance(node, Scalar):
            self._report(
                node, "front-006", f"“{name}” takes one text.", f"Write “{name}: …” on one line."
            )
            return ""
        if name != "date" and not self._is_text(name, node):
            return ""
        value = folded(node.text)
        if node.bare and name not in CHECKS:
            self._curly(name, value, node)
        check, message, hint = CHECKS.get(name, (None, "", ""))
        if check is not None and value and not check(value):
            self._report(node, "front-007", message.format(value), hint)
            return ""
        return value

    def _curly(self, name: str, value: str, node: Node) -> None:
        """Whether marks that a word processor made curly are meant for YAML's own."""
        if CURLY.fullmatch(value):
            self._report(
                node,
                "text-063",
                f"The marks {value[0]} and {value[-1]} around “{name}” are printed, as part of it.",
                f'Write straight ones, which are not: {name}: "{value[1:-1]}". If they belong '
                "to it, write those around the curly ones.",
                Severity.WARNING,
            )

    def _switch(self, name: str, node: Node) -> str:
        if isinstance(node, Scalar) and node.text in ("true", "false"):
            return node.text
        self._report(
            node, "front-007", f"“{name}” is true or false.", f"Write “{name}: true”, or delete it."
        )
        return ""

    def _is_text(self, name: str, node: Scalar) -> bool:
        if is_nothing(node):
            return False
        kind = read_as(name, node)
        if kind != "text":
            self._report(
                node,
                "front-006",
                f"“{name}: {node.text}” is read as {kind}, not as text.",
                f'Put it between quotes: {name}: "{node.text}".',
            )
        return kind == "text"

    def _tags(self, node: Node) -> tuple[str, ...]:
        if not isinstance(node, Sequence):
            self._report(
                node, "front-006", "“tags” takes a list.", "Write “tags: [burn-out, koffie]”."
            )
            return ()
        good = [item for item in node.items if isinstance(item, Scalar)]
        return tuple(one.text for one in good if self._is_text("tags", one))

    def _accept(self, node: Node) -> str:
        """The findings that stand, as `blog-004` or `blog-004: the words`; kept apart."""
        if isinstance(node, Scalar) and not node.text:
            return ""
        for row in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(row, Mapping):
                for entry in row.entries:
                    self._accept_one(entry.key, entry.value)
            else:
                self._accept_one(row, None)
        return ""

    def _accept_one(self, code: Node, words: Node | None) -> None:
        if not isinstance(code, Scalar) or not isinstance(words, Scalar | None):
            self._report(code, "front-007", "“accept” takes a list of codes.", ACCEPT_HINT)
        elif code.text not in ACCEPTABLE:
            self._report(
                code,
                "front-007",
                f"“{code.text}” is no finding that can be accepted.",
                did_you_mean(code.text, ACCEPTABLE) or ACCEPT_HINT,
            )
        else:
            text = " ".join(words.text.split()) if words is not None else ""
            self.accepted.append(Acceptance(code.text, text, self.source.line(code.start)))

    def _report(
        self,
        node: Node,
        code: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.problems.append(Problem(self.source.place(node.start), code, message, hint, severity))
