"""Citations in a chapter's tree: each as the style sets it, or as typed where it is none."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from dinobook import xhtml
from dinobook.markup.fragment import CITATION_MARK


def place_citations(root: etree._Element, texts: Sequence[str], *, linked: bool) -> None:
    """Replace the marked citations below `root` by `texts`; an empty text leaves what was typed.

    `linked`: the edition has a bibliography that they can lead to.
    """
    for mark in [one for one in root.iter(xhtml.tag("cite")) if one.get(CITATION_MARK)]:
        number = int(mark.get(CITATION_MARK, ""))
        text = texts[number] if number < len(texts) else ""
        if text:
            _replace(mark, text, linked=linked)
        else:
            xhtml.unwrap(mark)


def _replace(mark: etree._Element, text: str, *, linked: bool) -> None:
    citation = xhtml.parse(text)
    for link in list(citation.iter(xhtml.tag("a"))):
        if not linked and link.get("role"):
            xhtml.unwrap(link)
    citation.tail = mark.tail
    parent = mark.getparent()
    if parent is not None:
        parent.replace(mark, citation)
