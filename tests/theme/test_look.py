"""What a reader, an e-reader and a designer would notice of the house look."""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import SharedFolder, small_book
from dinobook.book.model import Author, Book, Metadata
from dinobook.cover.front import CoverFront, cover_page
from dinobook.cover.sense import lines_by_sense
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.engine.whole import write_whole_pdf
from dinobook.pipeline.build import Request, build
from dinobook.theme.house import Theme, house_files

PT_PER_MM = 72 / 25.4
ART_HEIGHT = 0.6  # of the page's width: the cover's drawing


class Letter(NamedTuple):
    """A letter on a page, in points."""

    char: str
    left: float
    baseline: float
    size: float


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("look")
    made = build(small_book(), SharedFolder(folder), Request(("print",)), lambda _: None)
    return (folder / made.files[0].name).read_bytes()


@pytest.fixture(scope="module")
def styles() -> dict[str, str]:
    return {name: data.decode() for name, data in house_files().items()}


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or not char.isprintable():
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        yield Letter(char, x.value, round(y.value, 1), round(size, 1))


def page_saying(pdf: bytes, words: str) -> pypdfium2.PdfPage:
    pages = pypdfium2.PdfDocument(pdf)
    return next(page for page in pages if words in page.get_textpage().get_text_range())


def test_body_text_is_set_in_10_points_on_14(book: bytes) -> None:
    found = list(letters(page_saying(book, "koffiemachine")))
    (size, _), *_ = Counter(letter.size for letter in found).most_common()
    baselines = sorted({one.baseline for one in found if one.size == size}, reverse=True)
    (leading, _), *_ = Counter(round(a - b, 1) for a, b in pairwise(baselines)).most_common()
    assert (size, leading) == (10.0, 14.0)


def test_a_full_line_holds_58_to_70_characters(book: bytes) -> None:
    text = page_saying(book, "koffiemachine").get_textpage().get_text_range()
    start = text.index("De verantwoordelijkheidsverdeling")
    lines = re.sub("[\x02\ufffe]", "-\n", text[start:]).splitlines()
    lines = [line for line in lines if not line.rstrip().endswith((".", ":"))][:8]
    average = sum(map(len, lines)) / len(lines)
    assert 58 <= average <= 70


