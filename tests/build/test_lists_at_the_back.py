"""Contents and lists that stand behind the text: their folios and their margins."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from books import MANIFEST, small_book
from dinobook.pipeline.build import Outcome
from dinobook.storage.project import MemoryProject

Build = Callable[..., Outcome]
NAME = "het-kleine-boek"
LISTS = "  - {generate: contents, depth: 2}\n  - generate: figures\n  - generate: tables\n"
POINTS_PER_MM = 72 / 25.4
MARGINS_MM = {"print": 15.9, "screen": 15.9}
"""Less than the narrowest side margin of the house style."""


def book_with_lists(where: str) -> MemoryProject:
    book = small_book()
    manifest = MANIFEST.replace("  - generate: contents\n", "")
    if where == "back":
        manifest = manifest.replace("  - bronnen\n", f"  - bronnen\n{LISTS}")
    else:  # no front matter at all: the contents come first
        front = manifest[manifest.index("  - matter: front") : manifest.index("  - part:")]
        manifest = manifest.replace(front, LISTS).replace(
            "  - bronnen\n", "  - bronnen\n  - vooraf\n"
        )
    book.contents["manuscript/book.yaml"] = manifest.encode()
    return book


def folio_of(page: pypdfium2.PdfPage) -> str:
    """The last word of the page, at its foot."""
    foot = page.get_textpage().get_text_bounded(top=60).split()
    return foot[-1] if foot else ""


def leftmost_mm(page: pypdfium2.PdfPage) -> float:
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    return float(min(left for left, _, right, _ in boxes if right > left)) / POINTS_PER_MM


@pytest.mark.parametrize("edition", ["print", "screen"])
@pytest.mark.parametrize("where", ["back", "body"])
def test_lists_have_the_folios_and_the_margins_of_the_pages_around_them(
    where: str, edition: str, build_into: Build, tmp_path: Path
) -> None:
    build_into(book_with_lists(where), edition)
    pdf = pypdfium2.PdfDocument(tmp_path / f"{NAME}-{edition}.pdf")
    seen = set()
    for at, page in enumerate(pdf):
        words = re.sub(r"\s+", " ", page.get_textpage().get_text_bounded())
        title = next((one for one in ("Inhoud", "Lijst van figuren", "Lijst van tabellen")
                      if words.startswith(one)), "")  # fmt: skip
        if title:
            seen.add(title)
            assert folio_of(page) == pdf.get_page_label(at)
            assert folio_of(page).isdecimal()
            assert leftmost_mm(page) >= MARGINS_MM[edition]
    assert seen == {"Inhoud", "Lijst van figuren", "Lijst van tabellen"}
