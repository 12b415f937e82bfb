"""The author's folder as values, without looking for what is wrong with it: for a quick answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dinobook.book.words.author import OwnWords
from dinobook.book.words.file import load_words
from dinobook.citations.model import NO_LIBRARY, Library
from dinobook.errors import SourceError
from dinobook.manifest import Manifest
from dinobook.manifest.files import CHAPTER
from dinobook.markup.fragment import Fragment
from dinobook.pipeline.chapter_reader import ChapterReader
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project, read_text

if TYPE_CHECKING:
    from dinobook.theme import Theme


@dataclass(frozen=True)
class Unchecked:
    """A book whose parts are read when they are asked for, each once.

    What asks for them raises `SourceError` where the manifest cannot be read.
    """

    project: Project
    manifest: Manifest
    cache: Cache

    @cached_property
    def fragments(self) -> Mapping[str, Fragment]:
        """Every chapter that can be read, printed or not, by id."""
        reader = ChapterReader.of(self.project, self.manifest, self.cache, self.own)
        found: dict[str, Fragment] = {}
        for path in dict.fromkeys(self.project.files(MANUSCRIPT)):
            if path.endswith(CHAPTER) and (fragment := _fragment(reader, path)):
                found.setdefault(fragment.meta.id, fragment)
        return found

    @cached_property
    def own(self) -> OwnWords:
        """The author's words for what the book says itself."""
        text = read_text(self.project, MANIFEST)
        return load_words(self.project, self.manifest.book.language, text).own

    @cached_property
    def library(self) -> Library:
        book = self.manifest.book
        if not book.sources:
            return NO_LIBRARY
        from dinobook.citations.library import load_library

        given = (book.sources, book.csl, book.nocite, book.language)
        return load_library(self.project, *given, self.cache).library

    @cached_property
    def theme(self) -> Theme:
        from dinobook.theme import load_theme

        return load_theme(self.project).with_figures(self.manifest.typography.figures)


def _fragment(reader: ChapterReader, path: str) -> Fragment | None:
    try:
        return reader.converted(path)[1].fragment
    except SourceError:
        return None
