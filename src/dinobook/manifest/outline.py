"""The rows of the outline, each by the key that says what kind of row it is."""

from __future__ import annotations

from typing import Final, get_args

from dinobook.manifest.fit import Fitter
from dinobook.manifest.model import ChapterRow, GenerateRow, MatterRow, PartRow, Row
from dinobook.manifest.page_rows import PAGE_ROWS
from dinobook.problems import did_you_mean, nearest
from dinobook.slugs import slug
from dinobook.strict_yaml import KeyValue, Mapping, Node, Scalar, Sequence

# A part may have an id too, so “id” comes last.
ROW_KINDS: Final[dict[str, type[MatterRow | PartRow | GenerateRow | ChapterRow]]] = {
    "matter": MatterRow,
    "part": PartRow,
    "generate": GenerateRow,
    "id": ChapterRow,
}

PAGE_NAMES: Final[tuple[str, ...]] = get_args(GenerateRow.model_fields["generate"].annotation)


def read_outline(fitter: Fitter, outline: Sequence) -> tuple[Row, ...]:
    """The rows that could be read; what is wrong with the others is noted."""
    rows = (_row(fitter, item) for item in outline.items)
    return tuple(row for row in rows if row is not None)


def _row(fitter: Fitter, node: Node) -> Row | None:
    if isinstance(node, Scalar) and node.kind != "nothing":
        node = _spelled_out(node)
    if not isinstance(node, Mapping):
        what = "is empty" if isinstance(node, Scalar) else "is a list"
        hint = "Write a chapter's id, or delete the row."
        fitter.note(node.start, "manifest-009", f"This row of the outline {what}.", hint)
        return None
    kind = next((key for key in ROW_KINDS if node.get(key) is not None), None)
    if kind is None:
        _note_unknown_kind(fitter, node)
        return None
    line = fitter.source.line(node.start)
    if kind == "generate":
        return _made_page(fitter, node, line)
    row = fitter.fit(ROW_KINDS[kind], node, f"a row with “{kind}”", node.start, line=line)
    return _with_id(fitter, row, node) if isinstance(row, PartRow) else row


def _made_page(fitter: Fitter, node: Mapping, line: int) -> GenerateRow | None:
    """The row with the options of its own kind, or of the kind that was probably meant."""
    value = node.get("generate")
    name = value.text if isinstance(value, Scalar) else ""
    model = PAGE_ROWS.get(nearest(name, PAGE_NAMES) or "", GenerateRow)
    return fitter.fit(model, node, f"a row with “generate: {name}”", node.start, line=line)


def _spelled_out(chapter: Scalar) -> Mapping:
    """`- voorwoord` as if it were written `- {id: voorwoord}`."""
    key = Scalar("id", "text", chapter.start, chapter.start)
    return Mapping((KeyValue(key, chapter),), True, chapter.start, chapter.end)


def _note_unknown_kind(fitter: Fitter, node: Mapping) -> None:
    keys = [entry.key.text for entry in node.entries]
    hints = [hint for key in keys if (hint := did_you_mean(key, ROW_KINDS))]
    fitter.note(
        node.start,
        "manifest-009",
        f"A row with “{'”, “'.join(keys)}” is of no known kind.",
        hints[0] if hints else f"Write a chapter's id, or one of: {', '.join(ROW_KINDS)}.",
    )


def _with_id(fitter: Fitter, row: PartRow, node: Mapping) -> PartRow:
    if row.id:
        return row
    name = slug(row.part)
    if not name:
        fitter.note(
            node.start,
            "manifest-026",
            f"No id can be made from the part's title “{row.part}”.",
            f'Give it one: {{part: "{row.part}", id: deel-een}}',
        )
    return row.model_copy(update={"id": f"part-{name}"})
