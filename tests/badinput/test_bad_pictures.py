"""Pictures that are damaged, too large, of another kind, or traps."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow
from PIL import ImageFile

from badinput.bitmaps import (
    TOLD,
    bitmap,
    moving,
    png_that_claims,
    png_with_a_text_of,
    telephone_jpeg,
    telling_gif,
    telling_jpeg,
    telling_png,
    telling_webp,
)
from badinput.desk import Desk, places
from dinobook.book.pictures import load
from dinobook.markup.fragment import Image
from dinobook.storage.project import MemoryProject

BITMAPS = {
    "40 000 by 40 000": ("a.png", png_that_claims(40_000, 40_000), "images-003"),
    "as large as can be said": ("a.png", png_that_claims(2**31 - 1, 2**31 - 1), "images-003"),
    "more than 60 million": ("a.png", png_that_claims(8_000, 8_000), "images-003"),
    "no pixels": ("a.png", png_that_claims(0, 0), "images-005"),
    "less than it claims": ("a.png", png_that_claims(7_000, 7_000), "images-005"),
    "a text that swells": ("a.png", png_with_a_text_of(200), "images-005"),
    "cut short": ("a.png", bitmap("PNG", size=(400, 300))[:200], "images-005"),
    "cut short JPEG": ("a.jpg", bitmap("JPEG", size=(400, 300))[:400], "images-005"),
    "empty": ("a.png", b"", "images-005"),
    "text": ("a.png", b"hallo", "images-005"),
    "a web page": ("a.png", b"<html><script>x</script></html>", "images-005"),
    "wrong suffix": ("a.png", bitmap("JPEG"), "images-008"),
    "suffix of a copy": ("a.tmp", bitmap("PNG"), "images-008"),
    "no suffix": ("a", bitmap("PNG"), "images-008"),
    "HEIC": ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 100, "images-002"),
    "HEIC called JPEG": ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 100, "images-002"),
    "EMF": ("a.emf", b"\1\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 100, "images-002"),
    "WMF": ("a.wmf", b"\xd7\xcd\xc6\x9a" + b"\0" * 100, "images-002"),
    "EPS": ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/hostname) run\n", "images-002"),
    "EPS called PNG": ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%EndComments\n", "images-002"),
    "PDF": ("a.pdf", b"%PDF-1.7\n", "images-002"),
    "icon": ("a.ico", bitmap("ICO"), "images-002"),
    "SVG, compressed": ("a.svgz", b"\x1f\x8b\x08rest", "images-002"),
}


@pytest.mark.parametrize(("name", "data", "code"), BITMAPS.values(), ids=BITMAPS)
def test_a_bitmap_that_cannot_be_printed(desk: Desk, name: str, data: bytes, code: str) -> None:
    desk.picture(name, data)
    (error,) = desk.refused()
    assert (error.where, error.code) == ("manuscript/welkom.md:7", code)
    assert f"images/{name}" in error.message


@pytest.mark.parametrize(
    ("name", "form"), [("a.gif", "GIF"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.tif", "TIFF")]
)
def test_of_several_pictures_in_a_file_the_first_is_shown(desk: Desk, name: str, form: str) -> None:
    desk.picture(name, moving(form))
    (warning,) = [one for one in desk.accepted() if one.code != "images-012"]
    code = "images-013" if form == "TIFF" else "images-004"
    assert (warning.where, warning.code) == ("manuscript/welkom.md:7", code)
    first = Pillow.open(io.BytesIO(shown(name, moving(form), code))).convert("RGB")
    ((_, colour),) = first.quantize(1).convert("RGB").getcolors() or [(0, 0)]
    assert isinstance(colour, tuple)
    assert colour[0] > 240 > 15 > max(colour[1:])


def test_half_a_picture_is_refused_after_a_build_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint switches Pillow to leniency when it is imported."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    noise = io.BytesIO()
    Pillow.effect_noise((200, 200), 80).save(noise, "PNG")
    desk.picture("a.png", noise.getvalue()[:20_000])
    assert places(desk.refused()) == [("welkom.md:7", "images-005")]


def svg(inner: str, attributes: str = "", before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {names} viewBox="0 0 9 9"{attributes}>{inner}</svg>'.encode()


def copies(layers: int, link: str = '<use href="#g{}"/>') -> str:
    """Each layer draws the one below it ten times."""
    groups = [f'<g id="g{n}">{link.format(n - 1) * 10}</g>' for n in range(1, layers)]
    return '<g id="g0"><path d="M0 0L9 9"/></g>' + "".join(groups)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
DRAWINGS = {
    "entity bomb": (svg("&e9;", before=f'<!DOCTYPE svg [<!ENTITY e0 "x">{ENTITIES}]>'), "006"),
    "entity of a file": (
        svg("&e;", before='<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/hostname">]>'), "006"),
    "script": (svg("<script>x</script>"), "006"),
    "event": (svg("", ' onload="x()"'), "006"),
    "event of an animation": (svg('<set attributeName="href" to="javascript:x"/>'), "006"),
    "page inside": (svg("<foreignObject/>"), "006"),
    "picture of a file": (svg('<image href="file:///etc/hostname"/>'), "006"),
    "picture of a file, old style": (svg('<image xlink:href="file:///etc/hostname"/>'), "006"),
    "picture beside it": (svg('<image href="../book.yaml"/>'), "006"),
    "picture on the web": (svg('<image href="https://x.example/a.png"/>'), "006"),
    "drawing as data": (svg('<image href="data:image/svg+xml,x"/>'), "006"),
    "part of another drawing": (svg('<use href="ander.svg#a"/>'), "006"),
    "fill of a file": (svg('<path fill="url(ander.svg#a)"/>'), "006"),
    "fill in a style": (svg('<path style="fill: url( \'file:///etc/hostname\')"/>'), "006"),
    "style sheet": (svg("<style>@import 'x.css';</style>"), "006"),
    "style sheet, spelled with codes": (svg("<style>@\\69mport 'x.css';</style>"), "006"),
    "style sheet in a comment's halves": (svg("<style>@im/**/port url(x.css)</style>"), "006"),
    "style sheet by instruction": (svg("", before='<?xml-stylesheet href="x.css"?>'), "006"),
    "link": (svg('<a href="javascript:x"><path/></a>'), "006"),
    "base": (svg('<g xml:base="file:///etc/"/>'), "006"),
    "include": (
        svg('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>'),
        "006"),
    "copies of copies": (svg(copies(9)), "010"),
    "patterns in patterns": (svg(copies(9, '<path fill="url(#g{})"/>')), "010"),
    "circle": (svg('<g id="a"><use href="#a"/></g>'), "010"),
    "10 MB": (svg(f'<path d="M{"1 1 " * 2_500_000}"/>'), "010"),
    "5 000 deep": (svg("<g>" * 5_000 + "</g>" * 5_000), "005"),
    "not SVG": (b'<?xml version="1.0"?><html/>', "005"),
    "no name space": (b'<svg viewBox="0 0 9 9"/>', "005"),
    "Windows-1252": (svg("<text>caf\u00e9</text>").decode().encode("cp1252"), "005"),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "007"),
    "a size that is no number": (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="nan" height="inf"/>', "007"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "number"), DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_that_is_a_trap(desk: Desk, data: bytes, number: str) -> None:
    desk.picture("a.svg", data)
    (error,) = desk.refused()
    assert (error.where, error.code) == ("manuscript/welkom.md:7", f"images-{number}")


def shown(name: str, data: bytes, *codes: str) -> bytes:
    """The bytes that go into the book; `codes` are what is said of them."""
    path = f"manuscript/images/{name}"
    asset, problems = load(MemoryProject({path: data}), Image(path, "x", 1), "manuscript/a.md")
    assert [one.code for one in problems] == list(codes)
    assert asset is not None
    return asset.data


TELLING = {
    "JPEG": ("a.jpg", telling_jpeg()),
    "JPEG that lies on its side": ("a.jpg", telling_jpeg(6)),
    "telephone's JPEG": ("a.jpg", telephone_jpeg()),
    "PNG": ("a.png", telling_png()),
    "WebP": ("a.webp", telling_webp()),
    "GIF": ("a.gif", telling_gif()),
}


@pytest.mark.parametrize(("name", "data"), TELLING.values(), ids=TELLING)
def test_a_picture_tells_nothing_about_its_maker(name: str, data: bytes) -> None:
    assert TOLD.encode() in data
    made = shown(name, data)
    assert TOLD.encode() not in made
    before, after = Pillow.open(io.BytesIO(data)), Pillow.open(io.BytesIO(made))
    assert not after.getexif()
    turned = before.getexif().get(0x0112) == 6
    assert after.size == (before.size[::-1] if turned else before.size)
    assert getattr(after, "n_frames", 1) == 1


@pytest.mark.parametrize(("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png")])
def test_what_is_cut_out_of_a_picture_changes_no_pixel(form: str, name: str) -> None:
    picture = Pillow.effect_noise((64, 48), 80).convert("RGB")
    profile = b"\0" * 200  # damaged, so that nobody knows what it says
    for options in ({}, {"progressive": True}, {"icc_profile": profile}):
        out = io.BytesIO()
        picture.save(out, form, comment=TOLD, **options)
        made = Pillow.open(io.BytesIO(shown(name, out.getvalue())))
        assert made.tobytes() == Pillow.open(out).tobytes()
        assert "icc_profile" not in made.info


def test_sixteen_bits_of_grey_become_eight_of_the_same() -> None:
    grey = Pillow.frombytes("I;16", (2, 1), bytes([0x00, 0x80, 0xFF, 0xFF]))
    out = io.BytesIO()
    grey.save(out, "PNG")
    made = Pillow.open(io.BytesIO(shown("a.png", out.getvalue())))
    assert (made.mode, list(made.tobytes())) == ("L", [0x80, 0xFF])


def test_a_drawing_keeps_its_lines_and_loses_what_its_editor_noted() -> None:
    made = shown("a.svg", svg(
        "<metadata><x>GEHEIM</x></metadata><!-- GEHEIM -->"
        '<p:view xmlns:p="urn:p" file="GEHEIM"/><path p:x="GEHEIM" xmlns:p="urn:p" d="M0 0L9 9"/>'
        "<style>path { fill: url(#g) }</style>",
        before='<?xml version="1.0" encoding="UTF-8"?>\n<!-- GEHEIM -->\n',
    )).decode()  # fmt: skip
    assert "GEHEIM" not in made
    assert 'd="M0 0L9 9"' in made
    assert "url(#g)" in made


def test_a_picture_of_sixty_million_pixels_is_looked_into_in_time(desk: Desk) -> None:
    desk.picture("a.png", bitmap("PNG", "1", (7_700, 7_700)))
    assert [one.code for one in desk.accepted()] == ["images-014"]


def test_faults_of_pictures_come_with_all_others(desk: Desk) -> None:
    desk.write("images/a.svg", svg("<script/>"))
    desk.chapter("![Een bord](images/a.svg)\n\n![Een bord](images/b.png)\n\n[x](y)")
    assert places(desk.refused()) == [
        ("welkom.md:5", "images-006"),
        ("welkom.md:7", "images-001"),
        ("welkom.md:9", "links-001"),
    ]
