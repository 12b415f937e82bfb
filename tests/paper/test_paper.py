"""What a number of pages comes to on paper."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.manifest.model import EditionSpec
from dinobook.pagemap.model import MappedChapter, MappedPage, PageMap
from dinobook.paper import ShortEnd, paper_report
from dinobook.paper.post import Carrier, carriers
from dinobook.paper.report import bulk, signature
from dinobook.printers import printer

A5 = (148.0, 210.0)


def carrier(name: str) -> Carrier:
    return next(one for one in carriers() if one.name == name)


def edition(name: str = "generic", page: str = "a5") -> EditionSpec:
    return EditionSpec(name="print", format="pdf", printer=name, page=page)


def pages(chapters: Sequence[tuple[str, Sequence[float]]]) -> PageMap:
    """A map of chapters, each with how far its pages are filled; 0 for a blank one."""
    rows: list[MappedPage] = []
    found = []
    for chapter, fills in chapters:
        first = len(rows) + 1
        for fill in fills:
            at = len(rows) + 1
            words = round(fill * 300)
            rows.append(
                MappedPage(at, str(at), bool(at % 2), not fill, chapter, None, (), words, fill)
            )
        found.append(MappedChapter(chapter, "chapter", chapter, first, len(rows)))
    return PageMap("boek-print.pdf", tuple(rows), tuple(found))


@given(st.integers(1, 2000), st.sampled_from([8, 16, 32]))
def test_signatures_hold_all_pages_and_no_sheet_too_many(count: int, size: int) -> None:
    one = signature(count, size)
    assert one.count * size == count + one.spare
    assert one.spare < size
    assert (one.count - 1) * size + (one.over or size) == count


def test_a_book_of_200_pages_on_white_paper() -> None:
    """KDP's own example: 200 pages of 0.002252 in are 0.45 in thick."""
    kdp = printer("kdp-paperback")
    made = bulk(200, A5, kdp.papers[0], kdp)
    assert made.spine_mm == 11.44
    # 100 leaves of 0.148 x 0.210 m at 90 g, and a cover of 300 g round them and the spine
    assert made.grams == pytest.approx(279.7 + (0.296 + 0.01144) * 0.210 * 300, abs=0.1)
    assert dict(made.postage) == {
        "bpost": "letter, not normalised, up to 350 g",
        "PostNL": "letterbox item, up to 350 g",
    }


def test_pages_without_a_cover_weigh_less() -> None:
    home = printer("home")
    assert bulk(100, A5, home.papers[0], home).grams == pytest.approx(
        50 * 0.148 * 0.210 * 80, abs=0.1
    )


@pytest.mark.parametrize(
    ("sides", "grams", "bpost", "postnl"),
    [
        ((120, 200, 4), 50, "normalised letter, up to 50 g", "letterbox item, up to 50 g"),
        ((120, 200, 4), 51, "letter, not normalised, up to 100 g", "letterbox item, up to 100 g"),
        ((126, 200, 4), 50, "letter, not normalised, up to 100 g", "letterbox item, up to 50 g"),
        (
            (30, 350, 230),
            2000,
            "letter, not normalised, up to 2,000 g",
            "letterbox item, up to 2,000 g",
        ),
        ((135, 210, 31), 400, "parcel, up to 2,000 g", "letterbox item, up to 2,000 g"),
        ((135, 210, 33), 400, "parcel, up to 2,000 g", "parcel, up to 10,000 g"),
        ((135, 210, 30), 2001, "parcel, up to 5,000 g", "parcel, up to 10,000 g"),
        ((135, 210, 30), 40000, "", ""),
    ],
)
def test_thickness_and_weight_decide_on_the_postage(
    sides: tuple[float, float, float], grams: float, bpost: str, postnl: str
) -> None:
    assert carrier("bpost").kind_of(sides, grams) == bpost
    assert carrier("PostNL").kind_of(sides, grams) == postnl


def test_every_class_of_post_says_where_it_comes_from() -> None:
    for one in carriers():
        for kind in one.classes:
            assert kind.source
            assert kind.seen
            assert list(kind.grams) == sorted(kind.grams)


@given(st.floats(1, 30), st.floats(1, 2000))
def test_a_thinner_and_lighter_book_never_costs_more(thick: float, grams: float) -> None:
    for one in carriers():
        kinds = [
            (at, step)
            for weight, mm in ((grams, thick), (grams / 2, thick / 2))
            for at, kind in enumerate(one.classes)
            if (step := kind.step_for((135, 210, mm), weight)) is not None
        ]
        heavier = min(kind for kind in kinds if kind[1] >= grams)
        assert min(kinds) <= heavier


def test_a_report_counts_the_pages_of_the_map() -> None:
    report = paper_report(pages([("een", [1, 1, 0.1]), ("twee", [0, 1, 0.9, 1, 0.02])]), edition())
    assert (report.pages, report.leaves, report.blanks) == (8, 4, 1)
    assert (report.printer, report.trim_mm) == ("generic", A5)
    assert [(one.size, one.spare) for one in report.signatures] == [(8, 0), (16, 8), (32, 24)]
    assert [one.paper for one in report.papers] == ["wit 80", "romandruk 80", "romandruk 90"]


def test_chapters_that_end_with_little_are_named_the_shortest_first() -> None:
    found = paper_report(
        pages([("kort", [0.1]), ("een", [1, 0.2]), ("vol", [1, 0.8]), ("twee", [1, 0.02, 0])]),
        edition(),
    ).short_ends
    assert found == (ShortEnd("twee", "7", 6, 0.02), ShortEnd("een", "3", 60, 0.2))


def test_an_edition_without_a_printer_has_the_usual_papers() -> None:
    spec = EditionSpec(name="print", format="pdf")
    report = paper_report(pages([("een", [1, 1])]), spec)
    assert (report.printer, report.trim_mm) == ("generic", (135, 210))
