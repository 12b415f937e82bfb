"""Sections laid out for the places of their pictures alone, quickly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dinobook.book.model import Book, Section
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.document import section_document
from dinobook.pdf.engine.coarse import path_of, standings
from dinobook.pdf.engine.engine import Engine
from dinobook.pdf.placed_pictures import Pixels, PlacedPicture
from dinobook.pdf.placing.margins import fits
from dinobook.pdf.stylesheet import face_resources, face_rules, stylesheets, theme_resources
from dinobook.pdf.workers.jobs import SCHEME, Part, Resource
from dinobook.theme import Theme

_STAND_IN: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"/>'


def sketched(
    book: Book, theme: Theme, edition: EditionSpec, sizes: Mapping[str, Pixels]
) -> Iterator[tuple[Section, PlacedPicture]]:
    """Each bitmap that a section shows, as it stands there; `sizes` are in pixels, by path.

    Drawings of the same size stand in for the pictures, which are not read.
    """
    documents = [(one, section_document(one, book.metadata)) for one in book.sections]
    engine = _engine(fits(book, theme, edition)[0].theme, edition)
    pictures = {
        SCHEME + path: Resource(_STAND_IN.format(*size).encode(), "image/svg+xml")
        for path, size in sizes.items()
    }

    def pixels(box: Any) -> Pixels | None:
        return sizes.get(path_of(box))

    for section, html in documents:
        rendered = engine.render(html, pictures, Part.TEXT)
        for standing in standings(rendered.document, pixels):
            yield section, standing


def _engine(theme: Theme, edition: EditionSpec) -> Engine:
    """An engine with the edition's style sheets, and those of its typefaces that load at once.

    Letters shape the room of pictures in tables only, and there the house's face is one of these.
    """
    _, css, page = stylesheets(theme, edition)
    resources = {**face_resources(css, at_once=True), **theme_resources(theme)}
    return Engine((face_rules(css, at_once=True), css, page), resources)
