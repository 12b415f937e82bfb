"""A small book that cites, for tests; written for them, with sources that do not exist."""

from __future__ import annotations

from pathlib import Path

from books import MANIFEST, shared_memory, small_book
from dinobook.book.assemble import assemble
from dinobook.book.metadata import metadata_of
from dinobook.book.model import Book, Section
from dinobook.citations.cite import cite
from dinobook.manifest.model import ChapterRow
from dinobook.pipeline.editions import choose, rows_of
from dinobook.pipeline.sources import Sources, load
from dinobook.storage.cache import Cache
from dinobook.storage.project import MemoryProject

SOURCES = (Path(__file__).parent / "fixtures" / "bronnen.bib").read_text(encoding="utf-8")

MANIFEST_WITH_SOURCES = MANIFEST.replace(
    "  description:", "  sources: bronnen.bib\n  description:"
).replace("  - bronnen\n", "  - bronnen\n  - generate: bibliography\n")

CITING = """\
---
title: Tweede
---
De lade blijft dicht [@lade-dicht, p. 4]. @twee zeggen het ook, en @jefgrosemans antwoordt.[^1]

| dag | uren |
|---|---:|
| maandag | 7,5 |

/// tabel | Uren per dag, naar [@drie]
    id: tab-uren
///

## Het slot {#slot}

Einde.

[^1]: Zie [@lade-open] en mail an@proef.example.
"""


def citing_book(sources: str = SOURCES, **changes: str) -> MemoryProject:
    """The small book with a list of sources and citations in its second chapter."""
    project = small_book(**{"book": MANIFEST_WITH_SOURCES, "tweede": CITING, **changes})
    project.contents["manuscript/bronnen.bib"] = sources.encode()
    return project


def sound(project: MemoryProject, cache: Cache | None = None) -> Sources:
    sources = load(project, cache=cache or shared_memory())
    assert not sources.failed, sources.problems
    return sources


def book_of(project: MemoryProject, edition: str = "print", cache: Cache | None = None) -> Book:
    """The edition as the recipe assembles it."""
    cache = cache or shared_memory()
    sources = sound(project, cache)
    assert sources.manifest is not None
    spec = choose(sources.manifest, [edition])[0]
    rows = rows_of(sources.manifest, spec)
    chapters = [sources.fragments[row.id] for row in rows if isinstance(row, ChapterRow)]
    return assemble(
        rows,
        sources.fragments,
        metadata_of(sources.manifest, spec, "2026-01-15T00:00:00Z"),
        sources.theme,
        sources.assets,
        "Vollkorn",
        cite(chapters, sources.library, sources.manifest.book.language, cache),
    )


def section(book: Book, name: str) -> Section:
    return next(one for one in book.sections if one.id == name)
