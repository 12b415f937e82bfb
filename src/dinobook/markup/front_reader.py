"""The YAML of a front matter: its keys and values, each with its line, strictly read."""

from __future__ import annotations

import re
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import AliasToken, AnchorToken, DirectiveToken, TagToken

from dinobook.markup.fragment import Acceptance
from dinobook.markup.front_syntax import explained, line_of
from dinobook.markup.front_values import ACCEPT_HINT, ACCEPTABLE, CHECKS, CURLY, READ_AS, YES_NO
from dinobook.problems import Place, Problem, Severity, did_you_mean
from dinobook.xhtml import folded

KEYS: Final = (
    *("id", "title", "subtitle", "date", "source", "author", "lang", "tags", "accept", "initiaal"),
)
Values = dict[str, str | tuple[str, ...]]
MAX_LENGTH: Final = 10_000
MAX_BRACKETS: Final = 100

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
_REFERENCE_SIGNS: Final = frozenset("&*!%")


def _text_of(node: ScalarNode) -> str:
    """The value; in a folded one (`>-`) the reader keeps a bell at each line that was joined."""
    text = str(node.value)
    return text.replace("\a", "") if node.style == ">" else text


class Reader:
    """Reads one block of YAML; collects what is wrong with it."""

    def __init__(self, path: str, yaml: str, first_line: int) -> None:
        self.path = path
        self.yaml = yaml
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self.accepted: list[Acceptance] = []
        self.problems: list[Problem] = []

    def values(self) -> Values:
        root = self._compose()
        if root is None:
            return {}
        if not isinstance(root, MappingNode):
            self._report(
                root,
                "front-002",
                "The front matter is not a list of “key: value” lines.",
                "Write a key, a colon, a space and a value on each line.",
            )
            return {}
        found: Values = {}
        for key, value in root.value:
            if self._known(key, found):
                self.lines[key.value] = self._line(key)
                found[key.value] = self._value(key.value, value)
        return found

    def _compose(self) -> Node | None:
        if self._is_too_much():
            return None
        try:
            if self._has_references():
                return None
            node: Node | None = YAML(typ="rt", pure=True).compose(self.yaml)
            return node
        except MarkedYAMLError as error:
            line = min(line_of(error), self.yaml.count("\n"))
            message, hint = explained(error)
            self._at(
                self.first_line + line,
                "front-002",
                f"The front matter cannot be read. {message}.",
                hint,
            )
        except YAMLError:
            self._at(
                self.first_line,
                "front-002",
                "The front matter cannot be read.",
                "Each line is a key, a colon, a space and a value.",
            )
        return None

    def _is_too_much(self) -> bool:
        """Reading YAML takes its time, and a call for each bracket."""
        if len(self.yaml) <= MAX_LENGTH and sum(map(self.yaml.count, "[{")) <= MAX_BRACKETS:
            return False
        self._at(
            self.first_line,
            "front-009",
            f"The front matter has {len(self.yaml):,} characters; dinobook reads up to "
            f"{MAX_LENGTH:,}, and up to {MAX_BRACKETS} opening brackets.",
            "Write the text of the chapter below the second line “---”.",
        )
        return True

    def _has_references(self) -> bool:
        """Whether a value is written once and used again, or names a type. Scanning is slow."""
        if not _REFERENCE_SIGNS & set(self.yaml):
            return False
        for token in YAML(typ="rt", pure=True).scan(self.yaml):
            if isinstance(token, (AliasToken, AnchorToken, TagToken, DirectiveToken)):
                self._report(
                    token,
                    "front-003",
                    "A value in the front matter cannot begin with “&”, “*”, “!” or “%”.",
                    "Put the value between quotes.",
                )
                return True
        return False

    def _known(self, key: Node, found: Values) -> bool:
        name = key.value if isinstance(key, ScalarNode) else ""
        if name not in KEYS:
            self._report(
                key,
                "front-004",
                f"“{name}” is no key of a chapter’s front matter.",
                did_you_mean(name, KEYS) or f"The keys are {', '.join(KEYS)}.",
            )
        elif name in found:
            self._report(
                key,
                "front-005",
                f"“{name}” stands twice in the front matter, first on line {self.lines[name]}.",
                "Delete one of the two.",
            )
        return name in KEYS and name not in found

    def _value(self, name: str, node: Node) -> str | tuple[str, ...]:
        if name == "tags":
            return self._tags(node)
        if name == "accept":
            return self._accept(node)
        if name == "initiaal":
            return self._switch(name, node)
        if not isinstance(node, ScalarNode):
            self._report(
                node, "front-006", f"“{name}” takes one text.", f"Write “{name}: …” on one line."
            )
            return ""
        if name != "date" and not self._is_text(name, node):
            return ""
        value = folded(_text_of(node))
        if node.style is None and name not in CHECKS:
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
        value = str(node.value) if isinstance(node, ScalarNode) else ""
        if value in ("true", "false"):
            return value
        self._report(
            node, "front-007", f"“{name}” is true or false.", f"Write “{name}: true”, or delete it."
        )
        return ""

    def _is_text(self, name: str, node: ScalarNode) -> bool:
        kind = str(node.tag).rpartition(":")[2]
        plain_no = name == "lang" and node.style is None and node.value.lower() in YES_NO
        if hidden := _UNPRINTABLE.search(_text_of(node)):
            self._report(
                node,
                "char-001",
                f"“{name}” holds a control character (U+{ord(hidden.group()):04X}), which no book "
                "can show.",
                "Delete it, with the backslash that makes it.",
            )
            return False
        if kind == "str" and not plain_no:
            return True
        if kind == "null":
            return False
        read_as = "yes or no" if plain_no else READ_AS.get(kind, "something else than text")
        self._report(
            node,
            "front-006",
            f"“{name}: {node.value}” is read as {read_as}, not as text.",
            f'Put it between quotes: {name}: "{node.value}".',
        )
        return False

    def _tags(self, node: Node) -> tuple[str, ...]:
        if not isinstance(node, SequenceNode):
            self._report(
                node, "front-006", "“tags” takes a list.", "Write “tags: [burn-out, koffie]”."
            )
            return ()
        good = [one for one in node.value if isinstance(one, ScalarNode)]
        return tuple(str(one.value) for one in good if self._is_text("tags", one))

    def _accept(self, node: Node) -> str:
        """The findings that stand, as `blog-004` or `blog-004: the words`; kept apart."""
        if isinstance(node, ScalarNode) and not node.value:
            return ""
        rows = node.value if isinstance(node, SequenceNode) else [node]
        for row in rows:
            pairs = row.value if isinstance(row, MappingNode) else [(row, None)]
            for code, words in pairs:
                self._accept_one(code, words)
        return ""

    def _accept_one(self, code: Node, words: Node | None) -> None:
        parts = [code] if words is None else [code, words]
        if not all(isinstance(part, ScalarNode) for part in parts):
            self._report(code, "front-007", "“accept” takes a list of codes.", ACCEPT_HINT)
        elif code.value not in ACCEPTABLE:
            self._report(
                code,
                "front-007",
                f"“{code.value}” is no finding that can be accepted.",
                did_you_mean(str(code.value), ACCEPTABLE) or ACCEPT_HINT,
            )
        else:
            text = " ".join(str(words.value).split()) if words is not None else ""
            self.accepted.append(Acceptance(code.value, text, self._line(code)))

    def _line(self, node: object) -> int:
        mark = getattr(node, "start_mark", None)
        return self.first_line + (mark.line if mark else 0)

    def _report(
        self,
        node: object,
        code: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self._at(self._line(node), code, message, hint, severity)

    def _at(
        self, line: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        rows = self.yaml.split("\n")
        index = line - self.first_line
        excerpt = rows[index].strip()[:80] if 0 <= index < len(rows) else ""
        place = Place(self.path, line, excerpt)
        self.problems.append(Problem(place, code, message, hint, severity))
