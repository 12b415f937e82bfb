"""File names inside the EPUB, and the addresses that follow from them.

Names are lower-case ASCII (Kobo's EPUB specification asks for no special characters) and differ in
more than case, so that unpacking works everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from dinobook.book.model import Book
from dinobook.slugs import slug

NAV: Final = "nav.xhtml"
NCX: Final = "toc.ncx"
COVER_PAGE: Final = "cover.xhtml"
STYLES: Final = "book.css"
IMAGES: Final = "images"
FONTS: Final = "fonts"
SUFFIXES: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Section id → file, project path of a picture → file, element id → file that holds it."""

    pages: Mapping[str, str]
    pictures: Mapping[str, str]
    homes: Mapping[str, str]

    def address(self, href: str, here: str) -> str:
        """`#id` as seen from the file `here`; every other address as it is."""
        home = self.homes.get(href[1:]) if href.startswith("#") else None
        return href if home in (None, here) else f"{home}{href}"


def name_files(book: Book) -> Names:
    """A file for every section and picture of the book, the same for the same book."""
    ids = [section.id for section in book.sections]
    stems = _unique((slug(name) or "page" for name in ids), {"nav", "cover"})
    pages = {name: f"{stem}.xhtml" for name, stem in zip(ids, stems, strict=True)}
    paths = [asset.path for asset in book.assets]
    shown = _unique((slug(PurePosixPath(path).stem) or "image" for path in paths), {"cover"})
    pictures = {
        asset.path: f"{IMAGES}/{stem}{SUFFIXES[asset.media_type]}"
        for asset, stem in zip(book.assets, shown, strict=True)
    }
    homes = {name: pages[section] for name, section in book.home().items()}
    return Names(pages, pictures, homes)


def _unique(stems: Iterable[str], taken: set[str]) -> list[str]:
    """Each stem, with `-2`, `-3` … behind one that is taken."""
    used = set(taken)
    made = []
    for stem in stems:
        name, number = stem, 1
        while name in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name)
        made.append(name)
    return made
