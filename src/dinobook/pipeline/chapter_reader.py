"""Chapter files, converted one by one; what converts them is loaded for one that is new."""

from __future__ import annotations

from dataclasses import dataclass

from dinobook.book.conventions import house_of
from dinobook.book.words.author import NO_WORDS, OwnWords
from dinobook.manifest import Manifest
from dinobook.manifest.kinds import DEFAULT_LANGUAGE
from dinobook.markup.converted import Converted
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANUSCRIPT, Project, read_text

_NAMED_PICTURE = "![["


@dataclass(frozen=True, slots=True)
class ChapterReader:
    """`language` and `house` are the book's."""

    project: Project
    cache: Cache
    language: str = DEFAULT_LANGUAGE
    house: HouseStyle = DEFAULT_HOUSE

    @classmethod
    def of(
        cls, project: Project, manifest: Manifest | None, cache: Cache, own: OwnWords = NO_WORDS
    ) -> ChapterReader:
        if manifest is None:
            return cls(project, cache)
        return cls(project, cache, manifest.book.language, house_of(manifest, own))

    def converted(self, path: str) -> tuple[str, Converted]:
        """A chapter's text, and what becomes of it. Raises `SourceError` when it cannot be read."""
        text = self._text(path)
        return text, self.cache.recall(
            Converted, lambda: self._convert(text, path), *self._shaping(path, text)
        )

    def has_read(self, path: str) -> bool:
        """Whether the chapter is remembered. Raises `SourceError` when it cannot be read."""
        return self.cache.has(*self._shaping(path, self._text(path)))

    def _convert(self, text: str, path: str) -> Converted:
        from dinobook.markup.convert import convert

        return convert(text, path, self.language, self.house)

    def _text(self, path: str) -> str:
        text = read_text(self.project, path)
        if _NAMED_PICTURE not in text:
            return text
        from dinobook.markup.foreign.named_pictures import with_paths

        return with_paths(text, path, self.project.files(MANUSCRIPT))

    def _shaping(self, path: str, text: str) -> tuple[str, ...]:
        """All that a chapter's fragment depends on."""
        return ("chapter", path, self.language, repr(self.house), text)
