"""Figures that come after the text that follows them: what may move, and that nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook import xhtml
from dinobook.book.model import Kind, Matter, Section
from dinobook.pdf.floats import MAY_MOVE, Move, floats_of, mark_floats, with_moves

TEXT = '<p class="text">Zie <a class="xref" href="#fig-{n}">figuur {n}</a>.</p>'
FIGURE = '<figure id="fig-{n}"><img src="x.svg" alt="x"/></figure>'
BLOCKS = {
    "text": TEXT,
    "list": '<ul class="text"><li>Een lepel {n}</li></ul>',
    "announcement": '<p class="text">Dit zijn ze {n}:</p>',
    "figure": FIGURE,
    "plate": '<div class="full-page">{figure}</div>',
    "unnamed": '<figure class="still"><img src="x.svg" alt="x"/></figure>',
    "heading": "<h2>Kop {n}</h2>",
    "break": '<hr class="scene-break"/>',
    "box": '<aside class="box"><p>Doos {n}</p></aside>',
}


def section_of(kinds: list[str]) -> Section:
    """A chapter of such blocks, in which the text refers to every figure that has an id."""
    blocks = [
        BLOCKS[kind].format(n=n, figure=FIGURE.format(n=n)) for n, kind in enumerate(kinds, start=1)
    ]
    references = "".join(TEXT.format(n=n) for n in range(1, len(kinds) + 1))
    text = f"<header><h1>Kop</h1>{references}</header>" + "\n".join(blocks)
    root = f'<section xmlns="{xhtml.XHTML}" class="chapter body" id="een">{text}</section>'
    return Section("een", Kind.CHAPTER, Matter.BODY, "Kop", root)


def blocks_of(section: Section) -> list[str]:
    return [xhtml.serialise(block) for block in xhtml.parse(section.xhtml)]


@given(st.lists(st.sampled_from(sorted(BLOCKS)), max_size=14), st.data())
def test_floats_come_later_and_nothing_else_changes(kinds: list[str], data: st.DataObject) -> None:
    section = section_of(kinds)
    root = xhtml.parse(section.xhtml)
    floats = floats_of(root)
    moves = [
        Move(one.section, one.index, past)
        for one in floats
        if (past := data.draw(st.sampled_from((0, *one.places)))) > 0
    ]
    before, after = blocks_of(section), blocks_of(with_moves(section, moves))
    order = list(range(len(before)))
    for one in moves:
        order.remove(one.index)
        order.insert(order.index(one.index + one.past) + 1, one.index)

    assert after == [before[index] for index in order]
    assert sorted(order) == list(range(len(before))), "nothing lost, nothing twice"
    moving = {one.index for one in floats}
    assert [at for at in order if at not in moving] == [
        at for at in range(len(before)) if at not in moving
    ], "text keeps its order"
    assert [at for at in order if at in moving] == sorted(moving), "figures keep their order"
    for one in moves:
        place = order.index(one.index)
        passed = [at for at in order[:place] if at > one.index]
        assert passed == list(range(one.index + 1, one.index + 1 + one.past)), "it comes later"
        heads = [at for at in passed if "<h2" in before[at]]
        assert len(heads) <= (0 if 'class="box"' in before[one.index] else 1), "a heading at most"
        assert passed[-1:] != heads, "not right below a heading"
        text = [at for at in passed if at not in heads]
        assert all('class="text"' in before[at] for at in text), "past running text alone"


@pytest.mark.parametrize(
    ("kinds", "places"),
    [
        (["figure", "text", "list", "heading", "text"], (1, 2, 4)),
        (["figure", "heading", "text", "heading", "text"], (2,)),
        (["heading", "figure", "text"], ()),
        (["box", "text", "heading", "text"], (1,)),
        (["plate", "text", "break", "text"], (1,)),
        (["figure", "text", "figure", "text"], (1,)),
        (["figure", "announcement", "list"], (2,)),
        (["figure", "break", "text"], ()),
        (["unnamed", "text", "text", "text", "text", "text"], (1, 2, 3, 4)),
        (["figure", *["text"] * 8], (1, 2, 3, 4, 5, 6)),
        (["announcement", "figure", "text"], ()),
    ],
)
def test_a_float_passes_running_text_alone(kinds: list[str], places: tuple[int, ...]) -> None:
    floats = floats_of(xhtml.parse(section_of(kinds).xhtml))
    assert (floats[0].places if floats else ()) == places


@pytest.mark.parametrize("kind", ["equation", "web-link", "tegenover"])
def test_what_belongs_to_its_place_stays(kind: str) -> None:
    section = section_of(["unnamed", "text"])
    stays = section.xhtml.replace('class="still"', f'class="{kind}"')
    assert floats_of(xhtml.parse(section.xhtml))
    assert not floats_of(xhtml.parse(stays))


def test_text_below_a_float_is_marked_to_be_indented() -> None:
    root = xhtml.parse(section_of(["figure", "text", "text"]).xhtml)
    mark_floats(root)
    assert [block.get("class") for block in root if block.tag == xhtml.tag("figure")] == [MAY_MOVE]
