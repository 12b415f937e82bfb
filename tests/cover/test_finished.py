"""A cover made elsewhere: accepted to 0.5 mm, else told what is wrong."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from dinobook.cover.finished import check_size
from dinobook.cover.wrap import wrap_of
from dinobook.printers import printer
from dinobook.problems import Problem

GENERIC = printer("generic")
WRAP = wrap_of(GENERIC, (135.0, 210.0), 300, GENERIC.papers[0])
WIDTH, HEIGHT = WRAP.sheet_mm
PT = 72 / 25.4


def pdf(width_mm: float, height_mm: float, pages: int = 1, **extra: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            page = document.add_blank_page(page_size=(width_mm * PT, height_mm * PT))
            for key, value in extra.items():
                page[f"/{key}"] = value
        document.save(out)
    return out.getvalue()


def picture(width_mm: float, height_mm: float, dpi: int, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    size = (round(width_mm / 25.4 * dpi), round(height_mm / 25.4 * dpi))
    Image.new("RGB", size, "red").save(out, form, dpi=(dpi, dpi))
    return out.getvalue()


def bare_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "PNG")
    return out.getvalue()


def check(data: bytes) -> list[Problem]:
    return check_size(data, "omslag", WRAP, GENERIC)


@pytest.mark.parametrize(("more", "fits"), [(0.0, True), (0.45, True), (-0.45, True), (0.6, False)])
def test_half_a_millimetre_is_allowed(more: float, fits: bool) -> None:
    assert (check(pdf(WIDTH + more, HEIGHT)) == []) is fits


def test_the_message_says_what_it_has_what_it_needs_and_by_how_much() -> None:
    (problem,) = check(pdf(WIDTH - 6.9, HEIGHT))
    assert problem.code == "cover-001"
    said = f"The cover is {WIDTH - 6.9:.1f} x 216.0 mm and must be {WIDTH:.1f} x 216.0 mm"
    assert problem.message.startswith(said)
    assert "6.9 mm too narrow. That is for 300 pages on “" in problem.message
    assert f"a spine of {WRAP.spine_mm:.1f} mm" in problem.message


def test_a_cover_without_bleed_is_told_so() -> None:
    (problem,) = check(pdf(*WRAP.size_mm))
    assert "6.0 mm too narrow and 6.0 mm too low" in problem.message
    assert problem.hint.startswith("It ends at the trim")


def test_a_sheet_with_marks_is_measured_at_its_bleed() -> None:
    edge = 8 * PT
    box = pikepdf.Array([edge, edge, edge + WIDTH * PT, edge + HEIGHT * PT])
    assert check(pdf(WIDTH + 16, HEIGHT + 16, BleedBox=box)) == []


def test_a_turned_page_is_measured_as_it_is_seen() -> None:
    assert check(pdf(HEIGHT, WIDTH, Rotate=90)) == []
    assert check(pdf(WIDTH, HEIGHT, Rotate=90)) != []


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_measured_by_its_resolution(form: str) -> None:
    assert check(picture(WIDTH, HEIGHT, 300, form)) == []
    (problem,) = check(picture(WIDTH, HEIGHT, 150, form))
    assert problem.code == "cover-003"
    assert "150 dots an inch" in problem.message


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "neither a PDF nor"),
        (b"%PDF-1.7 half", "not a whole PDF"),
        (b"GIF89a nonsense", "neither a PDF nor"),
        (pdf(WIDTH, HEIGHT, pages=2), "2 pages instead of one"),
        (bare_picture(), "does not say how many dots"),
    ],
    ids=["nothing", "torn", "other", "pages", "no dpi"],
)
def test_what_is_no_cover_is_told_why(data: bytes, why: str) -> None:
    (problem,) = check(data)
    assert problem.code == "cover-002"
    assert why in problem.message


def test_a_locked_file_is_told_so() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(WIDTH, HEIGHT))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    (problem,) = check(out.getvalue())
    assert "locked with a password" in problem.message
