"""An editor's whole day with the example book, from the first look to the last undo."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from commands import Ran, ran


@pytest.fixture
def book(repository: Path, tmp_path: Path) -> Path:
    """A copy of the example book."""
    for name in ("manuscript", "styles"):
        shutil.copytree(repository / name, tmp_path / "boek" / name)
    return tmp_path / "boek"


class Desk:
    """What an editor types, and reads."""

    def __init__(self, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.book, self._capsys = book, capsys

    def types(self, words: str, code: int = 0) -> str:
        done = self._run(words.split())
        assert done.code == code, done.err
        return done.out + done.err

    def asks(self, words: str) -> dict[str, Any]:
        done = self._run([*words.split(), "--json"])
        assert done.code == 0, done.err
        answer = json.loads(done.out)
        assert isinstance(answer, dict)
        return answer

    def _run(self, words: list[str]) -> Ran:
        return ran(self.book, self._capsys, *words)

    def order(self, words: str = "outline") -> list[str]:
        rows = self.asks(words)["rows"]
        return [row["id"] for row in rows if row["kind"] == "chapter"]

    @property
    def manifest(self) -> bytes:
        return (self.book / "manuscript" / "book.yaml").read_bytes()

    def chapters(self) -> dict[str, bytes]:
        files = sorted((self.book / "manuscript").rglob("*.md"))
        return {file.name: file.read_bytes() for file in files}


@pytest.fixture
def desk(book: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(book, capsys)


def test_a_day(desk: Desk, tmp_path: Path) -> None:
    morning, chapters = desk.manifest, desk.chapters()

    # In the morning she looks at what is there, and makes the pages that figures come from.
    shown = desk.types("outline")
    assert "Koffie voor negen" in shown
    desk.types("build print")

    # The blog goes by date, newest part last; it is in that order already, so it is turned round.
    assert desk.types("sort --by date --part Bevlogen").startswith("Nothing")
    desk.types("sort --by date --reverse --part Bevlogen")
    assert desk.order()[1:4] == ["er-werd-beslist", "koffie-voor-negen", "de-dinosaurus"]

    # She looks at what a move would do, and makes three.
    before = desk.manifest
    seen = desk.types("move het-waren-vogels --before de-onderste-lade --dry-run")
    assert "- {id: het-waren-vogels" in seen
    assert "print:" in seen
    assert desk.manifest == before
    desk.types("move het-waren-vogels --before de-onderste-lade")
    desk.types("move de-dinosaurus --first")
    desk.types("move besluit --before discussie")
    assert desk.order()[1:5] == [
        *("de-dinosaurus", "er-werd-beslist", "koffie-voor-negen", "het-waren-vogels")
    ]

    # A part gets another title and keeps its id; a chapter waits for a second opinion.
    desk.types("part rename Opgebrand Uitgeblust")
    assert b"- part: Uitgeblust\n    id: part-opgebrand\n" in desk.manifest
    desk.types("hold vijf-minuten-niets")
    assert "on hold" in desk.types("outline")

    # Two other orders to talk about.
    desk.types("arrangement new chronologisch")
    desk.types("arrangement new thema")
    desk.types("sort --by date --arrangement chronologisch")
    desk.types("swap koffie-voor-negen ik-kom-kijken --arrangement thema")
    compared = desk.asks("arrangement compare chronologisch thema")
    assert {one["chapter"] for one in compared["neighbours"]} >= {"koffie-voor-negen"}
    desk.types("arrangement use thema print")

    # The book in the order that was chosen, to be read by somebody else.
    desk.types("build print")
    pages = json.loads(next((desk.book / "build").glob("*-print.pages.json")).read_text())
    printed = [row["id"] for row in pages["chapters"] if row["kind"] == "chapter"]
    assert printed == [
        name for name in desk.order("outline --arrangement thema") if name != "vijf-minuten-niets"
    ]
    made = desk.asks("proof print")
    proof = Path(made["folder"]) / made["file"]
    assert "thema" in text_of(proof, 12)

    # He marks a word, and she finds it at its line.
    marked = tmp_path / "gelezen.pdf"
    words = mark(proof, marked, "iemand", "Hier herhaal je jezelf.")
    found = desk.asks(f"remarks {marked}")
    (remark,) = found["remarks"]
    (place,) = remark["places"]
    line = (desk.book / place["path"]).read_text().splitlines()[place["line"] - 1]
    assert words in line
    assert remark["text"] == "Hier herhaal je jezelf."

    # In the evening all of it is taken back.
    steps = len(desk.asks("history")["steps"])
    assert steps == 11
    desk.types(f"undo {steps}")
    assert desk.manifest == morning
    assert desk.chapters() == chapters
    desk.types(f"redo {steps}")
    desk.types(f"undo {steps}")
    assert desk.manifest == morning


def text_of(pdf: Path, page: int) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        text: str = opened[page].get_textpage().get_text_bounded()
    return text


def mark(proof: Path, marked: Path, word: str, said: str) -> str:
    """Highlight a word of the text as a PDF viewer does."""
    with pypdfium2.PdfDocument(proof) as opened:
        for number in range(20, len(opened)):
            page = opened[number].get_textpage()
            found = page.search(word, match_whole_word=True).get_next()
            if found:
                left, bottom, right, top = page.get_rect(page.count_rects(*found) - 1)
                break
    with pikepdf.open(proof) as pdf:
        quad = [left, top, right, top, left, bottom, right, bottom]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Highlight,
            Rect=[left, bottom, right, top],
            QuadPoints=quad,
            Contents=said,
            T="Griet",
        )
        pdf.pages[number].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.save(marked)
    return word
