"""Every kind of picture that authors have, as an e-book shows it."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms

from dinobook.book.model import Asset
from dinobook.book.pictures import Medium, prepared
from dinobook.book.pictures.bitmaps import facts_of
from dinobook.book.pictures.faults import UnusableError
from dinobook.storage.outputs import OutputFolder
from pictures.album import (
    EBOOK,
    PRINT,
    SCREEN,
    Made,
    bitmap,
    make,
    said,
    saved,
    showing,
    wide_profile,
)

RED = (200, 30, 30)


def close(found: Any, wanted: tuple[int, ...], by: int = 6) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def centre(picture: Pillow.Image) -> Any:
    return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))


KINDS = {
    "WebP": ("a.webp", bitmap("WEBP", colour=RED, quality=90), "JPEG"),
    "WebP without loss": ("a.webp", bitmap("WEBP", colour=RED, lossless=True), "PNG"),
    "WebP with alpha": ("a.webp", bitmap("WEBP", "RGBA", colour=(*RED, 90), quality=90), "PNG"),
    "TIFF": ("a.tif", bitmap("TIFF", colour=RED), "PNG"),
    "TIFF of a camera": ("a.tiff", bitmap("TIFF", colour=RED, compression="jpeg"), "JPEG"),
    "TIFF in inks": ("a.tif", bitmap("TIFF", "CMYK", colour=(0, 217, 217, 55)), "PNG"),
    "BMP": ("a.bmp", bitmap("BMP", colour=RED), "PNG"),
    "GIF": ("a.gif", bitmap("GIF", colour=RED), "PNG"),
    "JPEG": ("a.jpg", bitmap("JPEG", colour=RED), "JPEG"),
    "JPEG in inks": ("a.jpg", bitmap("JPEG", "CMYK", colour=(0, 217, 217, 55)), "JPEG"),
    "PNG": ("a.png", bitmap("PNG", colour=RED), "PNG"),
}


@pytest.mark.parametrize(("name", "data", "form"), KINDS.values(), ids=KINDS)
def test_every_kind_becomes_one_that_all_readers_show(
    name: str, data: bytes, form: str, tmp_path: Path
) -> None:
    made = make(showing(name, data, EBOOK + PRINT + SCREEN), tmp_path)
    assert made.codes == []
    (picture,) = (Pillow.open(io.BytesIO(one)) for one in made.ebook.values())
    assert (picture.format, picture.size) == (form, (800, 600))
    assert picture.mode in ("L", "P", "RGB", "RGBA")
    assert close(centre(picture), RED), centre(picture)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_stands_as_the_camera_was_held(kind: str, turn: int) -> None:
    """Upright, its upper left corner is red, and its upper right one green."""
    upright = Pillow.new("RGB", (60, 40), "white")
    upright.paste(RED, (0, 0, 20, 20))
    upright.paste((30, 160, 30), (40, 0, 60, 20))
    held = {
        2: Pillow.Transpose.FLIP_LEFT_RIGHT,
        3: Pillow.Transpose.ROTATE_180,
        4: Pillow.Transpose.FLIP_TOP_BOTTOM,
        5: Pillow.Transpose.TRANSPOSE,
        6: Pillow.Transpose.ROTATE_90,
        7: Pillow.Transpose.TRANSVERSE,
        8: Pillow.Transpose.ROTATE_270,
    }
    stored = upright.transpose(held[turn]) if turn in held else upright
    exif = Pillow.Exif()
    exif[0x0112] = turn
    data = saved(stored, kind, exif=exif, **({} if kind == "TIFF" else {"quality": 95}))
    facts = facts_of("a", data)
    asset = Asset("a", facts.media_type, data, facts.width_px, facts.height_px)
    for medium in Medium:
        shown = Pillow.open(io.BytesIO(prepared(asset, medium).data))
        assert shown.size == (asset.width_px, asset.height_px) == (60, 40)
        assert not shown.getexif()
        assert close(shown.convert("RGB").getpixel((9, 9)), RED, 12)
        assert close(shown.convert("RGB").getpixel((50, 9)), (30, 160, 30), 12)


@pytest.mark.parametrize(
    ("name", "form", "mode"), [("a.jpg", "JPEG", "RGB"), ("a.png", "PNG", "RGBA")]
)
def test_a_camera_with_more_colours_keeps_its_colours(
    name: str, form: str, mode: str, tmp_path: Path
) -> None:
    """Without its profile, this red would be (200, 30, 30), which is duller."""
    picture = Pillow.new("RGB", (300, 200), RED).convert(mode)
    data = saved(picture, form, icc_profile=wide_profile())
    made = make(showing(name, data, EBOOK + PRINT), tmp_path)
    shown = made.shown(name)
    red, green, blue = centre(shown)
    assert red > 225
    assert max(green, blue) < 30
    assert "icc_profile" not in shown.info
    drawn = pypdfium2.PdfDocument(made.file("print"))
    last = next(
        page for page in drawn if list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    )
    assert any(
        close(colour, (red, green, blue))
        for _, colour in last.render().to_pil().convert("RGB").getcolors(100_000)
    )


def test_what_is_said_of_colours_is_done_and_then_left_out(tmp_path: Path) -> None:
    """The same numbers are another colour in each of these."""
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.createProfile("sRGB")
    picture = Pillow.new("RGB", (200, 200), RED)
    to_lab = ImageCms.buildTransform(srgb, lab, "RGB", "LAB")
    in_lab = ImageCms.applyTransform(picture, to_lab)
    assert in_lab is not None
    made = make(showing("a.tif", saved(in_lab, "TIFF")), tmp_path)
    shown = made.shown("a.png")
    assert close(centre(shown), RED)
    assert "icc_profile" not in shown.info


def srgb_profile(at: int | bytes, new: bytes) -> bytes:
    """A profile of sRGB with four other bytes, where it says `at` or at that place."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    start = data.index(at) if isinstance(at, bytes) else at
    return data[:start] + new + data[start + len(new) :]


