"""Printed words are found again in the file that they were written in."""

from __future__ import annotations

import pytest

from dinobook.checks import whereabouts as searching
from dinobook.checks.skeleton import skeleton
from dinobook.checks.whereabouts import Whereabouts
from dinobook.problems import Place, Problem


def place_of(words: str, text: str, path: str) -> Place:
    problem = Problem(Place(path, 0, words), "layout-001", "Te lang.")
    return Whereabouts(lambda _: text).of(problem).place


TEXT = """\
---
title: "Over koffie"
---
De **vergadering** van [maandag](https://voorbeeld.example/agenda) liep uit.[^1] Ze zei: "niet
waar", en *toen* -- heel zacht -- {++nog eens++}.

1. Eerst de lepel
2. dan het kopje, op <https://voorbeeld.example/heel/lang/adres>

| dag | uren |
|---|---|
| maandag | 7,5 |

[^1]: De notulen bleven kort...
"""


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("De vergadering van maandag liep uit.", 4),
        ("Ze zei: “niet waar”, en toen – heel zacht – nog eens.", 4),
        ("waar”, en toen – heel zacht", 5),
        ("1 Eerst de lepel", 7),
        ("dan het kop\u00adje", 8),
        ("voorbeeld.example/heel/lang/adr", 8),
        ("dag uren maandag 7,5", 10),
        ("De notulen bleven kort…", 14),
        ("Over koffie", 2),
        ("ergadering van maan", 4),
    ],
)
def test_the_line_is_that_of_the_words(words: str, line: int) -> None:
    place = place_of(words, TEXT, "manuscript/a.md")
    assert place.line == line
    assert place.excerpt == TEXT.splitlines()[line - 1][:90]


def test_a_part_of_the_words_will_do() -> None:
    assert place_of("Tabel 3 maandag 7,5 zie pagina 12", TEXT, "a.md").line == 12


@pytest.mark.parametrize("words", ["een olifant", "de", ""])
def test_other_words_have_no_line(words: str) -> None:
    assert place_of(words, TEXT, "a.md") == Place("a.md")


def test_words_of_another_file_are_looked_for_there() -> None:
    files = {"manuscript/book.yaml": "book:\n  title: Het kleine boek\n", "manuscript/a.md": TEXT}
    whereabouts = Whereabouts(lambda path: files.get(path, ""), tuple(files))

    def of(path: str, words: str) -> Place:
        return whereabouts.of(Problem(Place(path, 0, words), "layout-001", "Te lang.")).place

    assert (of("manuscript/a.md", "het kopje").path, of("", "het kopje").line) == (
        "manuscript/a.md",
        8,
    )
    assert of("manuscript/a.md", "Het kleine boek").path == "manuscript/book.yaml"
    assert of("manuscript/a.md", "onvindbaar") == Place("manuscript/a.md")


def test_a_problem_that_has_a_line_keeps_it() -> None:
    problem = Problem(Place("a.md", 3, "iets"), "layout-001", "Te lang.")
    assert Whereabouts(lambda _: TEXT).of(problem) is problem


def test_each_file_is_read_once_for_all_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str) -> str:
        read.append(text)
        return skeleton(text)

    monkeypatch.setattr(searching, "skeleton", counted)
    whereabouts = Whereabouts(lambda _: TEXT, ("a.md", "b.md"))
    for nth in range(20):
        whereabouts.of(Problem(Place("", 0, f"onvindbaar{nth}"), "layout-001", "Te lang."))
    rows = len(TEXT.split("\n"))
    assert len(read) <= 2 * 2 * rows + 20 * 2


def test_a_long_word_is_found_with_a_number_drawn_behind_it() -> None:
    text = "Tekst.\n\nDe code 0123456789abcdef0123456789abcdef.\n"
    problem = Problem(
        Place("", 0, "0123456789abcdef0123456789abcdef.\u20601"), "layout-030", "Te lang."
    )
    assert Whereabouts(lambda _: text, ("a.md",)).of(problem).place.line == 3
