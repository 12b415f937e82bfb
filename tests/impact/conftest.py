"""Books for tests of impacts: a manifest's outline in a line, and chapters in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from books import SharedFolder
from dinobook import OpenBook
from dinobook.impact.model import Impact
from dinobook.storage.project import MANIFEST, MemoryProject

HEAD = """\
book:
  title: Proefboek
  authors: [{{name: An Proef, sort: "Proef, An"}}]
  language: {language}
  identifier: urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b21
  date: 2026-01-15
{more}
outline:
"""
EPUB = "editions:\n  ebook: {format: epub}\n"

Moved = Callable[..., Impact]


def manifest(
    rows: Sequence[str], editions: str = EPUB, language: str = "nl-BE", more: str = ""
) -> str:
    outline = "".join(f"  - {row}\n" for row in rows)
    return f"{HEAD.format(language=language, more=more)}{outline}{editions}"


def book_of(folder: Path, text: str, chapters: Mapping[str, str]) -> OpenBook:
    """`chapters` have the text of each by its id; a title stands before a first line `# `."""
    files = {MANIFEST: text.encode()}
    for name, body in chapters.items():
        title, _, rest = body[2:].partition("\n") if body.startswith("# ") else (name, "", body)
        files[f"manuscript/{name}.md"] = f"---\ntitle: {title}\n---\n{rest}\n".encode()
    return OpenBook(MemoryProject(files), SharedFolder(folder))


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    """The impact of another order on chapters, for an e-book: no pages."""

    def impact(
        chapters: Mapping[str, str],
        before: Sequence[str],
        after: Sequence[str],
        language: str = "nl-BE",
        editions: str = EPUB,
    ) -> Impact:
        book = book_of(tmp_path, manifest(before, editions, language), chapters)
        return book.impact(manifest(after, editions, language))

    return impact
