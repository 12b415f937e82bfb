"""The page map as a value, and as the JSON that lies beside a PDF (docs/pagemap.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

FORMAT: Final = "dinobook-pages"
VERSION: Final = 1
SUFFIX: Final = ".pages.json"


@dataclass(frozen=True, slots=True)
class FirstWord:
    """The word with which the text of a page begins.

    `word` is whole, as the author wrote it. `element` is the id of the innermost element with an
    id that holds all of it. Offsets count characters of text content: `offset` those of `element`
    before the first character that stands on the page, `word_offset` those before the word,
    `chapter_offset` as `offset`, from the start of the chapter.
    """

    word: str
    element: str
    offset: int
    word_offset: int
    chapter_offset: int

    @property
    def split(self) -> bool:
        """Whether the word begins on the page before."""
        return self.word_offset < self.offset


@dataclass(frozen=True, slots=True)
class MappedPage:
    """One page. `number` counts from 1 in the file; `chapter` is empty for the cover.

    `first` is None when no text of the chapter stands on the page. `anchors` are the ids that
    begin here; `words` counts the words that begin here, notes left out; `fill` tells how far down
    the page is used, 0 to 1. `digest` is the same for pages that draw the same, wherever they
    stand; empty for blank ones, and in an edition that was laid out as one document.
    """

    number: int
    folio: str
    recto: bool
    blank: bool
    chapter: str
    first: FirstWord | None
    anchors: tuple[str, ...]
    words: int
    fill: float
    digest: str = ""


@dataclass(frozen=True, slots=True)
class MappedChapter:
    """A chapter, part or generated page and its pages, `first` to `last`, blank ones included.

    `starts` is how the style sheet has it begin (`break-before`: "recto", "page"); None where
    nobody knows: in an edition that was laid out as one document, and in the map of an older
    release. `refs` are the ids whose page numbers stand in it. `digest` is that of its file
    as it was read; empty for what has none. `number` is that of a chapter or part as printed, and
    `matter` the division of the book that it stands in: front, body or back.
    """

    id: str
    kind: str
    title: str
    first: int
    last: int
    starts: str | None = None
    refs: tuple[str, ...] = ()
    digest: str = ""
    number: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class PageMap:
    """All pages of `file` in order, and its chapters in the order of the book.

    `style` is a digest of the style sheets and settings that it was made with; empty in the map of
    an older release.
    """

    file: str
    pages: tuple[MappedPage, ...]
    chapters: tuple[MappedChapter, ...]
    style: str = ""

    def homes(self) -> dict[str, int]:
        """For every id in the book, the number of the page on which it begins."""
        return {name: page.number for page in self.pages for name in page.anchors}

    def page_of(self, name: str) -> MappedPage | None:
        """The page on which the id begins; None when no page has it."""
        return next((page for page in self.pages if name in page.anchors), None)

    def pages_of(self, chapter: str) -> tuple[MappedPage, ...]:
        """The pages of a chapter; none for an id that is no chapter."""
        return tuple(page for page in self.pages if chapter and page.chapter == chapter)

    def page_at(self, chapter: str, chapter_offset: int) -> MappedPage | None:
        """The page that shows the character with `chapter_offset` characters before it."""
        found = None
        for page in self.pages_of(chapter):
            if page.first is not None and (
                found is None or page.first.chapter_offset <= chapter_offset
            ):
                found = page
        return found

    def words_between(self, first: int, last: int) -> int:
        """How many words begin on the pages numbered `first` to `last`, both included."""
        return sum(page.words for page in self.pages if first <= page.number <= last)

    def to_json(self) -> bytes:
        """The file beside the PDF. The same map gives the same bytes."""
        rows = {
            "format": FORMAT,
            "version": VERSION,
            "file": self.file,
            "style": self.style,
            "chapters": [_chapter_row(chapter) for chapter in self.chapters],
            "pages": [_page_row(page) for page in self.pages],
        }
        return (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes) -> PageMap:
        """Read what `to_json` wrote. Raises `ValueError` when it is something else."""
        rows = json.loads(data)
        if not isinstance(rows, dict) or (rows.get("format"), rows.get("version")) != (
            FORMAT,
            VERSION,
        ):
            raise ValueError(f"This is no page map of version {VERSION}.")
        try:
            return cls(
                rows["file"],
                tuple(_page(row) for row in rows["pages"]),
                tuple(_chapter(row) for row in rows["chapters"]),
                rows.get("style", ""),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"The page map is damaged: {error}.") from error


def _chapter_row(chapter: MappedChapter) -> dict[str, object]:
    return {
        "id": chapter.id,
        "kind": chapter.kind,
        "title": chapter.title,
        "first": chapter.first,
        "last": chapter.last,
        "starts": chapter.starts,
        "refs": list(chapter.refs),
        "digest": chapter.digest,
        "number": chapter.number,
        "matter": chapter.matter,
    }


def _page_row(page: MappedPage) -> dict[str, object]:
    return {
        "page": page.number,
        "folio": page.folio,
        "side": "recto" if page.recto else "verso",
        "blank": page.blank,
        "chapter": page.chapter,
        "first": _first_row(page.first),
        "anchors": list(page.anchors),
        "words": page.words,
        "fill": page.fill,
        "digest": page.digest,
    }


def _first_row(first: FirstWord | None) -> dict[str, object] | None:
    if first is None:
        return None
    return {
        "word": first.word,
        "split": first.split,
        "element": first.element,
        "offset": first.offset,
        "word_offset": first.word_offset,
        "chapter_offset": first.chapter_offset,
    }


def _page(row: Mapping[str, Any]) -> MappedPage:
    first = row["first"]
    return MappedPage(
        row["page"],
        row["folio"],
        row["side"] == "recto",
        row["blank"],
        row["chapter"],
        None if first is None else _first(first),
        tuple(row["anchors"]),
        row["words"],
        row["fill"],
        row.get("digest", ""),
    )


def _chapter(row: Mapping[str, Any]) -> MappedChapter:
    """A map of an older release has neither `starts` nor `refs`."""
    return MappedChapter(
        row["id"],
        row["kind"],
        row["title"],
        row["first"],
        row["last"],
        row.get("starts"),
        tuple(row.get("refs", ())),
        row.get("digest", ""),
        row.get("number", ""),
        row.get("matter", ""),
    )


def _first(row: Mapping[str, Any]) -> FirstWord:
    return FirstWord(
        row["word"], row["element"], row["offset"], row["word_offset"], row["chapter_offset"]
    )
