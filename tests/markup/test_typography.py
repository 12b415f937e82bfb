"""Laws of the typography; the cases are in fixtures/typography.txt."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from dinobook.markup.convert import convert
from dinobook.markup.typography.house_style import HouseStyle
from dinobook.markup.typography.tree import typeset, typeset_name, typeset_text
from dinobook.problems import Severity

TEXTS = st.lists(
    st.sampled_from(
        [*"\"'“”‘’„«».,:;!?()-–—… \n\u00a05at", "...", " - ", "'t ", "'60 ", "p. 4", " km", "€ ",
         "foto's", "woord", "10 000", "J. ", "€ 5", "14 juli", "« ", "‚", " — ", "hoofdstuk 3",
         "--", "mp3's", "1990--1995", " 'n' ", "'ie ", "zei:", ".bib", "\n", " —ja", "x_y--z",
         "https://a.be/b'c--d", 'a="b"', "’zo’", '27" ']
    ),
    max_size=14,
).map("".join)  # fmt: skip
LANGUAGES = ["nl-BE", "en", "de", "fr", "it"]
HOUSES = [
    HouseStyle(),
    HouseStyle(quotes="single"),
    HouseStyle(dashes="closed", ellipsis="spaced"),
]
# marks by what they are, whatever their kind: a house may exchange single and double ones
GONE = re.compile(r"[\s.…–—\-\"'“”„‘’‚«»`´]")


def letters(text: str) -> str:
    return GONE.sub("", text)


@example("''10 000'", "nl", HouseStyle())
@example("'60 € 5", "nl", HouseStyle())
@example("'60 \"‘!'", "nl", HouseStyle())
@example("'60 »''", "nl", HouseStyle())
@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(HOUSES))
def test_a_second_time_changes_nothing(text: str, language: str, house: HouseStyle) -> None:
    once = typeset_text(text, language, house)
    assert typeset_text(once, language, house) == once


@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(HOUSES))
def test_only_marks_dots_dashes_and_spaces_change(
    text: str, language: str, house: HouseStyle
) -> None:
    assert letters(typeset_text(text, language, house)) == letters(text)


@pytest.mark.parametrize(
    ("house", "typed", "shown"),
    [
        (HouseStyle(quotes="single"), 'Hij zei "ja".', "Hij zei ‘ja’."),
        (HouseStyle(quotes="single"), "Hij zei 'ja'.", "Hij zei ‘ja’."),
        (HouseStyle(quotes="single"), "\"zo 'n 'ding' ja\"", "‘zo ’n “ding” ja’"),
        (HouseStyle(quotes="single"), "“typ ‘zo’ maar”", "‘typ “zo” maar’"),
        (HouseStyle(quotes="single"), "foto's en 't is", "foto’s en ’t is"),
        (HouseStyle(dashes="closed"), "koffie - of thee – of", "koffie—of thee—of"),
        (HouseStyle(dashes="closed"), "5 - 3, on- en offline", "5 - 3, on- en offline"),
        (HouseStyle(ellipsis="spaced"), "Tja... en toen…", "Tja.⍽.⍽. en toen.⍽.⍽."),
    ],
)
def test_a_house_style(house: HouseStyle, typed: str, shown: str) -> None:
    assert typeset_text(typed, "nl-BE", house).replace("\u00a0", "⍽") == shown


@given(st.lists(st.tuples(st.sampled_from(["", "em", "code", "br"]), TEXTS), max_size=5))
def test_a_tree_is_set_once_too(pieces: list[tuple[str, str]]) -> None:
    root = etree.Element("p")
    for name, text in pieces:
        part = etree.SubElement(root, name or "span")
        part.text, part.tail = (None, text) if name == "br" else (text, " ")
    typeset(root, "nl")
    once = etree.tostring(root)
    assert typeset(root, "nl") == []
    assert etree.tostring(root) == once


def test_changes_are_told_with_their_lines() -> None:
    text = "---\ntitle: X\n---\nDe foto's.\n\n`'t` en *\"ja\"* - p. 4...\n"
    notes = convert(text, "manuscript/a.md").notes
    assert {note.severity for note in notes} == {Severity.NOTE}
    assert [(note.code, note.place.line) for note in notes] == [
        ("typography-001", 4),
        ("typography-004", 6),
        ("typography-003", 6),
        ("typography-006", 6),
        ("typography-002", 6),
    ]
    assert notes[0].message == "foto's. → foto’s. (an apostrophe)"


def test_a_mark_that_faces_the_wrong_way_is_told() -> None:
    notes = convert("# X\n\nEen woord“ en zo.", "manuscript/a.md").notes
    assert [(note.code, note.place.line) for note in notes] == [("typography-005", 3)]


def test_no_letter_is_decomposed() -> None:
    assert unicodedata.is_normalized("NFC", typeset_text("één 'reële' foto's", "nl"))


def test_each_change_is_told_at_its_own_place() -> None:
    text = """\
---
title: X
---
foto's en
foto's en "foto's".

foto's *"nadruk"* en "[link](https://a.be)"

Hij zei:"ja" en zij--nee.[^1]

Een **woord**--en nog.
rock 'n' roll, mp3's
"...of niet?"

[^1]: Of "niets".
"""
    notes = convert(text, "manuscript/a.md").notes
    found = [(note.place.line, note.message.split(" (")[0]) for note in notes]
    assert found == [
        (4, "foto's → foto’s"),
        (5, "foto's → foto’s"),
        (5, '"foto\'s". → "foto’s".'),
        (5, '"foto’s". → “foto’s”.'),
        (7, "foto's → foto’s"),
        (7, '"nadruk" → “nadruk”'),
        (7, '"link" → “link”'),
        (9, 'zei:"ja" → zei:“ja”'),
        (9, "zij--nee. → zij – nee."),
        (11, "woord--en → woord – en"),
        (12, "'n' → ’n’"),
        (12, "mp3's → mp3’s"),
        (13, '"...of → "…of'),
        (13, '"…of → “…of'),
        (13, 'niet?" → niet?”'),
        (15, '"niets". → “niets”.'),
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Jan 't Hooft", "Jan ’t Hooft"),
        ("'t Hooft, Jan", "’t Hooft, Jan"),
        ("Conan O'Brien, M. D'Haene", "Conan O’Brien, M. D’Haene"),
        ("Jan 'de Beer' -- Peeters", "Jan ‘de Beer’ -- Peeters"),
    ],
)
def test_a_name_gets_its_marks_and_nothing_else(typed: str, shown: str) -> None:
    assert typeset_name(typed, "nl") == shown
