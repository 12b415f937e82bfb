"""A table of Pandoc's answer, with merged cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dinobook.importers.docx.tree.build import Element, element

Item = Mapping[str, Any]
_ALIGNED: Final = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


def table(content: Any, add: Callable[[Sequence[Item], Element], None]) -> Element:
    """`content` is [attributes, caption, columns, head, bodies, foot]; `add` adds blocks."""
    _, caption, _, head, bodies, foot = content
    made = element("table")
    if caption[1]:
        named = element("caption")
        add(caption[1], named)
        made.append(named)
    groups = [("thead", "th", head[1])]
    for body in bodies:
        groups.append(("tbody", "td", [*body[2], *body[3]]))
    groups.append(("tfoot", "td", foot[1]))
    for name, tag, rows in groups:
        group = element(name)
        for row in rows:
            group.append(_row(row, tag, add))
        if len(group):
            made.append(group)
    return made


def _row(row: Any, tag: str, add: Callable[[Sequence[Item], Element], None]) -> Element:
    made = element("tr")
    for cell in row[1]:
        _, align, rows, columns, blocks = cell
        one = element(tag)
        side = _ALIGNED.get(align["t"], "")
        if side:
            one.set("align", side)
        if rows > 1:
            one.set("rowspan", str(rows))
        if columns > 1:
            one.set("colspan", str(columns))
        add(blocks, one)
        made.append(one)
    return made
