"""Layouts: large print, easy reading and thesis, as a reader would see them."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.manifest import parse
from dinobook.manifest.model import EditionSpec, Layout
from dinobook.manifest.page_size import page_size_mm
from dinobook.pipeline.build import Request, build
from dinobook.pipeline.sources import load
from dinobook.problems import Severity

LAYOUTS = ("large-print", "easy-reading", "thesis")
PT_PER_MM = 72 / 25.4
INITIAL = """\
---
title: Vooraf
---
Niemand wist wie de koffie had gezet. Dat was *heel* gewoon bij ons, en [NMBS]{.kleinkapitaal} reed
niet, en de personeelsverantwoordelijkheidsverdeling hing nog altijd naast de deur van
de vergaderzaal.
{.initiaal}
"""


def with_editions(written: str) -> str:
    return MANIFEST + written


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layouts")
    written = "".join(f"  {name}: {{format: pdf, layout: {name}}}\n" for name in LAYOUTS)
    project = small_book(book=with_editions(written), vooraf=INITIAL)
    build(project, SharedFolder(folder), Request(LAYOUTS), lambda _: None)
    return folder


def pages_of(folder: Path, layout: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(folder / f"het-kleine-boek-{layout}.pdf")


def page_saying(folder: Path, layout: str, words: str) -> pypdfium2.PdfPage:
    pages = pages_of(folder, layout)
    return next(one for one in pages if words in one.get_textpage().get_text_range())


def letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float, str]]:
    """Each letter of a page with its size, its baseline and the name of its typeface."""
    text = page.get_textpage()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    for index in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        pdfium.FPDFText_GetFontInfo(text, index, name, 100, flags)
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not char.isspace() and char.isprintable():
            yield char, round(size, 1), round(y.value, 1), name.value.decode()


@pytest.mark.parametrize(
    ("layout", "size", "leading"),
    [("large-print", 16.0, 22.0), ("easy-reading", 12.0, 18.0), ("thesis", 11.5, 16.0)],
)
def test_body_text_has_the_layouts_size_and_leading(
    folder: Path, layout: str, size: float, leading: float
) -> None:
    found = list(letters(page_saying(folder, layout, "wist wie de koffie")))
    assert Counter(one[1] for one in found).most_common(1)[0][0] == size
    baselines = sorted({one[2] for one in found if one[1] == size}, reverse=True)
    steps = Counter(round(a - b, 1) for a, b in pairwise(baselines))
    assert steps.most_common(1)[0][0] == leading


@pytest.mark.parametrize("layout", ["large-print", "easy-reading"])
def test_ragged_layouts_break_no_word_and_have_one_face_without_drop_caps(
    folder: Path, layout: str
) -> None:
    page = page_saying(folder, layout, "Niemand wist wie")
    text = page.get_textpage().get_text_range()
    assert "personeelsverantwoordelijkheidsverdeling" in text
    found = list(letters(page))
    assert all("Atkinson" in face for *_, face in found)
    start = "".join(one[0] for one in found).index("Niemandwist")
    assert found[start][1:3] == found[start + 1][1:3]


def test_easy_reading_says_in_bold_what_others_say_in_italics(folder: Path) -> None:
    faces = {face for *_, face in letters(page_saying(folder, "easy-reading", "Niemand wist"))}
    assert not any("Italic" in face for face in faces)
    faces = {face for *_, face in letters(page_saying(folder, "large-print", "Niemand wist"))}
    assert any("Italic" in face for face in faces)


def test_a_thesis_opens_chapters_on_any_page(folder: Path) -> None:
    texts = [page.get_textpage().get_text_range() for page in pages_of(folder, "thesis")]
    assert all(text.strip() for text in texts)


@pytest.mark.parametrize(
    ("layout", "size"), [("large-print", (170, 240)), ("easy-reading", (148, 210))]
)
def test_pages_have_the_layouts_size(folder: Path, layout: str, size: tuple[int, int]) -> None:
    found = pages_of(folder, layout)[0].get_size()
    assert found == pytest.approx([side * PT_PER_MM for side in size], abs=0.1)


def test_a_page_that_is_named_and_a_printer_go_before_the_layouts_size() -> None:
    named = EditionSpec(format="pdf", layout="thesis", page="170x240")
    assert page_size_mm(named) == (170.0, 240.0)
    printed = EditionSpec(format="pdf", layout="thesis", printer="kdp-paperback")
    assert page_size_mm(printed) in printed.printed_by.trims_mm.value  # type: ignore[union-attr]


@pytest.mark.parametrize("layout", ["large-print", "easy-reading", "thesis"])
def test_lines_of_every_layout_are_chosen_together(layout: Layout) -> None:
    assert EditionSpec(format="pdf", layout=layout).fine
    assert not EditionSpec(format="pdf", layout=layout, typesetting="plain").fine


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (
            "{format: epub, layout: easy-reading}",
            "“layout” does nothing in “extra”: readers of an e-book choose",
        ),
    ],
)
def test_what_a_layout_cannot_do_is_said(edition: str, said: str) -> None:
    (problem,) = parse(with_editions(f"  extra: {edition}\n")).problems
    assert (problem.code, problem.severity) == ("manifest-025", Severity.WARNING)
    assert problem.message.startswith(said)


def test_an_unknown_layout_is_named_with_the_nearest_one() -> None:
    (problem,) = parse(with_editions("  extra: {format: pdf, layout: largeprint}\n")).problems
    assert "large-print" in problem.hint


def test_a_sign_that_only_the_face_of_the_text_has_is_named() -> None:
    """A heading or code would show a hole where Vollkorn alone has a drawing."""
    chapter = "---\ntitle: Vooraf\n---\nEen teken: ⭘.\n"
    found = load(small_book(vooraf=chapter)).problems
    assert [(one.code, one.place.line) for one in found] == [("fonts-001", 4)]
