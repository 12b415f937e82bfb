"""Tables of any HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from dinobook.importers.html.cleaning.flow import Flow, added, blocks, element_of, line
from dinobook.importers.html.cleaning.marks import marks_of, style_of
from dinobook.importers.html.runs import Mark, Run
from dinobook.importers.html.vocabulary import Element

Marks = tuple[Mark, ...]
_PARTS: Final = ("thead", "tbody", "tfoot")
_ALIGNS: Final = ("left", "center", "right")
_SCOPES: Final = ("row", "col", "rowgroup", "colgroup")
_MOST: Final = 1000


@dataclass(slots=True)
class _Cell:
    is_head: bool
    blocks: list[Element]
    attributes: dict[str, str]


@dataclass(slots=True)
class _Row:
    part: str
    cells: list[_Cell]


@dataclass(slots=True)
class _Table:
    """What has been read of a table. `loose` are words that stand in no cell."""

    flow: Flow
    caption: list[Run]
    rows: list[_Row]

    def part(self, element: Element, part: str, marks: Marks) -> None:
        """The table itself, or one of its parts."""
        self._loose(element.text, part, marks)
        for child in element:
            tag = str(child.tag)
            inner = added(marks, marks_of(child)) if isinstance(child.tag, str) else marks
            if tag in _PARTS:
                self.part(child, tag, inner)
            elif tag == "tr":
                self._row(child, part, inner)
            elif tag == "caption":
                self.caption += [Run(" "), *line(self.flow.inner(child, marks).pieces)]
            elif isinstance(child.tag, str):
                self._stray(child, part, marks)
            self._loose(child.tail, part, marks)

    def _row(self, element: Element, part: str, marks: Marks) -> None:
        cells: list[_Cell] = []
        stray = Flow(self.flow.cleaning, self.flow.depth + 1)
        stray.words(element.text, marks)
        for child in element:
            if isinstance(child.tag, str) and child.tag in ("td", "th"):
                cells += _loose_cell(stray)
                stray = Flow(self.flow.cleaning, self.flow.depth + 1)
                cells.append(self._cell(child, part, marks))
            elif isinstance(child.tag, str):
                stray.child(child, marks)
            stray.words(child.tail, marks)
        self._add(part, [*cells, *_loose_cell(stray)])

    def _cell(self, element: Element, part: str, marks: Marks) -> _Cell:
        inner = Flow(self.flow.cleaning, self.flow.depth + 1)
        inner.place(element)
        inner.add(element, added(marks, marks_of(element)))
        head = element.tag == "th" or part == "thead"
        return _Cell(head, blocks(inner.pieces), _attributes(element))

    def _loose(self, text: str | None, part: str, marks: Marks) -> None:
        stray = Flow(self.flow.cleaning, self.flow.depth + 1)
        stray.words(text, marks)
        self._add(part, _loose_cell(stray))

    def _stray(self, element: Element, part: str, marks: Marks) -> None:
        stray = Flow(self.flow.cleaning, self.flow.depth + 1)
        stray.child(element, marks)
        self._add(part, _loose_cell(stray))

    def _add(self, part: str, cells: list[_Cell]) -> None:
        if cells:
            self.rows.append(_Row(part, cells))


def a_table(element: Element, flow: Flow, marks: Marks) -> None:
    """A table; one of a single cell, or that says it is for looks, is what it holds."""
    flow.end()
    own = flow.cleaning.places.take(element)
    table = _Table(flow, [], [])
    table.part(element, "tbody", added(marks, marks_of(element)))
    cells = [cell for row in table.rows for cell in row.cells]
    if not any(cell.blocks for cell in cells):
        cells = []
    if len(cells) <= 1 or element.get("role") in ("presentation", "none"):
        if own:
            flow.atom(etree.Element("span", {"id": own}))
        flow.pieces += table.caption
        flow.end()
        for cell in cells:
            flow.pieces += cell.blocks
        return
    made = etree.Element("table", {"id": own} if own else {})
    caption = line(table.caption)
    if caption:
        made.append(element_of("caption", caption))
    _settle_head(table.rows)
    _clip_spans(table.rows)
    for part, rows in groupby(table.rows, key=lambda row: row.part):
        into = etree.SubElement(made, part)
        for row in rows:
            _write_row(row, etree.SubElement(into, "tr"))
    flow.block(made)


def _loose_cell(stray: Flow) -> list[_Cell]:
    found = blocks(stray.pieces)
    return [_Cell(False, found, {})] if found else []


def _attributes(element: Element) -> dict[str, str]:
    found = {}
    for key in ("rowspan", "colspan"):
        value = (element.get(key) or "").strip()
        if value.isascii() and value.isdecimal() and value != "1":
            found[key] = str(min(int(value[:6]), _MOST))
    if element.tag == "th" and (scope := (element.get("scope") or "").lower()) in _SCOPES:
        found["scope"] = scope
    align = (element.get("align") or style_of(element).get("text-align", "")).lower()
    for name in (element.get("class") or "").split():
        align = name.removeprefix("has-text-align-") if name.startswith("has-text-") else align
    if align in _ALIGNS:
        found["align"] = align
    return found


def _settle_head(rows: Sequence[_Row]) -> None:
    """A first row of heads is the head of its table, wherever it stands."""
    if not rows or any(row.part == "thead" for row in rows):
        return
    first = rows[0]
    if len(rows) > 1 and all(cell.is_head for cell in first.cells):
        first.part = "thead"
        for cell in first.cells:
            cell.attributes.pop("scope", None)


def _clip_spans(rows: Sequence[_Row]) -> None:
    """No cell reaches out of its part of the table; zero rows are all that are left."""
    for _, found in groupby(rows, key=lambda row: row.part):
        part = list(found)
        for index, row in enumerate(part):
            for cell in row.cells:
                asked = cell.attributes.pop("rowspan", "1")
                left = len(part) - index
                count = left if asked == "0" else min(int(asked), left)
                if count > 1:
                    cell.attributes["rowspan"] = str(count)
                if cell.attributes.get("colspan") == "0":
                    del cell.attributes["colspan"]


def _write_row(row: _Row, into: Element) -> None:
    for cell in row.cells:
        made = etree.SubElement(into, "th" if cell.is_head else "td", cell.attributes)
        only = cell.blocks[0] if len(cell.blocks) == 1 else None
        if only is not None and only.tag == "p" and not only.attrib:
            made.text = only.text
            made.extend(list(only))
        elif only is not None and only.tag == "figure" and not only.attrib and len(only) == 1:
            made.append(only[0])
        else:
            made.extend(cell.blocks)
