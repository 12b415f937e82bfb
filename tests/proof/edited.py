"""Chapters whose every word is known, so that it can be told where it is after any edit."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from books import MANIFEST

TEXT = """
de een van het en in is dat op te zijn met voor niet aan er die als om bij nog maar uit ook koffie
vergadering stoel tafel raam gang deur lade brief verslag agenda punt mens dag week jaar schoof
zweeg keek zuchtte lachte vroeg zei kwam ging stond schreef vergat telde wist hoorde traag stil
laat vroeg grijs groen oud nieuw smal breed moe blij
"""
WORDS = tuple(TEXT.split())

OUTLINE = "outline:\n  - matter: body\n  - een\n  - twee\n  - drie\n"
BOOK = f"""\
{MANIFEST.split("outline:", maxsplit=1)[0]}{OUTLINE}
editions:
  print: {{format: pdf, use: print, page: 135x210}}
"""


@dataclass(frozen=True)
class Word:
    """`number` stays its own, wherever it goes."""

    number: int
    text: str


Paragraph = tuple[Word, ...]


@dataclass(frozen=True)
class Manuscript:
    """Chapters by their names, each a run of paragraphs; `width` is how many words a line has."""

    chapters: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    width: int = 9
    numbers: int = field(default=0)

    def files(self) -> dict[str, str]:
        return {
            f"manuscript/{name}.md": "\n".join(self._lines(name, paragraphs)[0]) + "\n"
            for name, paragraphs in self.chapters
        }

    def lines_of(self) -> dict[int, set[tuple[str, int]]]:
        """The file and line of each word by its number; several for one that was copied."""
        found: dict[int, set[tuple[str, int]]] = {}
        for name, paragraphs in self.chapters:
            for line, words in enumerate(self._lines(name, paragraphs)[1], start=1):
                for word in words:
                    found.setdefault(word.number, set()).add((f"manuscript/{name}.md", line))
        return found

    def _lines(
        self, name: str, paragraphs: Sequence[Paragraph]
    ) -> tuple[list[str], list[tuple[Word, ...]]]:
        rows = ["---", f"title: Hoofdstuk {name}", "---"]
        held: list[tuple[Word, ...]] = [(), (), ()]
        for paragraph in paragraphs:
            for at in range(0, len(paragraph), self.width):
                words = paragraph[at : at + self.width]
                rows.append(" ".join(word.text for word in words))
                held.append(words)
            rows.append("")
            held.append(())
        return rows, held


def written(seed: int, paragraphs: int = 8, repeats: float = 0.25) -> Manuscript:
    """Three chapters of few words that come back often; of its sentences `repeats` do, too."""
    chance = random.Random(seed)  # noqa: S311
    number = 0
    chapters = []
    sentences = [[chance.choice(WORDS) for _ in range(chance.randint(3, 9))] for _ in range(8)]
    for name in ("een", "twee", "drie"):
        made = []
        for _ in range(paragraphs):
            texts: list[str] = []
            for _ in range(chance.randint(1, 6)):
                if chance.random() < repeats:
                    sentence = list(chance.choice(sentences))
                else:
                    sentence = [chance.choice(WORDS) for _ in range(chance.randint(3, 12))]
                sentence[0] = sentence[0].capitalize()
                sentence[-1] += "."
                texts += sentence
            made.append(tuple(Word(number + at, text) for at, text in enumerate(texts)))
            number += len(texts)
        chapters.append((name, tuple(made)))
    return Manuscript(tuple(chapters), numbers=number)


Chapters = list[tuple[str, list[Paragraph]]]


def edit(manuscript: Manuscript, chance: random.Random) -> Manuscript:
    """One thing that an author does to a text."""
    chapters: Chapters = [(name, list(each)) for name, each in manuscript.chapters]
    kind = chance.choice(["words", "words", "words", "paragraph", "paragraph", "order", "width"])
    if kind == "width":
        return replace(manuscript, width=chance.randint(4, 14))
    numbers = manuscript.numbers
    if kind == "order":
        chance.shuffle(chapters)
    elif any(paragraphs for _, paragraphs in chapters):
        _, paragraphs = chance.choice([each for each in chapters if each[1]])
        at = chance.randrange(len(paragraphs))
        if kind == "words":
            numbers = _edit_words(paragraphs, at, numbers, chance)
        else:
            _edit_paragraphs(chapters, paragraphs, at, chance)
    made = tuple((name, tuple(each)) for name, each in chapters)
    return replace(manuscript, chapters=made, numbers=numbers)


def _edit_words(paragraphs: list[Paragraph], at: int, numbers: int, chance: random.Random) -> int:
    """Some words come or go; how many words there have been."""
    words = paragraphs[at]
    where = chance.randint(0, len(words))
    if chance.random() < 0.5:
        paragraphs[at] = (*words[:where], *words[where + chance.randint(1, 5) :])
        return numbers
    new = [Word(numbers + n, chance.choice(WORDS)) for n in range(chance.randint(1, 6))]
    paragraphs[at] = (*words[:where], *new, *words[where:])
    return numbers + len(new)


def _edit_paragraphs(
    chapters: Chapters, paragraphs: list[Paragraph], at: int, chance: random.Random
) -> None:
    """A paragraph goes, goes elsewhere, or is said again elsewhere."""
    kind = chance.choice(["drop", "move", "copy"])
    paragraph = paragraphs[at] if kind == "copy" else paragraphs.pop(at)
    if kind != "drop":
        _, target = chance.choice(chapters)
        target.insert(chance.randint(0, len(target)), paragraph)
