"""Characters that the book's typefaces lack: one problem each, or one for many of a script."""

from __future__ import annotations

import pytest

from dinobook.markup import convert
from dinobook.problems import Problem
from dinobook.project import MemoryProject
from dinobook.theme import load_theme
from dinobook.theme.coverage import fallbacks_for, uncovered

THEME = load_theme(MemoryProject({}))


def lacking(body: str) -> list[Problem]:
    text = f"---\ntitle: Proef\n---\n{body}\n"
    fragment = convert(text, "manuscript/proef.md").fragment
    assert fragment is not None
    return uncovered(fragment, text, THEME)


def test_a_single_character_is_named() -> None:
    (problem,) = lacking("Een tuin heet 園.")
    assert (problem.code, problem.place.line) == ("fonts-001", 4)
    assert problem.message.startswith("No typeface of the book has “園” (U+5712")


def test_many_of_a_script_are_one_problem_on_the_first_line() -> None:
    (problem,) = lacking("Een tuin.\n\n日本庭園の歴史 staat er.\n\n龍安寺 ook.".replace("の", ""))
    assert problem.place.line == 6
    assert "9 characters of the script Han" in problem.message
    assert problem.place.excerpt.count(" ") == 8


def test_each_script_is_a_problem_of_its_own() -> None:
    problems = lacking("日本庭園 かなもじ 한국")
    messages = " ".join(problem.message for problem in problems)
    assert "4 characters of the script Han" in messages
    assert "4 characters of the script Hiragana" in messages
    assert "“한”" in messages
    assert len(problems) == 4


@pytest.mark.parametrize(("text", "fallbacks"), [("Feest 🎉", {"🎉": "Noto Emoji"}), ("Één ½", {})])
def test_a_fallback_is_named(text: str, fallbacks: dict[str, str]) -> None:
    assert fallbacks_for(text, THEME) == fallbacks
