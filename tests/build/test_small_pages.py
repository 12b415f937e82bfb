"""Pages of any size: a title beside its number, plates inside the page, numbers of verse apart."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.pipeline.build import Request, build

OUTLINE = "outline:\n  - matter: body\n  - eerste\naside: [vooraf, tweede, bronnen]\n\n"
WORDS = "De veerman telde zijn munten en keek naar de overkant. "
BLACK = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 300" width="100" height="300">
<rect width="100" height="300" fill="#000"/></svg>
"""
PLATE = "/// paginabeeld\n![Een zwart vlak](images/driehoek.svg)\n///\n"


def printed(folder: Path, chapter: str, edition: str) -> pypdfium2.PdfDocument:
    head, _ = MANIFEST.split("outline:")
    book = f"{head}{OUTLINE}editions:\n  print: {{format: pdf, {edition}}}\n"
    text = f"---\ntitle: Overvaren\n---\n\n{chapter}"
    project = small_book(book=book, eerste=text, driehoek=BLACK)
    made = build(project, SharedFolder(folder), Request(("print",)), lambda _: None)
    return pypdfium2.PdfDocument(folder / made.files[0].name)


def text_of(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


@pytest.mark.parametrize(
    "first",
    [
        f"/// tip | Geduld\n{WORDS * 3}\n\n{WORDS * 9}\n///",
        "/// vers | De veerman\n" + "De rivier is breed.\n" * 16 + "///",
        "\n\n".join(f"{'#' * (2 + at % 3)} Over de oever aan deze kant {at}" for at in range(9)),
    ],
    ids=["box", "verse", "headings"],
)
def test_a_title_stays_below_its_number(first: str, tmp_path: Path) -> None:
    """Where what comes first has no room under the title, it goes without the title."""
    pages = printed(tmp_path, f"{first}\n\n{WORDS * 3}\n", "page: 90x140")
    assert "Overvaren" in text_of(pages[0])


@pytest.mark.parametrize(
    "edition",
    ["page: 90x140", "layout: large-print", "layout: easy-reading", "layout: thesis",
     "page: a5, use: screen"],
)  # fmt: skip
def test_a_plate_lies_within_its_page(edition: str, tmp_path: Path) -> None:
    pages = printed(tmp_path, f"{WORDS}\n\n{PLATE}\n\n{WORDS * 9}\n", edition)
    shown = [page.render(scale=1).to_pil().convert("L") for page in pages]
    blacks = [one.point(lambda grey: 255 if grey < 20 else 0).getbbox() for one in shown]
    _, top, _, bottom = max((one for one in blacks if one), key=lambda box: box[3] - box[1])
    height = shown[-1].height
    edge = 30  # pt: the margins have more
    assert top > edge
    assert bottom < height - edge
    assert bottom - top > height / 2


def test_numbers_of_verse_stand_below_each_other_and_off_the_words(tmp_path: Path) -> None:
    """Also beside lines that are nearly full, and those that go on below."""
    lines = [f"De veerman roeit zijn boot al over de brede rivier {'a' * at}z" for at in range(14)]
    verse = "\n".join(["Kort.", *lines])
    pages = printed(tmp_path, f"/// vers\n    nummers: 1\n{verse}\n///\n", "page: 135x210")
    text = pages[0].get_textpage()
    signs = [
        (text.get_text_range(at, 1), text.get_charbox(at))
        for at in range(text.count_chars())
        if text.get_text_range(at, 1).strip()
    ]
    digits = [box for sign, box in signs if sign.isdigit() and box[1] < 420 and box[1] > 60]
    words = [box for sign, box in signs if not sign.isdigit()]
    over = [
        (digit, word)
        for digit in digits
        for word in words
        if word[0] < digit[2] and word[2] > digit[0] and word[1] < digit[3] and word[3] > digit[1]
    ]
    assert over == []
    ends = {round(max(box[2] for box in digits if abs(box[1] - one[1]) < 2)) for one in digits}
    assert len(digits) >= 15
    assert max(ends) - min(ends) <= 1
