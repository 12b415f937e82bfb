"""Which chapters the book has: in from the ones set aside, and out to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dinobook.editing.aside import ASIDE, Left, aside_layout, aside_pieces, with_aside
from dinobook.editing.comments import comments_of
from dinobook.editing.layout import Layout, Piece
from dinobook.editing.moving import named
from dinobook.editing.order import Order, read_order, rows_as_values
from dinobook.editing.parts import left_comments
from dinobook.editing.placing import placed
from dinobook.editing.rows import Row, composed, row_of
from dinobook.editing.spots import Spot
from dinobook.editing.verifying import (
    ARRANGEMENTS,
    OUTLINE,
    check_comments,
    check_list,
    check_neighbours,
    few_changes,
)
from dinobook.editing.written import written_id
from dinobook.errors import ManifestError
from dinobook.manifest.edit import load
from dinobook.manifest.values import Unfit, chapter_id
from dinobook.problems import Problem
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Mapping, Node, Scalar
from dinobook.strict_yaml import Sequence as ListNode

LAST = Spot(last=True)


def add(
    text: str, name: str, spot: Spot | None = None, *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """`text` with a chapter at the spot, or last in the body; out of `aside` when it is there."""
    return add_all(text, [name], spot, arrangement=arrangement, path=path)


def add_all(
    text: str,
    names: Sequence[str],
    spot: Spot | None = None,
    *,
    arrangement: str = "",
    path: str = MANIFEST,
) -> str:
    """The same for several chapters, in the order in which they are given, each once."""
    order = read_order(text, arrangement, path)
    new = [new_chapter(order, name) for name in dict.fromkeys(names)]
    if not new:
        return text
    return changed(order, placed(order, list(order.layout.pieces), new, spot or LAST))


def drop(text: str, ids: Sequence[str], *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` with these chapters in `aside`, with their comments.

    What else their rows say is lost. A chapter that an edition, an arrangement or a rule of order
    names stays: `ManifestError` tells where. From an arrangement a chapter goes aside only when no
    other order lists it.
    """
    order = read_order(text, arrangement, path)
    rows = named(order, ids)
    if not rows:
        return text
    return changed(order, order.layout.pieces, rows)


def new_chapter(order: Order, name: str) -> Piece:
    """A row for a chapter that the order does not have, with the comments that it had aside."""
    try:
        name = chapter_id(name.strip())
    except Unfit as unfit:
        order.refuse(unfit.code, unfit.message, unfit.hint)
    if order.has(name):
        row = order.find(name)
        message = f"“{name}” already stands on line {row.line}."
        order.refuse("edit-011", message, f"Move it: dinobook move {name}", row.node.start)
    if order.arrangement and name not in map(composed, order.document.ids(OUTLINE)):
        message = f"The outline has no chapter “{name}”, so “{order.arrangement}” can have none."
        order.refuse("manifest-049", message, f"Add it there first: dinobook add {name}")
    for row in order.rows:
        file = row.node.get("file") if isinstance(row.node, Mapping) else None
        if isinstance(file, Scalar) and composed(file.text) == name:
            message = f"“{name}” is the file of the page on line {row.line}."
            order.refuse("edit-011", message, "Take it out of that row first.", file.start)
    aside = aside_layout(order.document)
    left = [one for one in aside.pieces if one.row and one.row.name == name] if aside else []
    above, behind = comments_of(order.document.source, left[0]) if left else ((), "")
    return order.layout.new(written_id(name), behind, above)


def changed(order: Order, pieces: Sequence[Piece], gone: Sequence[Row] = ()) -> str:
    """The text with `pieces`; the rows in `gone` go aside, and new ones come from there."""
    check_free(order, gone)
    elsewhere = _listed_elsewhere(order)
    aside = aside_layout(order.document)
    takes_comments = aside is None or aside.form != "run"
    kept: list[Piece] = []
    away: list[Left] = []
    for piece in pieces:
        if not any(piece.row is row for row in gone) or piece.row is None:
            kept.append(piece)
            continue
        goes = piece.row.name not in elsewhere
        if goes and takes_comments and not order.document.root.flow:
            away.append(Left(piece.row.name, *comments_of(order.document.source, piece)))
            continue
        kept += left_comments(order, piece)
        away += [Left(piece.row.name)] if goes else []
    there = order.document.ids(ASIDE)
    came = [piece.row.name for piece in kept if piece.row and piece.row.name in there]
    if not came and not away:
        return order.with_pieces(kept)
    expected = [name for name in there if composed(name) not in came]
    expected += [one.name for one in away]
    if aside is None:
        rest = load(order.rendered(kept), order.document.source.path)
        text = with_aside(rest, away, order.document.newline)
        return order.sure(text, rows_as_values(kept), [ASIDE])
    return _in_both(order, kept, aside, aside_pieces(aside, away, came), expected)


