"""What may be asked of a worker. Nothing of the page engine is loaded where it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dinobook.pdf.engine.version import may_step_in
from dinobook.pdf.workers.jobs import LayoutJob, Resource, ScreenCover
from dinobook.problems import Problem
from dinobook.processes.headroom import with_headroom
from dinobook.storage.cache import Cache

if TYPE_CHECKING:
    from dinobook.book.model import Book, Section
    from dinobook.manifest.model import EditionSpec
    from dinobook.pdf.file.readback import Shown
    from dinobook.pdf.placed_pictures import Pixels, PlacedPicture
    from dinobook.pdf.write import PdfResult
    from dinobook.theme import Theme


@with_headroom
def warm_up() -> None:
    """Load the page engine."""
    if not may_step_in():
        import dinobook.pdf.engine.plain
    else:
        import dinobook.pdf.workers.layout  # noqa: F401


@with_headroom
def lay_out(setup: str, job: LayoutJob, key: str, cache: Cache) -> bytes:
    """The packed drawing of a section; it is stored under `key`, too."""
    from dinobook.pdf.workers import layout

    return layout.lay_out(setup, job, key, cache)


@with_headroom
def write_whole(
    book: Book, theme: Theme, edition: EditionSpec, cover: ScreenCover | None
) -> PdfResult:
    """A book as one document."""
    from dinobook.pdf.engine.whole import write_whole_pdf

    return write_whole_pdf(book, theme, edition, cover)


@with_headroom
def write_plain(
    book: Book, theme: Theme, edition: EditionSpec, cover: ScreenCover | None
) -> PdfResult:
    """The same, by WeasyPrint's public interface alone."""
    from dinobook.pdf.engine.plain import write_plain_pdf

    return write_plain_pdf(book, theme, edition, cover)


@with_headroom
def draw(
    html: str, sheets: Sequence[str], resources: Mapping[str, Resource]
) -> tuple[bytes, tuple[Problem, ...]]:
    """One document as a plain PDF, and what the page engine had to say."""
    from dinobook.pdf.engine.engine import render

    rendered = render(html, sheets, resources)
    return rendered.pdf(lambda *_: None), rendered.problems


@with_headroom
def sketch(
    book: Book, theme: Theme, edition: EditionSpec, sizes: Mapping[str, Pixels]
) -> list[tuple[Section, PlacedPicture]]:
    """Where each bitmap of a book stands; nothing where WeasyPrint must be left alone."""
    if not may_step_in():
        return []
    from dinobook.pdf.engine.sketch import sketched

    return list(sketched(book, theme, edition, sizes))


@with_headroom
def read(data: bytes, numbers: Sequence[int]) -> list[Shown]:
    """Pages of a finished file, read back."""
    from dinobook.pdf.file.readback import read_pages

    return read_pages(data, numbers)
