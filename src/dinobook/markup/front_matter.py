"""The head of a chapter file: strict YAML between two lines `---`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import AliasToken, AnchorToken, DirectiveToken, TagToken

from dinobook.markup.fragment import ChapterMeta
from dinobook.markup.front_values import CHECKS, READ_AS, YES_NO
from dinobook.problems import Place, Problem, did_you_mean
from dinobook.slugs import slug

KEYS: Final = ("id", "title", "subtitle", "date", "source", "author", "lang", "tags")

_TITLE_LINE: Final = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\{[^{}\n]*\}[ \t]*)?(?:\n|$)")
_REFERENCE_SIGNS: Final = frozenset("&*!%")


@dataclass(frozen=True, slots=True)
class Parts:
    """A chapter file in two. `front` is None without front matter; lines count from 1."""

    front: str | None
    front_line: int
    body: str
    body_line: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `title_line` is 0 when it gives no title."""

    meta: ChapterMeta
    title_line: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Peek:
    """A chapter's id and title, read without converting it."""

    id: str
    title: str


def split(text: str) -> Parts:
    """Front matter and body. Without a closing `---` everything is body and `closed` is false."""
    rows = text.removeprefix("\ufeff").split("\n")
    first = next((index for index, row in enumerate(rows) if row.strip()), 0)
    if rows[first].rstrip() != "---":
        return Parts(None, 0, "\n".join(rows), 1)
    for index in range(first + 1, len(rows)):
        if rows[index].rstrip() in ("---", "..."):
            front = "\n".join(rows[first + 1 : index])
            return Parts(front, first + 2, "\n".join(rows[index + 1 :]), index + 2)
    return Parts(None, first + 1, "\n".join(rows), 1, closed=False)


def title_line(body: str) -> str:
    """The text of `# Title` when that is the body's first line, else nothing."""
    found = _TITLE_LINE.match(body)
    return found.group(1).strip() if found else ""


def peek(text: str, path: str) -> Peek:
    """The id and title that `convert` would give this file; faults are left to `convert`."""
    parts = split(text)
    meta = read(parts, path).meta
    return Peek(meta.id, meta.title or title_line(parts.body))


def read(parts: Parts, path: str) -> FrontMatter:
    """Check every key of the front matter; a faulty value counts as not given."""
    if parts.front is None:
        problems = [] if parts.closed else [_unclosed(parts, path)]
        return FrontMatter(_meta({}, path), 0, (*problems, *_file_name(path, {})))
    reader = _Reader(path, parts.front, parts.front_line)
    values = reader.values()
    meta = _meta(values, path)
    return FrontMatter(
        meta, reader.lines.get("title", 0), (*reader.problems, *_file_name(path, values))
    )


def _meta(values: dict[str, str | tuple[str, ...]], path: str) -> ChapterMeta:
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    tags = values.get("tags", ())
    stem = PurePosixPath(path).stem
    return ChapterMeta(
        id=texts.get("id") or _usable(stem),
        title=texts.get("title", ""),
        subtitle=texts.get("subtitle", ""),
        date=texts.get("date", ""),
        source=texts.get("source", ""),
        author=texts.get("author", ""),
        lang=texts.get("lang", ""),
        tags=tags if isinstance(tags, tuple) else (),
    )


def _usable(stem: str) -> str:
    """An id that fits in XML, whatever the file is called."""
    made = slug(stem) or "hoofdstuk"
    return made if made[0].isalpha() else f"h-{made}"


def _file_name(path: str, values: dict[str, str | tuple[str, ...]]) -> list[Problem]:
    stem = PurePosixPath(path).stem
    if values.get("id") or _usable(stem) == stem:
        return []
    return [
        Problem(
            Place(path),
            "front-008",
            f"The file’s name “{stem}” cannot be the chapter’s id: an id has lower-case letters, "
            "digits and hyphens, and begins with a letter.",
            f"Rename the file, or write “id: {_usable(stem)}” in its front matter.",
        )
    ]


def _unclosed(parts: Parts, path: str) -> Problem:
    return Problem(
        Place(path, parts.front_line, "---"),
        "front-001",
        "The front matter opens with “---” and never closes.",
        "Write a line “---” below its last key.",
    )


class _Reader:
    """Reads one block of YAML; collects what is wrong with it."""

    def __init__(self, path: str, yaml: str, first_line: int) -> None:
        self.path = path
        self.yaml = yaml
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []

    def values(self) -> dict[str, str | tuple[str, ...]]:
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
        found: dict[str, str | tuple[str, ...]] = {}
        for key, value in root.value:
            if self._known(key, found):
                self.lines[key.value] = self._line(key)
                found[key.value] = self._value(key.value, value)
        return found

    def _compose(self) -> Node | None:
        try:
            if self._has_references():
                return None
            node: Node | None = YAML(typ="rt", pure=True).compose(self.yaml)
            return node
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = min(mark.line if mark else 0, max(self.yaml.count("\n"), 0))
            self._at(
                self.first_line + line,
                "front-002",
                f"The front matter cannot be read: {error.problem or error.context}.",
                "A value with a colon in it goes between quotes; indent with spaces, not tabs.",
            )
        except YAMLError:
            self._at(
                self.first_line,
                "front-002",
                "The front matter cannot be read.",
                "Each line is a key, a colon, a space and a value.",
            )
        return None

    def _has_references(self) -> bool:
        """Whether a value is written once and used again, or names a type. Scanning is slow."""
        if not _REFERENCE_SIGNS & set(self.yaml):
            return False
        for token in YAML(typ="rt", pure=True).scan(self.yaml):
            if isinstance(token, (AliasToken, AnchorToken, TagToken, DirectiveToken)):
                self._report(
                    token,
                    "front-003",
                    "Front matter holds plain values only: “&”, “*”, “!” and “%” cannot begin one.",
                    "Put the value between quotes.",
                )
                return True
        return False

    def _known(self, key: Node, found: dict[str, str | tuple[str, ...]]) -> bool:
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
        if not isinstance(node, ScalarNode):
            self._report(
                node, "front-006", f"“{name}” takes one text.", f"Write “{name}: …” on one line."
            )
            return ""
        if name != "date" and not self._is_text(name, node):
            return ""
        value = " ".join(str(node.value).split())
        check, message, hint = CHECKS.get(name, (None, "", ""))
        if check is not None and value and not check(value):
            self._report(node, "front-007", message.format(value), hint)
            return ""
        return value

    def _is_text(self, name: str, node: ScalarNode) -> bool:
        kind = str(node.tag).rpartition(":")[2]
        plain_no = name == "lang" and node.style is None and node.value.lower() in YES_NO
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

    def _line(self, node: object) -> int:
        mark = getattr(node, "start_mark", None)
        return self.first_line + (mark.line if mark else 0)

    def _report(self, node: object, code: str, message: str, hint: str) -> None:
        self._at(self._line(node), code, message, hint)

    def _at(self, line: int, code: str, message: str, hint: str) -> None:
        rows = self.yaml.split("\n")
        index = line - self.first_line
        excerpt = rows[index].strip()[:80] if 0 <= index < len(rows) else ""
        self.problems.append(Problem(Place(self.path, line, excerpt), code, message, hint))
