"""Made pages: what goes into their templates.

To add a page: its name in `manifest/model.py` (its options in `manifest/page_rows.py`), its `Kind`,
a template in `styles/pages/`, a title in `titles.py`, values here, and in `empty_pages` when it has
nothing to show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from dinobook import xhtml
from dinobook.book.first_published import first_published
from dinobook.book.made_pages.colophon import statements
from dinobook.book.made_pages.figure_lists import LISTS, lines_of
from dinobook.book.made_pages.glossary import abbreviations_of, terms_of
from dinobook.book.model import Kind, Metadata, Section
from dinobook.book.numbers.numbering import Named
from dinobook.book.outline import tree
from dinobook.book.words.matter import matter_words_for
from dinobook.book.words.model import words_for
from dinobook.book.words.references import caption_labels
from dinobook.citations.model import NOTHING_CITED, Cited
from dinobook.manifest.model import GenerateRow
from dinobook.manifest.page_rows import (
    ContentsRow,
    EpigraphRow,
    OtherBooksRow,
    WordsRow,
    image_of,
)
from dinobook.markup.addresses import Refusal, picture_path
from dinobook.markup.fragment import Fragment
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography.tree import typeset_name, typeset_text
from dinobook.storage.project import MANIFEST

Values = dict[str, Any]

_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Material:
    """What a made page may draw on. `body` is the finished text of the row's file, if it has one.

    `sections` are those of the whole book; of made pages only what is known beforehand. `names`
    are what parts, chapters and figures are called.
    """

    row: GenerateRow
    sections: Sequence[Section]
    fragments: Mapping[str, Fragment]
    metadata: Metadata
    names: Mapping[str, Named]
    cited: Cited = NOTHING_CITED
    body: Markup | None = None
    house: HouseStyle = DEFAULT_HOUSE

    @property
    def chapters(self) -> Sequence[Section]:
        """The chapters with their notes, wherever these stand."""
        return [section for section in self.sections if section.kind in (Kind.CHAPTER, Kind.NOTES)]

    def typeset(self, text: str) -> str:
        return typeset_text(text, self.metadata.language, self.house)

    def name(self, text: str) -> str:
        return typeset_name(text, self.metadata.language, self.house)


def values_of(material: Material) -> Values:
    """What the page's template gets beside what every template gets."""
    return _VALUES.get(Kind(material.row.generate), _nothing)(material)


def image_path(row: GenerateRow) -> str:
    """The project path of the row's picture; empty when it has none that can be used."""
    found = picture_path(image_of(row), MANIFEST) if image_of(row) else ""
    return "" if isinstance(found, Refusal) else found


def _nothing(material: Material) -> Values:
    return {}


def _colophon(material: Material) -> Values:
    language, own = material.metadata.language, material.metadata.own
    words, matter_words = words_for(language, own), matter_words_for(language, own)
    said = statements(material.metadata, words, matter_words)
    return {"colophon": said}


def _contents(material: Material) -> Values:
    row = material.row
    return {
        "entries": tree(
            material.sections, headings=isinstance(row, ContentsRow) and row.depth == "2"
        )
    }


def _captions(material: Material) -> Values:
    kind = LISTS[Kind(material.row.generate)]
    label = caption_labels(material.metadata.language, material.metadata.own)[kind]
    return {"lines": lines_of(material.names, kind, label, material.sections)}


def _words(material: Material) -> Values:
    """The author's own words; a line of the manifest stays a line."""
    row = material.row
    text = material.typeset(row.text) if isinstance(row, WordsRow) else ""
    paragraphs = [part for part in _PARAGRAPHS.split(text.strip()) if part.strip()]
    lines = [
        Markup("<br/>\n").join(escape(paragraph.strip()).split("\n")) for paragraph in paragraphs
    ]
    written = Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines)
    return {"body": written if material.body is None else material.body}


def _epigraph(material: Material) -> Values:
    row = material.row
    source = material.typeset(row.source) if isinstance(row, EpigraphRow) else ""
    return {**_words(material), "source": source}


def _picture(material: Material) -> Values:
    alt = getattr(material.row, "alt", "") or ""
    return {"image": image_path(material.row), "alt": material.typeset(alt)}


def _about(material: Material) -> Values:
    return {**_words(material), **_picture(material)}


def _abbreviations(material: Material) -> Values:
    return {
        "entries": abbreviations_of(material.chapters, material.metadata.language, material.house)
    }


def _glossary(material: Material) -> Values:
    return {"entries": terms_of(material.chapters)}


def _sources(material: Material) -> Values:
    return {"entries": first_published(material.chapters, material.fragments)}


def _bibliography(material: Material) -> Values:
    return {
        "references": [
            {"id": entry.id, "xhtml": Markup(xhtml.inner(xhtml.parse(entry.xhtml)))}  # noqa: S704
            for entry in material.cited.entries
        ]
    }


def _other_books(material: Material) -> Values:
    row = material.row
    books = row.books if isinstance(row, OtherBooksRow) else ()
    return {
        "entries": [
            {
                "title": material.typeset(book.title),
                "subtitle": material.typeset(book.subtitle),
                "facts": [fact for fact in (material.name(book.publisher), book.date[:4]) if fact],
                "isbn": book.isbn,
            }
            for book in books
        ]
    }


_VALUES: Final[Mapping[Kind, Callable[[Material], Values]]] = {
    Kind.FRONTISPIECE: _picture,
    Kind.COLOPHON: _colophon,
    Kind.DEDICATION: _words,
    Kind.EPIGRAPH: _epigraph,
    Kind.CONTENTS: _contents,
    Kind.FIGURES: _captions,
    Kind.TABLES: _captions,
    Kind.ABBREVIATIONS: _abbreviations,
    Kind.GLOSSARY: _glossary,
    Kind.SOURCES: _sources,
    Kind.BIBLIOGRAPHY: _bibliography,
    Kind.ABOUT: _about,
    Kind.OTHER_BOOKS: _other_books,
}
