"""Signs that no typeface has, or that fall apart, are named before anything is printed."""

from __future__ import annotations

import pytest

from dinobook.markup.convert import convert
from dinobook.problems import Problem, Severity
from dinobook.project import MemoryProject
from dinobook.theme import load_theme
from dinobook.theme.coverage import fallbacks_for, sheets_of, uncovered, uncovered_text
from dinobook.theme.house import Theme, house_files

THEME = load_theme(MemoryProject({}))
SHEETS = sheets_of(THEME)


def lacking(body: str) -> list[Problem]:
    text = f"---\ntitle: Proef\n---\n{body}\n"
    fragment = convert(text, "manuscript/proef.md").fragment
    assert fragment is not None
    return uncovered(fragment, text, SHEETS)


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


@pytest.mark.parametrize(
    "sign",
    ["😉", "❤️", "👍🏽", "🇧🇪", "1️⃣", "#️⃣", "👨‍👩‍👧", "👩🏽‍🔬", "🏳️‍🌈", "🐦‍🔥", "🏴‍☠️", "→", "½", "€"],
)
def test_a_sign_that_can_be_drawn_is_no_problem(sign: str) -> None:
    assert uncovered_text(f"Zo {sign}.", "a.md", f"Zo {sign}.", SHEETS) == []


@pytest.mark.parametrize("sign", ["🍎🏽", "😉‍🐦"])
def test_a_sign_that_falls_apart_is_named_with_what_to_write(sign: str) -> None:
    [problem] = uncovered_text(f"Zo {sign}.", "a.md", f"Een\nZo {sign}.", SHEETS)
    assert (problem.code, problem.severity) == ("fonts-002", Severity.WARNING)
    assert str(problem.place).startswith("a.md:2")
    assert f"Write “{sign[0]}” alone" in problem.hint


def test_an_emoji_that_is_too_new_is_said_in_words() -> None:
    [problem] = uncovered_text("Moe \U0001fae9.", "a.md", "Moe \U0001fae9.", SHEETS)
    assert problem.code == "fonts-001"
    assert "in words" in problem.hint


def test_a_sign_that_one_medium_lacks_is_a_problem() -> None:
    files = house_files()
    files["epub.css"] += b"\n"
    files["tokens.css"] = files["tokens.css"].replace(b', "Noto Emoji"', b"")
    files["base.css"] = files["base.css"].replace(b'.emoji { font-family: "Noto Emoji"; }', b"")
    for sheet in ("print.css", "screen.css"):
        files[sheet] += b'\n.x { font-family: "Noto Emoji"; }'
    [problem] = uncovered_text("Zo 😉.", "a.md", "Zo 😉.", sheets_of(Theme(files)))
    assert problem.code == "fonts-001"
