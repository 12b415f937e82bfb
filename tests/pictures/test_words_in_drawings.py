"""Words in drawings keep their face: on pages, and in an e-book, which must bring it along."""

from __future__ import annotations

import base64
import io
import re
import time

import pypdfium2
import pytest
import tinycss2  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dinobook.book.model import Asset
from dinobook.book.pictures import Lettering, with_book_faces
from dinobook.checks import epubcheck
from dinobook.theme import load_theme
from pictures.album import EBOOK, PRINT, Made, album, make, showing

FACE = re.compile(
    r"@font-face \{ font-family: '([^']+)'; font-weight: (\d+); font-style: (\w+); "
    r"src: url\(data:font/ttf;base64,([A-Za-z0-9+/=]+)\)"
)


def chart(text: str, attributes: str = "") -> bytes:
    root = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"{attributes}>'
    return f"{root}{text}</svg>".encode()


def faces_in(drawing: bytes) -> dict[tuple[str, ...], TTFont]:
    """What a drawing of an e-book brings: family, weight and style, and the font."""
    found = FACE.findall(drawing.decode())
    fonts = [TTFont(io.BytesIO(base64.b64decode(one[3]))) for one in found]
    return {one[:3]: font for one, font in zip(found, fonts, strict=True)}


CHARTS = {
    "of the book": ('<text font-family="Alegreya Sans, sans-serif">Wék 7</text>', "Alegreya Sans"),
    "of nobody": ("<text>Wék 7</text>", "Alegreya Sans"),
    "of a machine": ('<text style="font-family:Arial">Wék 7</text>', "Alegreya Sans"),
    "generic": ('<text font-family="sans-serif">Wék 7</text>', "Alegreya Sans"),
    "with serifs": ('<text font-family="\'Times New Roman\', serif">Wék 7</text>', "Vollkorn"),
    "of one width": ('<text font-family="Courier New">Wék 7</text>', "Source Code Pro"),
    "in a style sheet": (
        "<style>.a{font-family:'MyriadPro-Regular';fill:red} .b{font:12px/1 Georgia}</style>"
        '<text class="a">Wék 7</text>', "Alegreya Sans"),
    "in a shorthand": ('<text style="font: 20px Vollkorn">Wék 7</text>', "Vollkorn"),
    "on a group": ('<g font-family="vollkorn"><text><tspan>Wék 7</tspan></text></g>', "Vollkorn"),
}  # fmt: skip


