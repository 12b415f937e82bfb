"""Pages that are laid out quickly are the pages that WeasyPrint makes by itself."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from books import small_book
from dinobook.pdf.engine import engine
from dinobook.pdf.stylesheet import face_resources, face_rules, theme_resources
from dinobook.pipeline.sources import load
from dinobook.storage.project import MemoryProject
from processes import SOURCE, write_book
from varied import varied_book

LOGICAL = """
.chapter p { margin-block-start: 0.3em; padding-inline-start: calc(0.5em + 1px) }
.chapter h2 { border-block-end: thin solid; text-decoration: underline; letter-spacing: 0.7px }
.chapter li { font-size: calc(1em - 0.5pt); text-indent: calc(2% + 1pt) }
.chapter { --room: 2em }
.chapter em { text-overflow: ellipsis; overflow: hidden; display: inline-block; width: 1.2em }
.chapter blockquote { margin-left: var(--room); direction: rtl }
"""
"""What the short ways must leave to the long one."""

IN_ONE = """
import sys
from pathlib import Path
from dinobook.pdf.engine import quick, shaping
from dinobook.pdf.engine.doors import step_in

if sys.argv[1] == "long":
    quick.STAND_INS = shaping.STAND_INS = ()
step_in()

from weasyprint.text import line_break
assert line_break.split_first_line.__module__.startswith(
    "weasyprint" if sys.argv[1] == "long" else "dinobook"
)
from dinobook.storage.outputs import OutputFolder
from dinobook.pdf.engine.whole import write_whole_pdf
from dinobook.storage.project import FolderProject
from dinobook.pipeline.recipe import prepare
from dinobook.pipeline.request import Request
from dinobook.processes.pool import Pool
from dinobook.processes.progress import Stages

out = OutputFolder(Path(sys.argv[3]))
project = FolderProject(Path(sys.argv[2]))
(job,), *_ = prepare(project, out, Request(("print",)), Pool(), Stages())
out.path.mkdir(exist_ok=True)
(out.path / "book.pdf").write_bytes(write_whole_pdf(job.book, job.theme, job.edition).data)
"""
"""A book laid out in this process, in the short ways or the long one."""


def book_with(css_text: str) -> MemoryProject:
    project = varied_book(3, 4)
    project.contents["styles/extra.css"] = css_text.encode()
    return project


BOOKS: dict[str, Callable[[], MemoryProject]] = {
    "small": small_book,
    "varied": lambda: varied_book(4, 6),
    "other ways to style": lambda: book_with(LOGICAL),
}


def made(way: str, book: Path, out: Path) -> bytes:
    subprocess.run(
        [sys.executable, "-c", IN_ONE, way, str(book), str(out)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=True,
    )
    return (out / "book.pdf").read_bytes()


@pytest.mark.parametrize("name", BOOKS)
def test_the_same_file_as_by_the_long_way(name: str, tmp_path: Path) -> None:
    book = write_book(BOOKS[name](), tmp_path / "book")
    quick = made("short", book, tmp_path / "quick")
    slow = made("long", book, tmp_path / "long")
    assert hashlib.sha256(slow).digest() == hashlib.sha256(quick).digest()
    assert len(pypdfium2.PdfDocument(quick)) > 5


def test_a_template_in_plain_html_is_laid_out_too() -> None:
    """An author's own cover may say <br> or &nbsp;, which no XML knows."""
    theme = load(small_book()).theme
    css = theme.cover_css("typographic")
    resources = {**face_resources(css), **theme_resources(theme)}
    html = "<html><body class=cover-sheet><p>een<br>twee&nbsp;drie"
    rendered = engine.render(html, (face_rules(css), css), resources)
    data = rendered.pdf(lambda *_: None)
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
    assert text.replace("\xa0", " ").split() == ["een", "twee", "drie"]
