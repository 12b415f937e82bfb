"""Our own look at a finished EPUB: faults that readers notice and the validators do not all see.

Places are paths inside the EPUB. Nothing here is shared with the writer, so that a fault of the
writer's is found and not repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.epub import inspect_pages
from dinobook.epub.inspect_pages import Pages
from dinobook.epub.read import (
    OpenedEpub,
    UnreadableEpubError,
    join,
    open_epub,
    page_text,
    parse_page,
)
from dinobook.problems import Place, Problem, Severity, sort_problems

Check = Callable[[OpenedEpub, Pages], Iterator[Problem]]

_XHTML_TYPE: Final = "application/xhtml+xml"


def check_epub(data: bytes) -> tuple[Problem, ...]:
    """Every fault found; an EPUB that cannot be opened has just that one."""
    try:
        opened = open_epub(data)
    except UnreadableEpubError as error:
        return (
            Problem(
                Place(),
                "epub-001",
                f"The EPUB cannot be opened: {error}.",
                "Build it again; if it stays so, this is a fault of dinobook’s: report it.",
            ),
        )
    problems: list[Problem] = []
    pages: dict[str, etree._Element] = {}
    for item in opened.items:
        if item.media_type == _XHTML_TYPE and item.path in opened.files:
            try:
                pages[item.path] = parse_page(opened.files[item.path])
            except etree.XMLSyntaxError as error:
                problems.append(_malformed(item.path, error))
    for check in (*CHECKS, *inspect_pages.CHECKS):
        problems.extend(check(opened, pages))
    return sort_problems(problems)


def _malformed(path: str, error: etree.XMLSyntaxError) -> Problem:
    return Problem(
        Place(path, error.lineno or 0),
        "epub-002",
        f"The page is not well-formed XHTML: {error.msg}.",
        "Look for raw HTML in the chapter that is not closed.",
    )


def _empty_files(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    empty = {path for path, data in opened.files.items() if not data.strip()}
    shown = (xhtml.tag("img"), f"{{{xhtml.SVG}}}svg")
    blank = {
        path
        for path, page in pages.items()
        if not page_text(page) and next(page.iter(*shown), None) is None
    }
    for path in sorted(empty | blank):
        yield Problem(
            Place(path),
            "epub-003",
            "The file is empty: readers would turn to a blank page.",
            "Give the chapter some text, or take it out of this edition.",
        )


def _unlisted_files(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    for item in opened.items:
        if item.path not in opened.files:
            yield Problem(
                Place(item.path),
                "epub-004",
                f"The EPUB lists “{item.path}” and does not hold it.",
                "Build it again.",
            )


def _unreachable(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    nav = pages.get(opened.nav_path)
    links = nav.iter(xhtml.tag("a")) if nav is not None else ()
    reached = {join(opened.nav_path, link.get("href", ""))[0] for link in links}
    for path in opened.spine:
        if path not in reached and path != opened.nav_path:
            yield Problem(
                Place(path),
                "epub-005",
                "No line of the navigation leads to this page.",
                "Give the section a title in the manifest or in its chapter.",
            )


def _cover(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    if not any("cover-image" in item.properties for item in opened.items):
        yield Problem(
            Place(opened.package_path),
            "epub-006",
            "The e-book has no cover image; shops and bookshelves would show a grey box.",
            "Give the edition a cover.",
            Severity.WARNING,
        )


def _labels(opened: OpenedEpub, pages: Pages) -> Iterator[Problem]:
    nav = pages.get(opened.nav_path)
    if nav is None:
        return
    contents = next(
        (one for one in nav.iter(xhtml.tag("nav")) if one.get("role") == "doc-toc"), nav
    )
    for link in contents.iter(xhtml.tag("a")):
        path, name = join(opened.nav_path, link.get("href", ""))
        page = pages.get(path)
        heading = None if page is None else _heading(page, name)
        if heading is None:
            continue
        shown, listed = _letters(page_text(heading)), _letters(xhtml.text_of(link))
        if shown not in listed and listed not in shown:
            yield Problem(
                Place(path, 0, xhtml.text_of(heading)),
                "epub-007",
                f"The contents call this page “{xhtml.text_of(link)}”, "
                f"its heading says “{xhtml.text_of(heading)}”.",
                "Use one title for both.",
                Severity.WARNING,
            )


def _heading(page: etree._Element, name: str) -> etree._Element | None:
    """What a line of the contents leads to: the heading with that id, else the page's own."""
    if name:
        return next((element for element in page.iter() if element.get("id") == name), None)
    return next(page.iter(xhtml.tag("h1")), None)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


CHECKS: Final[tuple[Check, ...]] = (
    _empty_files,
    _unlisted_files,
    _unreachable,
    _cover,
    _labels,
)
