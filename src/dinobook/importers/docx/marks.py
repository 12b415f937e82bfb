"""Marks in the text, by which a thing that Pandoc does not know travels through it.

A mark is a kind and a number between two noncharacters of Unicode, which no text may hold. What it
stands for is in `Marks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dinobook.importers.docx.parts import Relation

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
MARK: Final = re.compile(f"{_OPEN}([a-z])(\\d+){_CLOSE}")
_NONCHARACTERS: Final = re.compile("[\ufdd0-\ufdef]")

PARAGRAPH, PICTURE, OBJECT, CITATION, REFERENCE, TARGET, RULE = "p", "i", "o", "c", "r", "t", "h"
FORMULA: Final = "m"


@dataclass(frozen=True, slots=True)
class ParagraphFacts:
    """What Word says of a paragraph. `role` is title, caption and the like.

    `level` is that of a heading, 1 to 9. `label` and `number` are those of a caption that Word
    counts (“Figuur”, “3”). `size_pt`, `bold` and `centred` are how it looks, `new_page` whether it
    begins a page.
    """

    text: str
    level: int = 0
    role: str = ""
    label: str = ""
    number: str = ""
    size_pt: float = 0.0
    bold: bool = False
    centred: bool = False
    new_page: bool = False
    story: str = "document"
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture where it stands: the part that holds it, or an address outside the file."""

    relation: Relation | None
    description: str = ""
    decorates: bool = False
    floats: bool = False
    made_by: str = ""
    """The program of an embedded object, of which the picture is a view."""


@dataclass(frozen=True, slots=True)
class CitationFacts:
    """A citation that a program keeps: as our Markdown, with the words that it printed."""

    markdown: str
    printed: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceFacts:
    """A cross-reference: the bookmark that it leads to and the words that it printed."""

    bookmark: str
    printed: str
    kind: str = "REF"


@dataclass(slots=True)
class Marks:
    """Everything that marks stand for, each kind by number."""

    paragraphs: list[ParagraphFacts] = field(default_factory=list)
    pictures: list[PictureFacts] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    citations: list[CitationFacts] = field(default_factory=list)
    references: list[ReferenceFacts] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    """The letters of each formula, as Word keeps them."""

    def paragraph(self, facts: ParagraphFacts) -> str:
        self.paragraphs.append(facts)
        return mark(PARAGRAPH, len(self.paragraphs) - 1)

    def picture(self, facts: PictureFacts) -> str:
        self.pictures.append(facts)
        return mark(PICTURE, len(self.pictures) - 1)

    def object(self, what: str) -> str:
        self.objects.append(what)
        return mark(OBJECT, len(self.objects) - 1)

    def citation(self, facts: CitationFacts) -> str:
        self.citations.append(facts)
        return mark(CITATION, len(self.citations) - 1)

    def reference(self, facts: ReferenceFacts) -> str:
        self.references.append(facts)
        return mark(REFERENCE, len(self.references) - 1)

    def formula(self, letters: str) -> str:
        self.formulas.append(letters)
        return mark(FORMULA, len(self.formulas) - 1)

    def target(self, bookmark: str) -> str:
        if bookmark not in self.targets:
            self.targets.append(bookmark)
        return mark(TARGET, self.targets.index(bookmark))


def mark(kind: str, number: int) -> str:
    return f"{_OPEN}{kind}{number}{_CLOSE}"


def without_marks(text: str) -> str:
    """The text as a reader sees it."""
    return _NONCHARACTERS.sub("", MARK.sub("", text))


def cleaned(text: str) -> str:
    """Text of the document without characters that could be taken for marks."""
    return _NONCHARACTERS.sub("", text)
