"""A whole book of about any number of pages, and the edits that an author makes in one."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.chapters import (
    SOURCES,
    Chapter,
    Figure,
    Others,
    chapter,
    for_dinobook,
    for_pandoc,
    register,
    sources,
)
from bench.pictures import picture
from bench.prose import Prose

HOUSE_TOKENS: Final = Path(__file__).parents[1] / "styles" / "tokens.css"
MANIFEST: Final = "manuscript/book.yaml"
TOKENS: Final = "styles/tokens.css"
PEER: Final = "peer.md"
"""The same text for other programs."""

WORDS_PER_PAGE: Final = 212
"""Beside its share of tables, figures and openers; measured on the house style."""
CHAPTER_PAGES: Final = 10
_APPARATUS_FROM_PAGES: Final = 20
"""Shorter books have neither front matter, sources nor register."""
_APPARATUS_PAGES: Final = 12
_PARTS_FROM_PAGES: Final = 100
_CHAPTERS_PER_PART: Final = 10
_GROWTH_PAGES: Final = 4

_HEAD: Final = """\
book:
  title: Een boek van {pages} bladzijden
  authors: [{{name: Niemand Bijzonder, sort: "Bijzonder, Niemand"}}]
  language: nl-BE
  identifier: urn:uuid:00000000-0000-4000-8000-{pages:012}
  date: 2026-01-15
  publisher: Proefdruk
  rights: Geschreven door een toevalsgenerator.
  description: Een boek om de tijd mee te meten.

outline:
"""
_FRONT: Final = """\
  - matter: front
  - generate: half-title
  - generate: title-page
  - generate: colophon
  - generate: contents
"""
_EDITIONS: Final = """
editions:
  print: {format: pdf, use: print, page: 135x210}
"""


def write_book(folder: Path, pages: int, seed: int = 1) -> None:
    """Write a project of about `pages` pages. The same arguments give the same files."""
    chapters = _chapters(pages, seed)
    manuscript = folder / "manuscript"
    (manuscript / "images").mkdir(parents=True)
    (folder / "styles").mkdir()
    (folder / TOKENS).write_bytes(HOUSE_TOKENS.read_bytes())
    (folder / MANIFEST).write_text(_manifest(chapters, pages), encoding="utf-8")
    (folder / PEER).write_text("".join(map(for_pandoc, chapters)), encoding="utf-8")
    for one in chapters:
        (manuscript / f"{one.id}.md").write_text(for_dinobook(one), encoding="utf-8")
        for block in one.blocks:
            if isinstance(block, Figure):
                (manuscript / block.path).write_bytes(picture(block.path, seed))


def _chapters(pages: int, seed: int) -> tuple[Chapter, ...]:
    full = _is_full(pages)
    body = pages - _APPARATUS_PAGES if full else pages
    # Half of the chapters leave a blank verso before the next one.
    count = max(2, round(body / (CHAPTER_PAGES + 0.5)))
    words = min(body / count, CHAPTER_PAGES) * WORDS_PER_PAGE
    draw = random.Random(f"{seed}/lengths")  # noqa: S311 - no secret
    lengths = [round(words * draw.uniform(0.6, 1.4)) for _ in range(count)]
    others = Others(count, SOURCES if full else 0)
    found = [chapter(at, length, others, seed) for at, length in enumerate(lengths, start=1)]
    return (*found, sources(seed), register(tuple(found))) if full else tuple(found)


def _is_full(pages: int) -> bool:
    return pages >= _APPARATUS_FROM_PAGES


def _manifest(chapters: Sequence[Chapter], pages: int) -> str:
    rows = [] if not _is_full(pages) else [_FRONT]
    rows.append("  - matter: body\n")
    for at, one in enumerate(chapters):
        if pages >= _PARTS_FROM_PAGES and at % _CHAPTERS_PER_PART == 0 and one.terms:
            rows.append(f"  - part: Deel {at // _CHAPTERS_PER_PART + 1}\n")
        if one.id == "bronnen":
            rows.append("  - matter: back\n")
        rows.append(f"  - {one.id}\n")
    return _HEAD.format(pages=pages) + "".join(rows) + _EDITIONS


def change_word(folder: Path) -> None:
    """Another word in the middle of the middle chapter."""
    path = _middle(folder)
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    plain = [at for at, block in enumerate(blocks) if re.match(r"[A-Z][^\n]+\.$", block)]
    at = plain[len(plain) // 2]
    blocks[at] = blocks[at].removesuffix(".") + ", jawel."
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def grow_chapter(folder: Path, seed: int = 1) -> None:
    """Some four pages more at the end of the middle chapter."""
    prose = Prose(random.Random(f"{seed}/growth"))  # noqa: S311 - no secret
    more: list[str] = []
    while sum(len(text.split()) for text in more) < _GROWTH_PAGES * WORDS_PER_PAGE:
        more.append(prose.paragraph())
    path = _middle(folder)
    text = path.read_text(encoding="utf-8")
    path.write_text("\n\n".join((text.rstrip("\n"), *more)) + "\n", encoding="utf-8")


def move_chapter(folder: Path) -> None:
    """One line of the manifest cut at a third of the body and pasted at two thirds."""
    path = folder / MANIFEST
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = _body_rows(lines)
    line = lines.pop(rows[len(rows) // 3])
    lines.insert(rows[len(rows) * 2 // 3], line)
    path.write_text("".join(lines), encoding="utf-8")


def change_colour(folder: Path) -> None:
    """Another ink in the style sheet, which every page is printed with."""
    path = folder / TOKENS
    text, changed = re.subn(r"--ink: #[0-9a-f]{6}", "--ink: #202428", path.read_text("utf-8"))
    if not changed:
        raise ValueError(f"{TOKENS} names no colour --ink")
    path.write_text(text, encoding="utf-8")


def _body_rows(lines: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if line.startswith("  - hoofdstuk-")]


def _middle(folder: Path) -> Path:
    """The chapter in the middle as the book is written, whatever was moved since."""
    found = sorted((folder / "manuscript").glob("hoofdstuk-*.md"))
    return found[len(found) // 2]
