"""`python -m bench.lines.pictures NAME`: the spreads of docs/lines.md, as the program sets them."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.book import write_book
from bench.lines.spread import save_spread
from dinobook.pipeline.build import Request, build
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject

_ROOT: Final = Path(__file__).parents[2]
_IMAGES: Final = _ROOT / "docs" / "images"
_EXAMPLE: Final = "Een eerste codeur (de auteur)"
_PROSE: Final = "Een inwoner van de Vissersstraat verstuurde de plattegrond, de schepen"
_PROSE_PAGES: Final = 100


def save_pictures(name: str) -> None:
    """Build the example and a book of the bench, and save a spread of each."""
    with tempfile.TemporaryDirectory(prefix="lines-") as folder:
        drawn = Path(folder) / "book"
        write_book(drawn, _PROSE_PAGES)
        for kind, book, words in (("example", _ROOT, _EXAMPLE), ("prose", drawn, _PROSE)):
            out = Path(folder) / kind
            build(FolderProject(book), OutputFolder(out), Request(("print",)), lambda _: None)
            pdf = next(out.glob("*-print.pdf"))
            save_spread(pdf, words, _IMAGES / f"lines-{kind}-{name}.png")


if __name__ == "__main__":
    save_pictures(sys.argv[1])
