"""Terms and abbreviations: collected from the chapters, in the order of a Dutch dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from dinobook import xhtml
from dinobook.book.made_pages.collation import collation_key
from dinobook.book.made_pages.explained import bare, explained, term_groups
from dinobook.book.model import Section
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography.tree import typeset_text


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


def abbreviations_of(
    sections: Iterable[Section], language: str, house: HouseStyle = DEFAULT_HOUSE
) -> tuple[Abbreviation, ...]:
    """Every abbreviation that is explained and used; `language` is the book's."""
    found: dict[str, dict[str, None]] = {}
    for section in sections:
        for text in (section.xhtml, *(note.xhtml for note in section.notes)):
            for short, meaning in explained(text):
                typeset = typeset_text(meaning, section.lang or language, house)
                found.setdefault(short, {})[typeset] = None
    return tuple(
        Abbreviation(short, tuple(found[short])) for short in sorted(found, key=collation_key)
    )


def terms_of(sections: Iterable[Section]) -> tuple[Term, ...]:
    """Every term that the sections define; terms that differ in capitals only are one."""
    found: dict[str, list[tuple[str, str, Definition]]] = {}
    for section in sections:
        for terms, meanings in term_groups(section.xhtml):
            blocks = tuple(_copied(meaning) for meaning in meanings)
            for term in terms:
                name = xhtml.text_of(bare(term))
                definition = Definition(blocks, term.get("id", ""), section)
                found.setdefault(name.casefold(), []).append((name, _copied(term), definition))
    gathered = [_term(mentions) for mentions in found.values()]
    return tuple(sorted(gathered, key=lambda one: collation_key(one.name)))


def _term(mentions: list[tuple[str, str, Definition]]) -> Term:
    """One term of all its mentions, spelled as the first of them in the dictionary."""
    name, text, _ = min(mentions, key=lambda one: (collation_key(one[0]), one[1]))
    return Term(name, text, tuple(definition for _, _, definition in mentions))


def _copied(element: etree._Element) -> str:
    """What stands in the element, without notes and ids: these may stand once in the book."""
    return xhtml.inner(bare(element))
