"""What stands in an item around a list inside it is read in its order, whatever is drawn first."""

from __future__ import annotations

import re
from pathlib import Path

from books import SharedFolder, small_book
from dinobook.pdf.file.readback import read_pages
from dinobook.pipeline.build import Request, build

# the engine draws drop caps first, then text, then labels and pictures
ITEMS = (
    "- alfa\n  - bravo\n\n  charlie",
    "- delta\n  - Echo klinkt klein.\n    {.initiaal}\n  - foxtrot",
    "- golf\n  - hotel $p_1$ stijgt\n    1. india\n\n    juliet $y$",
    "- kilo\n\n  > lima\n\n  - mike\n\n  ```\n  oscar\n  ```",
)
SAID = re.findall(r"(?<!\.)\b[a-z]{4,}", " ".join(ITEMS).casefold())


def test_each_item_is_read_in_its_order(tmp_path: Path) -> None:
    chapter = "---\ntitle: Vooraf\n---\nTekst.\n\n" + "\n\nTussendoor.\n\n".join(ITEMS)
    outcome = build(
        small_book(vooraf=chapter), SharedFolder(tmp_path), Request(("screen",), jobs=1), print
    )
    data = (tmp_path / outcome.files[0].name).read_bytes()
    read = " ".join(page.text for page in read_pages(data)).casefold()
    assert re.findall(rf"\b(?:{'|'.join(SAID)})\b", read.replace("e\ncho", "echo")) == SAID
