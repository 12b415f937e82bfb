"""One key of one row: put in, changed, or taken out, in the way in which the row is written."""

from __future__ import annotations

import re
from typing import Final

from dinobook.editing.layout import last_character
from dinobook.editing.rows import Row
from dinobook.editing.written import in_quotes_of
from dinobook.strict_yaml import KeyValue, Mapping, Scalar, Source

_BEHIND: Final = re.compile(r"[ \t]+#[^\r\n]*")


def with_key(source: Source, row: Row, key: str, written: str, after: str = "") -> str:
    """The text with `key: written` in the row; a new key comes last, or behind the key `after`."""
    node = row.node
    if not isinstance(node, Mapping):
        raw = source.text[node.start : node.end]
        return _replaced(source.text, node.start, node.end, f"{{id: {raw}, {key}: {written}}}")
    return with_key_in(source, node, key, written, after)


def with_key_in(source: Source, node: Mapping, key: str, written: str, after: str = "") -> str:
    """The same for any keys of the file; there must be one."""
    entry = node.entry(key)
    if entry is not None:
        return _with_value(source, entry, written)
    neighbour = node.entry(after) or node.entries[-1]
    if node.flow:
        return _with_flow_key(source, node, neighbour, f"{key}: {written}")
    column = _column(source, node.entries[0].key.start)
    line = f"{' ' * column}{key}: {written}"
    return _line_below(source, last_character(source, neighbour.value, neighbour.key), line)


def without_key(source: Source, row: Row, key: str) -> str:
    """The text without the key in that row; `{id: a}` becomes `a` when no more is said of it."""
    node = row.node
    entry = node.entry(key) if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or entry is None:
        return source.text
    if not node.flow:
        return _without_block_key(source, node, entry)
    rest = [one for one in node.entries if one is not entry]
    has_comment = "#" in source.text[node.start : node.end]
    is_plain = len(rest) == 1 and rest[0].key.text == "id" and isinstance(rest[0].value, Scalar)
    if is_plain and not has_comment:
        raw = source.text[rest[0].value.start : rest[0].value.end]
        return _replaced(source.text, node.start, node.end, raw)
    return _without_flow_key(source, node, entry)


def _with_value(source: Source, entry: KeyValue, written: str) -> str:
    text, value = source.text, entry.value
    if value.start == value.end:
        between = text[entry.key.end : value.start]
        sign = "" if ":" in between else ":"
        at = entry.key.end + (between.index(":") + 1 if ":" in between else 0)
        return _replaced(text, at, at, f"{sign} {written}")
    end = value.start + len(text[value.start : value.end].rstrip())
    header = text[value.start : end].split("\n", 1)[0]
    comment = _BEHIND.search(header) if header[0] in "|>" else None
    new = in_quotes_of(text[value.start : end], written)
    return _replaced(text, value.start, end, new + (comment.group() if comment else ""))


def _with_flow_key(source: Source, node: Mapping, neighbour: KeyValue, added: str) -> str:
    text = source.text
    end = max(neighbour.value.end, neighbour.key.end)
    if text[node.start] == "{":
        return _replaced(text, end, end, f", {added}")
    words = text[node.start : node.end]
    return _replaced(text, node.start, node.end, f"{{{words}, {added}}}")


def _line_below(source: Source, offset: int, line: str) -> str:
    newline = "\r\n" if "\r\n" in source.text else "\n"
    _, end = source.bounds(source.line(offset))
    if source.text[:end].endswith("\n"):
        return _replaced(source.text, end, end, line + newline)
    return source.text + newline + line


def _without_block_key(source: Source, node: Mapping, entry: KeyValue) -> str:
    """Without its lines; a comment behind it stays as a line of its own."""
    text = source.text
    last = last_character(source, entry.value, entry.key)
    at = node.entries.index(entry)
    start, _ = source.bounds(source.line(entry.key.start))
    _, end = source.bounds(source.line(last))
    if at == 0:
        follower = node.entries[1].key.start
        comments = re.findall(r"#[^\r\n]*", text[last + 1 : follower])
        if not comments:
            return _replaced(text, entry.key.start, follower, "")
        start = entry.key.start
    found = _BEHIND.match(text, last + 1)
    if found and text[last] != "\n":
        return _replaced(text, entry.key.start, found.end(), found.group().lstrip())
    if end == len(text) and not text.endswith("\n"):
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return _replaced(text, start, end, "")


def _without_flow_key(source: Source, node: Mapping, entry: KeyValue) -> str:
    """Without the comma before it, or the one behind it when it is the first."""
    text, at = source.text, node.entries.index(entry)
    end = max(entry.value.end, entry.key.end)
    if at:
        before = node.entries[at - 1]
        start = max(before.value.end, before.key.end)
        between = text[start : entry.key.start]
        kept = between.replace(",", "", 1) if "#" in between else ""
        return _replaced(text, start, end, kept)
    follower = node.entries[1].key.start
    between = text[end:follower]
    kept = between.replace(",", "", 1).lstrip(" ") if "#" in between else ""
    return _replaced(text, entry.key.start, follower, kept)


def _column(source: Source, offset: int) -> int:
    start, _ = source.bounds(source.line(offset))
    return len(source.text[start:offset].lstrip("\ufeff"))


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
