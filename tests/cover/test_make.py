"""Covers as their printer and their reader see them: read back from the finished file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from books import MANIFEST, small_book
from dinobook.cover.make import Cover, make_cover, take_finished
from dinobook.cover.read_words import letters_in, unsafe_words
from dinobook.cover.spec import CoverSpec, measures
from dinobook.cover.wrap import Area
from dinobook.errors import ManifestError, UsageError
from dinobook.finish.boxes import SLUG_MM
from dinobook.manifest import parse
from dinobook.storage.project import MemoryProject
from dinobook.theme import load_theme

MM = 72 / 25.4
PRINT = "print:  {format: pdf, use: print, page: 135x210}"
LONG = (
    "Hoe de verantwoordelijkheidsverdeling van de personeelsvergadering een diersoort overleefde "
    "en wat wij daaruit leerden"
)


def order(edition: str, pages: int = 200, cover: str = "", title: str = "") -> CoverSpec:
    text = MANIFEST.replace(PRINT, f"print: {{format: pdf, use: print, {edition}}}")
    text = text.replace("  description:", f"  cover: {{{cover}}}\n  description:")
    if title:
        text = text.replace("Het kleine boek", title)
    parsed = parse(text)
    assert parsed.manifest is not None, parsed.problems
    return CoverSpec(parsed.manifest, parsed.manifest.editions[-1], pages, "2026-01-15T00:00:00Z")


def photograph(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def project(width: int = 2000, height: int = 3000) -> MemoryProject:
    files = small_book()
    files.write_bytes("manuscript/images/zee.jpg", photograph(width, height))
    return files


def made(asked: CoverSpec, files: MemoryProject | None = None) -> Cover:
    files = files or project()
    return make_cover(files, load_theme(files), asked)


def text_in(cover: Cover, area: Area) -> str:
    """The letters inside an area, in the order in which they were drawn."""
    return "".join(
        one.sign
        for one in letters_in(cover.data)
        if area.x <= one.box.x and one.box.right <= area.right
    )


def codes(cover: Cover) -> list[str]:
    page = pypdfium2.PdfDocument(cover.data)[0].render(scale=6).to_pil()
    return [one.text for one in zxingcpp.read_barcodes(page)]


def box_mm(cover: Cover, name: str) -> tuple[float, ...]:
    with pikepdf.open(io.BytesIO(cover.data)) as document:
        return tuple(float(side) / MM for side in document.pages[0].obj[name])


@pytest.fixture(scope="module")
def kdp() -> Cover:
    edition = "printer: kdp-paperback, page: 152x229, isbn: 978-94-6400-001-6"
    return made(order(edition, cover='price: "€ 22,50"'))


@pytest.fixture(scope="module")
def marked() -> Cover:
    edition = "printer: generic, page: 135x210"
    return made(order(edition, 300, 'flaps: 80mm, front_flap: "Over An.", spine: up'))


def test_the_file_is_the_sheet_that_the_printer_wants(kdp: Cover) -> None:
    """KDP, 6 x 9 in, 200 pages on white: 12.70 x 9.25 in, and no marks around it."""
    wide, high = 12.7004 * 25.4, 9.25 * 25.4
    assert box_mm(kdp, "/MediaBox") == pytest.approx((0, 0, wide, high), abs=0.05)
    assert box_mm(kdp, "/BleedBox") == pytest.approx((0, 0, wide, high), abs=0.05)
    trim = (3.175, 3.175, wide - 3.175, high - 3.175)
    assert box_mm(kdp, "/TrimBox") == pytest.approx(trim, abs=0.05)


def test_the_barcode_of_the_finished_cover_is_the_isbn(kdp: Cover) -> None:
    assert codes(kdp) == ["9789464000016"]


def test_the_barcode_is_in_black_ink_alone(kdp: Cover) -> None:
    with pikepdf.open(io.BytesIO(kdp.data)) as document:
        content = document.pages[0].Contents.read_bytes()
    bars = re.findall(rb"0 0 0 1 (?:k|scn)", content)
    assert len(bars) >= 30


def test_each_side_says_what_it_should(kdp: Cover) -> None:
    wrap = kdp.wrap
    front, back = text_in(kdp, wrap.front), text_in(kdp, wrap.back)
    assert "AnProef" in front
    assert "Hetkleineboek" in front
    assert "Metalleserin" in front
    assert "Eenboekjeommeeteproberen." in back
    assert "Proefdruk" in back
    assert "€22,50" in back
    assert "ISBN978-94-6400-001-6" in back
    assert text_in(kdp, wrap.spine) == "AnProefHetkleineboek"
    assert kdp.problems == ()


def test_marks_stand_outside_the_bleed(marked: Cover) -> None:
    """At each corner, and at each of the four folds above and below: none of them prints."""
    wide, high = marked.wrap.sheet_mm
    full = (-SLUG_MM, -SLUG_MM, wide + SLUG_MM, high + SLUG_MM)
    assert box_mm(marked, "/MediaBox") == pytest.approx(full, abs=0.05)
    page = pypdfium2.PdfDocument(marked.data)[0].render(scale=150 / 72).to_pil().convert("L")
    px = 150 / 25.4
    slug = page.crop((0, 0, page.width, round((SLUG_MM - 0.6) * px)))
    columns = [min(slug.crop((x, 0, x + 1, slug.height)).tobytes()) for x in range(page.width)]
    dark = [at / px - SLUG_MM - 3 for at, value in enumerate(columns) if value < 200]
    for fold in (0.0, *marked.wrap.folds_mm, marked.wrap.size_mm[0]):
        assert any(abs(at - fold) < 0.4 for at in dark), fold
    between = [page.getpixel((x, round((SLUG_MM - 0.5) * px))) for x in range(page.width)]
    assert set(between) == {255}


def test_a_flap_has_its_text(marked: Cover) -> None:
    assert text_in(marked, marked.wrap.flaps[1]) == "OverAn."
    assert marked.wrap.size_mm[0] == pytest.approx(2 * (135 + 80) + marked.wrap.spine_mm)


@pytest.mark.parametrize(("spine", "goes_down"), [("down", True), ("up", False)])
def test_the_spine_is_read_the_way_that_is_asked_for(spine: str, goes_down: bool) -> None:
    cover = made(order("printer: generic", 300, f"spine: {spine}"))
    area = cover.wrap.spine
    heights = [one.box.y for one in letters_in(cover.data) if area.x < one.box.x < area.right]
    assert (heights[0] < heights[-1]) is goes_down


@pytest.mark.parametrize("layout", ["typographic", "picture", "pattern"])
@pytest.mark.parametrize("title", ["Ik", LONG], ids=["short", "long"])
@pytest.mark.parametrize("printer", ["lulu", "kdp-hardcover"])
def test_every_word_is_in_the_safe_part(layout: str, title: str, printer: str) -> None:
    page = "148x210" if printer == "lulu" else "152x229"
    edition = f"printer: {printer}, page: {page}, isbn: 978-94-6400-001-6"
    cover = made(order(edition, 260, f"layout: {layout}, picture: images/zee.jpg", title))
    assert list(unsafe_words(cover.data, cover.wrap)) == []
    assert [one for one in cover.problems if one.is_error] == []
    assert text_in(cover, cover.wrap.front).count(title.replace(" ", "")) == 1


def test_shops_get_the_front_in_their_shape(kdp: Cover) -> None:
    picture = Image.open(io.BytesIO(kdp.store))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 2560))


def test_the_proof_shows_the_guides_and_the_file_does_not(kdp: Cover) -> None:
    proof = Image.open(io.BytesIO(kdp.proof())).convert("RGB")
    sheet = pypdfium2.PdfDocument(kdp.data)[0].render(scale=2).to_pil().convert("RGB")
    for colour in ((220, 20, 120), (0, 140, 255), (0, 170, 90), (255, 140, 0)):
        assert colour in {one for _, one in proof.getcolors(1 << 20) or []}
        assert colour not in {one for _, one in sheet.getcolors(1 << 20) or []}


def test_the_same_cover_twice_has_the_same_bytes(kdp: Cover) -> None:
    edition = "printer: kdp-paperback, page: 152x229, isbn: 978-94-6400-001-6"
    again = made(order(edition, cover='price: "€ 22,50"'))
    assert (again.data, again.store) == (kdp.data, kdp.store)


def test_a_thin_spine_bears_no_text() -> None:
    cover = made(order("printer: kdp-paperback, page: 152x229", 78))
    assert text_in(cover, cover.wrap.spine) == ""
    assert {one.code for one in cover.problems} == {"cover-008", "cover-009"}
    assert codes(cover) == []


def test_a_style_sheet_that_moves_words_to_the_edge_is_found_out() -> None:
    files = project()
    files.write_bytes("styles/cover/typographic.css", b".front .words { margin-left: -12mm }")
    cover = made(order("printer: generic", 300), files)
    assert "cover-010" in {one.code for one in cover.problems}


FAULTS: dict[str, tuple[str, str, str]] = {
    "paper": ("paper: karton", "cover-004", "has no paper “karton”"),
    "no picture": ("layout: picture", "cover-005", "A picture has no file"),
    "too long": (f'back: "{"Koffie en thee. " * 300}"', "cover-007", "“back” has 900 words"),
    "missing": ("picture: images/weg.jpg", "images-001", "does not exist"),
}


@pytest.mark.parametrize(("cover", "code", "said"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_made_is_told(cover: str, code: str, said: str) -> None:
    with pytest.raises(ManifestError) as failure:
        made(order("printer: lulu, page: 148x210", cover=cover))
    (problem,) = [one for one in failure.value.problems if one.is_error]
    assert problem.code == code
    assert said in problem.message


def test_a_coarse_picture_is_warned_of() -> None:
    cover = made(
        order("printer: generic", 300, "picture: images/zee.jpg"), project(width=600, height=900)
    )
    (problem,) = [one for one in cover.problems if one.code == "cover-006"]
    assert "dots an inch" in problem.message
    assert "at least 1087 x 1701 pixels" in problem.hint


@pytest.mark.parametrize("change", [lambda wide: wide, lambda wide: wide + 3])
def test_a_finished_cover_is_handed_on_or_refused(change: Callable[[float], float]) -> None:
    asked = order("printer: generic", 300, "finished: omslag.pdf")
    wide, high = measures(asked).sheet_mm
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(change(wide) * MM, high * MM))
        document.save(out)
    files = project()
    files.write_bytes("manuscript/omslag.pdf", out.getvalue())
    cover = take_finished(files, asked)
    assert cover.data == out.getvalue()
    assert [one.code for one in cover.problems] == (["cover-001"] if change(wide) > wide else [])


def test_a_picture_has_no_proof() -> None:
    files = project()
    cover = take_finished(files, order("printer: generic", 300, "finished: images/zee.jpg"))
    with pytest.raises(UsageError, match="drawn of a PDF"):
        cover.proof()
