"""What made pages are called, and what references call everything in a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dinobook.book.conventions import Conventions
from dinobook.book.model import Kind, Metadata
from dinobook.book.numbers.numbering import PAGE, Named, names_of
from dinobook.book.words.author import OwnWords
from dinobook.book.words.matter import matter_words_for
from dinobook.book.words.model import words_for
from dinobook.book.words.references import reference_words_for
from dinobook.manifest.model import GenerateRow, Row
from dinobook.manifest.page_rows import file_of
from dinobook.markup.fragment import Fragment


@dataclass(frozen=True, slots=True)
class PageTitles:
    """What pages are called when their rows give no title, in a language; `authors`: how many."""

    language: str
    own: OwnWords
    authors: int

    def of(self, kind: Kind) -> str:
        words = words_for(self.language, self.own)
        matter_words = matter_words_for(self.language, self.own)
        reference_words = reference_words_for(self.language, self.own)
        many = self.authors > 1
        return {
            Kind.HALF_TITLE: words.half_title,
            Kind.FRONTISPIECE: matter_words.frontispiece,
            Kind.TITLE_PAGE: words.title_page,
            Kind.COLOPHON: words.colophon,
            Kind.DEDICATION: matter_words.dedication,
            Kind.EPIGRAPH: matter_words.epigraph,
            Kind.CONTENTS: words.contents,
            Kind.FIGURES: reference_words.list_of_figures,
            Kind.TABLES: reference_words.list_of_tables,
            Kind.ABBREVIATIONS: matter_words.abbreviations,
            Kind.GLOSSARY: matter_words.glossary,
            Kind.SOURCES: matter_words.sources,
            Kind.BIBLIOGRAPHY: words.bibliography,
            Kind.INDEX: words.index,
            Kind.ABOUT: matter_words.about_many if many else matter_words.about,
            Kind.OTHER_BOOKS: matter_words.other_books_many if many else matter_words.other_books,
        }[kind]


def titles_by(metadata: Metadata) -> PageTitles:
    """Those of the book that says this of itself."""
    return PageTitles(metadata.language, metadata.own, len(metadata.authors))


def names_in_book(
    rows: Sequence[Row],
    fragments: Mapping[str, Fragment],
    titles: PageTitles,
    conventions: Conventions,
) -> dict[str, Named]:
    """What references call everything in a book: made pages too, and the files that they show."""
    names: dict[str, Named] = {}
    for row in rows:
        if isinstance(row, GenerateRow):
            page = Named(PAGE, "", _typeset(row, titles, conventions))
            names |= dict.fromkeys(filter(None, (row.generate, file_of(row))), page)
    by_chapter, headings = conventions.by_chapter, conventions.headings
    return names | names_of(rows, fragments, by_chapter=by_chapter, headings=headings)


def _typeset(row: GenerateRow, titles: PageTitles, conventions: Conventions) -> str:
    if not row.title:
        return titles.of(Kind(row.generate))
    from dinobook.markup.typography.tree import typeset_text

    title = typeset_text(row.title, titles.language, conventions.house)
    return title or titles.of(Kind(row.generate))