ODD_PROFILES = {
    "no curve": srgb_profile(b"rTRC", b"niet"),
    "no red": srgb_profile(b"rXYZ", b"niet"),
    "link": srgb_profile(12, b"link"),
    "abstract": srgb_profile(12, b"abst"),
    "over gray": srgb_profile(20, b"GRAY"),
}


@pytest.mark.parametrize("mode", ["RGB", "P"])
@pytest.mark.parametrize("profile", ODD_PROFILES.values(), ids=ODD_PROFILES)
def test_a_profile_that_cannot_be_used_is_none(mode: str, profile: bytes) -> None:
    data = saved(Pillow.new("RGB", (60, 40), RED).convert(mode), "PNG", icc_profile=profile)
    facts = facts_of("a", data)
    asset = Asset("a", facts.media_type, data, facts.width_px, facts.height_px)
    for medium in Medium:
        shown = Pillow.open(io.BytesIO(prepared(asset, medium).data))
        assert close(centre(shown), RED, 40 if mode == "P" else 2)
        assert "icc_profile" not in shown.info


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    grey = Pillow.new("I;16", (300, 200), 0x8080)
    made = make(showing("a.png", saved(grey)), tmp_path)
    shown = made.shown("a.png")
    assert (shown.mode, shown.getextrema()) == ("L", (128, 128))
    assert made.ebook["a.png"][24] == 8


def test_more_pixels_than_readers_take_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    project = showing("a.jpg", bitmap("JPEG", size=(4000, 3000), colour=RED))
    (note,) = said(project)
    assert (note.code, note.severity.name, note.place.line) == ("images-014", "NOTE", 5)
    made = make(project, tmp_path)
    width, height = made.shown("a.jpg").size
    assert 3_190_000 < width * height <= 3_200_000
    assert f"{width} × {height}" in note.message
    assert width / height == pytest.approx(4 / 3, abs=0.002)


def test_dpi_leaves_out_more(tmp_path: Path) -> None:
    """A screen of 148 mm has 874 dots of which 150 go into an inch."""
    edition = "  ebook: {format: epub, dpi: 150}\n"
    project = showing("a.jpg", bitmap("JPEG", size=(2000, 1000), colour=RED), edition)
    assert said(project) == []
    assert make(project, tmp_path / "a").shown("a.jpg").size == (1240, 620)
    small = showing("a.jpg", bitmap("JPEG", size=(800, 400), colour=RED), edition)
    assert make(small, tmp_path / "b").shown("a.jpg").size == (800, 400)


