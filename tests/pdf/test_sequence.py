"""Sections in their order: each on the side that it asks for, and no page more than that takes."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dinobook.pdf.drawn_section import DrawnPage, DrawnSection
from dinobook.pdf.placing.sequence import filled_up, page_of, pages_of, place
from dinobook.printers import printer

STARTS = ("recto", "right", "verso", "left", "page", "auto", "always")
Wish = tuple[int, str]
wishes = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(STARTS)), min_size=1, max_size=9)


def drawn_section(section: str, count: int, starts: str) -> DrawnSection:
    pages = tuple(
        DrawnPage(
            content=1,
            boxes=((0, 0, 100, 200),) * 3,
            annotations=(),
            marks=(),
            anchors=(*([(section, 0, 0)] if at == 0 else []), (f"{section}-{at}", 0, 0)),
            bookmarks=(),
            strings=(),
            name="chapter",
            blank=False,
            text_box_pt=(0, 0, 100, 200),
            fill=1.0,
        )
        for at in range(count)
    )
    return DrawnSection(b"", (), pages, (), (), (), (), starts=starts)


def sections(wanted: Sequence[Wish]) -> list[tuple[str, DrawnSection]]:
    return [(f"h{at}", drawn_section(f"h{at}", *wish)) for at, wish in enumerate(wanted)]


@given(wishes)
def test_no_page_is_lost_doubled_or_moved(wanted: Sequence[Wish]) -> None:
    pages = pages_of(place(sections(wanted)), "")
    names = [page.anchors[-1] for page in pages if not page.blank]
    assert names == [
        f"h{at}-{page}" for at, (count, _) in enumerate(wanted) for page in range(count)
    ]
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert [page.recto for page in pages] == [at % 2 == 0 for at in range(len(pages))]


@given(wishes)
def test_each_section_starts_on_its_side(wanted: Sequence[Wish]) -> None:
    homes = page_of(pages_of(place(sections(wanted)), ""))
    for at, (_, starts) in list(enumerate(wanted))[1:]:
        if starts in ("recto", "right"):
            assert homes[f"h{at}"].recto
        if starts in ("verso", "left"):
            assert not homes[f"h{at}"].recto


@given(wishes)
def test_a_blank_page_stands_only_where_it_must(wanted: Sequence[Wish]) -> None:
    """Never two together, never first or last, and it belongs to the section before."""
    pages = pages_of(place(sections(wanted)), "")
    for at, page in enumerate(pages):
        if page.blank:
            before, after = pages[at - 1], pages[at + 1]
            assert at > 0
            assert not before.blank
            assert not after.blank
            assert page.section == before.section != after.section
            assert wanted[int(after.section[1:])][1] not in ("page", "auto", "always")


@given(wishes, st.integers(0, 8))
def test_arabic_folios_start_at_one_where_the_body_starts(
    wanted: Sequence[Wish], body: int
) -> None:
    first = f"h{body % len(wanted)}"
    pages = pages_of(place(sections(wanted)), first)
    start = page_of(pages)[first]
    assert (start.label, start.numbering) == ("1", "arabic")
    at = pages.index(start)
    assert [page.label for page in pages[at:]] == [str(n) for n in range(1, len(pages) - at + 1)]
    assert {page.numbering for page in pages[:at]} <= {"roman"}


@given(wishes, st.sampled_from(("kdp-paperback", "ingramspark", "home")))
def test_a_printer_gets_the_last_pages_that_it_asks_for(wanted: Sequence[Wish], name: str) -> None:
    placed, asked = place(sections(wanted)), printer(name)
    pages = pages_of(filled_up(placed, asked), "")
    before = pages_of(placed, "")
    assert pages[: len(before)] == before
    added = pages[len(before) :]
    assert all(page.blank for page in added)
    assert len(pages) % asked.multiple.value == 0
    assert asked.last_blank.value <= len(added) < asked.last_blank.value + asked.multiple.value
