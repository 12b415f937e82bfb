"""A book into an EPUB 3.3 file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from dinobook.book.model import Book, Matter, Section
from dinobook.book.outline import LISTED
from dinobook.epub import metadata
from dinobook.epub.access import measure
from dinobook.epub.contents import ContentsEntry, Landmark, has_contents_page, landmarks, outline
from dinobook.epub.cover import cover_file, cover_page
from dinobook.epub.document import properties, to_bytes
from dinobook.epub.names import COVER_PAGE, NAV, NCX, STYLES, Names, name_files
from dinobook.epub.nav import nav_page
from dinobook.epub.ncx import ncx
from dinobook.epub.package import Item, MetaElement, Package, Reference, pack
from dinobook.epub.sections import page_of
from dinobook.epub.styles import font_file, style_sheet
from dinobook.epub.theme import EpubTheme

_XHTML: Final = "application/xhtml+xml"
_NAV_ID: Final = "nav"
_COVER_ID: Final = "cover"
_COVER_IMAGE_ID: Final = "cover-image"
# Apple Books shows the book's own typefaces only when this file says so.
_APPLE: Final = (
    "META-INF/com.apple.ibooks.display-options.xml",
    b"""<?xml version="1.0" encoding="utf-8"?>
<display_options>
  <platform name="*">
    <option name="specified-fonts">true</option>
  </platform>
</display_options>
""",
)


def write_epub(book: Book, theme: EpubTheme) -> bytes:
    """The finished file. The same book and theme give the same bytes."""
    language = book.metadata.language
    names = name_files(book)
    pages = {
        section.id: page_of(section, names, theme.words, language) for section in book.sections
    }
    entries = outline(book, names, theme.words)
    marks = landmarks(book, names, theme.words, cover=theme.cover is not None)
    access = measure(pages.values(), book.assets, theme.css)
    facts = metadata.entries(book.metadata, access, theme.words.accessibility_summary)
    items = (
        *_cover_items(theme, language),
        *_navigation_items(book, entries, marks, theme),
        *_page_items(pages, names),
        *_style_items(theme),
        *_picture_items(book, names),
    )
    return pack(
        Package(
            language=language,
            modified=book.metadata.modified,
            metadata=(*facts, *_old_cover_mark(theme)),
            items=items,
            spine=_spine(book, names, theme),
            guide=_guide(marks),
            extras=(_APPLE,) if theme.fonts else (),
        )
    )


def _cover_items(theme: EpubTheme, language: str) -> Iterator[Item]:
    if theme.cover is None:
        return
    page = cover_page(theme.cover, theme.words, language)
    yield Item(_COVER_ID, COVER_PAGE, _XHTML, to_bytes(page))
    file = cover_file(theme.cover)
    data, media_type = theme.cover.data, theme.cover.media_type
    yield Item(_COVER_IMAGE_ID, file, media_type, data, ("cover-image",))


def _navigation_items(
    book: Book, entries: tuple[ContentsEntry, ...], marks: tuple[Landmark, ...], theme: EpubTheme
) -> Iterator[Item]:
    page = nav_page(entries, marks, theme.words, book.metadata.language)
    yield Item(_NAV_ID, NAV, _XHTML, to_bytes(page), ("nav",))
    yield Item("ncx", NCX, "application/x-dtbncx+xml", ncx(entries, book.metadata))


def _page_items(pages: dict[str, etree._Element], names: Names) -> Iterator[Item]:
    for section, page in pages.items():
        href = names.pages[section]
        yield Item(_page_id(href), href, _XHTML, to_bytes(page), properties(page))


def _page_id(href: str) -> str:
    return f"page-{href.removesuffix('.xhtml')}"


def _style_items(theme: EpubTheme) -> Iterator[Item]:
    yield Item("styles", STYLES, "text/css", style_sheet(theme))
    for number, font in enumerate(theme.fonts, start=1):
        yield Item(f"font-{number}", font_file(font), font.media_type, font.data)


def _picture_items(book: Book, names: Names) -> Iterator[Item]:
    for number, asset in enumerate(book.assets, start=1):
        yield Item(f"image-{number}", names.pictures[asset.path], asset.media_type, asset.data)


def _spine(book: Book, names: Names, theme: EpubTheme) -> tuple[str, ...]:
    """The cover, then the sections; the navigation page only where no contents page is."""
    cover = (_COVER_ID,) if theme.cover else ()
    pages = [_page_id(names.pages[section.id]) for section in book.sections]
    if not has_contents_page(book):
        pages.insert(_after_title_pages(book.sections), _NAV_ID)
    return (*cover, *pages)


def _after_title_pages(sections: tuple[Section, ...]) -> int:
    """Where a contents page belongs: behind the pages that the book itself puts in front."""
    for index, section in enumerate(sections):
        if section.kind in LISTED or section.matter is not Matter.FRONT:
            return index
    return len(sections)


def _guide(marks: tuple[Landmark, ...]) -> tuple[Reference, ...]:
    return tuple(
        Reference(mark.guide_type, mark.label, mark.href) for mark in marks if mark.guide_type
    )


def _old_cover_mark(theme: EpubTheme) -> tuple[MetaElement, ...]:
    """Kobo and older tools find the cover by this EPUB 2 line."""
    if theme.cover is None:
        return ()
    return (MetaElement("meta", "", (("name", "cover"), ("content", _COVER_IMAGE_ID))),)
