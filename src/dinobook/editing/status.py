"""What a row says of its chapter: whether it is held back, and its short title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dinobook.editing.keys import with_key, without_key
from dinobook.editing.moving import named
from dinobook.editing.order import Order, read_order
from dinobook.editing.rows import Row
from dinobook.editing.verifying import check_comments
from dinobook.editing.written import unwritable, written_text
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Plain, Source, plain

Change = Callable[[Source, Row], str]


def hold(text: str, ids: Sequence[str], *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` with these chapters held back: they keep their places, and are not printed."""
    order = read_order(text, arrangement, path)
    rows = [row for row in _chapters(order, ids) if not row.held]
    return _changed(order, rows, "status", "hold", lambda s, r: with_key(s, r, "status", "hold"))


def release(text: str, ids: Sequence[str], *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` with these chapters no longer held back; `{id: a, status: hold}` becomes `a`."""
    order = read_order(text, arrangement, path)
    rows = [row for row in _chapters(order, ids) if row.held]
    return _changed(order, rows, "status", "", lambda s, r: without_key(s, r, "status"))


def retitle(
    text: str, name: str, short: str, *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """`text` with `short` as the chapter's title for running heads; empty: without one."""
    order = read_order(text, arrangement, path)
    short = short.strip()
    checked_text(order, short)
    rows = [row for row in _chapters(order, [name]) if (row.value("short") or "") != short]
    if not short:
        rows = [row for row in rows if row.value("short") is not None]
        return _changed(order, rows, "short", "", lambda s, r: without_key(s, r, "short"))
    written = written_text(short)
    return _changed(order, rows, "short", short, lambda s, r: with_key(s, r, "short", written))


def checked_text(order: Order, text: str) -> str:
    """A text that can stand on one line."""
    sign = unwritable(text)
    if sign:
        message = f"The text holds the character U+{ord(sign):04X}, which no title can have."
        order.refuse("edit-009", message, "Write it on one line, without that character.")
    return text


def _chapters(order: Order, ids: Sequence[str]) -> list[Row]:
    rows = named(order, ids)
    for row in rows:
        if row.kind != "chapter":
            what = "a part" if row.kind == "part" else "a page that the book makes itself"
            message = f"“{row.label}” is {what}, and no chapter."
            order.refuse("edit-007", message, "Name a chapter by its id.", row.node.start)
    return rows


def _changed(order: Order, rows: Sequence[Row], key: str, value: str, change: Change) -> str:
    """The rows changed from the last to the first, so that places in the text stay true."""
    source = order.document.source
    for row in sorted(rows, key=lambda row: -row.node.start):
        order.check_plain_keys(row)
        after = change(source, row)
        if order.layout.form == "block":
            order.check_row(source.text, after, row, _expected(row, key, value))
        source = Source(source.path, after)
    if order.layout.form == "block":
        check_comments(order.layout, source.text)
        return source.text
    expected = [
        _expected(row, key, value) if any(row is one for one in rows) else plain(row.node)
        for row in order.rows
    ]
    return order.sure(source.text, expected)


def _expected(row: Row, key: str, value: str) -> Plain:
    values = plain(row.node)
    known: dict[str, Plain] = dict(values) if isinstance(values, dict) else {"id": values}
    known.pop(key, None)
    if value:
        known[key] = value
    return known
