"""Chapters laid out apart and joined are the book laid out as one document, to whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from books import small_book
from dinobook.pdf.file.readback import read_pages
from dinobook.pipeline.build import Request, build
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
from varied import varied_book

BOOKS: dict[str, Callable[[], MemoryProject]] = {"small": small_book, "varied": varied_book}
FILES = [(book, edition) for book in BOOKS for edition in ("print", "screen")]
MOST_PIXELS = 0.002
"""The share of a page's pixels that may differ: the edges of letters, by rounding."""
SAME_GREY = 24


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each book by both paths: `BOOK/apart` and `BOOK/whole`."""
    made = {}
    for name, make in BOOKS.items():
        made[name] = tmp_path_factory.mktemp(name)
        for path in ("apart", "whole"):
            request = Request(("print", "screen"), whole=path == "whole")
            build(make(), OutputFolder(made[name] / path), request, lambda _: None)
    return made


@pytest.fixture(params=FILES, ids=["-".join(file) for file in FILES])
def files(request: pytest.FixtureRequest, folders: dict[str, Path]) -> tuple[Path, Path]:
    """One edition, chapters apart and whole."""
    book, edition = request.param
    apart, whole = (
        next((folders[book] / path).glob(f"*-{edition}.pdf")) for path in ("apart", "whole")
    )
    return apart, whole


def letters(file: Path) -> list[str]:
    """The letters of each page, those of heads and folios as well.

    Where a gap is a space or a new line is the reading library's guess, and heads are drawn first
    or last: so the letters are sorted.
    """
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))
    return ["".join(sorted("".join(text.split()))) for text in pages]


def test_every_page_has_the_same_letters(files: tuple[Path, Path]) -> None:
    apart, whole = (letters(file) for file in files)
    assert len(apart) > 10
    assert apart == whole


def test_a_screen_reader_reads_the_same(files: tuple[Path, Path]) -> None:
    apart, whole = ([page.text.split() for page in read_pages(file.read_bytes())] for file in files)
    assert apart == whole


def test_the_outline_and_the_page_labels_are_the_same(files: tuple[Path, Path]) -> None:
    apart, whole = (outline_and_labels(file) for file in files)
    assert len(apart[0]) > 4
    assert apart == whole


def outline_and_labels(file: Path) -> tuple[list[tuple[int, str, int | None]], list[str]]:
    pdf = pypdfium2.PdfDocument(file)
    rows = [(row.level, row.get_title(), row.get_dest().get_index()) for row in pdf.get_toc()]
    return rows, [pdf.get_page_label(at) for at in range(len(pdf))]


def test_links_lead_to_the_same_places(files: tuple[Path, Path]) -> None:
    apart, whole = (list(links(file)) for file in files)
    assert len(apart) > 4
    assert apart == whole


def links(file: Path) -> Iterator[tuple[int, tuple[int, ...], str, int, float]]:
    """For each link its page, its rectangle in points, and its address or target page and height.

    WeasyPrint gives a link that runs over a line end one rectangle a line: so do we.
    """
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        for at, page in enumerate(pdf.pages):
            for link in page.get("/Annots", []):
                box = tuple(round(float(side)) for side in link.Rect)
                if "/Dest" in link:
                    target = names[str(link.Dest)]
                    place = target if isinstance(target, pikepdf.Array) else target.D
                    yield at, box, "", numbers[place[0].objgen], round(float(place[3]))
                else:
                    yield at, box, str(link.A.URI), -1, 0


def test_the_tags_are_the_same(files: tuple[Path, Path]) -> None:
    apart, whole = (list(tags(file)) for file in files)
    assert {"H1", "P", "Link", "LBody", "TH", "Figure"} <= {tag for _, tag in apart}
    assert apart == whole


def tags(file: Path) -> Iterator[tuple[int, str]]:
    """The type of each tag, in reading order, with its depth."""

    def walk(element: Any, depth: int) -> Iterator[tuple[int, str]]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield depth, str(kid.S).lstrip("/")
                yield from walk(kid, depth + 1)

    with pikepdf.open(file) as pdf:
        yield from walk(pdf.Root.StructTreeRoot, 0)


def test_every_page_looks_the_same(files: tuple[Path, Path]) -> None:
    apart, whole = (pypdfium2.PdfDocument(file) for file in files)
    different = {
        at: share
        for at, (one, other) in enumerate(zip(apart, whole, strict=True))
        if (share := share_of_pixels(one, other)) > MOST_PIXELS
    }
    assert different == {}


def share_of_pixels(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage) -> float:
    """The share of pixels that anybody could tell apart."""
    first, second = (page.render(scale=1, grayscale=True).to_pil() for page in (one, other))
    assert first.size == second.size
    histogram = ImageChops.difference(first, second).histogram()
    return float(sum(histogram[SAME_GREY:]) / (first.width * first.height))


def test_the_file_is_pdf_ua(files: tuple[Path, Path]) -> None:
    for file in files:
        assert page_validation.validate_pdf(file, profile="ua1").is_compliant, file


def test_every_font_is_embedded_once(files: tuple[Path, Path]) -> None:
    apart, _ = files
    with pikepdf.open(apart) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert all("/FontFile2" in font for font in fonts)
        names = [str(font.FontName) for font in fonts]
    assert len(names) == len(set(names)) > 1
