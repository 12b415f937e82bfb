"""What stands in an item around a list inside it is read in its order, whatever is drawn first."""

from __future__ import annotations

from pathlib import Path

from books import small_book
from dinobook.build import Request, build
from dinobook.outputs import OutputFolder

# the engine draws drop caps first, then text, then labels and pictures
ITEMS = (
    "- a\n  - b\n\n  c",
    "- a\n  - Elk begin is klein.\n    {.initiaal}\n  - d",
    "- a\n  - prijs $p_1$ stijgt\n    1. twee\n\n    na $y$",
    "- a\n\n  > b\n\n  - c\n\n  ```\n  d\n  ```",
)


def test_each_item_is_read_in_its_order(tmp_path: Path) -> None:
    chapter = "---\ntitle: Vooraf\n---\nTekst.\n\n" + "\n\nTussendoor.\n\n".join(ITEMS)
    outcome = build(
        small_book(vooraf=chapter), OutputFolder(tmp_path), Request(("screen",), jobs=1), print
    )
    assert [one for one in outcome.problems if one.is_error] == []
