"""What is known of the sources, and what the citations of an edition look like."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dinobook.markup.fragment import Citation, Fragment
from dinobook.problems import Place

CITATION_NOTE: Final = "citation-note"
"""The class of what a style sets as a note, inside its citation: the book makes a note of it."""

IN_NOTE: Final = "in-note"
"""A second class of citations that such a style sets inside a note of the author's, in brackets."""

RUNS_ON: Final = "\ue001"
"""Goes through Pandoc before a source that runs on: the style's own separator stands before it."""

STAYS: Final = "\ue002"
"""Goes before the source that another runs on from: styles that sort leave it where it is."""

DATE_ENDS: Final = "\ue005"
"""Goes through Pandoc behind a date in words, before the letter that tells works apart."""

EVERYTHING: Final = "all"
"""As the only word of `nocite`: list every source."""

_NOT_IN_ID: Final = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class Reference:
    """One source. `item` is its CSL-JSON; `place` is where its entry begins.

    `said` are the fields of its BibTeX entry as typed; empty for one in CSL-JSON.
    """

    key: str
    item: str
    place: Place
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Library:
    """The sources of a book by key, the CSL style (XML), and the keys to list in any case."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    style: str = ""
    nocite: tuple[str, ...] = ()

    def is_citation(self, citation: Citation) -> bool:
        """`[@…]` always is one. `@name` and `[via @name]` are when they name a known source."""
        named = citation.items[citation.narrative :]
        if named and not named[0].prefix:
            return True
        return any(item.key in self.references for item in citation.items)

    def listed(self) -> tuple[str, ...]:
        """The keys that are listed whether they are cited or not."""
        return tuple(self.references) if self.nocite == (EVERYTHING,) else self.nocite


NO_LIBRARY: Final = Library()


def cited_keys(fragments: Iterable[Fragment], library: Library) -> tuple[str, ...]:
    """The known keys that these chapters cite, each once, in the order of the text."""
    keys = (
        item.key
        for fragment in fragments
        for citation in fragment.citations
        if library.is_citation(citation)
        for item in citation.items
    )
    return tuple(dict.fromkeys(key for key in keys if key in library.references))


@dataclass(frozen=True, slots=True)
class Placed:
    """A citation, and the id of the author's note that it stands in; empty in the text."""

    citation: Citation
    note: str = ""

    def said(self) -> str:
        """All that shapes it but what was typed around it."""
        return repr((self.citation.items, self.citation.narrative, self.note))


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A work in the bibliography: its id in the book, and XHTML for inside a list item."""

    id: str
    xhtml: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations of one edition.

    `texts` holds for each chapter, by its id, one `<span class="citation">` for each of the
    fragment's citations, or an empty text where it is no citation; what a style sets as a note
    stands in it as a `CITATION_NOTE`. `entries` are in order.
    """

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entries: tuple[BibliographyEntry, ...] = ()


NOTHING_CITED: Final = Cited()


def entry_id(key: str) -> str:
    """The id of a work's entry: the key behind the id of the page, as far as an id may hold it."""
    plain = _NOT_IN_ID.sub("-", key)
    if plain != key:
        plain += "-" + hashlib.sha256(key.encode()).hexdigest()[:6]
    return f"bibliography--{plain}"
