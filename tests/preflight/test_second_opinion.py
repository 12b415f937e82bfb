"""What others say of the same files: Ghostscript of the ink, PDFium of the places of text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Order
from dinobook.preflight.geometry import width
from dinobook.preflight.reading import Reader
from preflight.pdfs import made

FULL_PAGE = {
    "a fill": ("0.5 0.4 0.2 0.7 k 0 0 100 150 re f", 180),
    "a picture": ("q 100 0 0 150 0 0 cm /Wet Do Q", 320),
    "an inverted JPEG": ("q 100 0 0 150 0 0 cm /Jpeg Do Q", 280),
    "a JPEG that is not inverted": ("q 100 0 0 150 0 0 cm /Dark Do Q", 280),
    "gray": ("0.25 g 0 0 100 150 re f", 75),
}


def first_page(data: bytes) -> PageFacts:
    with Reader("proef.pdf", data) as reader:
        return next(reader.pages([1], Order(None, 1)))


def ink_by_us(data: bytes) -> float:
    drawn = first_page(data).drawn
    every = [image.ink_percent for image in drawn.images]
    every += [area.colour.ink_percent for area in drawn.areas]
    return max(percent for percent in every if percent is not None)


def ink_by_ghostscript(data: bytes, folder: Path) -> float:
    file = folder / "proef.pdf"
    file.write_bytes(data)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=ink_cov", "-o", "-", str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return sum(float(share) for share in said.split()[:4])


def darkness_by_pdfium(data: bytes) -> float:
    """From 0 (white) to 1: without Ghostscript, this much at least must agree."""
    with Reader("proef.pdf", data) as reader:
        picture, _ = reader.picture(1, 1)
    middle = picture.convert("L").getpixel((50, 75))
    assert isinstance(middle, int)
    return 1 - middle / 255


@pytest.mark.parametrize("content", FULL_PAGE.values(), ids=FULL_PAGE)
def test_ink_is_counted_alike(content: tuple[str, float], tmp_path: Path) -> None:
    data = made(content[0])
    assert ink_by_us(data) == pytest.approx(content[1], abs=2)
    if shutil.which("gs"):
        assert ink_by_ghostscript(data, tmp_path) == pytest.approx(content[1], abs=2)
    else:
        assert darkness_by_pdfium(data) > 0.5


@pytest.mark.parametrize(
    "content",
    [
        "BT /F 10 Tf 20 100 Td (aaaaaa) Tj ET",
        "BT /F 10 Tf 20 100 Td 2 Tc 5 Tw (aa a) Tj ET",
        "BT /F 10 Tf 20 100 Td 150 Tz [(aa) -400 (a)] TJ ET",
        "BT /Cid 10 Tf 20 100 Td <000100010001> Tj ET",
        "BT /F 1 Tf 0 12 -12 0 60 30 Tm (aaaa) Tj ET",
        "q 0.5 0 0 2 10 0 cm BT /F 10 Tf 12 TL 20 30 Td (aaaa) Tj T* (a) ' ET Q",
        'BT /F 10 Tf 5 Ts 20 100 TD 1 1 (aaa) " ET',
    ],
)
def test_text_stands_where_pdfium_sees_it(content: str) -> None:
    """Letters are 50 to 550 wide and 0 to 700 high, in thousandths of the size."""
    page = first_page(made(content))
    left = min(words.rect[0] for words in page.words)
    right = max(words.rect[2] for words in page.words)
    ours = [text.rect for text in page.drawn.texts]
    assert min(rect[0] for rect in ours) == pytest.approx(left, abs=3)
    assert max(rect[2] for rect in ours) == pytest.approx(right, abs=4)
    assert all(width(rect) > 0 for rect in ours)
