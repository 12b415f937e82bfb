"""The book as every output sees it: one ordered run of sections.

EPUB spine, navigation, printed contents, outline, numbers and cross-references are all read from
the same `Book`; nothing computes them a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dinobook import xhtml
from dinobook.book.made_pages.index import Mark
from dinobook.book.words.author import NO_WORDS, OwnWords
from dinobook.book.words.model import words_for
from dinobook.markup.fragment import Heading, Note
from dinobook.problems import NOWHERE, Place


class Matter(StrEnum):
    """The three divisions of a book."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class Kind(StrEnum):
    """What a section is. The value is also the CSS class of its root element.

    But for an epigraph, whose class is `epigraph-page`: an epigraph is also a block in a chapter.
    """

    HALF_TITLE = "half-title"
    FRONTISPIECE = "frontispiece"
    TITLE_PAGE = "title-page"
    COLOPHON = "colophon"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    CONTENTS = "contents"
    FIGURES = "figures"
    TABLES = "tables"
    INDEX = "index"
    NOTES = "notes"
    PART = "part"
    CHAPTER = "chapter"
    ABBREVIATIONS = "abbreviations"
    GLOSSARY = "glossary"
    SOURCES = "sources"
    BIBLIOGRAPHY = "bibliography"
    ABOUT = "about"
    OTHER_BOOKS = "other-books"


PAGE_LISTS: Final = frozenset({Kind.CONTENTS, Kind.FIGURES, Kind.TABLES, Kind.GLOSSARY})
"""Sections that print the pages of what they list."""

DRAFT_LABEL: Final = "draft"
"""The label (`xmp:Label`, ISO 16684-1) by which a draft's PDF is known, whatever its language."""

XREF: Final = "xref"
"""The class of a link that is set as a reference to what it points to."""


@dataclass(frozen=True, slots=True)
class Section:
    """One spine item: a chapter, a part page, or a generated page.

    `xhtml` is one `<section>` element, in the XHTML namespace, with `id` as its id and the kind
    and matter as classes, complete with opener and numbered captions. Links inside the book are
    `href="#id"`, whatever file the target will be in; note calls point at `notes`, whose text is
    not in `xhtml` (each writer puts notes where its medium wants them). `img` sources are project
    paths.
    `number` is the chapter's, part's or appendix's number as printed ("3", "II", "A") or empty.
    `label` is what stands above the title ("Hoofdstuk 3"). `short` is the title for running heads.
    `depth` is 0 for a top section and 1 for a chapter inside a part. `digest` is that of the
    file that it prints; empty where it prints none.
    """

    id: str
    kind: Kind
    matter: Matter
    title: str
    xhtml: str
    number: str = ""
    label: str = ""
    short: str = ""
    part: str = ""
    date: str = ""
    lang: str = ""
    depth: int = 0
    headings: tuple[Heading, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    place: Place = NOWHERE
    digest: str = ""

    @property
    def is_appendix(self) -> bool:
        return self.kind is Kind.CHAPTER and self.number.isalpha()

    def ids(self) -> tuple[str, ...]:
        """Every id in the section's XHTML and notes, in document order."""
        texts = (self.xhtml, *(note.xhtml for note in self.notes))
        elements = (element for text in texts for element in xhtml.parse(text).iter())
        inside = [element.get("id", "") for element in elements if isinstance(element.tag, str)]
        return (*filter(None, inside), *(note.id for note in self.notes))


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that the book shows: its project path, media type, bytes, size in pixels."""

    path: str
    media_type: str
    data: bytes
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Author:
    """`sort`: the name as a library files it; empty when nobody said."""

    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What only the colophon says.

    `isbns` are pairs of a form ("epub", "print", "screen") and a number, for every edition that has
    one; `printings` dates as in the manifest, the first printing first; `credits` pairs of a task
    and a name.
    """

    isbns: tuple[tuple[str, str], ...] = ()
    depot: str = ""
    responsible: str = ""
    licence: str = ""
    printings: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about the book. Empty text: not given.

    `identifier` is this edition's own permanent URN. `modified` is UTC, `YYYY-MM-DDThh:mm:ssZ`.
    `draft` is what a draft is called; empty for the book itself.
    `own` are the author's words for what the book says itself.
    """

    title: str
    authors: tuple[Author, ...]
    language: str
    identifier: str
    modified: str
    subtitle: str = ""
    publisher: str = ""
    rights: str = ""
    description: str = ""
    date: str = ""
    isbn: str = ""
    thema: tuple[str, ...] = ()
    nur: str = ""
    imprint: Imprint = Imprint()
    own: OwnWords = NO_WORDS
    draft: str = ""

    @property
    def file_title(self) -> str:
        """The title that a file bears: a draft's says that it is one."""
        words = words_for(self.language, self.own)
        return words.draft_of.format(self.title) if self.draft else self.title


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book in order, for one edition.

    `exceptions`: words in small letters, and the same with a soft hyphen wherever they may be
    broken; without any they are never broken. `contents_depth`: 1 when the contents name parts and
    chapters, 2 when they name the headings (##) in them too.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    assets: tuple[Asset, ...] = ()
    exceptions: Mapping[str, str] = field(default_factory=dict)
    contents_depth: int = 1

    def home(self) -> dict[str, str]:
        """For every id in the book, the id of the section that holds it."""
        return {name: section.id for section in self.sections for name in section.ids()}
