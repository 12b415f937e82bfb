"""What a chapter explains: terms in blocks of definitions, and abbreviations."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.markup.fragment import Fragment
from dinobook.markup.tree import NOTE_CALL

TERMS: Final = "terms"
"""The class of a block with definitions."""


def has_abbreviations(chapter: Fragment) -> bool:
    """Whether the chapter uses an abbreviation that it explains."""
    texts = (chapter.xhtml, *(note.xhtml for note in chapter.notes))
    return any(next(explained(text), None) is not None for text in texts)


def has_terms(chapter: Fragment) -> bool:
    """Whether the chapter defines a term."""
    return next(term_groups(chapter.xhtml), None) is not None


def defined_terms(chapter: Fragment) -> Iterator[str]:
    """Every term that the chapter defines, as it is written."""
    for terms, _ in term_groups(chapter.xhtml):
        yield from (xhtml.text_of(bare(term)) for term in terms)


def explained_abbreviations(chapter: Fragment) -> Iterator[str]:
    """Every abbreviation that the chapter uses and says the meaning of."""
    for text in (chapter.xhtml, *(note.xhtml for note in chapter.notes)):
        yield from (short for short, _ in explained(text))


def explained(text: str) -> Iterator[tuple[str, str]]:
    if "<abbr" not in text:
        return
    for element in xhtml.parse(text).iter(xhtml.tag("abbr")):
        if meaning := element.get("title", "").strip():
            yield xhtml.folded("".join(xhtml.strings(element))), meaning


def term_groups(text: str) -> Iterator[tuple[list[etree._Element], list[etree._Element]]]:
    """The terms that share definitions, with these, for each group in the blocks of terms."""
    if TERMS not in text:
        return
    blocks = (
        one for one in xhtml.parse(text).iter(xhtml.tag("div")) if xhtml.has_class(one, TERMS)
    )
    for block in blocks:
        for items in block.iter(xhtml.tag("dl")):
            runs = [list(run) for _, run in groupby(items, key=xhtml.name_of)]
            for terms, meanings in pairwise(runs):
                if xhtml.name_of(terms[0]) == "dt" and all(term.get("id") for term in terms):
                    yield terms, meanings


def bare(element: etree._Element) -> etree._Element:
    twin = copy.deepcopy(element)
    twin.tail = None
    for call in [one for one in twin.iter(xhtml.tag("a")) if xhtml.has_class(one, NOTE_CALL)]:
        call.text = None
        xhtml.unwrap(call)
    for one in twin.iter():
        one.attrib.pop("id", "")
    return twin
