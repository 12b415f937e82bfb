"""Laws of the typography; the cases are in fixtures/typography.txt."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from dinobook.markup import convert, typeset_text
from dinobook.markup.typography import typeset
from dinobook.problems import Severity

TEXTS = st.lists(
    st.sampled_from(
        [*"\"'“”‘’„«».,:;!?()-–—… \n\u00a05at", "...", " - ", "'t ", "'60 ", "p. 4", " km", "€ ",
         "foto's", "woord", "10 000"]
    ),
    max_size=14,
).map("".join)  # fmt: skip
SAME = str.maketrans("“”„‘’`´–—\u00a0", "\"\"\"''''-- ")


def letters(text: str) -> str:
    return re.sub(r"-+", "-", text.translate(SAME).replace("…", "...")).replace("\n", " ")


@example("''10 000'", "nl")
@example("'60 € 5", "nl")
@example("'60 \"‘!'", "nl")
@example("'60 »''", "nl")
@given(TEXTS, st.sampled_from(["nl-BE", "en"]))
def test_a_second_time_changes_nothing(text: str, language: str) -> None:
    once = typeset_text(text, language)
    assert typeset_text(once, language) == once


@given(TEXTS)
def test_only_marks_dots_dashes_and_spaces_change(text: str) -> None:
    assert letters(typeset_text(text, "nl")) == letters(text)


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
