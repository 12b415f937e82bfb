"""A book with every kind of picture that authors have: nothing of it is refused or spoilt."""

from __future__ import annotations

import io
import time

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from dinobook.checks import epubcheck
from dinobook.preflight import preflight
from dinobook.printers import printer
from dinobook.problems import Severity
from pictures.album import EBOOK, PRESS, Made, album, bitmap, make, said, saved, wide_profile
from pictures.test_drawings import ILLUSTRATOR, INKSCAPE

RED = (200, 30, 30)
SIZE = (600, 400)
MOST_SECONDS = 60


def scene(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Pillow.Image:
    """Red, with a white corner at the upper left, so that it is seen how it stands."""
    picture = Pillow.new("RGB", size, RED)
    picture.paste("white", (0, 0, size[0] // 4, size[1] // 4))
    return picture.convert(mode)


def held(turn: int) -> bytes:
    exif = Pillow.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "GEHEIM"
    way = {
        2: Pillow.Transpose.FLIP_LEFT_RIGHT,
        3: Pillow.Transpose.ROTATE_180,
        4: Pillow.Transpose.FLIP_TOP_BOTTOM,
        5: Pillow.Transpose.TRANSPOSE,
        6: Pillow.Transpose.ROTATE_90,
        7: Pillow.Transpose.TRANSVERSE,
        8: Pillow.Transpose.ROTATE_270,
    }.get(turn)
    picture = scene() if way is None else scene().transpose(way)
    return saved(picture, "JPEG", exif=exif, quality=95, subsampling=0)


def moving(form: str) -> bytes:
    other = Pillow.new("RGB", SIZE, (30, 30, 200))
    return saved(scene(), form, save_all=True, append_images=[other], lossless=True)


def clear(opacity: int) -> Pillow.Image:
    picture = scene("RGBA")
    picture.putalpha(opacity)
    return picture


def inks() -> Pillow.Image:
    picture = Pillow.new("CMYK", SIZE, (0, 217, 217, 30))
    picture.paste((0, 0, 0, 0), (0, 0, SIZE[0] // 4, SIZE[1] // 4))
    return picture


SEVERAL, PAGES, MANY = "images-004", "images-013", "images-014"
PICTURES: dict[str, tuple[bytes, str]] = {
    **{f"exif-{turn}.jpg": (held(turn), "") for turn in range(1, 9)},
    "gewoon.png": (saved(scene()), ""),
    "grijs.jpg": (saved(scene("L"), "JPEG"), ""),
    "palet.png": (saved(scene("P")), ""),
    "een-bit.png": (saved(scene("1")), ""),
    "half.png": (saved(clear(128)), ""),
    "dicht.png": (saved(clear(255)), ""),
    "gat.png": (saved(scene("P"), transparency=0), ""),
    "zestien.png": (saved(Pillow.new("I;16", SIZE, 0x8000)), ""),
    "inkt.jpg": (saved(inks(), "JPEG", quality=95), ""),
    "inkt.tif": (saved(inks(), "TIFF"), ""),
    "ruim.jpg": (saved(scene(), "JPEG", icc_profile=wide_profile(), quality=95), ""),
    "web.webp": (saved(scene(), "WEBP", quality=95), ""),
    "zuiver.webp": (saved(clear(200), "WEBP", lossless=True), ""),
    "scan.tif": (saved(scene(), "TIFF", compression="tiff_lzw"), ""),
    "fax.tiff": (saved(scene("1"), "TIFF", compression="group4"), ""),
    "verf.bmp": (saved(scene(), "BMP"), ""),
    "dans.gif": (moving("GIF"), SEVERAL),
    "dans.png": (moving("PNG"), SEVERAL),
    "dans.webp": (moving("WEBP"), SEVERAL),
    "bladen.tif": (moving("TIFF"), PAGES),
    "stip.png": (bitmap(size=(40, 40), colour=RED), ""),
    "affiche.png": (bitmap(mode="L", size=(7_700, 7_700), colour=90), MANY),
    "foto.jpg": (bitmap("JPEG", size=(4_000, 3_000), colour=RED), MANY),
    "tekening.svg": (INKSCAPE, ""),
    "plan.svg": (ILLUSTRATOR, ""),
}
WIDTHS = {"stip.png": 12, "affiche.png": 192, "foto.jpg": 192}
"""In CSS pixels, where it is another than that of most."""
WITHOUT_RED = ("zestien.png", "affiche.png", "een-bit.png", "fax.tiff", "grijs.jpg")


def text() -> str:
    return "\n\n".join(
        f"De {number}e heet {name.replace('.', ' ')}.\n\n"
        f"![Bord {number}](images/{name}){{width={WIDTHS.get(name, 190)}}}"
        for number, name in enumerate(PICTURES, start=1)
    )


PROJECT = album(text(), {name: data for name, (data, _) in PICTURES.items()}, EBOOK + PRESS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    start = time.process_time()
    built = make(PROJECT, tmp_path_factory.mktemp("album"))
    assert time.process_time() - start < MOST_SECONDS
    return built


def test_the_checks_say_what_becomes_of_each(made: Made) -> None:
    told = {one.place.excerpt.rsplit("/", 1)[-1]: one.code for one in said(PROJECT)}
    assert told == {name: code for name, (_, code) in PICTURES.items() if code}
    assert sorted(made.codes) == sorted(told.values())


def test_epubcheck_is_silent(made: Made) -> None:
    assert [one.message for one in epubcheck.check(made.file("ebook"))] == []


def test_preflight_is_silent(made: Made) -> None:
    report = preflight("album.pdf", made.file("press"), printer("generic"))
    wrong = [one for one in report.findings if one.severity is not Severity.NOTE]
    assert [f"{one.code} {one.message}" for one in wrong] == []


def test_the_ebook_has_every_picture_in_a_form_that_all_readers_show(made: Made) -> None:
    assert len(made.ebook) == len(PICTURES)
    for name, data in made.ebook.items():
        assert b"GEHEIM" not in data, name
        if name.endswith(".svg"):
            continue
        picture = Pillow.open(io.BytesIO(data))
        assert picture.format in ("JPEG", "PNG"), name
        assert picture.mode != "CMYK", name
        assert not picture.getexif(), name
        assert not getattr(picture, "is_animated", False), name
        assert picture.width * picture.height <= 3_200_000, name


def test_every_picture_of_the_ebook_stands_upright_in_its_colours(made: Made) -> None:
    plain = {name: name.rpartition(".")[0] for name in PICTURES if name not in WITHOUT_RED}
    stems = {stem for stem in plain.values() if stem not in ("stip", "foto", "tekening", "plan")}
    shown = {name: data for name, data in made.ebook.items() if name.rpartition(".")[0] in stems}
    assert len(shown) >= 18
    for name, data in shown.items():
        picture = Pillow.open(io.BytesIO(data)).convert("RGB")
        assert picture.size == SIZE, name
        corner, middle = picture.getpixel((60, 40)), picture.getpixel((400, 300))
        assert isinstance(corner, tuple), name
        assert isinstance(middle, tuple), name
        assert min(corner) > 235, name
        assert middle[0] > 180 > 60 > max(middle[1:]), (name, middle)


def test_nothing_in_the_file_for_the_press_lets_shine_through(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.file("press"))) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        pictures = [one for one in streams if one.get("/Subtype") == pikepdf.Name.Image]
        assert len(pictures) == len([name for name in PICTURES if not name.endswith(".svg")])
        assert not [one for one in streams if "/SMask" in one or "/Group" in one]
        spaces = {str(one.ColorSpace) for one in pictures}
        assert spaces <= {"/DeviceCMYK", "/DeviceGray"}


def test_every_picture_is_drawn_on_its_page(made: Made) -> None:
    pages = pypdfium2.PdfDocument(io.BytesIO(made.file("press")))
    drawn = [
        one.get_bounds()
        for page in pages
        for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=9)
    ]
    wide = [right - left for left, _, right, _ in drawn]
    assert len(wide) == len(PICTURES) - 2
    assert min(wide) == pytest.approx(12 * 0.75, abs=0.1)
    assert max(wide) == pytest.approx(192 * 0.75, abs=0.1)


def test_a_bomb_is_refused_and_named() -> None:
    bomb = bitmap("PNG", "1", (9_000, 9_000))
    (problem,) = said(album("![Een bord](images/a.png)", {"a.png": bomb}))
    assert problem.code == "images-003"
    assert "the most is 60 million" in problem.message
    assert problem.hint
