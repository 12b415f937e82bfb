"""Which chapters the book has: in from the ones set aside, and out to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dinobook.editing.comments import comments_of
from dinobook.editing.layout import Layout, Piece, UnsuitedError, layout_of
from dinobook.editing.moving import named
from dinobook.editing.order import ARRANGEMENTS, OUTLINE, Order, read_order
from dinobook.editing.parts import left_comments
from dinobook.editing.placing import placed
from dinobook.editing.rows import Row, composed, row_of
from dinobook.editing.spots import Spot
from dinobook.editing.written import written_id
from dinobook.errors import ManifestError
from dinobook.manifest.edit import Document, append_aside, load
from dinobook.manifest.values import Unfit, chapter_id
from dinobook.problems import Problem
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Mapping, Node, Scalar, plain
from dinobook.strict_yaml import Sequence as ListNode

ASIDE = "aside"
LAST = Spot(last=True)


def add(
    text: str, name: str, spot: Spot | None = None, *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """`text` with a chapter at the spot, or last in the body; out of `aside` when it is there."""
    order = read_order(text, arrangement, path)
    name = _checked_id(order, name)
    if order.has(name):
        row = order.find(name)
        message = f"“{name}” already stands on line {row.line}."
        order.refuse("edit-011", message, f"Move it: dinobook move {name}", row.node.start)
    aside = _aside(order.document)
    left = (
        [piece for piece in aside.pieces if piece.row and piece.row.name == name] if aside else []
    )
    above, behind = comments_of(order.document.source, left[0]) if left else ((), "")
    new = order.layout.new(written_id(name), behind, above)
    pieces = placed(order, list(order.layout.pieces), [new], spot or LAST)
    if not left:
        return order.with_pieces(pieces)
    changed = _without_aside(order.layout.rendered(pieces), name, path)
    return sure(order, changed, pieces, [one for one in aside_ids(order) if one != name])


def drop(text: str, ids: Sequence[str], *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` with these chapters in `aside`, with their comments.

    What else their rows say is lost. A chapter that an edition's `only` or a row's `after` or
    `before` names stays: `ManifestError` tells where. From an arrangement a chapter goes aside
    only when no other order lists it.
    """
    order = read_order(text, arrangement, path)
    rows = named(order, ids)
    for row in rows:
        _check_free(order, row)
    if not rows:
        return text
    gone = {id(piece) for piece in order.layout.pieces if any(piece.row is row for row in rows)}
    return put_aside(order, order.layout.pieces, gone)


def put_aside(order: Order, pieces: Sequence[Piece], gone: set[int]) -> str:
    """The text with `pieces` but those in `gone`, by their Python ids, which go aside."""
    elsewhere = _listed_elsewhere(order)
    aside = _aside(order.document)
    takes_comments = aside is not None and aside.form != "run"
    kept: list[Piece] = []
    away: list[tuple[str, tuple[str, ...], str]] = []
    for piece in pieces:
        if id(piece) not in gone or piece.row is None:
            kept.append(piece)
        elif takes_comments and piece.row.name not in elsewhere:
            away.append((piece.row.name, *comments_of(order.document.source, piece)))
        else:
            kept += left_comments(order, piece)
            if piece.row.name not in elsewhere:
                away.append((piece.row.name, (), ""))
    text = _with_aside(order.layout.rendered(kept), away, order.document.source.path)
    return sure(order, text, kept, [*aside_ids(order), *(name for name, _, _ in away)])


def aside_ids(order: Order) -> tuple[str, ...]:
    return order.document.ids(ASIDE)


def sure(order: Order, text: str, pieces: Sequence[Piece], aside: Sequence[str]) -> str:
    """`text`, when it has these rows and these ids aside, and nothing else was changed."""
    rows = [plain(piece.row.node) for piece in pieces if piece.row]
    order.sure(text, rows, [ASIDE])
    found = load(text, order.document.source.path).ids(ASIDE)
    if list(found) != list(dict.fromkeys(aside)):
        raise RuntimeError("The edit would leave other chapters aside than it should.")
    return text


def _checked_id(order: Order, name: str) -> str:
    try:
        return chapter_id(name.strip())
    except Unfit as unfit:
        order.refuse(unfit.code, unfit.message, unfit.hint)


def _aside(document: Document) -> Layout | None:
    """The layout of `aside`; None when there is no such list."""
    entry = document.root.entry(ASIDE)
    if entry is None:
        return None
    try:
        return layout_of(document.source, entry.key.start, entry.value)
    except UnsuitedError:
        return None


def _without_aside(text: str, name: str, path: str) -> str:
    layout = _aside(load(text, path))
    if layout is None:
        raise RuntimeError("The list “aside” is not there any more.")
    kept = [piece for piece in layout.pieces if not (piece.row and piece.row.name == name)]
    return layout.rendered(kept)


def _with_aside(text: str, gone: list[tuple[str, tuple[str, ...], str]], path: str) -> str:
    layout = _aside(load(text, path))
    if not layout or layout.form == "run" or not gone:
        return append_aside(text, [name for name, _, _ in gone], path)
    new = [layout.new(written_id(name), behind, above) for name, above, behind in gone]
    rows = [at for at, piece in enumerate(layout.pieces) if piece.row]
    at = rows[-1] + 1 if rows else 1
    return layout.rendered([*layout.pieces[:at], *new, *layout.pieces[at:]])


def _check_free(order: Order, row: Row) -> None:
    if row.kind != "chapter":
        message = f"“{row.label}” is no chapter."
        hint = "Delete its row in the manifest." if row.kind == "page" else "Remove the part."
        order.refuse("edit-007", message, hint, row.node.start)
    source = order.document.source
    problems = [
        Problem(source.place(node.start), "edit-006", f"“{row.name}” is named here: {where}.", hint)
        for where, hint, node in _mentions(order)
        if composed(node.text) == row.name
    ]
    if problems:
        raise ManifestError(f"{source.path} was not changed.", problems)


def _mentions(order: Order) -> Iterator[tuple[str, str, Scalar]]:
    """Where else the manifest names a chapter so that it must be in the order."""
    editions = order.document.root.get("editions")
    for entry in editions.entries if isinstance(editions, Mapping) else ():
        only = entry.value.get("only") if isinstance(entry.value, Mapping) else None
        where = f"edition “{entry.key.text}” has it"
        for node in _scalars(only):
            yield where, "Take it out of “only” first, or hold the chapter.", node
    for row in order.rows:
        for key in ("after", "before"):
            value = row.node.get(key) if isinstance(row.node, Mapping) else None
            for node in _scalars(value):
                where = f"“{row.label}” must come {key} it"
                yield where, "Take that out of the row first, or hold the chapter.", node


def _scalars(node: Node | None) -> Iterator[Scalar]:
    items = node.items if isinstance(node, ListNode) else (node,)
    return (item for item in items if isinstance(item, Scalar))


def _listed_elsewhere(order: Order) -> set[str]:
    """The ids that the other orders list."""
    root = order.document.root
    named_orders = root.get(ARRANGEMENTS)
    lists = (
        [(entry.key.text, entry.value) for entry in named_orders.entries]
        if isinstance(named_orders, Mapping)
        else []
    )
    outline = root.get(OUTLINE)
    if outline is not None:
        lists.append(("", outline))
    return {
        row_of(order.document.source, node).name
        for name, value in lists
        if name != order.arrangement and isinstance(value, ListNode)
        for node in value.items
    }
