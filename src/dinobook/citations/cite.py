"""Every citation of an edition and its bibliography, set by the style."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.citations.dates_in_words import date_writer, marked
from dinobook.citations.document import set_by_pandoc
from dinobook.citations.model import (
    NOTHING_CITED,
    BibliographyEntry,
    Cited,
    Library,
    Placed,
    entry_id,
)
from dinobook.citations.narrative import first_alone, in_brackets, spoken
from dinobook.citations.order import reading_order
from dinobook.citations.remembering import remembered
from dinobook.citations.style import adapted, named_style, sets_notes, sets_numbers
from dinobook.citations.tidy import citation_of, entry_of
from dinobook.errors import EngineError, SetupError
from dinobook.language_tags import primary
from dinobook.markup.fragment import Citation, Fragment
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography.tree import typeset_text
from dinobook.pandoc import (
    INSTALL_AGAIN,
    NotInstalledError,
    NotStartedError,
    PandocError,
    how_to_install,
)
from dinobook.storage.cache import Cache

_SPEAKING: Final = "apa"
"""The style that names authors in sentences where the book's own sets numbers."""

Set = tuple[tuple[str, ...], tuple[BibliographyEntry, ...]]


def cite(
    chapters: Sequence[Fragment],
    library: Library,
    language: str,
    cache: Cache,
    house: HouseStyle = DEFAULT_HOUSE,
) -> Cited:
    """The citations of these chapters, in this order: what an edition prints.

    Years with a letter (2010a) and “et al.” depend on all works that are cited in the book, so all
    are set at once. Raises `SetupError` when there is no Pandoc and nothing is remembered, and
    `EngineError` when the style cannot be followed.
    """
    places = [
        (chapter.meta.id, position, typed, _known(typed, library))
        for chapter in chapters
        for position in reading_order(chapter)
        if library.is_citation(typed := chapter.citations[position.number])
    ]
    places = [place for place in places if place[-1].items]
    placed = tuple(Placed(one, position.note) for _, position, _, one in places)
    listed = library.listed()
    if not placed and not listed:
        return NOTHING_CITED
    used = dict.fromkeys([item.key for one in placed for item in one.citation.items])
    items = tuple(library.references[key].item for key in dict.fromkeys([*used, *listed]))
    try:
        speaking = _speaking(placed, library.style, cache)
        texts, entries = remembered(
            cache,
            tuple[tuple[str, ...], tuple[BibliographyEntry, ...]],
            partial(_set, placed, items, listed, library.style, speaking, language, house),
            *("citations", language, repr(house), library.style, speaking, *items),
            *("listed", *listed),
            *("cited", *(one.said() for one in placed)),
        )
    except NotInstalledError as error:
        message = "The citations have changed, and Pandoc or its styles, by which they are set, are"
        raise SetupError(f"{message} not installed. Type: {how_to_install()}") from error
    except NotStartedError as error:
        raise SetupError(f"{error} It sets the citations. Type: {INSTALL_AGAIN}") from error
    except PandocError as error:
        raise EngineError(f"Pandoc cannot set the citations: {error}") from error
    known = {
        (chapter, at.number): _behind_name(typed, one, text)
        for (chapter, at, typed, one), text in zip(places, texts, strict=True)
    }
    return Cited(_by_chapter(chapters, known), entries)


def _known(citation: Citation, library: Library) -> Citation:
    """The citation with the sources that are known; others stay in the text, or were refused."""
    items = [item for item in citation.items if item.key in library.references]
    if items and items[0] is not citation.items[0]:
        items[0] = replace(items[0], runs_on=False, prefix=items[0].prefix.lstrip(" ,"))
        citation = replace(citation, narrative=False)
    return replace(citation, items=tuple(items))


def _behind_name(typed: Citation, known: Citation, text: str) -> str:
    """A name of a social medium stays before the brackets behind it: `@jan [zie @peeters]`."""
    if typed.narrative == known.narrative:
        return text
    span = xhtml.parse(text)
    span.text = f"@{typed.items[0].key} {span.text or ''}"
    return xhtml.serialise(span)


def _by_chapter(
    chapters: Sequence[Fragment], known: Mapping[tuple[str, int], str]
) -> dict[str, tuple[str, ...]]:
    return {
        chapter.meta.id: tuple(
            known.get((chapter.meta.id, number), "") for number in range(len(chapter.citations))
        )
        for chapter in chapters
    }


def _speaking(placed: Sequence[Placed], style: str, cache: Cache) -> str:
    """The style of names in sentences."""
    if sets_numbers(style) and any(one.citation.narrative for one in placed):
        return named_style(_SPEAKING, cache) or style
    return style


def _set(
    placed: tuple[Placed, ...],
    items: tuple[str, ...],
    listed: tuple[str, ...],
    style: str,
    speaking: str,
    language: str,
    house: HouseStyle,
) -> Set:
    """Sentences and brackets are set apart: one says “Raes en Tack”, the other “Raes & Tack”."""
    write = _writer(items, language, house)
    part = date_writer(items)
    items = tuple(map(marked, items))
    plain = adapted(style, language, narrative=False)
    if not sets_notes(style):
        placed = tuple(replace(one, note="") for one in placed)
    numbered = sets_numbers(style)
    brackets = [in_brackets(one, numbered=numbered) for one in placed]
    paragraphs, entries = set_by_pandoc(brackets, items, listed, plain, language)
    if any(one.citation.narrative for one in placed):
        said = adapted(speaking, language, narrative=True)
        apart = [part for one in placed for part in first_alone(one)]
        alone, _ = set_by_pandoc(apart, items, listed, said, language)
        paragraphs = spoken(placed, paragraphs, alone, numbered=numbered)
    made = {key: entry_of(element, part) for key, element in entries.items() if _says(element)}
    texts = tuple(
        citation_of(paragraph, one, write, frozenset(made))
        for one, paragraph in zip(placed, paragraphs, strict=True)
    )
    return texts, tuple(BibliographyEntry(entry_id(key), text) for key, text in made.items())


def _says(entry: etree._Element) -> bool:
    """Some styles print no letters and talks in the list."""
    return bool(xhtml.text_of(entry).strip())


def _writer(items: Sequence[str], language: str, house: HouseStyle) -> Callable[[str], str]:
    """Sets the text of a citation: the typography of the language, and Dutch prefixes.

    “van der Berg” begins with a capital where no first name or initial stands before it.
    """
    names = _prefixed_names(items) if primary(language) == "nl" else []
    pattern = re.compile(rf"(?<![\w.]\s)\b(?:{_either(names)})\b")
    part = date_writer(items)

    def write(text: str) -> str:
        typeset = part(typeset_text(text, language, house))
        return pattern.sub(lambda found: _capital(found.group()), typeset) if names else typeset

    return write


def _either(texts: Sequence[str]) -> str:
    return "|".join(map(re.escape, texts))


def _prefixed_names(items: Sequence[str]) -> list[str]:
    people = (
        name
        for item in items
        for role in ("author", "editor")
        for name in json.loads(item).get(role, [])
        if isinstance(name, dict) and name.get("non-dropping-particle")
    )
    names = {f"{person['non-dropping-particle']} {person.get('family', '')}" for person in people}
    return sorted(names, key=lambda name: (-len(name), name))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
