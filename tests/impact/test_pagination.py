"""Sections in another order: each on its side, none lost, and as pages themselves are placed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dinobook.impact.pagination import Pagination, Run, in_order
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.drawn_section import DrawnPage, DrawnSection
from dinobook.pdf.placing.sequence import filled_up, pages_of, place

STARTS = ("recto", "verso", "right", "left", "page", "auto")
PAGE = DrawnPage(
    content=1,
    boxes=(),
    annotations=(),
    marks=(),
    anchors=(),
    bookmarks=(),
    strings=(),
    name="",
    blank=False,
    text_box_pt=(0, 0, 0, 0),
    fill=1.0,
)
NO_PRINTER = EditionSpec(name="print", format="pdf")
PRINTERS = [
    NO_PRINTER,
    *(
        EditionSpec.model_validate(
            {"name": "print", "format": "pdf", "printer": "generic", "print": rules}
        )
        for rules in ({"multiple": "4", "last_blank": "1"}, {"multiple": "16"}, {"last_blank": "2"})
    ),
]


@st.composite
def books(draw: st.DrawFn) -> tuple[Run, ...]:
    lengths = draw(st.lists(st.tuples(st.sampled_from(STARTS), st.integers(1, 9)), min_size=1))
    return tuple(
        Run(f"s{at}", 0, pages, starts, ((f"s{at}", 0), (f"s{at}-end", pages - 1)))
        for at, (starts, pages) in enumerate(lengths)
    )


def drawn(run: Run) -> DrawnSection:
    return DrawnSection(b"", (), (PAGE,) * run.pages, (), (), (), (), starts=run.starts)


@given(books(), st.sampled_from(PRINTERS), st.data())
def test_it_is_as_pages_are_placed(
    runs: tuple[Run, ...], edition: EditionSpec, data: st.DataObject
) -> None:
    """The estimate and the layout have one rule for blank pages, sides and folios."""
    order = data.draw(st.permutations(runs))
    body = data.draw(st.sampled_from(["", *(run.id for run in runs)]))
    found = in_order(order, edition, body)
    placed = filled_up(place([(run.id, drawn(run)) for run in order]), edition.printed_by)
    pages = pages_of(placed, body)
    assert found.pages == len(pages)
    assert found.blanks == sum(page.blank for page in pages)
    assert found.labels == tuple(page.label for page in pages)
    assert dict(found.firsts) == {one.section: one.first for one in placed if not one.blank}


@given(books(), st.data())
def test_no_page_is_lost_and_each_section_is_on_its_side(
    runs: tuple[Run, ...], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(runs))
    found = in_order(order, NO_PRINTER, "")
    assert [run.id for run in found.runs] == [run.id for run in order]
    assert found.pages - found.blanks == sum(run.pages for run in runs)
    for at, run in enumerate(found.runs):
        assert at == 0 or 0 <= run.first - found.runs[at - 1].end <= 1
        if at and run.starts in ("recto", "right"):
            assert run.first % 2 == 0
        if at and run.starts in ("verso", "left"):
            assert run.first % 2 == 1
        assert found.homes[f"{run.id}-end"] == run.end - 1


@given(books(), st.data())
def test_there_and_back_is_the_same(runs: tuple[Run, ...], data: st.DataObject) -> None:
    first = in_order(runs, NO_PRINTER, "")
    there = in_order(data.draw(st.permutations(first.runs)), NO_PRINTER, "")
    back = sorted(there.runs, key=lambda run: int(run.id.removeprefix("s")))
    assert in_order(back, NO_PRINTER, "") == first


def test_a_printer_fills_up_what_is_left() -> None:
    runs = [Run("a", 0, 3, "recto"), Run("b", 0, 2, "recto")]
    assert (in_order(runs, NO_PRINTER, "").pages, in_order(runs, NO_PRINTER, "").blanks) == (6, 1)
    four = in_order(runs, PRINTERS[1], "")
    assert (four.pages, four.blanks) == (8, 3)
    assert in_order([], PRINTERS[1], "") == Pagination((), 0)


def test_a_blank_page_inside_a_section_is_blank_too() -> None:
    run = replace(Run("a", 0, 5, "recto"), inner_blanks=1)
    assert in_order([run], NO_PRINTER, "").blanks == 1