EXIF_HEAD = b"Exif\0\0MM\0*\0\0\0\x08"
TURNED = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
ODD_EXIF = {
    "letters for numbers": struct.pack(">HHI4s", 0x011A, 2, 4, b"abc\0"),
    "numbers for letters": struct.pack(">HHIHH", 0x010F, 3, 1, 7, 0),
    "fraction of nothing": struct.pack(">HHIHH", 0x0100, 3, 2, 7, 8),
    "below nothing": struct.pack(">HHIi", 0x0100, 9, 1, -7),
    "no pointer": struct.pack(">HHI4s", 0x8769, 2, 4, b"abc\0"),
    "pointer below nothing": struct.pack(">HHIi", 0x8769, 9, 1, -7),
    "two pointers": struct.pack(">HHIHH", 0x8769, 3, 2, 8, 8),
    "pointer to itself": struct.pack(">HHII", 0x8769, 4, 1, 8),
    "far pointer": struct.pack(">HHII", 0x8825, 4, 1, 0xFFFFFFF0),
    "maker's note": struct.pack(">HHI4s", 0x927C, 7, 4, b"abcd"),
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("entry", ODD_EXIF.values(), ids=ODD_EXIF)
def test_odd_words_of_a_camera_do_not_keep_it_from_being_turned(form: str, entry: bytes) -> None:
    rows = sorted([TURNED, entry])
    exif = EXIF_HEAD + struct.pack(">H", 2) + b"".join(rows) + bytes(4)
    data = saved(Pillow.new("RGB", (60, 40), RED), form, exif=exif)
    facts = facts_of("a", data)
    asset = Asset("a", facts.media_type, data, facts.width_px, facts.height_px)
    for medium in Medium:
        shown = Pillow.open(io.BytesIO(prepared(asset, medium).data))
        assert shown.size == (40, 60)
        assert not shown.getexif()


def noise(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Pillow.Image:
    return Pillow.effect_noise(size, 80).convert(mode)


def camera_data(turn: int = 6) -> Pillow.Exif:
    """What a camera writes of itself and of a picture that it took while held on its side."""
    exif = Pillow.Exif()
    exif[0x010F] = "Camera"
    exif[0x0112] = turn
    exif[0x011A] = 72.0
    exif.get_ifd(0x8769)[0x829A] = 0.01
    exif.get_ifd(0x8825)[2] = (50.0, 51.0, 0.5)
    return exif


KEPT: list[tuple[str, str, dict[str, Any]]] = [
    ("JPEG", "RGB", {}),
    ("JPEG", "CMYK", {}),
    ("PNG", "P", {}),
    ("PNG", "RGBA", {}),
    ("GIF", "P", {}),
    ("WEBP", "RGBA", {}),
    ("TIFF", "CMYK", {"compression": "tiff_lzw"}),
    ("TIFF", "1", {"compression": "group4"}),
    ("TIFF", "RGB", {"compression": "jpeg"}),
    ("BMP", "RGB", {}),
    ("JPEG", "RGB", {"exif": camera_data()}),
    ("PNG", "RGB", {"exif": camera_data()}),
    ("TIFF", "RGB", {"exif": camera_data()}),
    ("PNG", "RGB", {"icc_profile": wide_profile()}),
    ("JPEG", "RGB", {"icc_profile": srgb_profile(0, b"")}),
]
WHOLE = [saved(noise(mode), form, **options) for form, mode, options in KEPT]


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=3)), max_size=6),
    st.integers(0, 2000),
)
def test_any_bytes_are_a_picture_or_are_refused(
    data: bytes, scratches: list[tuple[int, bytes]], lost: int
) -> None:
    """What is passed can be made ready for everything, with the size that was said."""
    spoiled = bytearray(data)
    for at, new in scratches:
        spoiled[at : at + len(new)] = new
    spoiled = spoiled[: len(spoiled) - lost] if lost < len(spoiled) else spoiled
    try:
        facts = facts_of("a", bytes(spoiled))
    except UnusableError:
        return
    asset = Asset("a", facts.media_type, bytes(spoiled), facts.width_px, facts.height_px)
    for medium in Medium:
        made = prepared(asset, medium)
        shown = Pillow.open(io.BytesIO(made.data))
        shown.load()
        assert shown.size == (made.width_px, made.height_px)
        assert made.media_type in ("image/jpeg", "image/png")


def test_two_builds_give_the_same_bytes_whatever_was_kept(tmp_path: Path) -> None:
    """The second is built with an empty store, the third with a full one."""
    project = showing("a.webp", saved(noise(size=(2500, 2000)), "WEBP"))
    first = make(project, tmp_path / "a", OutputFolder)
    again = make(project, tmp_path / "b", OutputFolder)
    assert first.ebook == again.ebook
    (tmp_path / "a" / "album-ebook.epub").unlink()
    assert make(project, tmp_path / "a", OutputFolder).ebook == first.ebook


def test_the_kept_pictures_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = showing("a.webp", saved(noise(size=(400, 300)), "WEBP"))
    made: Made = make(project, tmp_path, OutputFolder)
    (tmp_path / "album-ebook.epub").unlink()
    monkeypatch.setattr(Pillow.Image, "save", None)
    assert make(project, tmp_path, OutputFolder).ebook == made.ebook
