"""Whatever an author does after a proof went out: a remark is on its words, or is not found."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary

from books import SharedFolder
from dinobook import MemoryProject, OpenBook, Remark
from dinobook.proof import remarks_in
from dinobook.proof.manuscript import letters
from proof.edited import BOOK, Manuscript, edit, written
from proof.marking import boxes_of_letters, mark, with_annotations

MARKS = 12
BESIDE = 5


@dataclass(frozen=True)
class SentOut:
    """A proof, what it was made of, and where on its pages each word is: page and characters."""

    manuscript: Manuscript = field(repr=False)
    data: bytes = field(repr=False)
    words: dict[int, tuple[int, int, int]] = field(repr=False)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """For hypothesis: three chapters in full help nobody."""
        printer.text("SentOut()")


@pytest.fixture(scope="module", params=[1, 2], ids=["once", "again"])
def sent_out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SentOut:
    """In the second book sentences come back here and there."""
    manuscript = written(request.param, repeats=(0.0, 0.2)[request.param - 1])
    opened = OpenBook(project(manuscript), SharedFolder(tmp_path_factory.mktemp("uit")))
    made = opened.proof("print", day="2026-11-30")
    data = opened.read(made.name)
    every = [word for _, paragraphs in manuscript.chapters for each in paragraphs for word in each]
    places = boxes_of_letters(data, [letters(word.text) for word in every])
    words = {word.number: place for word, place in zip(every, places, strict=True)}
    return SentOut(manuscript, data, words)


def project(manuscript: Manuscript) -> MemoryProject:
    files = {**manuscript.files(), "manuscript/book.yaml": BOOK}
    return MemoryProject({path: text.encode() for path, text in files.items()})


def marked(sent: SentOut, chance: random.Random) -> tuple[bytes, list[list[int]]]:
    """The proof with some words marked, and which they are."""
    left: list[tuple[int, Dictionary]] = []
    chosen: list[list[int]] = []
    while len(chosen) < MARKS:
        _, paragraphs = chance.choice(sent.manuscript.chapters)
        paragraph = chance.choice(paragraphs)
        start = chance.randrange(len(paragraph))
        numbers = [word.number for word in paragraph[start : start + chance.choice((1, 2, 3, 8))]]
        pages = {sent.words[number][0] for number in numbers}
        if len(pages) == 1:
            first, last = sent.words[numbers[0]], sent.words[numbers[-1]]
            page, boxes = boxes_of_letters.rows(sent.data, first[0], first[1], last[2])
            left.append((page, mark(boxes, Contents=str(len(chosen)))))
            chosen.append(numbers)
    return with_annotations(sent.data, left), chosen


def places_of(sent: SentOut, now: Manuscript, numbers: list[int]) -> set[tuple[str, int]]:
    """Where the words are now, and where all that a reader would go by is the same.

    An author who strikes out one of two equal sentences leaves a text that does not tell which.
    """
    lines = now.lines_of()
    found = {place for number in numbers for place in lines.get(number, ())}
    before = flat(sent.manuscript)
    at = next(at for at, (number, _) in enumerate(before) if number == numbers[0])
    words = [text for _, text in before]
    for pattern, offset in (
        (words[max(at - BESIDE, 0) : at + len(numbers)], at - max(at - BESIDE, 0)),
        (words[at : at + len(numbers) + BESIDE], 0),
    ):
        after = flat(now)
        texts = [text for _, text in after]
        for start in range(len(texts) - len(pattern) + 1):
            if texts[start : start + len(pattern)] == pattern:
                found |= lines[after[start + offset][0]]
    return found


def flat(manuscript: Manuscript) -> list[tuple[int, str]]:
    return [
        (word.number, letters(word.text))
        for _, paragraphs in manuscript.chapters
        for paragraph in paragraphs
        for word in paragraph
    ]


def by_mark(data: bytes, now: Manuscript) -> dict[int, Remark]:
    found = remarks_in(data, "terug.pdf", project(now), {})
    return {int(remark.text): remark for remark in found.remarks}


def lines_said(remark: Remark) -> set[tuple[str, int]]:
    return {(place.path, place.line) for place in remark.places}


@settings(max_examples=40, derandomize=True)
@given(seed=st.integers(0, 2**32), edits=st.integers(1, 12))
def test_a_remark_is_never_on_a_wrong_line(sent_out: SentOut, seed: int, edits: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data, chosen = marked(sent_out, chance)
    now = sent_out.manuscript
    for _ in range(edits):
        now = edit(now, chance)
    found = by_mark(data, now)
    for at, numbers in enumerate(chosen):
        said = lines_said(found[at])
        true = places_of(sent_out, now, numbers)
        if len(said) == 1 or found[at].changed:
            assert said <= true, (found[at].words, said, true)
        elif said:
            assert said & true, (found[at].words, said, true)


@settings(max_examples=15, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_every_remark_is_found_where_nothing_but_the_order_changed(
    sent_out: SentOut, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    data, chosen = marked(sent_out, chance)
    chapters = list(sent_out.manuscript.chapters)
    chance.shuffle(chapters)
    now = Manuscript(tuple(chapters), width=chance.randint(4, 14))
    found = by_mark(data, now)
    for at, numbers in enumerate(chosen):
        first = now.lines_of()[numbers[0]]
        assert lines_said(found[at]) == first, found[at].words


def test_most_remarks_are_found_after_a_few_edits(sent_out: SentOut) -> None:
    chance = random.Random(7)  # noqa: S311
    whole = found = 0
    for _ in range(12):
        data, chosen = marked(sent_out, chance)
        now = sent_out.manuscript
        for _ in range(4):
            now = edit(now, chance)
        lines, remarks = now.lines_of(), by_mark(data, now)
        for at, numbers in enumerate(chosen):
            if all(number in lines for number in numbers):
                whole += 1
                found += bool(remarks[at].places)
    assert whole > 100
    assert found >= 0.95 * whole
