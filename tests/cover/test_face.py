"""One face: the front of the cover on the e-book, on the screen edition, and for shops."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from books import MANIFEST, SharedFolder, small_book
from cover.test_make import order, photograph, project
from dinobook.cover.draw import STORE_PX
from dinobook.cover.front import EBOOK_PX
from dinobook.cover.make import take_finished
from dinobook.cover.spec import measures
from dinobook.errors import ManifestError
from dinobook.pipeline.build import build
from dinobook.pipeline.request import Request

MM = 72 / 25.4
RED, GREEN, BLUE = (220, 30, 40), (30, 200, 60), (30, 40, 220)


def built(folder: Path, cover: str, editions: str = "ebook screen") -> tuple[Image.Image, Path]:
    """The e-book's cover, and the screen edition, of a book with such a cover."""
    files = small_book(book=MANIFEST.replace("  description:", f"  cover: {cover}\n  description:"))
    files.write_bytes("manuscript/images/zee.jpg", photograph(1800, 2800))
    build(files, SharedFolder(folder), Request(tuple(editions.split())), lambda _: None)
    with zipfile.ZipFile(folder / "het-kleine-boek-ebook.epub") as book:
        (name,) = (one for one in book.namelist() if "images/cover." in one)
        picture = Image.open(io.BytesIO(book.read(name)))
        picture.load()
    return picture, folder / "het-kleine-boek-screen.pdf"


def shown(pdf: Path, size: tuple[int, int] = (148, 210)) -> Image.Image:
    page: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil()
    return page.convert("RGB").resize(size)


@pytest.mark.parametrize(
    ("layout", "form", "corner", "foot"),
    [
        ("typographic", "PNG", (169, 61, 27), (251, 246, 234)),
        ("pattern", "PNG", (42, 104, 134), (42, 104, 134)),
        ("picture", "JPEG", (2, 2, 2), (250, 250, 250)),
    ],
)
def test_the_ebook_and_the_screen_edition_have_the_cover_of_the_printed_book(
    layout: str,
    form: str,
    corner: tuple[int, int, int],
    foot: tuple[int, int, int],
    tmp_path: Path,
) -> None:
    cover, screen = built(tmp_path, f"{{layout: {layout}, picture: images/zee.jpg}}")
    assert (cover.format, cover.size) == (form, EBOOK_PX)
    for front in (cover.convert("RGB").resize((140, 224)), shown(screen)):
        assert close(front.getpixel((1, 1)), corner)
        assert close(front.getpixel((front.width // 3, front.height - 2)), foot)
    text = pypdfium2.PdfDocument(screen)[0].get_textpage().get_text_range().split()
    assert text == ["An", "Proef", "Het", "kleine", "boek", "Met", "alles", "erin"]
    assert validator.validate_pdf(screen, profile="ua1").failures == []


def close(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 60 for one, other in zip(found, wanted, strict=True))


def finished(wide: float, high: float, front: float) -> bytes:
    """A cover of so many mm with bleed: red, with a green front that has a blue head and foot."""
    left = (wide - front) * MM
    bands = [
        (RED, 0, 0, wide * MM, high * MM),
        (GREEN, left, 0, wide * MM, high * MM),
        (BLUE, left, 0, wide * MM, 20 * MM),
        (BLUE, left, (high - 20) * MM, wide * MM, 20 * MM),
    ]
    content = "".join(
        f"{r / 255} {g / 255} {b / 255} rg {x} {y} {w} {h} re f\n"
        for (r, g, b), x, y, w, h in bands
    )
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(wide * MM, high * MM))
        page.Contents = pdf.make_stream(content.encode())
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["pdf", "jpg"])
def test_shops_get_the_front_of_a_finished_cover(form: str) -> None:
    asked = order("printer: generic, page: 135x210", 300, f"finished: omslag.{form}")
    wide, high = measures(asked).sheet_mm
    data = finished(wide, high, 138)
    if form == "jpg":
        out = io.BytesIO()
        drawn = pypdfium2.PdfDocument(data)[0].render(scale=300 / 72).to_pil().convert("RGB")
        drawn.save(out, "JPEG", quality=95, dpi=(300, 300))
        data = out.getvalue()
    files = project()
    files.write_bytes(f"manuscript/omslag.{form}", data)
    store = Image.open(io.BytesIO(take_finished(files, asked).store))
    assert store.size == STORE_PX
    for x in (2, 800, 1597):
        assert close(store.getpixel((x, 1280)), GREEN)
        assert close(store.getpixel((x, 4)), BLUE)
        assert close(store.getpixel((x, 2555)), BLUE)


def test_a_finished_cover_is_the_face_of_the_other_editions(tmp_path: Path) -> None:
    files = small_book(
        book=MANIFEST.replace("  description:", "  cover: {finished: o.pdf}\n  description:")
    )
    files.write_bytes("manuscript/o.pdf", finished(296.9, 216, 138))
    build(files, SharedFolder(tmp_path), Request(("ebook", "screen")), lambda _: None)
    front = shown(tmp_path / "het-kleine-boek-screen.pdf")
    assert close(front.getpixel((1, 105)), GREEN)
    assert close(front.getpixel((146, 105)), GREEN)
    assert close(front.getpixel((74, 208)), BLUE)
    with zipfile.ZipFile(tmp_path / "het-kleine-boek-ebook.epub") as book:
        cover = Image.open(io.BytesIO(book.read("EPUB/images/cover.jpg")))
    assert cover.size == EBOOK_PX
    assert close(cover.getpixel((700, 1120)), GREEN)


@pytest.mark.parametrize(
    ("cover", "code"),
    [
        ("{picture: images/weg.jpg}", "images-001"),
        ("{finished: weg.pdf}", "cover-012"),
        ("{finished: images/driehoek.svg}", "cover-002"),
    ],
)
def test_a_face_that_cannot_be_had_is_told_before_anything_is_built(
    cover: str, code: str, tmp_path: Path
) -> None:
    with pytest.raises(ManifestError) as caught:
        built(tmp_path, cover, "ebook")
    assert [one.code for one in caught.value.problems] == [code]
