"""Mechanical repairs: what they change, and that they can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.importers.conservation import words_of_dump
from dinobook.importers.formats import REPAIRS
from dinobook.importers.text.repairs import repair, undo
from dinobook.importers.text.spelling import slips

messy = st.text(alphabet=st.sampled_from(list("abst06 .,!\n\u00a0“”‘’(\t")), max_size=60)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("een\u00a0kop", "een kop", "nbsp-to-space"),
        ("een kop  ", "een kop", "trailing-space"),
        ("een  kop", "een kop", "double-space"),
        ("“een kop“, zei hij", "“een kop”, zei hij", "wrong-closer"),
        ("‘een kop‘ thee", "‘een kop’ thee", "wrong-closer"),
        ("Om ‘m te vangen", "Om ’m te vangen", "leading-apostrophe"),
        ("In ‘68 was dat zo", "In ’68 was dat zo", "leading-apostrophe"),
        ("‘s-Hertogenbosch", "’s-Hertogenbosch", "leading-apostrophe"),
    ],
)
def test_a_repair_changes_what_its_name_says(before: str, after: str, name: str) -> None:
    mended, done = repair(before, REPAIRS)

    assert mended == after
    assert [one.name for one in done] == [name]


@pytest.mark.parametrize(
    "text", ["de letter ‘s’", "‘twaalf’ jaar", "  1. een lijst", "een “kop” thee"]
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert repair(text, REPAIRS) == (text, ())


def test_only_the_repairs_that_are_asked_for_are_done() -> None:
    mended, _ = repair("een\u00a0kop  “thee“ ", ["nbsp-to-space"])

    assert mended == "een kop  “thee“ "


@given(messy, st.sets(st.sampled_from(sorted(REPAIRS))))
def test_the_report_undoes_the_repairs(text: str, names: set[str]) -> None:
    mended, done = repair(text, names)

    assert undo(mended, done) == text


@given(messy)
def test_no_repair_touches_a_word(text: str) -> None:
    mended, _ = repair(text, REPAIRS)

    assert words_of_dump(mended) == words_of_dump(text)


def test_undoing_refuses_a_text_that_was_edited_since() -> None:
    _, done = repair("een\u00a0kop", REPAIRS)

    with pytest.raises(ValueError, match="line 1 has changed"):
        undo("kopjes", done)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ik kan kan het wel.", "the same word twice"),
        ("Dat is zo , denk ik.", "a space before a punctuation mark"),
        ("Het regent.Ik blijf thuis.", "no space after a full stop"),
        ("Het lag in t midden.", "lack its apostrophe"),
        ("Zeg “ja.", "1 opening and 0 closing"),
        ("Dat was het `", "a stray back-tick"),
    ],
)
def test_a_slip_is_reported_as_a_note_and_nothing_more(text: str, said: str) -> None:
    (note,) = slips(text, "dump.txt")

    assert said in note.message
    assert note.code == "import-013"
    assert not note.is_error
