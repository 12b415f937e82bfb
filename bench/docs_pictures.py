"""Make the pictures of docs/images from a built example book.

Run by hand after a change of look: `python -m bench.docs_pictures build` (the folder with the
PDFs).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image

HEIGHT_PX: Final = 600
COLOURS: Final = 128
DESK: Final = (224, 220, 212)
GAP_PX: Final = 12

# Picture → edition, and words that stand only on the page to show; two pages make a spread.
PICTURES: Final = {
    "cover": ("screen", ("De dinosaurus in de vergaderzaal",)),
    "title-page": ("print", ("Over opbranden, een open overheid",)),
    "contents": ("print", ("Voorwoord .",)),
    "opener": ("print", ("Over het roze exemplaar",)),
    "note": ("print", ("Volgens Fons",)),
    "table": ("print", ("Soort openingsbericht per kanaal",)),
    "spread": ("print", ("Die ene is van mij", "Zoek de vraag")),
    "screen-spread": ("screen", ("Deel I", "Over het roze exemplaar")),
}


def main(folder: Path) -> None:
    books = {
        edition: pypdfium2.PdfDocument(next(folder.glob(f"*-{edition}.pdf")))
        for edition in ("print", "screen")
    }
    target = Path(__file__).parent / "images"
    for name, (edition, words) in PICTURES.items():
        pages = [_page_with(books[edition], text) for text in words]
        _side_by_side(pages).quantize(COLOURS).save(target / f"{name}.png", optimize=True)


def _page_with(book: pypdfium2.PdfDocument, words: str) -> Image.Image:
    """The first page that says `words`, however its lines break."""
    for page in book:
        if words.casefold() in " ".join(page.get_textpage().get_text_range().split()).casefold():
            picture: Image.Image = page.render(scale=HEIGHT_PX / page.get_height()).to_pil()
            return picture.convert("RGB")
    raise SystemExit(f"No page says “{words}”.")


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    width = sum(page.width for page in pages) + 2 * GAP_PX
    sheet = Image.new("RGB", (width, HEIGHT_PX + 2 * GAP_PX), DESK)
    left = GAP_PX
    for page in pages:
        sheet.paste(page, (left, GAP_PX))
        left += page.width
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]))
