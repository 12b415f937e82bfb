"""Checks of the pages of a finished EPUB: ids, links, notes, headings, pictures, tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.epub.read import OpenedEpub, join
from dinobook.problems import Place, Problem

Pages = Mapping[str, etree._Element]

_SCHEME: Final = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
_CSS_ADDRESS: Final = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)""")
_LOADED: Final = ("src", "poster", "data", "{http://www.w3.org/1999/xlink}href")
_LOADING: Final = (xhtml.tag("link"), f"{{{xhtml.SVG}}}image")
_SUFFIX: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$", re.IGNORECASE)


def _doubled_ids(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    for path, page in pages.items():
        for name, count in Counter(_ids(page)).items():
            if count > 1:
                yield Problem(
                    Place(path, 0, name),
                    "epub-008",
                    f"The id “{name}” stands {count} times on this page; links would go astray.",
                    "Give each heading, figure and note an id of its own.",
                )


def _dead_addresses(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    known = {path: set(_ids(page)) for path, page in pages.items()}
    for path, address in _addresses(opened, pages):
        if _SCHEME.match(address):
            continue
        target, fragment = join(path, address)
        found = target in opened.files and (not fragment or fragment in known.get(target, ()))
        if not found:
            yield Problem(
                Place(path, 0, address),
                "epub-009",
                f"“{address}” leads nowhere.",
                "Point it at an id, chapter or picture that is in this edition.",
            )


def _remote(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    for path, address in (*_page_sources(pages), *_style_sources(opened)):
        if _SCHEME.match(address) and not address.startswith("data:"):
            yield Problem(
                Place(path, 0, address),
                "epub-010",
                f"The page fetches “{address}” from the internet; offline it would stay empty.",
                "Put the file into the project and name it by its path there.",
            )


def _one_way_notes(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    targets = {
        (path, name): element
        for path, page in pages.items()
        for element in page.iter("*")
        if (name := element.get("id"))
    }
    for path, page in pages.items():
        for call in _with_role(page, "doc-noteref"):
            home, name = join(path, call.get("href", ""))
            note = targets.get((home, name))
            if note is None:
                continue  # a dead address, reported as such
            ways = [join(home, link.get("href", "")) for link in _with_role(note, "doc-backlink")]
            if (path, call.get("id", "")) not in ways:
                yield Problem(
                    Place(path, 0, xhtml.text_of(note)),
                    "epub-011",
                    f"From note {xhtml.text_of(call)} no link leads back to its call.",
                    "Call each note once; write a second note for a second place.",
                )


def _headings(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    """Exactly one main heading on a chapter or part, at most one on any other page."""
    for path in opened.spine:
        page = pages.get(path)
        if page is None:
            continue
        count = sum(1 for _ in page.iter(xhtml.tag("h1")))
        titled = bool(_with_role(page, "doc-chapter") or _with_role(page, "doc-part"))
        if count > 1 or (titled and count == 0):
            yield Problem(
                Place(path),
                "epub-012",
                f"The page has {count or 'no'} main heading{'s' if count else ''}; it needs one.",
                "Give the chapter a title, and begin headings inside it with “##”.",
            )


def _pictures(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    for path, page in pages.items():
        for image in page.iter(xhtml.tag("img")):
            alt = image.get("alt")
            if alt is None or _SUFFIX.search(alt.strip()):
                wrong = "no description" if alt is None else f"a file name (“{alt}”) as description"
                yield Problem(
                    Place(path, 0, image.get("src", "").rsplit("/", 1)[-1]),
                    "epub-013",
                    f"The picture “{image.get('src', '')}” has {wrong}.",
                    "Say between “![” and “]” what the picture shows.",
                )


def _ids(page: etree._Element) -> Iterator[str]:
    for element in page.iter("*"):
        if name := element.get("id"):
            yield name


def _with_role(root: etree._Element, role: str) -> list[etree._Element]:
    return [one for one in root.iter("*") if one.get("role") == role]


def _addresses(opened: OpenedEpub, pages: Pages) -> Iterator[tuple[str, str]]:
    for path, page in pages.items():
        for element in page.iter(xhtml.tag("a")):
            if element.get("href") is not None:
                yield path, element.get("href", "")
    yield from _page_sources(pages)
    yield from _style_sources(opened)


def _page_sources(pages: Pages) -> Iterator[tuple[str, str]]:
    """What a page loads by itself, with the page's path."""
    for path, page in pages.items():
        for element in page.iter("*"):
            names = (*_LOADED, "href") if element.tag in _LOADING else _LOADED
            yield from ((path, found) for name in names if (found := element.get(name)))


def _style_sources(opened: OpenedEpub) -> Iterator[tuple[str, str]]:
    for item in opened.items:
        if item.media_type == "text/css" and item.path in opened.files:
            css = opened.files[item.path].decode("utf-8", "replace")
            for address in _CSS_ADDRESS.findall(css):
                yield item.path, address


CHECKS: Final = (
    _doubled_ids,
    _dead_addresses,
    _remote,
    _one_way_notes,
    _headings,
    _pictures,
)
