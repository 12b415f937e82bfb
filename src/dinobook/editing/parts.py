"""Parts: a new one, another title, and one less; their chapters stay."""

from __future__ import annotations

from dinobook.editing.comments import comments_of
from dinobook.editing.keys import with_key
from dinobook.editing.layout import Piece
from dinobook.editing.moving import the_part
from dinobook.editing.order import Order, read_order
from dinobook.editing.placing import placed
from dinobook.editing.rows import Row, composed
from dinobook.editing.spots import Spot
from dinobook.editing.status import checked_text
from dinobook.editing.written import written_id, written_text
from dinobook.slugs import slug
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Mapping, Plain, Source, plain


def part_add(
    text: str, title: str, spot: Spot, *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """`text` with a new part at the spot; the chapters below it become its own."""
    order = read_order(text, arrangement, path)
    new = new_part(order, title)
    pieces = placed(order, list(order.layout.pieces), [new], spot, opening=True)
    return order.with_pieces(pieces)


def new_part(order: Order, title: str) -> Piece:
    """A row for a part whose title and id are not there yet."""
    title = _title(order, title)
    name = f"part-{slug(title)}"
    if name == "part-":
        message = f"No id can be made from the title “{title}”."
        order.refuse("edit-009", message, "Give it a letter or a digit.")
    _check_free(order, name, title)
    return order.layout.new(f"part: {written_text(title)}")


def part_rename(
    text: str, part: str, title: str, *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """`text` with another title for a part, which keeps its id, so that links to it hold."""
    order = read_order(text, arrangement, path)
    row = the_part(order, part)
    title = _title(order, title)
    if title == row.title:
        return text
    _check_title(order, title, row)
    order.check_plain_keys(row)
    source = order.document.source
    new: dict[str, Plain] = {"part": title}
    if row.value("id") is None and row.name:
        new["id"] = row.name
    changed = _with_title(
        source, row, written_text(title), written_id(row.name) if "id" in new else ""
    )
    values = plain(row.node)
    expected = {**values, **new} if isinstance(values, dict) else new
    if order.layout.form == "block":
        order.check_row(text, changed, row, expected)
        return changed
    return order.sure(changed, [expected if one is row else plain(one.node) for one in order.rows])


def _with_title(source: Source, row: Row, title: str, name: str) -> str:
    """The id goes in first, behind the title, whose place in the text stays true by that."""
    node = row.node
    is_pair = isinstance(node, Mapping) and node.flow and source.text[node.start] != "{"
    if is_pair:
        inside = f"part: {title}" + (f", id: {name}" if name else "")
        return f"{source.text[: node.start]}{{{inside}}}{source.text[node.end :]}"
    if name:
        source = Source(source.path, with_key(source, row, "id", name, after="part"))
    return with_key(source, row, "part", title)


def part_remove(text: str, part: str, *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` without the part's row; its chapters and the row's comments stay where they are."""
    order = read_order(text, arrangement, path)
    row = the_part(order, part)
    pieces: list[Piece] = []
    for piece in order.layout.pieces:
        if piece.row is row:
            pieces += left_comments(order, piece)
        else:
            pieces.append(piece)
    return order.with_pieces(pieces)


def left_comments(order: Order, piece: Piece) -> list[Piece]:
    """What is left of a row that goes: its comments, each on a line of its own."""
    if order.layout.form == "run":
        return []
    above, behind = comments_of(order.document.source, piece)
    kept = [Piece((line,)) for line in piece.lines[: piece.above]]
    inside = [*above[piece.above :], *([behind.strip()] if behind else [])]
    return [*kept, *map(order.layout.comment_line, inside)]


def _title(order: Order, title: str) -> str:
    title = checked_text(order, title.strip())
    if not title:
        order.refuse("edit-009", "A part needs a title.", "Write it between quotes.")
    return title


def _check_free(order: Order, name: str, title: str) -> None:
    if order.has(name):
        message = f"“{name}”, the id that “{title}” would have, is in use."
        order.refuse("edit-011", message, "Choose another title.", order.find(name).node.start)
    _check_title(order, title, None)


def _check_title(order: Order, title: str, own: Row | None) -> None:
    for row in order.rows:
        if row is not own and row.kind == "part" and composed(row.title) == composed(title):
            message = f"There is a part “{title}” already."
            order.refuse("edit-011", message, "Choose another title.", row.node.start)
