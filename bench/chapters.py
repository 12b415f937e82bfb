"""Chapters as values, and how they are written for dinobook and for pandoc."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bench.prose import MANY, MATTERS, Prose

_SECTION_WORDS: Final = 420
_NOTE_EACH_WORDS: Final = 260
_TABLE_WORDS: Final = 60
_FIGURE_WORDS: Final = 110
SOURCES: Final = 40


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, heading, quote or note: Markdown that means the same to both programs."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    caption: str
    path: str
    description: str


Block = Text | Table | Figure


@dataclass(frozen=True, slots=True)
class Chapter:
    """`terms` pairs what the register names with the id of the heading to look under."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """What a chapter may refer to: how many chapters and sources the book has."""

    chapters: int
    sources: int


def chapter(number: int, words: int, others: Others, seed: int) -> Chapter:
    """Chapter `number` (from 1) of about `words` words. The same arguments give the same text."""
    writer = _Writer(number, others, random.Random(f"{seed}/{number}"))  # noqa: S311 - no secret
    blocks = tuple(writer.blocks(words))
    return Chapter(id_of(number), writer.prose.subject(), blocks, tuple(writer.terms))


def id_of(number: int) -> str:
    return f"hoofdstuk-{number:03}"


def sources(seed: int) -> Chapter:
    """The list of sources that chapters refer to."""
    prose = Prose(random.Random(f"{seed}/bronnen"))  # noqa: S311 - no secret
    found = sorted(prose.source() for _ in range(SOURCES))
    rows = [
        f"[{author}]{{#bron-{at:02}}} ({year}). *{title}*. Uitgeverij {prose.one(MATTERS)}."
        for at, (author, year, title) in enumerate(found)
    ]
    return Chapter("bronnen", "Bronnen", tuple(Text(row) for row in rows))


def register(chapters: tuple[Chapter, ...]) -> Chapter:
    """A register of links, since what it lists has no page yet."""
    places: dict[str, list[str]] = {}
    for one in chapters:
        for term, heading in one.terms:
            places.setdefault(term, []).append(heading)
    rows = [
        f"**{term}** " + ", ".join(f"[{at}](#{place})" for at, place in enumerate(found, start=1))
        for term, found in sorted(places.items())
    ]
    return Chapter("register", "Register", tuple(Text(row) for row in rows))


class _Writer:
    """Writes one chapter block by block."""

    def __init__(self, number: int, others: Others, draw: random.Random) -> None:
        self._number, self._others, self._draw = number, others, draw
        self.prose = Prose(draw)
        self.terms: list[tuple[str, str]] = []
        self._notes = self._made = 0

    def blocks(self, words: int) -> Iterator[Block]:
        written, heading, note = 0, _SECTION_WORDS, _NOTE_EACH_WORDS // 2
        while written < words:
            if written >= heading:
                heading += _SECTION_WORDS
                yield self._heading()
                made = self._exhibit()
                written += _FIGURE_WORDS if isinstance(made, Figure) else _TABLE_WORDS
                yield Text(self.prose.paragraph() + f" Zie [hiernaast](#{made.id}).")
                yield made
            text = self.prose.paragraph()
            written += len(text.split())
            if written < note:
                yield Text(text)
                continue
            note += _NOTE_EACH_WORDS
            body = self.prose.sentences(self._draw.randint(1, 2))
            label = f"n{self._number}-{self._notes + 1}"
            self._notes += 1
            written += len(body.split())
            yield Text(f"{text}[^{label}] {self._reference()}\n\n[^{label}]: {body}")

    def _heading(self) -> Text:
        name = f"kop-{self._number:03}-{len(self.terms) + 1}"
        self.terms.append((self._draw.choice(MANY + MATTERS), name))
        return Text(f"## {self.prose.subject()} {{#{name}}}")

    def _exhibit(self) -> Table | Figure:
        self._made += 1
        name = f"{self._number:03}-{self._made}"
        if self._made % 2:
            rows = tuple(self._row() for _ in range(self._draw.randint(4, 7)))
            return Table(f"tab-{name}", self.prose.subject(), rows)
        suffix = "png" if self._made % 4 == 0 else "svg"
        subject = self.prose.subject()
        path = f"images/figuur-{name}.{suffix}"
        return Figure(f"fig-{name}", subject, path, f"Een staafdiagram van {subject.lower()}")

    def _row(self) -> tuple[str, ...]:
        figures = (f"{self._draw.randint(100, 9999) / 10:.1f}".replace(".", ",") for _ in "12")
        return (self.prose.one(MANY), *figures)

    def _reference(self) -> str:
        """A sentence that leads to another chapter or to a source."""
        if self._draw.random() < 0.5 or not self._others.sources:
            other = id_of(self._draw.randint(1, self._others.chapters))
            return f"Daarover meer in [een ander hoofdstuk](#{other})."
        source = f"bron-{self._draw.randrange(self._others.sources):02}"
        return f"Zo stond het ook al [in een ouder boek](#{source})."


def for_dinobook(one: Chapter) -> str:
    """The chapter file."""
    return f'---\ntitle: "{one.title}"\n---\n\n' + "\n\n".join(_ours(b) for b in one.blocks) + "\n"


def for_pandoc(one: Chapter) -> str:
    """The same text in pandoc's Markdown, as a piece of one long document."""
    return f"# {one.title} {{#{one.id}}}\n\n" + "\n\n".join(_theirs(b) for b in one.blocks) + "\n\n"


def _ours(block: Block) -> str:
    match block:
        case Text():
            return block.markdown
        case Table():
            return f"{_rows(block)}\n\n/// tabel | {block.caption}\n    id: {block.id}\n///"
        case Figure():
            return f'![{block.description}]({block.path} "{block.caption}"){{#{block.id}}}'


def _theirs(block: Block) -> str:
    match block:
        case Text():
            return block.markdown
        case Table():
            return f"{_rows(block)}\n\n: {block.caption} {{#{block.id}}}"
        case Figure():
            return f"![{block.caption}]({block.path}){{#{block.id}}}"


def _rows(table: Table) -> str:
    rows = ("| " + " | ".join(row) + " |" for row in table.rows)
    return "\n".join(("| wat | vroeger | nu |", "|---|---:|---:|", *rows))
