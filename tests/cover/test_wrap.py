"""The sheet has the size that printers publish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.cover.wrap import Wrap, wrap_of
from dinobook.printers import all_printers, printer

INCH = 25.4


def wrap(name: str, page_in: tuple[float, float], pages: int, paper: str) -> Wrap:
    chosen = printer(name)
    page = (page_in[0] * INCH, page_in[1] * INCH)
    return wrap_of(chosen, page, pages, next(one for one in chosen.papers if one.name == paper))


@pytest.mark.parametrize(
    ("pages", "paper", "spine_in"),
    [(120, "white", 0.270), (200, "white", 0.450), (300, "cream", 0.750)],
)
def test_a_paperback_is_what_kdp_publishes(pages: int, paper: str, spine_in: float) -> None:
    """6 x 9 in: 2 trim + spine + 0.25 in by trim + 0.25 in."""
    found = wrap("kdp-paperback", (6, 9), pages, paper)
    assert found.spine_mm == pytest.approx(spine_in * INCH, abs=0.1)
    width, height = found.sheet_mm
    assert width == pytest.approx((12.25 + spine_in) * INCH, abs=0.1)
    assert height == pytest.approx(9.25 * INCH)


def test_a_hardcover_has_boards_and_a_turn_in() -> None:
    """6 x 9 in with 120 pages: a sheet of 14.034 x 10.417 in, a spine of 0.459 in."""
    found = wrap("kdp-hardcover", (6, 9), 120, "white")
    assert found.spine_mm == pytest.approx(0.459 * INCH, abs=0.1)
    assert found.sheet_mm == pytest.approx((14.034 * INCH, 10.417 * INCH), abs=0.1)
    assert len(found.folds_mm) == 4


def test_an_odd_page_has_a_back_too() -> None:
    assert wrap("kdp-paperback", (6, 9), 121, "white").pages == 122


@given(
    name=st.sampled_from(sorted(all_printers())),
    pages=st.integers(24, 900),
    flap=st.sampled_from([0.0, 60.0, 85.5]),
    width=st.floats(90, 220),
    height=st.floats(120, 300),
)
def test_the_parts_lie_side_by_side_and_fill_the_sheet(
    name: str, pages: int, flap: float, width: float, height: float
) -> None:
    chosen = printer(name)
    found = wrap_of(chosen, (width, height), pages, chosen.papers[0], flap)
    assert found.back.right == pytest.approx(found.spine.x)
    assert found.spine.right == pytest.approx(found.front.x)
    assert found.front.right + found.outer_mm == pytest.approx(found.size_mm[0])
    assert found.back.bottom + found.turn_in_mm == pytest.approx(found.size_mm[1])
    assert found.back.width == found.front.width >= width
    assert list(found.folds_mm) == sorted(found.folds_mm)
    field, safe = found.barcode_field, found.safe(found.back)
    assert safe.right == pytest.approx(field.right)
    assert field.bottom == pytest.approx(safe.bottom)
