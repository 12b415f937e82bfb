"""The author's folder as values, without looking for what is wrong with it: for a quick answer."""

from __future__ import annotations

from dinobook.book.words.file import load_words
from dinobook.citations import load_library
from dinobook.manifest import Manifest
from dinobook.manifest.files import CHAPTER
from dinobook.pipeline.chapters import Chapters
from dinobook.pipeline.sources import Sources
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project, read_text
from dinobook.theme import load_theme


def load_unchecked(project: Project, manifest: Manifest, cache: Cache) -> Sources:
    """The chapters that can be read, with the theme and the sources; no problems.

    Raises `SourceError` where the manifest cannot be read.
    """
    book = manifest.book
    theme = load_theme(project).with_figures(manifest.typography.figures)
    words = load_words(project, book.language, read_text(project, MANIFEST))
    chapters = Chapters(project, theme, False, manifest, cache, words.own)
    for path in dict.fromkeys(project.files(MANUSCRIPT)):
        if path.endswith(CHAPTER):
            chapters.add(path)
    loaded = load_library(project, book.sources, book.csl, book.nocite, book.language, cache)
    return Sources(manifest, chapters.fragments, (), theme, (), (), loaded.library, own=words.own)
