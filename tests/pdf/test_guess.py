"""Where everything will stand, guessed from its length: good enough to save most second layouts."""

from __future__ import annotations

from pathlib import Path

from dinobook.book.assemble import assemble
from dinobook.book.metadata import metadata_of
from dinobook.book.model import Book
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.placing.folios import ARABIC
from dinobook.pdf.placing.guess import guessed_pages
from dinobook.pdf.placing.sequence import page_of
from dinobook.pdf.stylesheet import setup_of
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.pdf.write import write_pdf
from dinobook.pipeline.editions import rows_of
from dinobook.pipeline.sources import load
from dinobook.processes.pool import in_pool
from dinobook.storage.cache import Cache, FolderStore
from dinobook.theme import Theme
from varied import varied_book


def book_in(edition_name: str) -> tuple[Book, Theme, EditionSpec]:
    sources = load(varied_book(14, blocks=30))
    assert sources.manifest is not None
    edition = next(one for one in sources.manifest.editions if one.name == edition_name)
    metadata = metadata_of(sources.manifest, edition, "2026-01-15T00:00:00Z")
    rows = rows_of(sources.manifest, edition)
    book = assemble(rows, sources.fragments, metadata, sources.theme, sources.assets, "")
    return book, sources.theme, edition


def test_a_guess_is_near_the_page(tmp_path: Path) -> None:
    cache = Cache(FolderStore(tmp_path), "test")
    for name in ("print", "screen"):
        book, theme, edition = book_in(name)
        guessed = guessed_pages(book, theme, edition)
        with (
            in_pool(None) as pool,
            Scheduler(cache, {name: setup_of(theme, edition)}, pool) as scheduler,
        ):
            pages = write_pdf(book, theme, edition, scheduler).pages
        body = {name: page for name, page in page_of(pages).items() if page.numbering == ARABIC}
        real = {name: page.number for name, page in body.items()}
        last = max(real.values())
        both = real.keys() & guessed.keys()
        assert both >= {section.id for section in book.sections} & real.keys()
        assert all(abs(guessed[name] - real[name]) < last / 10 + 2 for name in both)


def test_later_is_guessed_later() -> None:
    book, theme, edition = book_in("print")
    guessed = guessed_pages(book, theme, edition)
    pages = [guessed[one.id] for one in book.sections if one.id in guessed]
    assert len(pages) > 14
    assert pages == sorted(pages)