def test_every_typeface_is_embedded_and_is_the_books_own(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        fonts = [
            font
            for page in pdf.pages
            if "/Font" in page.obj.Resources
            for font in page.obj.Resources["/Font"].as_dict().values()
        ]
        named = {str(font.BaseFont).split("+")[-1].replace("-", "") for font in fonts}
        assert {name for name in named if not re.match("Vollkorn|AlegreyaSans", name)} == set()
        assert {"Vollkorn", "AlegreyaSans"} <= named
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_the_number_of_a_note_stands_before_its_text(book: bytes) -> None:
    found = list(letters(page_saying(book, "was van gisteren")))
    line = [one for one in found if one.baseline == min(letter.baseline for letter in found
            if letter.size == 8.6)]  # fmt: skip
    assert "".join(one.char for one in line).startswith("1Dekoffie")


def test_contents_tell_each_chapters_date_on_its_own_line(book: bytes) -> None:
    text = page_saying(book, "Inhoud").get_textpage().get_text_range()
    (line,) = [line for line in text.splitlines() if "Een eerste hoofdstuk" in line]
    assert "14\xa0juli\xa02016" in line
    assert line.rstrip()[-1].isdigit()


def test_a_short_table_stays_whole_and_a_long_one_repeats_its_head(tmp_path: Path) -> None:
    filler = "\n\n".join(f"Dit is alinea {number} van de aanloop." for number in range(18))
    project = small_book(eerste=f"---\ntitle: T\n---\n{filler}\n\n{table(14)}\n\n{table(70)}\n")
    made = build(project, SharedFolder(tmp_path), Request(("print",)), lambda _: None)
    pages = pypdfium2.PdfDocument(tmp_path / made.files[0].name)
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert [text.count("van 14") for text in texts if "van 14" in text] == [14]
    long = [text for text in texts if "van 70" in text]
    assert len(long) > 1
    assert all("Telling" in text for text in long)
    assert sum(text.count("van 70") for text in long) == 70


def table(rows: int) -> str:
    lines = [f"| rij {number} van {rows} | {number} |" for number in range(1, rows + 1)]
    return "\n".join(["| Telling | n |", "|---|---:|", *lines, "", f"/// tabel | {rows}", "///"])


@pytest.mark.parametrize("ground", ["paper", "#ffffff"])
def test_text_in_every_colour_can_be_read_on_its_ground(
    styles: dict[str, str], ground: str
) -> None:
    """WCAG 2.2, 1.4.3: text 4.5:1. Covers and part pages set paper on a colour: the same pair."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", styles["tokens.css"]))
    behind = colours.get(ground, ground)
    text = {name: value for name, value in colours.items() if name != "paper"}
    assert len(text) >= 5
    weak = {name for name, value in text.items() if contrast(value, behind) < 4.5}
    assert weak == set()


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two `#rrggbb` colours."""
    lights = sorted(map(luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ebook_leaves_colour_and_leading_of_text_to_its_reader(styles: dict[str, str]) -> None:
    css = Theme({name: text.encode() for name, text in styles.items()}).css("epub")
    assert not re.findall(r"(?<!-)\bcolor:(?!\s*inherit)[^;]+", css)
    assert not re.findall(r"\b\d+(?:\.\d+)?(?:pt|mm|cm)\b", css)
    assert "dinobook:" not in css
    assert "var(" not in css


def test_every_class_of_the_style_sheets_can_stand_in_a_book(
    styles: dict[str, str], sources: dict[str, str]
) -> None:
    made = "\n".join(sources.values())
    made += "\n".join(text for name, text in styles.items() if name.endswith(".xhtml"))
    known = set(re.findall(r"[a-z][a-z-]*", made))
    sheets = {name: text for name, text in styles.items() if name.endswith(".css")}
    used = {
        (name, found)
        for name, text in sheets.items()
        for found in re.findall(r"\.([a-z][a-z-]*)(?=[^{};]*\{)", re.sub(r'"[^"]*"', "", text))
    }
    # made of a prefix and a kind, or given by the author
    made_up = {
        *("entry-part", "entry-heading", "in-front", "in-back"),
        *("align-right", "align-center", "wide-turn", "wide-shrink", "kleinkapitaal"),
    }
    assert {one for one in used if one[1] not in known | made_up} == set()


def test_every_drawing_is_used(styles: dict[str, str], sources: dict[str, str]) -> None:
    told = "\n".join(
        [*sources.values(), *(text for name, text in styles.items() if ".css" in name)]
    )
    drawings = {name for name in styles if name.startswith("ornaments/")}
    assert {name for name in drawings if name not in told} == set()


@pytest.mark.parametrize("page", ["a5", "135x210"])
@pytest.mark.parametrize(
    "title",
    [
        "Durf te zwijgen",
        "Het waren vogels",
        "Communicatiewetenschappen",
        "Ei",
        "Waarom op het stadhuis nu al jaren niemand nog weet wie er wat besliste",
    ],
)
def test_a_cover_keeps_its_words_on_the_page_and_off_the_drawing(title: str, page: str) -> None:
    meta = Metadata(
        title,
        (Author("An Proef", "Proef, An"),),
        "nl-BE",
        "urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11",
        "2026-01-15T00:00:00Z",
        subtitle="Over opbranden, een open overheid en praten met wie je dient",
    )
    edition = EditionSpec(name="screen", format="pdf", use="screen", page=page)
    book, theme = Book(meta, ()), Theme(house_files())
    page_one = cover_page(CoverFront(), book.metadata, theme, edition)
    result = write_whole_pdf(book, theme, edition, page_one)
    assert result.problems == ()
    cover = pypdfium2.PdfDocument(result.data)[0]
    width = cover.get_width()
    found = list(letters(cover))
    assert min(one.baseline for one in found) > width * ART_HEIGHT
    assert max(one.left for one in found) < width * 0.92
    assert "".join(one.char for one in found).count(title.replace(" ", "")) == 1


@given(
    st.lists(st.text("aeiou", min_size=1, max_size=14), min_size=1, max_size=20),
    st.integers(14, 60),
)
def test_the_lines_of_a_cover_are_the_words_of_its_title(words: list[str], letters: int) -> None:
    lines = lines_by_sense(" ".join(words), letters)
    assert " ".join(lines).split() == words


def test_the_manual_names_every_layer_and_token(styles: dict[str, str], repository: Path) -> None:
    manual = (repository / "docs" / "styling.md").read_text(encoding="utf-8")
    tokens = re.findall(r"--[\w-]+(?=:)", styles["tokens.css"])
    names = [name for name in styles if name.endswith((".css", ".xhtml"))]
    assert [one for one in (*tokens, *names) if f"`{one}`" not in manual] == []
