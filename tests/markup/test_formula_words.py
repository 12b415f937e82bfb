"""Formulas in words: what somebody hears who does not see them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook import xhtml
from dinobook.markup.convert import convert
from dinobook.markup.inline.formula_words import _OF_TABLE, _signs, in_words
from dinobook.markup.inline.formulas import mathml, tell


def told(latex: str, language: str = "nl") -> str:
    math = mathml(latex, "inline")
    assert math is not None, "the converter must take it"
    tell(math, latex, language)
    return math.get("alttext", "")


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        ("p_1", "p index 1"),
        ("x^2", "x kwadraat"),
        (r"\frac{a}{b} = c", "a gedeeld door b is gelijk aan c"),
        (r"\sqrt{x^2 + y^2}", "wortel van x kwadraat plus y kwadraat, einde wortel"),
        (r"p < .05", "p is kleiner dan 0,05"),
        (r"r = -.45", "r is gelijk aan min 0,45"),
        (r"\bar{x} = 3{,}14", "x streep is gelijk aan 3,14"),
        ("0.123", "0,123"),
        (r"12\,500", "12500"),
        ("(1,2,3)", "haakje openen 1 komma 2 komma 3 haakje sluiten"),
        (r"X \sim N(0, 1)", "X tilde N haakje openen 0 komma 1 haakje sluiten"),
        (r"\neg p \land q", "niet p en q"),
        ("b_*", "b index ster"),
        ("x^{*}", "x tot de ster"),
        ("a*b", "a keer b"),
        (r"\lfloor x \rfloor", "ondergrens van x einde ondergrens"),
        (r"\text{kans} = 5\%", "kans is gelijk aan 5 procent"),
        (r"\beta_1 \neq 0", "bèta index 1 is niet gelijk aan 0"),
    ],
)
def test_dutch_words(latex: str, words: str) -> None:
    assert told(latex, "nl-BE") == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB", "a over b is much less than 0.05"),
        ("fr", "a sur b est très inférieur à 0,05"),
        ("de-AT", "a durch b ist viel kleiner als 0,05"),
        ("it", "a fratto b ≪ 0,05"),
    ],
)
def test_words_in_the_language_of_the_text(language: str, words: str) -> None:
    assert told(r"\frac{a}{b} \ll .05", language) == words


@pytest.mark.parametrize("language", ["fy", "la", "", "x"])
def test_a_language_without_words_has_the_latex(language: str) -> None:
    assert told(r"\frac{a}{b}", language) == r"\frac{a}{b}"


def test_what_the_words_do_not_know_is_read_from_the_mathml() -> None:
    assert told(r"x\hspace{ 0.5 }y") == "x y"


def test_what_nobody_knows_stays_latex() -> None:
    """Half of a formula in words would say something else."""
    latex = r"x \leftbrace y"
    math = mathml(r"x y", "inline")
    assert math is not None
    math[0][0].text = r"\leftbrace"
    assert in_words(latex, math, "nl") is None
    tell(math, latex, "nl")
    assert math.get("alttext") == latex


def test_the_latex_is_an_annotation_and_the_words_of_an_author_come_first() -> None:
    body = "/// vergelijking | Een half b\n\\frac{b}{2}\n///\n\nMet [de $x^2$]{lang=en} erbij.\n"
    fragment = convert(f"---\ntitle: X\n---\n{body}", "manuscript/x.md").fragment
    assert fragment is not None
    assert re.findall(r'alttext="([^"]*)"', fragment.xhtml) == ["Een half b", "x squared"]
    notes = re.findall(r'<annotation encoding="application/x-tex">([^<]*)<', fragment.xhtml)
    assert notes == [r"\frac{b}{2}", "x^2"]


def test_every_sign_has_a_word_in_each_of_the_four_languages() -> None:
    signs = _signs()
    assert tuple(signs) == _OF_TABLE
    assert all(words for by_sign in signs.values() for words in by_sign.values())
    assert len({len(by_sign) for by_sign in signs.values()}) == 1


PIECES = r"""
\frac \sqrt { } ^ _ x y 1 2 , . \, {,} \begin{cases} \end{cases} \left( \right) \hspace \not \sum
\text{wel} \sim \lfloor & \\ * ' \mathbb{R} \to | \orange = < \ \def\a \a
"""
LATEX = st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=3), max_size=25).map("".join)


@given(LATEX, st.sampled_from(["nl", "en", "fr", "de", "ja", "fy"]))
def test_no_formula_stops_a_chapter_and_none_is_told_in_commands(latex: str, language: str) -> None:
    math = mathml(latex, "inline")
    if math is None:
        return
    words = in_words(latex, math, language)
    assert words is None or (words == words.strip() != "" and "\\" not in words)


def test_what_a_formula_was_written_as_is_no_text() -> None:
    root = xhtml.parse(
        '<p xmlns="http://www.w3.org/1999/xhtml">a <math xmlns="http://www.w3.org/1998/Math/MathML">'
        "<semantics><mi>u</mi><annotation>u_1</annotation></semantics></math> c <em>d</em> e</p>"
    )
    assert xhtml.text_of(root) == "a u c d e"
