"""Tables on an even grid: each row has every column, and no column is there for looks alone."""

from __future__ import annotations

from lxml import etree

from dinobook.importers.docx.ooxml import W, drop, value

Cell = tuple[etree._Element, int, int]
"""A cell with the columns where it begins and ends."""


def even_tables(root: etree._Element) -> None:
    """Rows that begin or end elsewhere, as Word allows, do so no longer.

    A column in which no cell begins goes; where a row is short, empty cells fill it.
    """
    for table in root.iter(f"{W}tbl"):
        rows = [(row, _cells(row)) for row in table.iterchildren(f"{W}tr")]
        starts = sorted({start for _, cells in rows for _, start, _ in cells})
        for row, cells in rows:
            room = len(starts)
            for cell, start, end in cells:
                span = max(1, sum(start <= one < end for one in starts))
                _set_span(cell, span)
                room -= span
            for _ in range(room):
                filler = etree.SubElement(row, f"{W}tc")
                etree.SubElement(filler, f"{W}p")
        _set_columns(table, len(starts))


def _cells(row: etree._Element) -> list[Cell]:
    """The first cell begins at the edge, also when Word leaves room before it."""
    before = _number(row.find(f"{W}trPr/{W}gridBefore"))
    for name in ("gridBefore", "gridAfter", "wBefore", "wAfter"):
        for one in list(row.iterfind(f"{W}trPr/{W}{name}")):
            drop(one)
    found: list[Cell] = []
    at = before
    for cell in row.iterchildren(f"{W}tc"):
        width = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan")))
        found.append((cell, at if found else 0, at + width))
        at += width
    return found


def _number(element: etree._Element | None) -> int:
    said = value(element)
    return min(int(said), 1000) if said.isdecimal() else 0


def _set_span(cell: etree._Element, span: int) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    for one in list(properties.iterchildren(f"{W}gridSpan")):
        properties.remove(one)
    if span > 1:
        made = etree.Element(f"{W}gridSpan")
        made.set(f"{W}val", str(span))
        properties.insert(0, made)


def _set_columns(table: etree._Element, count: int) -> None:
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        grid = etree.Element(f"{W}tblGrid")
        properties = table.find(f"{W}tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    grid[:] = []
    for _ in range(count):
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", "1000")
