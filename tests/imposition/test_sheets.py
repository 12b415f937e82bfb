"""Sheets of real pages: what stands where on them, and how large."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from dinobook.errors import UsageError
from dinobook.imposition import fold, impose

MM = 72 / 25.4
BLEED_MM = 3


def book(pages: int, width_mm: float = 130, height_mm: float = 200, turned: int = -1) -> bytes:
    """Pages with their number in the middle and a red frame in the bleed."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica")
    )
    for number in range(pages):
        sides = (width_mm + 2 * BLEED_MM) * MM, (height_mm + 2 * BLEED_MM) * MM
        if number == turned:
            sides = sides[1], sides[0]
        page = pdf.add_blank_page(page_size=sides)
        bleed = BLEED_MM * MM
        page.obj["/TrimBox"] = [bleed, bleed, sides[0] - bleed, sides[1] - bleed]
        if number == turned:
            page.obj["/Rotate"] = 270
        page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        middle = f"{sides[0] / 2:.2f} {sides[1] / 2:.2f}"
        frame = f"1 0 0 RG 6 w 3 3 {sides[0] - 6:.2f} {sides[1] - 6:.2f} re S"
        text = f"BT /F 20 Tf 1 0 0 1 {middle} Tm (p{number}.) Tj ET"
        page.obj["/Contents"] = pdf.make_stream(f"{frame} {text}".encode())
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def halves(data: bytes) -> list[tuple[str, str]]:
    """What stands left and right of the fold on each side of the sheets."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            left = text.get_text_bounded(0, 0, width / 2, height)
            right = text.get_text_bounded(width / 2, 0, width, height)
            found.append((left.strip(), right.strip()))
    return found


def text_of(page: int | None) -> str:
    return "" if page is None else f"p{page}."


@pytest.mark.parametrize("gathering", [0, 8, 16])
def test_pages_stand_where_folding_wants_them(gathering: int) -> None:
    made = impose(book(21), gathering)
    wanted = [
        (text_of(side.left), text_of(side.right))
        for sheet in fold(21, gathering)
        for side in (sheet.front, sheet.back)
    ]
    assert halves(made.data) == wanted
    assert 4 * made.sheets == 21 + made.blanks


def places(data: bytes) -> list[list[float]]:
    """For each side, where the numbers of its pages begin, in mm from the left of the paper."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            starts = [
                text.get_charbox(at)[0] / MM
                for at in range(text.count_chars())
                if text.get_text_range(at, 1) == "p"
            ]
            found.append(starts)
    return found


def test_pages_stand_against_the_fold_in_their_own_size() -> None:
    made = impose(book(4))
    assert made.scale == 1
    (front_left, front_right), _ = places(made.data)
    assert front_right - front_left == pytest.approx(130, abs=0.1)
    assert front_left == pytest.approx(297 / 2 - 65, abs=1)


def is_red_somewhere(data: bytes) -> bool:
    with pypdfium2.PdfDocument(data) as document:
        pictures = [page.render().to_pil().convert("RGB") for page in document]
    return any(ImageChops.subtract(*picture.split()[:2]).getbbox() for picture in pictures)


def test_the_bleed_is_cut_off() -> None:
    pages = book(4)
    assert is_red_somewhere(pages)
    assert not is_red_somewhere(impose(pages).data)


def test_inner_sheets_creep_to_the_fold() -> None:
    still, moved = places(impose(book(16)).data), places(impose(book(16), creep_mm=0.5).data)
    for depth in range(4):
        for side in (2 * depth, 2 * depth + 1):
            left, right = (
                after - before for before, after in zip(still[side], moved[side], strict=True)
            )
            assert left == pytest.approx(0.5 * depth, abs=0.01)
            assert right == pytest.approx(-0.5 * depth, abs=0.01)


def test_pages_that_are_too_large_become_smaller() -> None:
    made = impose(book(4, 210, 297))
    assert made.scale == pytest.approx(148.5 / 210, abs=0.001)
    assert impose(book(4, 210, 297), sheet="a3").scale == 1
    assert halves(made.data) == [("p3.", "p0."), ("p1.", "p2.")]


def test_a_page_on_its_side_stays_so() -> None:
    made = impose(book(4, turned=1))
    assert made.scale == 1
    assert halves(made.data)[1] == ("p1.", "p2.")
    (turned, upright) = places(made.data)[1]
    assert upright - turned == pytest.approx(130, abs=6)


def test_the_same_file_gives_the_same_sheets() -> None:
    data = book(9)
    assert impose(data, 8).data == impose(data, 8).data


@pytest.mark.parametrize(("data", "said"), [(b"hallo", "not a PDF"), (b"", "not a PDF")])
def test_what_is_no_pdf_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        impose(data)


def test_a_pdf_without_pages_is_refused() -> None:
    file = io.BytesIO()
    pikepdf.new().save(file)
    with pytest.raises(UsageError, match="has no pages"):
        impose(file.getvalue())
