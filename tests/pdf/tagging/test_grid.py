"""Which cells are the heads of others."""

from __future__ import annotations

from lxml import etree

from dinobook.pdf.engine.tagging.grid import grid_of


def test_each_cell_of_a_long_table_finds_its_heads_at_once() -> None:
    """A table of a thousand rows took minutes when each cell asked all others what they head."""
    row = "<tr><th>naam</th>" + "<td>1</td>" * 3 + "</tr>"
    head = "<thead><tr><td/>" + "<th scope='col'>uren</th>" * 3 + "</tr></thead>"
    last = "<tr><th>som</th><td colspan='3'>1000</td></tr>"
    grid = grid_of(etree.fromstring(f"<table>{head}<tbody>{row * 1000}{last}</tbody></table>"))

    heads = {cell.element: list(grid.heads_of(cell)) for cell in grid.cells}

    assert grid.has_spans
    for cell in grid.cells:
        names = [one.element.text for one in heads[cell.element]]
        if cell.element.tag == "td" and cell.row:
            assert names == ["naam" if cell.columns == 1 else "som", *["uren"] * cell.columns]
