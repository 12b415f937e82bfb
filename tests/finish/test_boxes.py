"""Boxes and marks."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from dinobook.finish.finish import finish
from dinobook.finish.settings import Finish, Mark
from finish.sheets import HEIGHT_PT, WIDTH_PT, sheet

MM = 72 / 25.4
MARKS: tuple[Mark, ...] = ("crop", "registration", "colour")


def boxes(data: bytes, page: int = 0) -> dict[str, list[float]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = pdf.pages[page].obj
        return {
            key: [round(float(side), 3) for side in found[f"/{key}"]]
            for key in ("MediaBox", "BleedBox", "TrimBox")
        }


def test_the_trim_stays_and_the_bleed_is_exact() -> None:
    found = boxes(finish(sheet("0 g"), Finish(bleed_mm=3.175)))
    assert found["TrimBox"] == [0, 0, WIDTH_PT, HEIGHT_PT]
    assert found["BleedBox"] == [-9, -9, WIDTH_PT + 9, HEIGHT_PT + 9]  # 0.125 in
    assert found["MediaBox"] == found["BleedBox"]


@pytest.mark.parametrize(
    ("rotate", "recto", "verso"),
    [(0, 0, 2), (90, 1, 3), (180, 2, 0), (270, 3, 1)],
)
def test_no_bleed_at_the_spine(rotate: int, recto: int, verso: int) -> None:
    """The spine is left of a recto and right of a verso, as they are seen."""
    data = finish(sheet("0 g", "0 g", rotate=rotate), Finish(bleed_mm=3.175, bleed_inside=False))
    for page, spine in ((0, recto), (1, verso)):
        sides = [-9, -9, WIDTH_PT + 9, HEIGHT_PT + 9]
        sides[spine] = [0, 0, WIDTH_PT, HEIGHT_PT][spine]
        assert boxes(data, page)["BleedBox"] == sides


def test_there_is_room_for_marks() -> None:
    found = boxes(finish(sheet("0 g"), Finish(bleed_mm=3, marks=("crop",))))
    assert found["MediaBox"][0] == pytest.approx(-11 * MM, abs=0.001)
    assert found["MediaBox"][3] == pytest.approx(HEIGHT_PT + 11 * MM, abs=0.001)


def rendered(data: bytes) -> Any:
    """The page in gray, four dots a point, and its left and top edge in points."""
    return pypdfium2.PdfDocument(data)[0].render(scale=4).to_pil().convert("L")


def ink(data: bytes, left: float, bottom: float, right: float, top: float) -> bool:
    """Whether anything is drawn inside a rectangle of page coordinates."""
    media = boxes(data)["MediaBox"]
    spots = (left - media[0], media[3] - top, right - media[0], media[3] - bottom)
    return bool(rendered(data).crop(tuple(round(4 * spot) for spot in spots)).getextrema()[0] < 200)


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_is_drawn_and_stays_out_of_the_bleed(mark: Mark) -> None:
    data = finish(sheet(""), Finish(bleed_mm=3, marks=(mark,)))
    left, bottom, right, top = boxes(data)["BleedBox"]
    assert not ink(data, left, bottom, right, top)
    media = boxes(data)["MediaBox"]
    assert ink(data, media[0], top, media[2], media[3])


def test_crop_marks_point_at_the_corners_of_the_trim() -> None:
    data = finish(sheet(""), Finish(bleed_mm=3, marks=("crop",)))
    outside = 5 * MM  # in the middle of the line
    for x, y in ((0, 0), (WIDTH_PT, 0), (0, HEIGHT_PT), (WIDTH_PT, HEIGHT_PT)):
        across = x - outside if x == 0 else x + outside
        up = y - outside if y == 0 else y + outside
        assert ink(data, across - 1, y - 0.5, across + 1, y + 0.5)
        assert ink(data, x - 0.5, up - 1, x + 0.5, up + 1)


def test_marks_are_on_every_plate() -> None:
    data = finish(sheet(""), Finish(marks=("crop",)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        space = pdf.pages[0].obj.Resources.ColorSpace["/RegistrationAll"]
        assert [str(space[0]), str(space[1])] == ["/Separation", "/All"]


def test_what_is_drawn_beyond_the_bleed_is_cut() -> None:
    data = finish(sheet("-99 -99 999 999 re f"), Finish(bleed_mm=3, marks=("registration",)))
    left, bottom, right, top = boxes(data)["BleedBox"]
    assert ink(data, left, bottom, right, top)
    assert not ink(data, right + 1, top + 1, right + 4, top + 4)


def test_a_blank_page_has_no_empty_stream() -> None:
    """Ghostscript reports an error on a compressed stream of no bytes."""
    with pikepdf.open(io.BytesIO(sheet("", "0 0 9 9 re f"))) as pdf:
        pdf.pages[0].obj.Contents.write(b"", filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(finish(out.getvalue(), Finish(colour="gray")))) as pdf:
        assert "/Contents" not in pdf.pages[0].obj
