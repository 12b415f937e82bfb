"""Drop caps, measured on the page: three lines high in every typeface for text."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from books import SharedFolder, small_book
from dinobook.pipeline.build import Request, build
from dinobook.storage.project import MemoryProject
from dinobook.theme.house import house_files

TEXT_FACES = ("Vollkorn", "Literata", "EB Garamond", "Source Serif 4")
STORY = (
    "ier zag Hans die ochtend niemand, en wie er toch kwam, keek naar de grond en liep door "
    "tot aan het hek, waar de honden lagen te wachten op iets dat ze zelf vergeten waren. Na de "
    "middag kwam er een kar, en na de kar kwam er lange tijd weer niets dan stof en wind."
)
LINE_PT = 14
NEARLY_PT = 0.7


def book_with(face: str, opening: str) -> MemoryProject:
    book = small_book(eerste=f"---\ntitle: Hoofdstuk\ninitiaal: true\n---\n{opening}{STORY}\n")
    tokens = house_files()["tokens.css"].decode().replace('"Vollkorn"', f'"{face}"')
    book.write_bytes("styles/tokens.css", tokens.encode())
    return book


def page_of(face: str, opening: str, folder: Path) -> pypdfium2.PdfTextPage:
    made = build(
        book_with(face, opening), SharedFolder(folder), Request(("print",)), lambda _: None
    )
    pages = pypdfium2.PdfDocument(folder / made.files[0].name)
    texts = (page.get_textpage() for page in pages)
    return next(text for text in texts if "Hansdie" in "".join(text.get_text_range().split()))


Box = tuple[float, float, float, float]


def box_at(page: pypdfium2.PdfTextPage, index: int) -> Box:
    left, bottom, right, top = page.get_charbox(index)
    return left, bottom, right, top


def box_of(page: pypdfium2.PdfTextPage, words: str) -> Box:
    """The box of the first letter of these words."""
    return box_at(page, page.get_text_range().index(words))


def drop_cap(page: pypdfium2.PdfTextPage) -> tuple[str, Box]:
    """The letters that are more than two lines high, and the box of the last one."""
    boxes = [(at, box_at(page, at)) for at in range(page.count_chars())]
    large = [(at, box) for at, box in boxes if box[3] - box[1] > 2.2 * LINE_PT]
    text = page.get_text_range()
    return "".join(text[at] for at, _ in large), large[-1][1]


@pytest.mark.parametrize("face", TEXT_FACES)
def test_a_drop_cap_stands_on_the_third_line_level_with_the_first(
    face: str, tmp_path: Path
) -> None:
    page = page_of(face, "H", tmp_path)
    text = page.get_text_range()
    lines = text[text.index("ier zag") :].splitlines()
    letter, (_, foot, _, head) = drop_cap(page)
    assert letter == "H"
    _, _, _, capital = box_of(page, "Hans")
    upright = next(word for word in lines[2].split() if word[0] in "nmirzxvw")
    _, third, _, _ = box_of(page, lines[2][lines[2].index(upright) :])
    assert foot == pytest.approx(third, abs=NEARLY_PT), "it stands on the third line"
    assert head == pytest.approx(capital, abs=NEARLY_PT), (
        "it is as high as the first one's capitals"
    )
    left = [box_of(page, line)[0] for line in lines[:4]]
    assert max(left[:3]) - min(left[:3]) < 2, "three lines stand beside it"
    assert left[3] < min(left[:3]) - 5, "and no more"


@pytest.mark.parametrize(
    ("opening", "letters"), [("'s Avonds zag h", "A"), ("IJsland lag ver, en h", "IJ")]
)
def test_dutch_beginnings(opening: str, letters: str, tmp_path: Path) -> None:
    page = page_of("Vollkorn", opening, tmp_path)
    large, (_, foot, _, _) = drop_cap(page)
    assert large == letters
    if "’s" in page.get_text_range():
        _, small_foot, _, small_head = box_of(page, "’s")
        assert small_head - small_foot < LINE_PT
        assert small_foot > foot + 2 * LINE_PT, "it stands on the first line"
