"""Page numbers inside the text of chapters that were drawn before anyone knew the pages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from dinobook.book.assemble import assemble
from dinobook.book.metadata import metadata_of
from dinobook.book.model import Book
from dinobook.editions import rows_of
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.pages import ARABIC
from dinobook.pdf.stylesheet import press_of
from dinobook.pdf.workshop import Workshop
from dinobook.pdf.write import PdfResult, write_pdf
from dinobook.problems import Severity
from dinobook.sources import load
from dinobook.store import FolderStore, Memory
from dinobook.theme import Theme
from varied import varied_book

TABULAR = b"\n[data-page-of] { font-variant-numeric: lining-nums tabular-nums }\n"
CHAPTERS = 56


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(FolderStore(tmp_path), "test")


def book_of(chapters: int, targets: Mapping[str, str]) -> tuple[Book, Theme, EditionSpec]:
    """The varied book in print; the chapter of each key says where that of its value begins."""
    project = varied_book(chapters, blocks=1)
    project.contents["styles/base.css"] = load(project).theme.files["base.css"] + TABULAR
    sources = load(project)
    assert sources.manifest is not None
    edition = sources.manifest.editions[0]
    rows = rows_of(sources.manifest, edition)
    metadata = metadata_of(sources.manifest, edition, "2026-01-15T00:00:00Z")
    book = assemble(rows, sources.fragments, metadata, sources.theme, sources.assets, "")
    sections = tuple(
        replace(one, xhtml=with_hole(one.xhtml, targets[one.id])) if one.id in targets else one
        for one in book.sections
    )
    return replace(book, sections=sections), sources.theme, edition


def with_hole(xhtml: str, target: str) -> str:
    hole = f'<p>Kijk op bladzijde:<span data-page-of="{target}">00</span>:daar.</p>'
    return re.sub(r"</section>\s*$", f"{hole}</section>", xhtml)


def written(book: Book, theme: Theme, edition: EditionSpec, memory: Memory) -> PdfResult:
    with Workshop(memory, {edition.name: press_of(theme, edition)}) as workshop:
        return write_pdf(book, theme, edition, workshop)


def printed(result: PdfResult) -> list[str]:
    """What stands in the holes, in the order of the pages."""
    pages = pypdfium2.PdfDocument(io.BytesIO(result.data))
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return re.findall(r"bladzijde:\s*(\d+)\s*:daar", text)


def begins_on(result: PdfResult, chapter: str) -> str:
    return next(page.label for page in result.pages if chapter in page.anchors)


def test_a_hole_gets_the_number_of_any_length(memory: Memory) -> None:
    """One digit, two and three, before the chapter that is meant and after it."""
    targets = {"h01": "h03", "h02": f"h{CHAPTERS}", "h30": "h20", "h40": f"h{CHAPTERS - 1}"}
    result = written(*book_of(CHAPTERS, targets), memory)
    assert [one for one in result.problems if one.severity is not Severity.NOTE] == []
    numbers = [begins_on(result, target) for target in targets.values()]
    assert [len(number) for number in numbers] == [1, 3, 2, 3]
    assert printed(result) == numbers


def test_a_chapter_is_drawn_again_only_when_its_number_gets_longer(memory: Memory) -> None:
    for chapters, drawn in ((5, True), (7, False)):
        book, theme, edition = book_of(chapters, {"h01": "h03"})
        with Workshop(memory, {edition.name: press_of(theme, edition)}) as workshop:
            result = write_pdf(book, theme, edition, workshop)
        assert ((edition.name, "h01") in workshop.drawn) == drawn
        assert printed(result) == [begins_on(result, "h03")]


def test_the_reader_of_a_screen_hears_the_number(memory: Memory) -> None:
    result = written(*book_of(6, {"h02": "h05"}), memory)
    number = begins_on(result, "h05")
    spoken = "".join(page.text for page in result.pages if page.numbering == ARABIC)
    assert re.search(rf"bladzijde:\s*{number}\s*:daar", spoken)


def test_figures_of_many_widths_are_printed_all_the_same(memory: Memory) -> None:
    book, theme, edition = book_of(20, {"h01": "h03", "h02": "h19", "h12": "h02"})
    figures = b"oldstyle-nums proportional-nums }\n"
    css = theme.files["base.css"].replace(TABULAR.split(b": ")[1], figures)
    assert css != theme.files["base.css"]
    result = written(book, Theme({**theme.files, "base.css": css}), edition, memory)
    assert printed(result) == [begins_on(result, target) for target in ("h03", "h19", "h02")]