LETTERS = "QXYZJKUVÉ"
OTHERS = {
    "bold": '<text>gewoon <tspan font-weight="700">vet</tspan> '
    '<tspan font-style="italic">s</tspan></text>',
    "wordless": '<g font-family="Arial"><path d="M0 0L9 9"/></g>',
    "sign": "<text>klaar ✓</text>",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All these drawings in one book; the word of each chart is a letter of its own."""
    pictures = {
        f"n{number}.svg": chart(text.replace("Wék 7", LETTERS[number]))
        for number, (text, _) in enumerate(CHARTS.values())
    }
    pictures |= {f"{name}.svg": chart(text) for name, text in OTHERS.items()}
    body = "\n\n".join(f"![Een bord](images/{name})" for name in pictures)
    folder = tmp_path_factory.mktemp("drawings")
    return make(album(body, pictures, EBOOK + PRINT), folder)


@pytest.fixture(scope="module")
def printed(made: Made) -> dict[str, str]:
    """The family of each word of the printed pages."""
    found: dict[str, str] = {}
    for page in pypdfium2.PdfDocument(io.BytesIO(made.file("print"))):
        text = page.get_textpage()
        kind = [pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
        for one in page.get_objects(filter=kind, max_depth=9, textpage=text):
            found[one.extract().strip()] = one.get_font().get_family_name()
    return found


@pytest.mark.parametrize("name", CHARTS)
def test_an_ebook_and_a_page_show_the_same_face(
    name: str, made: Made, printed: dict[str, str]
) -> None:
    number, (text, family) = list(CHARTS).index(name), CHARTS[name]
    found = faces_in(made.ebook[f"n{number}.svg"])
    font = found[family, "400", "normal"]
    assert len(found) == 1 or "<style>" in text
    assert ord(LETTERS[number]) in font.getBestCmap()
    if "font: 20px" not in text:  # which the page engine does not read
        assert printed[LETTERS[number]] == family


def test_bold_and_italic_words_bring_their_faces(made: Made) -> None:
    styles = [(weight, style) for weight in ("400", "700") for style in ("normal", "italic")]
    assert set(faces_in(made.ebook["bold.svg"])) == {("Alegreya Sans", *one) for one in styles}


def test_a_drawing_without_words_brings_no_face(made: Made) -> None:
    assert faces_in(made.ebook["wordless.svg"]) == {}


def test_a_sign_that_the_face_lacks_comes_from_another(made: Made) -> None:
    found = faces_in(made.ebook["sign.svg"]).values()
    assert any(0x2713 in font.getBestCmap() for font in found)


def test_epubcheck_takes_the_faces_inside(made: Made) -> None:
    assert [one.message for one in epubcheck.check(made.file("ebook"))] == []


@given(st.text(max_size=60), st.text("abc ", min_size=1, max_size=9))
def test_any_list_of_families_becomes_one_of_the_books(written: str, words: str) -> None:
    families = LETTERING.families(written, words)
    known = {face.family for face in LETTERING.faces}
    assert [name.strip("'") for name in families.split(", ")]
    assert {name.strip("'") for name in families.split(", ")} <= known


def lettered(inner: str, attributes: str = "") -> str:
    """A drawing of which the words have been set in faces of the book."""
    asset = Asset("a.svg", "image/svg+xml", chart(inner, attributes), 400, 200)
    return with_book_faces(asset, LETTERING).data.decode()


@pytest.mark.parametrize(
    "style", ["font-size:10px", "font-weight:700;font-style:italic", "font-family:inherit"]
)
def test_what_is_no_face_does_not_stand_for_one(style: str) -> None:
    found = lettered(f'<text style="{style}">woord</text>')
    root = etree.fromstring(found.encode())
    assert root.get("font-family") == "'Alegreya Sans'"


@pytest.mark.parametrize("keyword", ["inherit", "INITIAL", "unset", "revert", "var(--a, Arial)"])
def test_a_face_that_comes_from_elsewhere_still_does(keyword: str) -> None:
    sheet = f"<style>.a{{font-family: {keyword} }}</style>"
    text = f'<g font-family="Vollkorn"><text font-family="{keyword}">woord</text></g>'
    found = lettered(sheet + text)
    assert f"font-family: {keyword}" in found
    assert f'<text font-family="{keyword}">' in found


@pytest.mark.parametrize(
    ("family", "ours"),
    [
        ("Century Gothic", "Alegreya Sans"),
        ("CenturyGothic-Bold", "Alegreya Sans"),
        ("Century Schoolbook", "Vollkorn"),
        ("Century", "Vollkorn"),
    ],
)
def test_a_face_is_replaced_by_one_of_its_kind(family: str, ours: str) -> None:
    assert LETTERING.families(family, "woord") == f"'{ours}'"


SHEETS = {
    "; in a comment": "font-family: Arial /* a; b */; fill: red",
    "} in a comment": "font-family: Arial /* a } */; fill: red",
    "apostrophe in a comment": "/* it's */font-family: Arial; fill: red /* it's */",
    "comment before": "font-family/* a */: /* b */ Arial; fill: red",
    "; in a name": "font-family: 'A;b', \"C}d\"; fill: red",
    "! in a name": "font-family: 'A!b'; fill: red",
    "in a shorthand": "font: 12px/1 /* a; } */ 'A;b'; fill: red",
    "mark of a comment in a name": "font-family: 'A/*b'; fill: red",
}


@pytest.mark.parametrize("rules", SHEETS.values(), ids=SHEETS)
def test_the_rest_of_a_style_sheet_stays_whole(rules: str) -> None:
    found = lettered(f"<style>.a{{{rules}}} .b{{fill: blue}}</style><text>woord</text>")
    sheet = etree.fromstring(found.encode()).findtext("{*}style") or ""
    first, second = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    assert tinycss2.serialize(second.content) == "fill: blue"
    said = tinycss2.parse_blocks_contents(first.content, skip_comments=True, skip_whitespace=True)
    font, fill = ((one.name, tinycss2.serialize(one.value).strip()) for one in said)
    assert fill == ("fill", "red")
    assert font[1].endswith('"Alegreya Sans"'), font


@pytest.mark.parametrize("rules", ["font:" + "1" * 20_000, "font:" * 20_000, "font: 1" * 9_000])
def test_a_style_sheet_without_end_costs_no_time(rules: str) -> None:
    start = time.process_time()
    lettered(f"<style>.a{{{rules}}}</style><text>woord</text>")
    assert time.process_time() - start < 1


def test_a_weight_in_numbers_may_stand_before_a_size() -> None:
    found = lettered('<text style="font: italic 700 12.5px/1.2 Georgia">woord</text>')
    assert "font: italic 700 12.5px/1.2 'Vollkorn'" in found


LETTERING = Lettering.of(load_theme(showing("a.svg", b"")), "epub")
