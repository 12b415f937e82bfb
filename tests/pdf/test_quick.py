"""Pages that are laid out quickly are the pages that WeasyPrint makes by itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pypdfium2
import pytest
from weasyprint import css
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, page, percent
from weasyprint.text import line_break

from books import small_book
from dinobook.build import Request, build
from dinobook.outputs import OutputFolder
from dinobook.pdf import engine
from dinobook.pdf.quick import quickly
from dinobook.pdf.stylesheet import face_resources, face_rules, theme_resources
from dinobook.project import MemoryProject
from dinobook.sources import load
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


def book_with(css_text: str) -> MemoryProject:
    project = varied_book(3, 4)
    project.contents["styles/extra.css"] = css_text.encode()
    return project


BOOKS: dict[str, Callable[[], MemoryProject]] = {
    "small": small_book,
    "varied": lambda: varied_book(4, 6),
    "other ways to style": lambda: book_with(LOGICAL),
}


def made(project: MemoryProject, folder: Path) -> bytes:
    build(project, OutputFolder(folder), Request(("print",), jobs=1), lambda _: None)
    return next(folder.glob("*-print.pdf")).read_bytes()


@pytest.mark.parametrize("name", BOOKS)
def test_the_same_file_as_by_the_long_way(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = made(BOOKS[name](), tmp_path / "quick")
    monkeypatch.setattr(engine, "quickly", lambda **_: nullcontext())
    assert made(BOOKS[name](), tmp_path / "long") == quick
    assert len(pypdfium2.PdfDocument(io.BytesIO(quick))) > 5


def parts() -> Iterator[object]:
    yield from (percent.resolve_percentages, block.resolve_percentages, page.make_margin_boxes)
    yield from (inline.split_first_line, inline.add_word_spacing)
    yield from (line_break.get_font_description, css.ComputedStyle.__missing__, boxes.Box.__init__)


def test_weasyprint_is_itself_again_afterwards() -> None:
    before = list(parts())
    with quickly(margin_boxes=False):
        assert sum(one is not own for one, own in zip(parts(), before, strict=True)) == 7
    assert list(parts()) == before


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