def _in_both(
    order: Order,
    rows: Sequence[Piece],
    aside: Layout,
    left: Sequence[Piece],
    expected: Sequence[str],
) -> str:
    """The text with these rows in the order, and these in `aside`."""
    before = order.text
    new = aside.filled(left)
    order.check_texts(rows)
    fills = [(order.layout.start, order.layout.end, order.layout.filled(rows))]
    fills.append((aside.start, aside.end, new))
    text = before
    for start, end, filled in sorted(fills, reverse=True):
        text = text[:start] + filled + text[end:]
    key = order.document.root.entry(ASIDE)
    if order.document.root.flow or key is None or not few_changes(order.layout, rows):
        return order.sure(text, rows_as_values(rows), [ASIDE])
    check_neighbours(order.layout, rows)
    check_comments(order.layout, text)
    opening, closing = before[key.key.start : aside.start], before[aside.end : key.value.end]
    check_list(opening + new + closing, ASIDE, expected)
    return text


def check_free(order: Order, rows: Sequence[Row]) -> None:
    """Raises `ManifestError` for what is no chapter, and for one that is needed where it is."""
    for row in rows:
        if row.kind != "chapter":
            message = f"“{row.label}” is no chapter."
            hint = "Delete its row in the manifest." if row.kind == "page" else "Remove the part."
            order.refuse("edit-007", message, hint, row.node.start)
    source = order.document.source
    names = {row.name for row in rows}
    problems = [
        Problem(source.place(node.start), "edit-006", f"“{composed(node.text)}” is {where}.", hint)
        for where, hint, node in _mentions(order, names)
        if composed(node.text) in names
    ]
    if problems:
        raise ManifestError(f"{source.path} cannot be changed like that.", problems)


def _mentions(order: Order, gone: set[str]) -> Iterator[tuple[str, str, Scalar]]:
    """Where else the manifest names a chapter so that it must be in the order.

    A chapter must be in the outline for editions and arrangements, so for an arrangement only its
    own rules count.
    """
    yield from _in_rules(order, gone)
    if not order.arrangement:
        yield from _in_editions(order)
        yield from _in_arrangements(order)


def _in_rules(order: Order, gone: set[str]) -> Iterator[tuple[str, str, Scalar]]:
    for row in order.rows:
        for key in () if row.name in gone else ("after", "before"):
            value = row.node.get(key) if isinstance(row.node, Mapping) else None
            hint = f"Take “{key}” out of that row first, or hold the chapter."
            for node in _scalars(value):
                yield f"what “{row.label}” must come {key}", hint, node


def _in_editions(order: Order) -> Iterator[tuple[str, str, Scalar]]:
    editions = order.document.root.get("editions")
    for entry in editions.entries if isinstance(editions, Mapping) else ():
        only = entry.value.get("only") if isinstance(entry.value, Mapping) else None
        for node in _scalars(only):
            hint = "Take it out of “only” first, or hold the chapter."
            yield f"in the edition “{entry.key.text}”", hint, node


def _in_arrangements(order: Order) -> Iterator[tuple[str, str, Scalar]]:
    arrangements = order.document.root.get(ARRANGEMENTS)
    for entry in arrangements.entries if isinstance(arrangements, Mapping) else ():
        name = entry.key.text
        for item in entry.value.items if isinstance(entry.value, ListNode) else ():
            node = item.get("id") if isinstance(item, Mapping) else item
            is_chapter = row_of(order.document.source, item).kind == "chapter"
            if is_chapter and isinstance(node, Scalar):
                hint = f"Drop it there first: dinobook drop {node.text} --arrangement {name}"
                yield f"in the arrangement “{name}”", hint, node


def _scalars(node: Node | None) -> Iterator[Scalar]:
    items = node.items if isinstance(node, ListNode) else (node,)
    return (item for item in items if isinstance(item, Scalar))


def _listed_elsewhere(order: Order) -> set[str]:
    """The ids that the other orders list: they are not aside, though this one drops them."""
    root = order.document.root
    others = root.get(ARRANGEMENTS)
    entries = others.entries if isinstance(others, Mapping) else ()
    lists = [(entry.key.text, entry.value) for entry in entries]
    outline = root.get(OUTLINE)
    if outline is not None:
        lists.append(("", outline))
    return {
        row_of(order.document.source, node).name
        for name, value in lists
        if name != order.arrangement and isinstance(value, ListNode)
        for node in value.items
    }
