"""Cutting a paragraph into rows loses nothing, whatever mark-up goes on over the line ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dinobook.markup.rows import join, rows_of
from dinobook.markup.tree import Element

texts = st.text("ab \n", max_size=6)
trees: st.SearchStrategy[object] = st.recursive(
    st.tuples(st.just("span"), texts, st.just([]), texts),
    lambda inner: st.tuples(
        st.sampled_from(["em", "strong", "code"]), texts, st.lists(inner, max_size=3), texts
    ),
    max_leaves=8,
)


def element(name: str, text: str, children: list[object], tail: str = "") -> Element:
    made = etree.Element(name)
    made.text = text
    for child in children:
        made.append(element(*child))  # type: ignore[misc]
    made.tail = tail
    return made


def text_of(one: Element) -> str:
    return "".join(str(piece) for piece in one.itertext())


@given(texts, st.lists(trees, max_size=4))
def test_the_rows_joined_are_the_text(text: str, children: list[object]) -> None:
    paragraph = element("p", text, children)
    whole = text_of(paragraph)
    rows = rows_of(paragraph)
    assert "\n".join(text_of(row) for row in rows) == whole
    assert all("\n" not in text_of(row) for row in rows) or "code" in str(children)


@given(texts, st.lists(trees, max_size=4))
def test_shallow_rows_leave_mark_up_whole(text: str, children: list[object]) -> None:
    paragraph = element("p", text, children)
    whole, below = text_of(paragraph), [etree.tostring(one, with_tail=False) for one in paragraph]
    rows = rows_of(paragraph, deep=False)
    assert "\n".join(text_of(row) for row in rows) == whole
    assert [etree.tostring(one, with_tail=False) for row in rows for one in row] == below


def test_an_id_stays_with_the_first_row_and_joined_rows_break_the_line() -> None:
    paragraph = etree.fromstring('<p>een <em id="x" class="k">twee\ndrie</em> vier</p>')
    rows = rows_of(paragraph)
    assert [etree.tostring(row).decode() for row in rows] == [
        '<p>een <em id="x" class="k">twee</em></p>',
        '<p><em class="k">drie</em> vier</p>',
    ]
    whole = etree.tostring(join(rows)).decode()
    assert whole == ('<p>een <em id="x" class="k">twee</em><br/><em class="k">drie</em> vier</p>')
