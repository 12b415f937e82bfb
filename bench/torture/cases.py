"""Cases: a piece of Markdown each, with what a reader must find of it in every file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from PIL import Image

from dinobook.storage.project import MemoryProject

MOST_CASES: Final = 12
"""So many cases share a chapter, for speed; one that must stand alone has its own."""

_MANIFEST: Final = """\
book:
  title: Proefbank
  authors: [{name: An Proef, sort: "Proef, An"}]
  language: nl-BE
  identifier: urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b12
  date: 2026-01-15
  publisher: Proefdruk
  sources: bronnen.bib

outline:
  - matter: body
"""
_LAST: Final = """\
  - slotstuk
  - matter: back
  - generate: bibliography
  - generate: glossary
  - generate: abbreviations
  - generate: index

editions:
  ebook:  {format: epub}
  screen: {format: pdf, use: screen, page: a5}
  print:  {format: pdf, use: print, page: 135x210}
"""
_SLOTSTUK: Final = """\
---
title: Slotstuk
---
Een [eindpunt]{.index} met een VZW en een bron.[@peeters]

/// begrippen
Sluitsteen
: De laatste steen van een boog.
///

*[VZW]: vereniging zonder winstoogmerk
"""
_SOURCES: Final = """\
@book{peeters, author = {Peeters, Jan}, title = {Over lades}, year = {2010}, publisher = {Lade}}
@book{jan, author = {Jans, Jan}, title = {Over ramen}, year = {2011}, publisher = {Raam}}
@book{een, author = {Eens, Eva}, title = {Over muren}, year = {2013}, publisher = {Muur}}
@book{twee, author = {Tweed, Tom}, title = {Over daken}, year = {2014}, publisher = {Dak}}
@book{drie, author = {Dries, Dora}, title = {Over vloeren}, year = {2015}, publisher = {Vloer}}
@book{raes, author = {Raes, An}, title = {Over deuren}, year = {2012}, publisher = {Deur}}
"""
_DRAWING: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<path d="M10 90L100 10L190 90Z" fill="none" stroke="#1f1d1a" stroke-width="4"/></svg>
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A text to print.

    `text` is a chapter's body, or a whole chapter when it begins with front matter. Every file must
    show each of `shows` (white space aside; `•` is any list mark, `№` one and the same number in
    all of them) and none of `hides`. `code` is set byte for byte. `alone`: its chapter holds
    nothing else.
    """

    name: str
    text: str
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """Cases that share a file; `id` comes from the first, so that a part of a batch keeps it."""

    id: str
    cases: tuple[Case, ...]

    @property
    def path(self) -> str:
        return f"manuscript/{self.id}.md"

    def text(self) -> str:
        head = f"---\ntitle: Geval {self.id}\n---\n"
        if len(self.cases) == 1:
            text = self.cases[0].text
            return text if text.startswith("---\n") else head + text
        return head + "".join(self._parts())

    def border(self, at: int) -> str:
        """The paragraph before a case and after the last: it keeps lists from running on."""
        return f"Grens {at} van {self.id}."

    def _parts(self) -> Iterator[str]:
        for at, case in enumerate(self.cases):
            yield f"{self.border(at)}\n\n{case.text.rstrip()}\n\n"
        yield self.border(len(self.cases)) + "\n"


@dataclass(slots=True)
class Numbered:
    """Chapters out of cases. A case has the same chapter id in every part of its batch."""

    ids: dict[str, str] = field(default_factory=dict)

    def chapters(self, cases: Sequence[Case], most: int = MOST_CASES) -> list[Chapter]:
        found: list[Chapter] = []
        together: list[Case] = []
        for case in cases:
            if case.alone or case.text.startswith("---\n"):
                found.append(self.chapter((case,)))
                continue
            together.append(case)
            if len(together) == most:
                found.append(self.chapter(tuple(together)))
                together = []
        if together:
            found.append(self.chapter(tuple(together)))
        return found

    def chapter(self, cases: tuple[Case, ...]) -> Chapter:
        key = "\n".join(case.name for case in cases)
        return Chapter(self.ids.setdefault(key, f"g{len(self.ids)}"), cases)


def book_of(chapters: Sequence[Chapter]) -> MemoryProject:
    """A book of these chapters, with pictures and sources that they may name."""
    rows = "".join(f"  - {chapter.id}\n" for chapter in chapters)
    files = {
        "manuscript/book.yaml": _MANIFEST + rows + _LAST,
        "manuscript/bronnen.bib": _SOURCES,
        "manuscript/slotstuk.md": _SLOTSTUK,
        "manuscript/images/driehoek.svg": _DRAWING,
    }
    files |= {chapter.path: chapter.text() for chapter in chapters}
    contents = {path: text.encode("utf-8", "surrogatepass") for path, text in files.items()}
    contents["manuscript/images/foto.png"] = _photograph()
    return MemoryProject(contents)


def _photograph() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), (40, 90, 60)).save(buffer, "PNG", dpi=(300, 300))
    return buffer.getvalue()
