"""Pictures in inks: every output shows the same colours, whoever saved them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from pictures.album import EBOOK, PRESS, PRINT, SCREEN, bitmap, make, showing

RED = (0, 217, 217, 30)
SIZE = (900, 600)


def without_mark(jpeg: bytes) -> bytes:
    """As programs save it that know nothing of Adobe: the inks are not upside down either."""
    turned = bytes([0xFF, 0xEE])
    at = jpeg.index(turned)
    length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return jpeg[:at] + jpeg[at + 2 + length :]


def upside_down(inks: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(255 - ink for ink in inks)


def turned() -> Pillow.Exif:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    return exif


ADOBE = bitmap("JPEG", "CMYK", SIZE, RED, quality=95)
KINDS = {
    "as Adobe does": ("a.jpg", ADOBE),
    "as nobody in particular does": (
        "a.jpg",
        without_mark(bitmap("JPEG", "CMYK", SIZE, upside_down(RED), quality=95)),
    ),
    "TIFF": ("a.tif", bitmap("TIFF", "CMYK", SIZE, RED)),
    "on its side": ("a.jpg", bitmap("JPEG", "CMYK", SIZE, RED, quality=95, exif=turned())),
    "on its side, as nobody in particular does": (
        "a.jpg",
        without_mark(
            bitmap("JPEG", "CMYK", SIZE, upside_down(RED), quality=95, exif=turned()),
        ),
    ),
}


def drawn(data: bytes) -> tuple[int, ...]:
    """The colour that most of the picture's page has beside white."""
    for page in pypdfium2.PdfDocument(io.BytesIO(data)):
        images = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=9)
        if any(one.get_px_size()[0] > 100 for one in images):
            colours = page.render().to_pil().convert("RGB").getcolors(1_000_000)
            light = sorted(colours, reverse=True)
            return next(colour for _, colour in light if max(colour) - min(colour) > 60)
    raise AssertionError("no page shows a picture")


@pytest.mark.parametrize(("name", "data"), KINDS.values(), ids=KINDS)
def test_inks_have_the_same_colour_in_every_output(name: str, data: bytes, tmp_path: Path) -> None:
    archive = SCREEN.replace("screen", "archive", 1).replace("a5", "a5, standard: a-2b")
    dense = PRESS.replace("press", "dense", 1).replace("pers.icc,", "pers.icc, dpi: 100,")
    made = make(showing(name, data, EBOOK + PRINT + SCREEN + PRESS + dense + archive), tmp_path)
    found = {name: drawn(made.file(name)) for name in ("print", "screen", "press", "dense")}
    (picture,) = (Pillow.open(io.BytesIO(one)) for one in made.ebook.values())
    found["ebook"] = picture.convert("RGB").getpixel((50, 50))  # type: ignore[assignment]
    for edition, (red, green, blue) in found.items():
        assert red > 180, edition
        assert max(green, blue) < 90, edition
    assert found["screen"] == pytest.approx(found["ebook"], abs=2)


def test_a_press_gets_the_inks_themselves_and_a_screen_gets_none(tmp_path: Path) -> None:
    made = make(showing("a.jpg", ADOBE, PRESS + SCREEN), tmp_path)
    assert spaces(made.file("press")) == {"/DeviceCMYK"}
    assert "/DeviceCMYK" not in spaces(made.file("screen"))


def spaces(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            str(one.ColorSpace)
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        }


def test_the_pictures_are_what_their_names_say() -> None:
    assert "adobe" not in Pillow.open(io.BytesIO(KINDS["as nobody in particular does"][1])).info
    assert "adobe" in Pillow.open(io.BytesIO(ADOBE)).info
