"""`cover.xhtml`: the cover image alone on its page, without words or links."""

from __future__ import annotations

from lxml import etree

from dinobook.book.words.model import Words
from dinobook.epub.document import EPUB_TYPE, document, make
from dinobook.epub.names import IMAGES, SUFFIXES
from dinobook.epub.theme import CoverImage


def cover_file(cover: CoverImage) -> str:
    return f"{IMAGES}/cover{SUFFIXES[cover.media_type]}"


def cover_page(cover: CoverImage, words: Words, language: str) -> etree._Element:
    image = make(
        "img",
        {
            EPUB_TYPE: "cover",
            "role": "doc-cover",
            "src": cover_file(cover),
            "alt": cover.alt,
            "width": str(cover.width_px),
            "height": str(cover.height_px),
        },
    )
    body = make("body", {"class": "cover-page"}, make("div", {"class": "cover"}, image))
    return document(words.cover, language, body)
