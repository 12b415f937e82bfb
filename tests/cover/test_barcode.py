"""Barcodes as rectangles: their sizes, and what a scanner makes of them."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from dinobook.cover.barcode import Barcode, symbol

ISBN = "978-94-6400-000-9"
PX_PER_MM = 24


def scanned(code: Barcode, *, addon: bool = False) -> list[str]:
    """The numbers that a scanner reads, with the five beside it when they are asked for."""
    size = (round(code.width_mm * PX_PER_MM), round(code.height_mm * PX_PER_MM))
    picture = Image.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    for bar in code.bars:
        x, y = round(bar.x_mm * PX_PER_MM), round(bar.y_mm * PX_PER_MM)
        right = round((bar.x_mm + bar.width_mm) * PX_PER_MM) - 1
        pen.rectangle((x, y, right, y + bar.height_mm * PX_PER_MM), fill=0)
    wanted = zxingcpp.EanAddOnSymbol.Require if addon else zxingcpp.EanAddOnSymbol.Ignore
    found = zxingcpp.read_barcodes(picture, ean_add_on_symbol=wanted)
    return [one.text for one in found]


def test_the_nominal_size_is_that_of_the_standard() -> None:
    """GS1: 37.29 x 25.93 mm with quiet zones and digits, the narrowest bar 0.33 mm."""
    code = symbol(ISBN)
    assert (code.width_mm, code.height_mm) == pytest.approx((37.29, 25.93))
    assert min(bar.width_mm for bar in code.bars) == pytest.approx(0.33)
    assert code.bars[0].x_mm == pytest.approx(11 * 0.33)
    assert code.width_mm - code.bars[-1].x_mm - code.bars[-1].width_mm == pytest.approx(7 * 0.33)


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_every_size_is_read(percent: int) -> None:
    code = symbol(ISBN, percent=percent)
    assert code.width_mm == pytest.approx(37.29 * percent / 100)
    assert scanned(code) == ["9789464000009"]


@settings(max_examples=15, deadline=None)
@given(addon=st.from_regex("[0-9]{5}", fullmatch=True))
def test_the_five_digits_beside_it_are_read(addon: str) -> None:
    (read,) = scanned(symbol(ISBN, addon), addon=True)
    assert read.replace(" ", "") == f"9789464000009{addon}"
