"""Terms and abbreviations: collected from the chapters, in the order of a Dutch dictionary."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.made_pages.collation import collation_key
from dinobook.book.model import Section
from dinobook.markup.fragment import Fragment
from dinobook.markup.tree import NOTE_CALL
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography.tree import typeset_text

TERMS: Final = "terms"
"""The class of a block with definitions."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation with what chapters say that it means; they may differ."""

    short: str
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a term means in one place: blocks of XHTML, and the id of the place and its section."""

    blocks: tuple[str, ...]
    place: str
    section: Section


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its definitions in the order of the book. `xhtml` is the term with mark-up."""

    name: str
    xhtml: str
    definitions: tuple[Definition, ...]


def has_abbreviations(chapter: Fragment) -> bool:
    """Whether the chapter uses an abbreviation that it explains."""
    texts = (chapter.xhtml, *(note.xhtml for note in chapter.notes))
    return any(next(_explained(text), None) is not None for text in texts)


def has_terms(chapter: Fragment) -> bool:
    """Whether the chapter defines a term."""
    return next(_groups(chapter.xhtml), None) is not None


def abbreviations_of(
    sections: Iterable[Section], language: str, house: HouseStyle = DEFAULT_HOUSE
) -> tuple[Abbreviation, ...]:
    """Every abbreviation that is explained and used; `language` is the book's."""
    found: dict[str, dict[str, None]] = {}
    for section in sections:
        for text in (section.xhtml, *(note.xhtml for note in section.notes)):
            for short, meaning in _explained(text):
                typeset = typeset_text(meaning, section.lang or language, house)
                found.setdefault(short, {})[typeset] = None
    return tuple(
        Abbreviation(short, tuple(found[short])) for short in sorted(found, key=collation_key)
    )


def _explained(text: str) -> Iterator[tuple[str, str]]:
    if "<abbr" not in text:
        return
    for element in xhtml.parse(text).iter(xhtml.tag("abbr")):
        if meaning := element.get("title", "").strip():
            yield xhtml.folded("".join(xhtml.strings(element))), meaning


def terms_of(sections: Iterable[Section]) -> tuple[Term, ...]:
    """Every term that the sections define; terms that differ in capitals only are one."""
    found: dict[str, list[tuple[str, str, Definition]]] = {}
    for section in sections:
        for terms, meanings in _groups(section.xhtml):
            blocks = tuple(_copied(meaning) for meaning in meanings)
            for term in terms:
                name = xhtml.text_of(_bare(term))
                definition = Definition(blocks, term.get("id", ""), section)
                found.setdefault(name.casefold(), []).append((name, _copied(term), definition))
    gathered = [_term(mentions) for mentions in found.values()]
    return tuple(sorted(gathered, key=lambda one: collation_key(one.name)))


def _term(mentions: list[tuple[str, str, Definition]]) -> Term:
    """One term of all its mentions, spelled as the first of them in the dictionary."""
    name, text, _ = min(mentions, key=lambda one: (collation_key(one[0]), one[1]))
    return Term(name, text, tuple(definition for _, _, definition in mentions))


def _groups(text: str) -> Iterator[tuple[list[etree._Element], list[etree._Element]]]:
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


def _copied(element: etree._Element) -> str:
    """What stands in the element, without notes and ids: these may stand once in the book."""
    return xhtml.inner(_bare(element))


def _bare(element: etree._Element) -> etree._Element:
    twin = copy.deepcopy(element)
    twin.tail = None
    for call in [one for one in twin.iter(xhtml.tag("a")) if xhtml.has_class(one, NOTE_CALL)]:
        call.text = None
        xhtml.unwrap(call)
    for one in twin.iter():
        one.attrib.pop("id", "")
    return twin


def defined_terms(chapter: Fragment) -> Iterator[str]:
    """Every term that the chapter defines, as it is written."""
    for terms, _ in _groups(chapter.xhtml):
        yield from (xhtml.text_of(_bare(term)) for term in terms)


def explained_abbreviations(chapter: Fragment) -> Iterator[str]:
    """Every abbreviation that the chapter uses and says the meaning of."""
    for text in (chapter.xhtml, *(note.xhtml for note in chapter.notes)):
        yield from (short for short, _ in _explained(text))
