"""Covers for a press: in inks, with boxes, marks and standard as the printer asks."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from cover.test_make import box_mm, made, order, photograph, project
from dinobook.cover.finished import check_finished
from dinobook.cover.make import Cover, take_finished
from dinobook.cover.press import rules_of_cover
from dinobook.cover.spec import CoverSpec, measures
from dinobook.errors import EngineError, ManifestError
from dinobook.finish.boxes import SLUG_MM
from dinobook.preflight import preflight
from dinobook.problems import Severity
from dinobook.storage.project import MemoryProject
from finish.press import press_profile
from finish.sheets import colours

ISBN = "isbn: 978-94-6400-001-6"
PROFILE = "icc: pers/proef.icc"


def files() -> MemoryProject:
    """The small book with a picture and the profile of a press."""
    found = project()
    found.write_bytes("manuscript/pers/proef.icc", press_profile())
    return found


def ingram(cover: str = "", rules: str = "") -> CoverSpec:
    own = f", print: {{{rules}}}" if rules else ""
    return order(f"printer: ingramspark, page: 140x216, {PROFILE}, {ISBN}{own}", 300, cover)


@pytest.fixture(scope="module")
def pressed() -> Cover:
    return made(ingram(), files())


@pytest.mark.parametrize("layout", ["typographic", "picture", "pattern"])
@pytest.mark.parametrize(
    "printer",
    ["ingramspark, page: 140x216", "pumbo", "generic, print: {standard: x-4}"],
    ids=["ingramspark", "pumbo", "x-4"],
)
def test_each_printer_takes_the_cover_that_is_made_for_him(printer: str, layout: str) -> None:
    asked = order(
        f"printer: {printer}, {PROFILE}, {ISBN}", 300, f"layout: {layout}, picture: images/zee.jpg"
    )
    cover = made(asked, files())
    report = preflight("omslag", cover.data, rules_of_cover(asked.printer, cover.wrap))
    assert [one.message for one in report.findings if one.severity is not Severity.NOTE] == []
    assert cover.problems == ()


def test_every_colour_of_the_cover_is_in_inks(pressed: Cover) -> None:
    operators = {one.rsplit(" ", 1)[-1] for one in colours(pressed.data)}
    assert operators <= {"k", "K"}
    with pikepdf.open(io.BytesIO(pressed.data)) as pdf:
        named = {str(one.get("/ColorSpace")) for one in pdf.objects if hasattr(one, "read_bytes")}
    assert "/DeviceRGB" not in named


def test_the_barcode_is_in_black_and_can_be_read(pressed: Cover) -> None:
    with pikepdf.open(io.BytesIO(pressed.data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert len(re.findall(rb"(?m)^0 0 0 1 k$", content)) >= 1
    shown = pypdfium2.PdfDocument(pressed.data)[0].render(scale=6).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(shown)] == ["9789464000016"]


def test_the_cover_claims_the_standard_and_holds_the_profile(pressed: Cover) -> None:
    with pikepdf.open(io.BytesIO(pressed.data)) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1a:2003"
        assert str(pdf.docinfo.Title) == "Het kleine boek"
        assert intent.DestOutputProfile.read_bytes() == press_profile()
        assert "pdfuaid" not in pdf.Root.Metadata.read_bytes().decode()


def test_bleed_and_trim_are_exact_where_no_marks_are_taken(pressed: Cover) -> None:
    wide, high = pressed.wrap.sheet_mm
    assert box_mm(pressed, "/MediaBox") == pytest.approx((0, 0, wide, high), abs=0.001)
    assert box_mm(pressed, "/BleedBox") == box_mm(pressed, "/MediaBox")
    trim = (3.175, 3.175, wide - 3.175, high - 3.175)
    assert box_mm(pressed, "/TrimBox") == pytest.approx(trim, abs=0.001)


def test_the_marks_at_the_folds_are_broken_lines_and_on_every_plate() -> None:
    cover = made(order(f"printer: generic, {PROFILE}, print: {{standard: x-4}}", 300), files())
    with pikepdf.open(io.BytesIO(cover.data)) as pdf:
        marks = pdf.pages[0].Contents[-1].read_bytes().decode()
    scale, left = 72 / 25.4, cover.wrap.bleed_mm
    at = [f"{(left + fold) * scale:.3f}" for fold in cover.wrap.folds_mm]
    broken = re.search(r"q \[4 2\] 0 d\n(.*?)\nQ", marks, re.DOTALL)
    assert broken is not None
    assert re.findall(r"(?m)^(\S+) ", broken[1]) == [x for x in at for _ in range(2)]
    assert marks.index("/RegistrationAll CS 1 SCN") < broken.start()
    assert box_mm(cover, "/BleedBox")[0] - box_mm(cover, "/MediaBox")[0] == pytest.approx(SLUG_MM)


def test_a_book_in_black_has_a_cover_in_colour() -> None:
    cover = made(ingram(rules="colour: gray"), files())
    assert any(re.match(r"0\.\d+ 0\.\d+ 0\.\d+ .* k$", one) for one in colours(cover.data))


def test_the_cover_keeps_to_the_ink_that_the_press_takes() -> None:
    """Its colours do; for black alone, which nothing can replace, there is a problem."""
    free, kept = (made(ingram(rules=f"ink_limit: {most}"), files()) for most in (0, 70))
    assert max(inks_of(free)) > 0.9
    assert max(inks_of(kept)) <= 0.701
    (problem,) = kept.problems
    assert (problem.code, str(problem.place)) == ("preflight-032", "cover")
    assert "100 % of ink in one place; the printer takes 70 %" in problem.message


def inks_of(cover: Cover) -> list[float]:
    """The ink of each colour of a cover, all four together; black alone left out."""
    named = (one.split() for one in colours(cover.data))
    inks = (list(map(float, one[:-1])) for one in named if one[-1] in ("k", "K"))
    return [sum(one) for one in inks if any(one[:3])]


def test_inks_without_a_profile_are_asked_for_and_the_cover_is_made() -> None:
    cover = made(order(f"printer: pumbo, {ISBN}", 300))
    (problem,) = cover.problems
    assert problem.code == "cover-011"
    assert "“print” names no profile of the press" in problem.message
    assert {one.rsplit(" ", 1)[-1] for one in colours(cover.data)} & {"rg", "scn"}


def test_a_profile_that_is_not_there_is_told_with_the_line_that_names_it() -> None:
    with pytest.raises(ManifestError) as caught:
        made(ingram(), project())
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.code) == ("manuscript/book.yaml:30", "finish-005")
    assert "“pers/proef.icc”, and there is no manuscript/pers/proef.icc" in problem.message


def test_a_picture_with_soft_edges_is_refused_by_the_older_standard() -> None:
    soft = Image.open(io.BytesIO(photograph(1700, 2700))).convert("RGB")
    soft.putalpha(Image.linear_gradient("L").resize(soft.size))
    out = io.BytesIO()
    soft.save(out, "PNG")
    found = files()
    found.write_bytes("manuscript/images/zacht.png", out.getvalue())
    made(ingram("picture: images/zacht.png"), found)  # the ground below it is one colour
    found.write_bytes("styles/cover/picture.css", b".picture, .words { opacity: 0.5 }")
    with pytest.raises(EngineError) as caught:
        made(ingram("picture: images/zacht.png"), found)
    assert {one.code for one in caught.value.problems} == {"finish-003"}


# covers that were made elsewhere -----------------------------------------------------------


def painted(asked: CoverSpec, content: bytes) -> bytes:
    """A cover of the right size with this content."""
    wide, high = measures(asked).sheet_mm
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(wide / 25.4 * 72, high / 25.4 * 72))
        page.Contents = pdf.make_stream(content)
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"0.2 0.9 0.8 0 k 0 0 2000 2000 re f", []),
        (b"1 0 0 rg 0 0 2000 2000 re f", ["preflight-031"]),
        (b"1 1 1 0.5 k 0 0 2000 2000 re f", ["preflight-032"]),
        (b"0.2 0.9 0.8 0 k 8.504 8.504 300 300 re f", ["preflight-014"]),
    ],
    ids=["sound", "rgb", "wet", "no bleed"],
)
def test_a_finished_cover_is_checked_by_the_rules_of_its_printer(
    content: bytes, expected: list[str]
) -> None:
    asked = order("printer: pumbo", 300)
    found = check_finished(painted(asked, content), "omslag.pdf", measures(asked), asked.printer)
    assert [one.code for one in found] == expected


def test_a_finished_cover_that_is_not_there_is_told() -> None:
    with pytest.raises(ManifestError) as caught:
        take_finished(files(), order("printer: pumbo", 300, "finished: omslag.pdf"))
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.code) == ("manuscript/book.yaml:10", "cover-012")
