"""Pictures that would spoil the book, and those that only carry secrets."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow

from dinobook.book.pictures import load
from dinobook.markup.fragment import Image
from dinobook.storage.project import MemoryProject

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">{}</svg>'


def bitmap(form: str = "PNG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "white").save(out, form, **options)
    return out.getvalue()


def animation() -> bytes:
    frames = [Pillow.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def codes(name: str, data: bytes) -> list[str]:
    path = f"manuscript/images/{name}"
    _, problems = load(MemoryProject({path: data}), Image(path, "x", 7), "manuscript/a.md")
    assert all(str(one.place) == "manuscript/a.md:7" and one.hint for one in problems)
    return [one.code for one in problems]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", bitmap()),
        ("a.jpg", bitmap("JPEG")),
        ("a.webp", bitmap("WEBP")),
        ("a.tif", bitmap("TIFF")),
        ("a.tiff", bitmap("TIFF")),
        ("a.bmp", bitmap("BMP")),
        ("a.svg", SVG.format("<path d='M0 0'/>").encode()),
        ("a.svg", b'<?xml version="1.0" encoding="UTF-8"?>\n' + SVG.format("").encode()),
        ("a.svg", SVG.format("<style>path{fill:url(#a)}</style>").encode()),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("&a;").encode()),
    ],
)
def test_a_good_picture_has_no_problems(name: str, data: bytes) -> None:
    assert codes(name, data) == []


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.tif", bitmap("TIFF")[:4] + b"\0" * 40, "images-002"),
        ("a.bmp", bitmap("BMP")[:14] + b"\x09\0\0\0" + b"\0" * 60, "images-005"),
        ("a.png", bitmap(size=(8001, 8000)), "images-003"),
        ("a.gif", animation(), "images-004"),
        ("a.png", bitmap()[:60], "images-005"),
        ("a.jpg", b"hello", "images-005"),
        ("a.png", b"", "images-005"),
        ("a.svg", b"<svg", "images-005"),
        ("a.svg", SVG.format("<script>x</script>").encode(), "images-006"),
        ("a.svg", SVG.format("<path onload='x()'/>").encode(), "images-006"),
        ("a.svg", SVG.format("<image href='file:///etc/passwd'/>").encode(), "images-006"),
        ("a.svg", SVG.format("<style>@import 'x.css';</style>").encode(), "images-006"),
        ("a.svg", SVG.format("<foreignObject/>").encode(), "images-006"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "images-007"),
        ("a.jpg", bitmap(), "images-008"),
        ("a.tmp", bitmap("JPEG"), "images-008"),
    ],
)
def test_a_bad_picture_is_named_by_its_fault(name: str, data: bytes, code: str) -> None:
    assert codes(name, data) == [code]


def test_a_picture_that_is_not_there() -> None:
    _, problems = load(MemoryProject(), Image("manuscript/images/x.png", "x", 3), "manuscript/a.md")
    assert [one.code for one in problems] == ["images-001"]
    assert "--draft" in problems[0].hint


def test_place_and_camera_do_not_travel_and_the_picture_stands_upright() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "a camera"
    exif[0x8825] = {1: "N", 2: (51.0, 3.0, 0.0)}
    path = "manuscript/images/a.jpg"
    data = bitmap("JPEG", (40, 20), exif=exif)
    asset, _ = load(MemoryProject({path: data}), Image(path, "x", 1), "manuscript/a.md")
    assert asset is not None
    assert (asset.width_px, asset.height_px) == (20, 40)
    assert not Pillow.open(io.BytesIO(asset.data)).getexif()
    assert b"a camera" not in asset.data


def test_a_picture_outside_the_manuscript_is_refused() -> None:
    project = MemoryProject({"fotos/a.png": bitmap()})
    _, problems = load(project, Image("fotos/a.png", "x", 3), "manuscript/a.md")
    assert [one.code for one in problems] == ["images-011"]
