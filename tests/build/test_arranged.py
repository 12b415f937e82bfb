"""An edition that prints an arrangement: its own order, parts and holds, in e-book and print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from books import SharedFolder, small_book
from dinobook.checks import epubcheck
from dinobook.epub.read import open_epub
from dinobook.pipeline.build import Request, build
from dinobook.problems import Severity
from dinobook.storage.project import MANIFEST

NAME = "het-kleine-boek"
ORDER = """
arrangements:
  andersom:
    - generate: title-page
    - part: De omkeer
    - tweede
    - bronnen
    - {id: eerste, status: hold}
    - matter: back
    - vooraf
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("arranged")
    book = small_book()
    text = book.contents[MANIFEST].decode()
    text = text.replace("{format: epub", "{format: epub, arrangement: andersom")
    text += "  anders: {format: pdf, use: screen, page: a5, arrangement: andersom}\n"
    # the first chapter is on hold there, so that links to it would lead nowhere
    for path, data in book.contents.items():
        if path.endswith(".md"):
            book.contents[path] = data.replace(b"](eerste)", b"](tweede)")
    book.contents[MANIFEST] = (text + ORDER).encode()
    outcome = build(book, SharedFolder(folder), Request())
    assert [one for one in outcome.problems if one.severity is Severity.ERROR] == []
    return folder


def order_of(made: Path, edition: str) -> list[str]:
    rows = json.loads((made / f"{NAME}-{edition}.pages.json").read_text())["chapters"]
    return [row["id"] for row in rows]


def test_the_printed_book_has_its_order_and_its_part(made: Path) -> None:
    assert order_of(made, "anders") == [
        "title-page",
        "part-de-omkeer",
        "tweede",
        "bronnen",
        "vooraf",
    ]
    assert "eerste" in order_of(made, "print")
    assert "part-het-begin" in order_of(made, "print")


def test_so_has_the_e_book(made: Path) -> None:
    data = (made / f"{NAME}-ebook.epub").read_bytes()
    assert [one for one in epubcheck.check(data) if one.severity is Severity.ERROR] == []
    opened = open_epub(data)
    text = "".join(str(page) for page in opened.spine)
    assert "part-het-begin" not in text
    ids = ["part-de-omkeer", "tweede", "bronnen", "vooraf"]
    places = [next(at for at, page in enumerate(opened.spine) if name in str(page)) for name in ids]
    assert places == sorted(places)
    assert not any("eerste" in str(page) for page in opened.spine)
