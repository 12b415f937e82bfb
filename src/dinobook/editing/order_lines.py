"""The rows of an order as lines, and keys of the manifest that come and go as lines."""

from __future__ import annotations

from typing import Final

from dinobook.editing.layout import last_character
from dinobook.editing.written import written_text
from dinobook.manifest.edit import Document
from dinobook.strict_yaml import KeyValue, Mapping, Node, Scalar, Sequence

_INDENT: Final = 2
"""Of a name below `arrangements`, and of rows below their name, where none are there to follow."""


def lines_of(document: Document, entry: KeyValue) -> list[str]:
    """The rows as lines of a block, without their indent, comments between them included."""
    node = entry.value
    if not isinstance(node, Sequence):
        return []
    if node.flow:
        return [f"- {_flow(document, item)}" for item in node.items]
    start, end, indent = _region(document, node, entry.key)
    lines = document.text()[start:end].removeprefix("\ufeff").split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.rstrip("\r")[min(indent, _room(line)) :] for line in lines]


def _region(document: Document, node: Sequence, key: Scalar) -> tuple[int, int, int]:
    """Where the lines of a block's rows begin and end, and how far they are set in.

    The comments right above the first row, and in line with it, belong to it.
    """
    source, text = document.source, document.text()
    first = source.line(node.items[0].start)
    start = source.bounds(first)[0]
    indent = _room(text[start:].removeprefix("\ufeff"))
    while first - 1 > source.line(key.start):
        above = text[slice(*source.bounds(first - 1))]
        if not _is_comment(above.strip()) or _room(above) != indent:
            break
        first -= 1
    return (
        source.bounds(first)[0],
        source.bounds(source.line(last_character(document.source, node, key)))[1],
        indent,
    )


def copied(document: Document, entry: KeyValue) -> list[str]:
    """The same without comment lines between rows: they were written about the other order."""
    return [line for line in lines_of(document, entry) if not _is_comment(line)]


def _is_comment(line: str) -> bool:
    return line.startswith("#")


def _room(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def with_rows(document: Document, text: str, entry: KeyValue, rows: list[str]) -> str:
    """The rows of `entry`, which stands in `document` and so far unchanged in `text`, are these."""
    node, source = entry.value, document.source
    if not isinstance(node, Sequence):
        raise RuntimeError("an order that is no list")
    if node.flow:
        key = entry.key.start - source.bounds(source.line(entry.key.start))[0]
        _, end = source.bounds(source.line(node.end - 1))
        cut = text[: node.start].rstrip(" ") + text[node.end :]
        end -= len(text) - len(cut)
        return inserted(document, cut, end, indented(rows, key + _INDENT))
    start, end, indent = _region(document, node, entry.key)
    old = text[start:end]
    closing = old[len(old.rstrip("\r\n")) :]
    return text[:start] + document.newline.join(indented(rows, indent)) + closing + text[end:]


def new_key(document: Document, block: list[str]) -> str:
    """Above `editions`, or at the end, with an empty line where others have one."""
    text, source = document.text(), document.source
    editions = document.root.entry("editions")
    if editions is None:
        return inserted(document, text, len(text), block)
    line = source.line(editions.key.start)
    while line > 1 and text[source.bounds(line - 1)[0] :].startswith("#"):
        line -= 1
    if line > 1 and not text[slice(*source.bounds(line - 1))].strip():
        block = [*block, ""]
    return inserted(document, text, source.bounds(line)[0], block)


def inserted(document: Document, text: str, offset: int, rows: list[str]) -> str:
    """`offset` is the start of a line, the end of one, or the end of the text."""
    newline = document.newline
    before, after = text[:offset], text[offset:]
    opening = "" if not before or before.endswith("\n") else newline
    closing = "" if opening and (not after or after.startswith(("\n", "\r"))) else newline
    return before + opening + newline.join(rows) + closing + after


def indented(rows: list[str], indent: int = _INDENT) -> list[str]:
    return [" " * indent + row if row.strip() else row for row in rows]


def _flow(document: Document, node: Node) -> str:
    """An item of a list between brackets as one line."""
    written = document.text()[node.start : node.end]
    return on_one_line(node) if "\n" in written or "#" in written else written


def on_one_line(node: Node) -> str:
    """A value as YAML on one line; what was not text stays so."""
    if isinstance(node, Sequence):
        return f"[{', '.join(map(on_one_line, node.items))}]"
    if isinstance(node, Mapping):
        keys = (written_text(entry.key.text) for entry in node.entries)
        values = (on_one_line(entry.value) for entry in node.entries)
        inside = ", ".join(f"{key}: {value}" for key, value in zip(keys, values, strict=True))
        return f"{{{inside}}}"
    return written_text(node.text) if node.kind == "text" else node.text or "~"


def cut(document: Document, text: str, parent: Mapping, entry: KeyValue) -> str:
    """Without a key and its value: its lines, or its place between the braces."""
    if not parent.flow:
        first = document.source.line(entry.key.start)
        last = document.source.line(last_character(document.source, entry.value, entry.key))
        start, end = document.source.bounds(first)[0], document.source.bounds(last)[1]
        return text[:start] + text[end:]
    at = parent.entries.index(entry)
    if at:
        return text[: _end(parent.entries[at - 1])] + text[_end(entry) :]
    after = parent.entries[1].key.start if len(parent.entries) > 1 else _end(entry)
    return text[: entry.key.start] + text[after:]


def _end(entry: KeyValue) -> int:
    """Where a value ends; a key that has none, behind the key and its colon."""
    return max(entry.value.end, entry.key.end)
