"""The page map against its PDF, read by another library and by where the ink is, not by tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from books import EERSTE, TWEEDE, small_book
from dinobook.build import Request, build
from dinobook.outputs import OutputFolder
from dinobook.pagemap.model import MappedPage, PageMap
from dinobook.project import FolderProject

ROWS = "\n".join(f"| {number}de | {number} |" for number in range(1, 70))
LONG_TABLE = f"""
| dag | uren |
|---|---:|
{ROWS}

/// tabel | Alle dagen
    id: tab-dagen
///

"""
STEPS = "\n".join(
    f"{number}. Stap {number} loopt van de vergaderzaal naar de fietsenstalling en weer terug, en "
    "wie dat niet gelooft, mag het zelf eens doen op een dinsdag in november."
    for number in range(1, 31)
)
VARIED = small_book(
    eerste=EERSTE + "\n" + STEPS + "\n",
    tweede=TWEEDE.replace("## Het slot", LONG_TABLE + "## Het slot"),
)


def quiet(_: str) -> None:
    """A step that nobody watches."""


@pytest.fixture(scope="module", params=["small-print", "small-screen", "example-print"])
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, repository: Path
) -> Path:
    """A folder with one PDF and its page map."""
    book, edition = request.param.split("-")
    out = tmp_path_factory.mktemp("mapped")
    project = VARIED if book == "small" else FolderProject(repository)
    build(project, OutputFolder(out), Request((edition,)), quiet)
    return out


@pytest.fixture(scope="module")
def mapped(folder: Path) -> PageMap:
    (path,) = folder.glob("*.pages.json")
    return PageMap.from_json(path.read_bytes())


@pytest.fixture(scope="module")
def pdf(folder: Path, mapped: PageMap) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(folder / mapped.file)


def top_words(page: pypdfium2.PdfPage) -> list[str]:
    """The words of the topmost line below the running head, marks of lists left out."""
    width, height = page.get_size()
    text = page.get_textpage()
    rects = [text.get_rect(at) for at in range(text.count_rects())]
    body = [one for one in rects if HEAD_PT < one[1] and one[3] < height - HEAD_PT]
    if not body:
        return []
    top = max(body, key=lambda one: one[3])
    row = [one for one in body if one[3] > (top[1] + top[3]) / 2]
    left, bottom, _, above = min(row, key=lambda one: one[0])
    line = text.get_text_bounded(left - 0.5, bottom, width, above)
    return line.replace("\ufffe", "").split()


HEAD_PT = 50.0


def test_dump(mapped, pdf):
    bad=0
    for page in mapped.pages:
        words = top_words(pdf[page.number-1])
        first = page.first
        if (words[:1] != ([first.word] if first else [])):
            print(page.number, page.folio, words[:3], first); bad+=1
    assert not bad
