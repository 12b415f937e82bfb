"""What one chapter file becomes: well-formed XHTML and the facts that later stages ask for.

The XHTML is text, not a tree, so that a fragment can be compared, cached and sent to another
process. `<div>` is its root, in the XHTML namespace, without an id. Ids are unique in the whole
book: the author's own stay as written (`{#fig-x}`); made ones begin with the chapter's id and two
hyphens (`methode--opzet`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from dinobook.problems import Place

CITATION_MARK: Final = "data-dinobook-citation"
"""On a `<cite>`: which of the fragment's citations it is, counted from 0."""


WIKI_LINK: Final = "wikilink"
"""The class of a link that names its target as wikis do: see `Link.wiki`."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that the author lets stand. Without `words`: every finding with this code."""

    code: str
    words: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ChapterMeta:
    """A chapter's front matter. Empty text: not given. `date` is ISO (`2016-07-14`, `2016-07`).

    `imported`: a remark says that an import made the chapter.
    """

    id: str
    title: str
    subtitle: str = ""
    date: str = ""
    source: str = ""
    author: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the chapter; `level` is 2 to 6 (1 is the chapter's own title).

    `number` is what the book gives it (2.1): empty in a fragment.
    """

    level: int
    text: str
    id: str
    line: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. Its call in the text is `<a class="noteref" id=ref_id href="#id">number</a>`.

    `xhtml` is a `<div>` that holds the note's blocks, without number and without back-link.
    `number` counts from 1 in each chapter, in the order of the calls.
    """

    id: str
    ref_id: str
    number: int
    xhtml: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the author wrote it. `href` also stands in the XHTML, unresolved.

    `bare`: without words of its own, `[](#fig-plan)`; the book stage writes them. `wiki`: written
    as `[[Doel]]`, so that `href` may also be a title, a file's name or the words of a heading.
    """

    href: str
    line: int
    bare: bool = False
    wiki: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `path` is a project path and also the `src` in the XHTML.

    `missing` names a picture that the author knows is not there yet (`/// beeld-ontbreekt`).
    """

    path: str
    alt: str
    line: int
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A captioned `<figure>`: `kind` is "figure", "table" or "equation". The book stage numbers it.

    In the XHTML its caption is a `<figcaption>` that starts with an empty
    `<span class="caption-label"></span>`, to be filled with the number's text. An equation's
    caption holds nothing else.
    """

    id: str
    kind: str
    caption: str
    line: int


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a source: `kind` is a locator label of CSL ("page"), `value` is "4" or "4–6"."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One source in a citation. `without_author`: the sentence has named the author already.

    `runs_on`: the prefix is all that stands between it and the source before, as in
    `[@a, aangehaald in @b]`; else the style parts them.
    """

    key: str
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    without_author: bool = False
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """Sources that are cited in one place, as the author typed it: `[zie @a, p. 4; @b]`, `@a`.

    Whether the keys are known is for the book to say: a `narrative` one (`@a` in running text) or a
    `prefixed` one (`[via @a]`) may be no citation at all. In the XHTML its text stands as typed in
    a `<cite>` with a `CITATION_MARK`.
    """

    text: str
    items: tuple[CitedItem, ...]
    line: int
    narrative: bool = False
    prefixed: bool = False


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A place that the index names. `at` is the id of the place, empty with `see`.

    `until` is the id of the end when the passage goes on, `note` the number of the note that holds
    the mark (0: none). `see` and `also` are other terms; `sort_as` replaces the term in sorting.
    """

    term: str
    at: str = ""
    until: str = ""
    note: int = 0
    sub: str = ""
    see: str = ""
    also: str = ""
    sort_as: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """One chapter, converted. `place` is its file (line 0)."""

    meta: ChapterMeta
    place: Place
    xhtml: str
    headings: tuple[Heading, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    marks: tuple[IndexMark, ...] = ()
    ids: tuple[tuple[str, int], ...] = ()
    """Every id in the XHTML and its notes, with its line in the source (0: unknown)."""
    words: int = 0

    @property
    def digest(self) -> str:
        """The same for a chapter that says the same, wherever it stands in the book."""
        said = (repr(self.meta), self.xhtml, *(note.xhtml for note in self.notes))
        return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]
