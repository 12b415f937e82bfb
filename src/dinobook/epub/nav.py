"""`nav.xhtml`: the table of contents and the landmarks that every EPUB 3 reading system reads."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from dinobook import xhtml
from dinobook.book.words.model import Words
from dinobook.epub.contents import ContentsEntry, Landmark
from dinobook.epub.document import EPUB_TYPE, document, make


def nav_page(
    entries: Iterable[ContentsEntry], marks: Iterable[Landmark], words: Words, language: str
) -> etree._Element:
    """The page; its landmarks are for the reading system and stay out of sight."""
    contents = make(
        "nav",
        {"id": "toc", EPUB_TYPE: "toc", "role": "doc-toc", "aria-labelledby": "toc-title"},
        make("h1", {"id": "toc-title"}, text=words.contents),
        _list(entries),
    )
    places = make(
        "nav",
        {
            "id": "landmarks",
            EPUB_TYPE: "landmarks",
            "hidden": "hidden",
            "aria-label": words.landmarks,
        },
        make("ol", None, *(_landmark(mark) for mark in marks)),
    )
    return document(words.contents, language, make("body", None, contents, places))


def _list(entries: Iterable[ContentsEntry]) -> etree._Element:
    return make("ol", None, *(_line(entry) for entry in entries))


def _line(entry: ContentsEntry) -> etree._Element:
    below = (_list(entry.below),) if entry.below else ()
    attributes = {"href": entry.href, "lang": entry.lang, xhtml.XML_LANG: entry.lang}
    return make("li", None, make("a", attributes, text=entry.label), *below)


def _landmark(mark: Landmark) -> etree._Element:
    link = make("a", {EPUB_TYPE: mark.epub_type, "href": mark.href}, text=mark.label)
    return make("li", None, link)
