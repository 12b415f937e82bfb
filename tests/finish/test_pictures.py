"""Pictures in inks, and with no more pixels than they need."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from dinobook.errors import EngineError
from dinobook.finish.finish import finish
from dinobook.finish.profile import Profile
from dinobook.finish.settings import Finish
from dinobook.storage.cache import Cache, FolderStore
from finish.press import press_profile
from finish.sheets import embedded, picture_in, pixel, saved, sheet

PRESS = Profile(press_profile(), "CMYK", "Proefpers")
CMYK = Finish(colour="cmyk", profile=PRESS)
GRAY = Finish(colour="gray")


def plain(
    colour: tuple[int, ...], mode: str = "RGB", size: tuple[int, int] = (40, 20)
) -> Image.Image:
    return Image.new(mode, size, colour)


def shown(picture: Image.Image, matrix: str = "100 0 0 50 20 20", *, jpeg: bool = False) -> bytes:
    """A page with a picture, 100 points wide and 50 high."""
    with pikepdf.open(io.BytesIO(sheet(f"q {matrix} cm /P Do Q"))) as pdf:
        pdf.pages[0].obj.Resources.XObject.P = embedded(pdf, picture, jpeg=jpeg)
        return saved(pdf)


@pytest.mark.parametrize("jpeg", [False, True], ids=["lossless", "jpeg"])
def test_a_coloured_picture_is_in_inks(jpeg: bool) -> None:
    found = picture_in(finish(shown(plain((200, 30, 30)), jpeg=jpeg), CMYK))
    assert (found.space, found.size) == ("/DeviceCMYK", (40, 20))
    assert found.packed == ("/DCTDecode" if jpeg else "/FlateDecode")


def test_its_look_stays() -> None:
    """A reader shows inks as it thinks best; dark stays dark, and red redder than blue."""
    drawing = plain((250, 250, 250), size=(40, 20))
    ImageDraw.Draw(drawing).rectangle((0, 0, 19, 19), fill=(60, 10, 10))
    for jpeg in (False, True):
        data = finish(shown(drawing, jpeg=jpeg), CMYK)
        dark, light = pixel(data, 40, 45), pixel(data, 100, 45)
        assert sum(dark) < 300, jpeg
        assert sum(light) > 600, jpeg


def test_a_picture_without_colour_is_black_ink_only() -> None:
    found = picture_in(finish(shown(plain((90, 90, 90))), CMYK))
    assert found.pixels.getcolors() == [(800, (0, 0, 0, 165))]


def test_a_gray_picture_stays_gray() -> None:
    assert picture_in(finish(shown(plain((90,), "L")), CMYK)).space == "/DeviceGray"


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_as_gray_it_has_one_channel(mode: str) -> None:
    colour = (255, 0, 0) if mode == "RGB" else (0, 255, 255, 0)
    for jpeg in (False, True):
        found = picture_in(finish(shown(plain(colour, mode), jpeg=jpeg), GRAY))
        assert found.space == "/DeviceGray"
        gray = found.pixels.getpixel((5, 5))
        assert isinstance(gray, int)
        assert abs(gray - 76) < 4


def test_inks_of_a_jpeg_are_not_turned_upside_down() -> None:
    """Adobe stores them so, and says it in a way that readers and libraries take differently."""
    before = shown(plain((0, 0, 0, 0), "CMYK", (400, 200)), jpeg=True)
    after = finish(before, Finish(dpi=72))
    assert picture_in(after).size[0] == 100
    assert pixel(before, 60, 40) == pixel(after, 60, 40) == (255, 255, 255)


def test_a_palette_is_spelt_out() -> None:
    with pikepdf.open(io.BytesIO(shown(plain((1,), "L")))) as pdf:
        colours = String(bytes([255, 255, 255, 200, 30, 30]))
        picture = pdf.pages[0].obj.Resources.XObject.P
        picture.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 1, colours])
        found = picture_in(finish(saved(pdf), CMYK))
    red = picture_in(finish(shown(plain((200, 30, 30))), CMYK)).pixels
    assert found.space == "/DeviceCMYK"
    assert found.pixels.getcolors() == red.getcolors()


@pytest.mark.parametrize(
    ("matrix", "size"),
    [
        ("100 0 0 50 20 20", (209, 105)),
        ("0 100 -50 0 100 20", (209, 105)),  # turned
        ("10 0 0 5 20 20 cm 10 0 0 10 0 0", (209, 105)),
        ("600 0 0 300 0 0", (800, 400)),
    ],
)
def test_a_picture_keeps_the_dots_that_are_asked_for(matrix: str, size: tuple[int, int]) -> None:
    """150 dots per inch of 100 points are 209; more are never made."""
    found = picture_in(finish(shown(plain((9, 9, 99), size=(800, 400)), matrix), Finish(dpi=150)))
    assert found.size == size
    assert found.space == "/DeviceRGB"


def test_its_largest_size_counts() -> None:
    picture = plain((9, 9, 99), size=(800, 400))
    data = shown(picture, "50 0 0 25 0 0 cm /P Do Q q 100 0 0 50 0 0")
    assert picture_in(finish(data, Finish(dpi=150))).size[0] == 209


def test_a_soft_mask_gets_the_size_of_its_picture() -> None:
    found = picture_in(finish(shown(plain((9, 9, 99, 99), "RGBA", (800, 400))), Finish(dpi=150)))
    assert found.mask == (209, 105)


def test_a_picture_inside_the_instructions_is_refused_by_its_page() -> None:
    inline = "q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"
    with pytest.raises(EngineError) as refused:
        finish(sheet("0 g", inline), CMYK, name="boek.pdf")
    assert refused.value.message == "boek.pdf cannot be finished as the edition asks."
    assert [one.message for one in refused.value.problems] == [
        "Page 2 of the PDF holds a picture inside its drawing instructions, which cannot be"
        " converted to CMYK."
    ]


def test_a_converted_picture_is_kept(tmp_path: Path) -> None:
    """From the store the same bytes come, and another press has an entry of its own."""
    data = shown(plain((200, 30, 30)))
    cache = Cache(FolderStore(tmp_path), "proef")
    first = finish(data, CMYK, cache)
    kept = sorted(tmp_path.rglob("*"))
    assert finish(data, CMYK, cache) == first == finish(data, CMYK)
    assert sorted(tmp_path.rglob("*")) == kept
    finish(data, GRAY, cache)
    assert len(sorted(tmp_path.rglob("*"))) > len(kept)


def test_a_picture_in_a_form_and_in_a_pattern_is_found() -> None:
    with pikepdf.open(
        io.BytesIO(sheet("q /Form Do Q /Pattern cs /Tile scn 0 0 99 99 re f"))
    ) as pdf:
        picture = pdf.make_indirect(embedded(pdf, plain((9, 9, 99), size=(800, 400))))
        inner = Dictionary(XObject=Dictionary(P=picture))
        form = pdf.make_stream(b"100 0 0 50 0 0 cm /P Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 999, 999])
        form.Resources = inner
        tile = pdf.make_stream(b"20 0 0 10 0 0 cm /P Do")
        tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 20, 10]), 20, 10
        tile.Matrix, tile.Resources = Array([10, 0, 0, 10, 0, 0]), inner
        resources = pdf.pages[0].obj.Resources
        resources.XObject = Dictionary(Form=form)
        resources.Pattern = Dictionary(Tile=tile)
        data = saved(pdf)
    with pikepdf.open(io.BytesIO(finish(data, Finish(dpi=150)))) as pdf:
        found = pdf.pages[0].obj.Resources.XObject.Form
        assert found.Resources.XObject.P.Width == 417  # as the pattern shows it: 200 points
