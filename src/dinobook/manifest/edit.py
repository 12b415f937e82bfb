"""Changes to the manifest's text that leave everything else as the author wrote it.

Nothing is written out anew: an edit puts lines or words between those that are there, at places
that the YAML reader points out. So comments, quotes, blank lines and columns stay, byte for byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dinobook.errors import ManifestError
from dinobook.manifest.values import ID_PATTERN
from dinobook.manifest.yaml_rules import RULES
from dinobook.problems import Problem, has_errors
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import KeyValue, Mapping, Node, Scalar, Sequence, Source, kind_of, read

LINE_WIDTH: Final = 100
INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Document:
    """A manifest as its author wrote it, with the places of its keys and rows."""

    source: Source
    root: Mapping

    def text(self) -> str:
        return self.source.text

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.source.text else "\n"

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids below a key of the manifest (`outline`, `aside`), in the order of the file."""
        listed = self.root.get(key)
        if not isinstance(listed, Sequence):
            return ()
        named = (item.get("id") if isinstance(item, Mapping) else item for item in listed.items)
        return tuple(one.text for one in named if isinstance(one, Scalar))


def load(text: str, path: str = MANIFEST) -> Document:
    """Raises `ManifestError` when `text` is not YAML with keys; a faulty manifest can be loaded."""
    source = Source(path, text)
    root, problems = read(source, RULES)
    if isinstance(root, Mapping) and not has_errors(problems):
        return Document(source, root)
    if not problems:
        message = "The manifest is empty, or has no keys."
        hint = "Begin with “book:”, “outline:” and “editions:”."
        problems = (Problem(source.place(0), "manifest-002", message, hint),)
    raise ManifestError(f"{path} cannot be edited.", problems)


def append_aside(text: str, ids: Iterable[str], path: str = MANIFEST) -> str:
    """`text` with `ids` at the end of its `aside`, made when it is not there.

    Ids that the manifest already has, in the outline or aside, are left where they are. Raises
    `ManifestError` when `text` cannot be read, or when its `aside` is no list.
    """
    document = load(text, path)
    known = {*document.ids("outline"), *document.ids("aside")}
    new = [name for name in dict.fromkeys(ids) if name not in known]
    if not new:
        return text
    aside = document.root.entry("aside")
    if aside is None:
        return _with_new_key(document, new)
    if isinstance(aside.value, Sequence) and aside.value.items:
        edit = _after_flow_item if aside.value.flow else _after_block_item
        return edit(document, aside.value, new)
    return _filled(document, aside, new)


def _filled(document: Document, aside: KeyValue, new: list[str]) -> str:
    """An `aside` without items: `[]`, a word for nothing, or nothing at all."""
    text, node = document.text(), aside.value
    inside = ", ".join(map(_written, new))
    if isinstance(node, Sequence):
        return _replaced(text, node.start, node.start + 1, f"[{inside}")
    if not isinstance(node, Scalar) or node.kind != "nothing":
        place = document.source.place(aside.key.start)
        message, hint = "“aside” is not a list.", "Write aside: [] first."
        problem = Problem(place, "manifest-007", message, hint)
        raise ManifestError(f"{document.source.path} cannot be edited.", [problem])
    if node.text:
        return _replaced(text, node.start, node.end, f"[{inside}]")
    if document.root.flow:
        colon = text.find(":", aside.key.end, node.start) + 1 or aside.key.end
        return _replaced(text, colon, colon, f"{'' if text[colon - 1] == ':' else ':'} [{inside}]")
    return _below(document, aside.key.start, _rows(new, INDENT))


def _after_block_item(document: Document, aside: Sequence, new: list[str]) -> str:
    """Below the last row, in line with it."""
    last = aside.items[-1]
    start, _ = document.source.bounds(document.source.line(aside.items[0].start))
    found = re.match(r"[ \ufeff]*", document.text()[start:])
    indent = found.group().lstrip("\ufeff") if found else ""
    return _below(document, _last_character(last), _rows(new, indent))


def _after_flow_item(document: Document, aside: Sequence, new: list[str]) -> str:
    """Behind the last item, or on lines of their own when the list is written that way."""
    last = aside.items[-1]
    text, source = document.text(), document.source
    start, end = source.bounds(source.line(_last_character(last)))
    if aside.end > end:
        return _below_flow_item(document, last, new)
    written = "".join(f", {_written(one)}" for one in new)
    if end - start + len(written) > LINE_WIDTH:
        written = "".join(f",{document.newline}{INDENT}{_written(one)}" for one in new)
    return _replaced(text, last.end, last.end, written)


def _below_flow_item(document: Document, last: Node, new: list[str]) -> str:
    """The line of the last item keeps its comment; a comma at the end of the list stays there."""
    text, source = document.text(), document.source
    start, end = source.bounds(source.line(_last_character(last)))
    has_comma = text[last.end : end].lstrip().startswith(",")
    found = re.match(" +", text[start:])
    indent = found.group() if found else INDENT
    rows = [f"{indent}{_written(one)}," for one in new]
    if not has_comma:
        rows[-1] = rows[-1].removesuffix(",")
        text = _replaced(text, last.end, last.end, ",")
        end += 1
    return _insert_lines(text, end, rows, document.newline)


def _with_new_key(document: Document, new: list[str]) -> str:
    """A new key below the outline, above the comment that belongs to the key after it."""
    root, text = document.root, document.text()
    if root.flow:
        inside = ", ".join(map(_written, new))
        end = root.entries[-1].value.end if root.entries else root.start + 1
        comma = ", " if root.entries else ""
        return _replaced(text, end, end, f"{comma}aside: [{inside}]")
    lines = text.splitlines(keepends=True)
    place = _line_after_outline(document, lines)
    rows = ["aside:", *_rows(new, INDENT)]
    is_set_apart = 0 < place < len(lines) and not lines[place - 1].strip()
    if is_set_apart:
        rows.append("")
    return _insert_lines(text, sum(map(len, lines[:place])), rows, document.newline)


def _line_after_outline(document: Document, lines: list[str]) -> int:
    """The index of the line above which a new key belongs."""
    keys = [entry.key for entry in document.root.entries]
    names = [key.text for key in keys]
    after = names.index("outline") + 1 if "outline" in names else len(names)
    if after == len(names):
        ends = [index for index, line in enumerate(lines) if line.rstrip() == "..."]
        return ends[-1] if ends else len(lines)
    place = document.source.line(keys[after].start) - 1
    while place and lines[place - 1].startswith("#"):
        place -= 1
    return place


def _below(document: Document, offset: int, rows: list[str]) -> str:
    """The rows below the line that `offset` is in."""
    _, end = document.source.bounds(document.source.line(offset))
    return _insert_lines(document.text(), end, rows, document.newline)


def _insert_lines(text: str, offset: int, rows: list[str], newline: str) -> str:
    """`offset` is the start of a line, or the end of a text whose last line may be open."""
    before = text[:offset]
    opening = "" if not before or before.endswith("\n") else newline
    closing = "" if opening and offset == len(text) else newline
    return before + opening + newline.join(rows) + closing + text[offset:]


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _rows(ids: list[str], indent: str) -> list[str]:
    return [f"{indent}- {_written(one)}" for one in ids]


def _last_character(node: Node) -> int:
    return max(node.start, node.end - 1)


def _written(name: str) -> str:
    """An id as YAML text: in quotes where another reader would see a number or worse."""
    is_plain = re.fullmatch(ID_PATTERN, name) and kind_of(name) == "text"
    return name if is_plain else json.dumps(name, ensure_ascii=False)
