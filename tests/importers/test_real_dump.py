"""The author's own dump, kept outside the repository: what the proposal and the chapters say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from dinobook.importers.conservation import words_of_dump
from dinobook.importers.plan import Draft, Kind, Plan
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.planread import from_yaml
from dinobook.importers.text import TextDump
from dinobook.markup.convert import convert

TITLES = {1, 89, 151, 193, 223}
HEADINGS = {23, 31, 39, 51, 73, 101, 113, 133, 159, 163, 179}
NOT_HEADINGS = {11, 141, 203, 219, 225, 239}
PICTURES = [65, 69, 71, 83, 111, 145, 153, 195]


@pytest.fixture(scope="module")
def real(blog_dump: Path) -> TextDump:
    return TextDump(blog_dump.name, blog_dump.read_bytes())


@pytest.fixture(scope="module")
def proposal(real: TextDump) -> Plan:
    plan, _ = real.propose()
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def made(real: TextDump, proposal: Plan) -> Draft:
    return real.draft(proposal)


def lines_of(plan: Plan, kind: Kind) -> list[int]:
    return [entry.first for entry in plan.entries if entry.kind is kind]


def test_five_posts_and_eleven_headings_are_found(proposal: Plan) -> None:
    assert set(lines_of(proposal, Kind.POST)) == TITLES
    assert set(lines_of(proposal, Kind.HEADING)) == HEADINGS


def test_what_nobody_can_decide_has_the_lowest_confidence(proposal: Plan) -> None:
    least = min(proposal.entries, key=lambda entry: entry.confidence)

    assert (least.first, least.confidence) == (87, 0.3)


def test_sentences_that_look_like_headings_are_no_headings(proposal: Plan) -> None:
    doubtful = [entry for entry in proposal.entries if entry.first in NOT_HEADINGS]

    assert len(doubtful) == len(NOT_HEADINGS)
    assert not [e.lines for e in doubtful if e.kind in (Kind.HEADING, Kind.POST)]
    assert max(entry.confidence for entry in doubtful) < 0.75


def test_the_list_the_verse_the_quotes_and_the_pictures_are_found(proposal: Plan) -> None:
    spans = {
        kind: [entry.lines for entry in proposal.entries if entry.kind is kind] for kind in Kind
    }

    assert lines_of(proposal, Kind.IMAGE_MISSING) == PICTURES
    assert spans[Kind.LIST] == ["13-17", "63", "67"]
    assert spans[Kind.VERSE] == ["227-229", "232-237", "239"]
    assert spans[Kind.QUOTE] == ["121-123", "169-173", "187-189"]


def test_every_word_is_in_a_chapter_once_and_in_order(made: Draft, blog_dump: Path) -> None:
    assert not [problem for problem in made.problems if problem.is_error]

    shown: list[str] = []
    for file in made.files:
        converted = convert(file.data.decode(), file.path)
        assert not converted.problems
        assert converted.fragment is not None
        text = "".join(map(str, html.fromstring(converted.fragment.xhtml).itertext()))
        shown += re.findall(r"[^\W_]+", f"{converted.fragment.meta.title} {text}")
    typed = [word.text for word in words_of_dump(blog_dump.read_text(encoding="utf-8"))]
    numbers = iter("12345")  # a browser numbers the list by itself
    number = next(numbers)
    kept = []
    for word in (word for word in typed if word[0].isalnum()):
        if number and word == number:
            number = next(numbers, "")
        else:
            kept.append(word)
    assert len(kept) == len(shown)
    assert kept == shown


def test_repairs_are_counted_by_name(made: Draft) -> None:
    names = [repair.name for repair in made.repairs]

    assert names.count("nbsp-to-space") > 80
    assert names.count("wrong-closer") == 2
    assert names.count("leading-apostrophe") == 1


def test_wrong_guesses_are_put_right_in_the_plan(real: TextDump, proposal: Plan) -> None:
    edited = plan_to_yaml(proposal)
    for old, new in (
        ("{lines: 87, kind: paragraph", "{lines: 87, kind: tag"),
        ("{lines: 121-123, kind: quote", "{lines: 121-123, kind: dialogue"),
        ("{lines: 187-189, kind: quote", "{lines: 187-189, kind: verse"),
        ("{lines: 225, kind: paragraph", "{lines: 225, kind: drop"),
        ("{lines: 1, kind: post,", "{lines: 1, kind: post, date: 14 juli 2016,"),
        ("{lines: 89, kind: post,", '{lines: 89, kind: post, source: "https://a.example/hart",'),
    ):
        assert old in edited
        edited = edited.replace(old, new)
    plan, faults = from_yaml(edited)
    assert (plan is not None, faults) == (True, ())
    draft = real.draft(plan or proposal)

    assert not [problem for problem in draft.problems if problem.is_error]
    first, second, third, _, last = (file.data.decode() for file in draft.files)
    assert "\ndate: 2016-07-14\n" in first
    assert '\nsource: "https://a.example/hart"\ntags: ["Mijn' in second
    assert len(re.findall(r"(?m)^/// dialoog$\n[A-Z]{3,}: ", second)) == 1
    song = third[third.rindex("/// vers |") :].strip().split("\n")
    assert len(song) == 6
    assert not [line for line in song if " – " in line]
    assert last.count("Praten mét") == 1
