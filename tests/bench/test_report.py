"""The tables and the plot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.clock import Cost
from bench.numbers import Conditions, Measured, from_json, merged, to_json
from bench.plot import plot
from bench.report import BEGIN, END, filled_in
from bench.run import COLD_TWO, NOTHING, WHOLE, WORD
from lxml import etree

HERE = Conditions(2, 0.4, "3.11.7", "70.0", "3 March 2026")
PAGE = f"# Speed\n\nBefore.\n\n{BEGIN}\nyesterday\n{END}\n\nAfter.\n"


def book(pages: int, per_page: float = 0.1) -> Measured:
    whole = pages * per_page
    walls = {WHOLE: whole, COLD_TWO: whole * 0.4, WORD: whole * 0.06, NOTHING: 0.2}
    costs = {name: Cost(wall, wall * 2, 120 + wall) for name, wall in walls.items()}
    return Measured(pages, pages + 2, 3, costs, ("pagedjs",), HERE)


def test_the_page_around_the_tables_stays() -> None:
    page = filled_in(PAGE, [book(50)], "plot.svg")
    assert page.startswith("# Speed\n\nBefore.\n")
    assert page.endswith("\n\nAfter.\n")
    assert "yesterday" not in page
    assert filled_in(page, [book(50)], "plot.svg") == page


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no marks"):
        filled_in("# Speed\n", [book(50)], "plot.svg")


def test_ratios_are_to_one_document() -> None:
    page = filled_in(PAGE, [book(50)], "plot.svg")
    assert f"| {COLD_TWO} | 2.00 (0.40) |" in page
    assert f"| {WHOLE} | 5.00 |" in page
    assert "Not installed, so not measured: pagedjs." in page
    assert "not measured yet" in page


def test_targets_are_met_or_not() -> None:
    page = filled_in(PAGE, [book(300), book(1200, 0.15)], "plot.svg")
    assert f"| {COLD_TWO} | ≤ 0.50 | 0.400 | met |" in page
    assert f"| {WORD} | ≤ 0.05 | 0.060 | **not met** |" in page
    assert "| ≤ 1.2 × | 1.51 × | **not met** |" in page


def test_a_new_measurement_takes_the_place_of_the_old() -> None:
    every = merged([book(300), book(50, 0.9)], [book(50)])
    assert every == (book(50), book(300))
    assert from_json(to_json(every)) == every


def test_the_plot_names_its_lines_and_they_rise() -> None:
    root = etree.fromstring(plot([book(50), book(300)]).encode())
    words = ["".join(map(str, one.itertext())) for one in root.iter("{*}text")]
    assert {WHOLE, COLD_TWO, WORD, NOTHING, "pages"} <= set(words)
    line = next(one for one in root.iter("{*}path") if one.get("stroke") == "#a93d1b")
    x0, y0, x1, y1 = map(float, re.findall(r"[\d.]+", line.get("d", "")))
    assert x0 < x1
    assert y0 > y1


def test_the_page_in_the_docs_is_what_was_measured(repository: Path) -> None:
    measured = from_json((repository / "bench" / "numbers.json").read_text(encoding="utf-8"))
    page = (repository / "docs" / "performance.md").read_text(encoding="utf-8")
    assert filled_in(page, measured, "images/performance.svg") == page
    drawn = (repository / "docs" / "images" / "performance.svg").read_text(encoding="utf-8")
    assert plot(measured) == drawn
