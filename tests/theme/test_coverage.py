"""Signs that no typeface has, or that fall apart, are named before anything is printed."""

from __future__ import annotations

import pytest

from dinobook.markup.convert import convert
from dinobook.problems import Problem, Severity
from dinobook.storage.project import MemoryProject
from dinobook.theme import coverage, load_theme
from dinobook.theme.coverage import fallbacks_for, sheets_of, uncovered, uncovered_text
from dinobook.theme.house import Theme, house_files

THEME = load_theme(MemoryProject({}))
SHEETS = sheets_of(THEME)
LAYOUTS = [name[8:-4] for name in house_files() if name.startswith("layouts/")]


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
    files["epub.css"] = files["epub.css"] + b"\n"
    for sheet in ("print.css", "screen.css"):
        files[sheet] += b'\n.x { font-family: "EB Garamond"; }'
    files["tokens.css"] = files["tokens.css"].replace(b"Vollkorn", b"Literata")
    [problem] = uncovered_text("Zo \u3003.", "a.md", "Zo \u3003.", sheets_of(Theme(files)))
    assert problem.code == "fonts-001"


def test_every_place_of_a_sign_is_named() -> None:
    problems = lacking("Een 園.\n\nTwee\n\n園 &#x5712; 園\n\n園 hier")
    assert [(one.place.line, one.message) for one in problems] == [
        (
            4,
            "No typeface of the book has “園” (U+5712, cjk unified ideograph-5712), "
            "on lines 4, 8 and 10.",
        )
    ]
    (many,) = lacking("日本庭園\n日本\n\n庭園")
    assert many.message.endswith("of the script Han, on lines 4–5 and 7.")


def test_each_row_is_read_once_however_many_characters_are_lacking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(row: str) -> str:
        read.append(row)
        return row

    monkeypatch.setattr(coverage, "settled", counted)
    text = "\n".join(chr(number) for number in range(0x5000, 0x5040))
    problems = uncovered_text(f"{text}🍎🏽", "a.md", f"{text}\n🍎🏽", SHEETS)
    assert [problem.place.line for problem in problems] == [1, 65]
    assert len(read) == 65


@pytest.mark.parametrize(
    ("char", "said"),
    [("\uf8ff", "private use"), ("\ufdd0", "not a Unicode"), ("\U0001fffe", "not a Unicode")],
)
def test_what_no_book_can_show_is_named_by_its_number(char: str, said: str) -> None:
    (problem,) = lacking(f"Een {char}.")
    assert (problem.code, problem.place.line) == ("fonts-001", 4)
    assert said in problem.message
    assert f"U+{ord(char):04X}" in problem.message


@pytest.mark.parametrize("sign", [*"✓✗✔✘→⇒↦★☆☐☑☒●■▲◆♥♪♫☎✂⌘⏎∀∈ℝ⊕√⟨𝔸┌█⠿①ⅣʃəἄЖǎ₿₹"])
def test_everyday_signs_have_a_drawing_in_every_layout(sign: str) -> None:
    sheets = sheets_of(THEME, LAYOUTS)
    assert uncovered_text(sign, "a.md", sign, sheets) == []
