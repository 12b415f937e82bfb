"""What a chapter's front matter says, and where its body begins."""

from __future__ import annotations

import pytest

from dinobook.markup.convert import convert
from dinobook.markup.fragment import ChapterMeta
from dinobook.markup.front_matter.split import peek, split, title_line

FULL = """---
id: koffie
title: "Er was eens: 'n kop koffie"
subtitle: en wat er daarna kwam
date: 2016-07-14
source: https://example.org/blog/koffie/
author: Dinobusters
lang: nl
tags: [burn-out, koffie]
---

Tekst.
"""


def test_every_key_arrives() -> None:
    result = convert(FULL, "manuscript/iets-anders.md")
    assert result.problems == ()
    assert result.fragment is not None
    assert result.fragment.meta == ChapterMeta(
        id="koffie",
        title="Er was eens: ’n kop koffie",
        subtitle="en wat er daarna kwam",
        date="2016-07-14",
        source="https://example.org/blog/koffie/",
        author="Dinobusters",
        lang="nl",
        tags=("burn-out", "koffie"),
    )


def test_a_month_is_a_date_and_an_empty_value_is_not_given() -> None:
    result = convert("---\ntitle: X\ndate: 2016-07\nauthor:\n---\nTekst", "manuscript/a.md")
    assert result.problems == ()
    assert result.fragment is not None
    assert (result.fragment.meta.date, result.fragment.meta.author) == ("2016-07", "")


@pytest.mark.parametrize("text", ["# Titel *zo*\n\nTekst", "\n\n# Titel *zo* #\nTekst"])
def test_without_front_matter_the_file_gives_id_and_title(text: str) -> None:
    result = convert(text, "manuscript/mijn-verhaal.md")
    assert result.problems == ()
    assert result.fragment is not None
    meta = result.fragment.meta
    assert (meta.id, meta.title) == ("mijn-verhaal", "Titel zo")
    assert "<h1" not in result.fragment.xhtml


@pytest.mark.parametrize(
    "value",
    [
        ">-\n  Een titel\n  op twee regels",
        ">\n  Een titel op\n  twee regels\n",
        "|-\n  Een titel\n  op twee regels",
        "Een titel\n  op twee regels",
        ">-\n  Een\n  titel\n  op\n  twee\n  regels",
    ],
)
@pytest.mark.parametrize("key", ["title", "subtitle"])
def test_a_value_over_several_lines_is_one_text(key: str, value: str) -> None:
    front = f"---\n{key}: {value}\nauthor: An\n---\n"
    result = convert(front + ("" if key == "title" else "# X\n\n") + "Tekst", "manuscript/a.md")
    assert result.problems == ()
    assert result.fragment is not None
    assert getattr(result.fragment.meta, key) == "Een titel op twee regels"
    if key == "title":
        assert peek(front, "manuscript/a.md").title == "Een titel op twee regels"


def test_a_bell_that_was_typed_is_still_refused() -> None:
    result = convert('---\ntitle: "X\\a"\n---\nTekst', "manuscript/a.md")
    assert result.problems[0].code == "char-001"


def test_a_space_that_holds_stays_in_a_title() -> None:
    result = convert("---\ntitle: De\u00a05 km\n---\nTekst", "manuscript/a.md")
    assert result.fragment is not None
    assert result.fragment.meta.title == "De\u00a05\u00a0km"


def test_two_titles_that_say_the_same_are_one() -> None:
    result = convert("---\ntitle: Zo'n dag\n---\n# *Zo’n* dag\n\nTekst", "manuscript/a.md")
    assert result.problems == ()
    assert result.fragment is not None
    assert result.fragment.meta.title == "Zo’n dag"
    assert "dag" not in result.fragment.xhtml


def test_the_body_keeps_its_line() -> None:
    parts = split(FULL)
    assert parts.body_line == 11
    assert parts.body == "\nTekst.\n"
    assert split("Tekst\n---\nmeer\n---\n").front is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FULL, ("koffie", "Er was eens: 'n kop koffie")),
        ("# Titel {#x}\n\nTekst", ("a", "Titel")),
        ("---\ntitle: [kapot\n---\n# Titel\n", ("a", "Titel")),
        ("---\ntitle: X\nnooit gesloten", ("a", "")),
        ("", ("a", "")),
    ],
)
def test_peek_reads_id_and_title_and_never_complains(text: str, expected: object) -> None:
    seen = peek(text, "manuscript/a.md")
    assert (seen.id, seen.title) == expected


@pytest.mark.parametrize(
    "yaml",
    [
        "title: Dit: dat",
        "title:Koffie\nlang: nl",
        "title:Koffie",
        "title Koffie",
        "lang nl\ntitle: Koffie",
        "titel: Koffie",
        "Title: Koffie",
        "title: 12",
        "title: [Koffie]",
        "title: {nu: dan}",
        "tags: [a\ntitle: Koffie",
        "- title: Koffie",
        "title: 't Is waar",
        "\ttitle: Koffie",
        'title: "\\UFFFFFFFF"',
    ],
)
def test_one_fault_is_told_once(yaml: str) -> None:
    """What cannot be read may well give the title, or the id of a file with an odd name."""
    (problem,) = convert(f"---\n{yaml}\n---\nTekst\n", "manuscript/eerste.md").problems
    assert problem.code.startswith("front-")
    if "title: 12" not in yaml and "title: [K" not in yaml and "titel" not in yaml:
        found = convert(f"---\nid: goed\n{yaml}\n---\nTekst\n", "manuscript/Wat nu.md")
        assert [one.code[:6] for one in found.problems] == ["front-"]


@pytest.mark.parametrize("yaml", ["author: Ik", "date: 2016", "title:", "title: ~", "kleur: rood"])
def test_a_title_that_is_not_there_is_missed_beside_other_faults(yaml: str) -> None:
    found = convert(f"---\n{yaml}\n---\nTekst\n", "manuscript/eerste.md").problems
    assert [one.code for one in found if one.code == "text-003"] == ["text-003"]


@pytest.mark.parametrize("row", ["id: slotje", 'id: "slotje"', "id:slotje"])
def test_the_id_is_known_where_another_line_is_at_fault(row: str) -> None:
    """Else rows of the manifest and links were said to lead nowhere."""
    assert peek(f"---\ntitle: Dit: dat\n{row}\n---\nTekst\n", "manuscript/wat.md").id == "slotje"


def test_a_long_run_of_spaces_in_a_title_takes_no_time() -> None:
    """A pattern that tries every end of a run would take hours."""
    assert title_line("# a" + " " * 100_000 + "b ##  {#x}") == "a" + " " * 100_000 + "b"
    assert title_line("# C {#taal}\n") == "C"
    assert title_line("#\n") == ""
