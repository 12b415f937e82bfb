"""Tables that name their rows: whatever the cells hold, nothing is lost and no head is empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dinobook import xhtml
from dinobook.markup.convert import convert

CELLS = st.sampled_from(["", " ", "woord", "*nadruk*", "3", "`x`", "$a$", "![](a.svg)", "a b"])
TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(CELLS, min_size=columns, max_size=columns), min_size=2, max_size=5
    )
)


@given(TABLES, st.integers(0, 4), st.booleans())
def test_every_cell_stays_and_no_head_is_empty(
    rows: list[list[str]], asked: int, captioned: bool
) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    table = "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
    block = f"/// tabel{' | Zo is het' if captioned else ''}\n    rijkoppen: {asked}\n///"
    plain, named = (body(table + tail) for tail in ("", f"\n\n{block}" if asked else ""))
    assert texts(named, "td", "th") == texts(plain, "td", "th")
    for cell in named.iter(xhtml.tag("th")):
        assert len(cell) or (cell.text or "").strip()
        assert cell.get("scope") in ("row", "col")
    for row in named.iterfind(f".//{xhtml.tag('tbody')}/{xhtml.tag('tr')}"):
        cells = [xhtml.name_of(one) for one in row]
        if asked and "td" in cells:
            assert all(one.get("scope") == "row" for one in row if xhtml.name_of(one) == "th")
            assert "th" not in cells[asked:]


def body(text: str) -> etree._Element:
    fragment = convert(f"---\ntitle: X\n---\nVoor.\n\n{text}\n\nNa.\n", "manuscript/x.md").fragment
    assert fragment is not None
    return xhtml.parse(fragment.xhtml)


def texts(root: etree._Element, *names: str) -> list[str]:
    return [
        "".join(xhtml.strings(one)).strip()
        for one in root.iter(*(xhtml.tag(name) for name in names))
    ]


def test_a_cell_that_spans_two_columns_names_its_row_alone() -> None:
    table = (
        "<table><tr><td>Een</td><td>Twee</td><td>3</td></tr>"
        '<tr><td colspan="2">Samen</td><td>4</td></tr></table>'
    )
    rows = body(f"{table}\n\n/// tabel\n    rijkoppen: 2\n///").iter(xhtml.tag("tr"))
    assert [[xhtml.name_of(cell) for cell in row] for row in rows] == [
        ["th", "th", "td"],
        ["th", "td"],
    ]
