"""The running text of a book's chapters, for another program to set."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from lxml import etree

from dinobook import pandoc, xhtml
from dinobook.manifest.page_rows import printed_file
from dinobook.markup.fragment import Fragment
from dinobook.pipeline.editions import rows_of
from dinobook.pipeline.sources import load
from dinobook.storage.project import FolderProject

_LEFT_OUT: Final = frozenset({"figure", "hr", "img", "math", "pre", "svg", "table"})
_SHOWN_AS_TEXT: Final = ("a", "del", "div", "kbd", "mark", "q", "s", "span", "u")


def language_of(book: Path) -> str:
    """The language of the book's manifest."""
    manifest = load(FolderProject(book)).manifest
    return manifest.book.language if manifest else "nl"


def chapters_of(book: Path) -> str:
    """The chapters of the first printed edition as HTML: headings, paragraphs, lists, quotations.

    Notes, tables, pictures and formulas stay out. Raises `ValueError` for a book that has none.
    """
    sources = load(FolderProject(book))
    pdfs = (
        [one for one in sources.manifest.editions if one.format == "pdf"]
        if sources.manifest
        else []
    )
    if sources.manifest is None or not pdfs:
        raise ValueError(f"{book} has no edition that is a PDF")
    names = (printed_file(row) for row in rows_of(sources.manifest, pdfs[0]))
    texts = [_html(sources.fragments[name]) for name in names if name in sources.fragments]
    return "\n".join(texts)


def as_markup(html: str, form: str) -> str:
    """The text in the mark-up of another program, by Pandoc: `typst` or `latex`."""
    options = ["--from=html", f"--to={form}", "--wrap=none", "--top-level-division=chapter"]
    return pandoc.run(options, html.encode())


def _html(fragment: Fragment) -> str:
    root = xhtml.parse(fragment.xhtml)
    for element in list(_beside_the_text(root)):
        _take_out(element)
    etree.strip_tags(root, *(xhtml.tag(name) for name in _SHOWN_AS_TEXT))
    for element in root.iter():
        if isinstance(element.tag, str):
            element.attrib.clear()
    return f"<h1>{escape(fragment.meta.title)}</h1>{xhtml.inner(root)}"


def _beside_the_text(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter():
        if xhtml.name_of(element) in _LEFT_OUT or xhtml.has_class(element, "noteref"):
            yield element


def _take_out(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
