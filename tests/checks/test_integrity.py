"""Nothing lost: what the comparison finds, and what it lets pass."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dinobook.book.model import Kind, Matter, Section
from dinobook.checks.flow import flow_of, words_in
from dinobook.checks.integrity import Region, check_integrity, fits
from dinobook.checks.skeleton import skeleton
from dinobook.markup.convert import convert
from dinobook.markup.fragment import Note
from marked_up import CHAPTERS

TEXT = (
    "<p>De lade ging open. Niemand keek.</p><ol><li>Eerst luisteren.</li><li>Dan praten.</li></ol>"
    '<p>Toen<a class="noteref" href="#n1">1</a> ging ze dicht. Het was stil in de gang.</p>'
)
NOTE = Note("n1", "r1", 1, "<div xmlns='http://www.w3.org/1999/xhtml'><p>Om vier uur.</p></div>", 1)
SHOWN = (
    "De lade ging open. Niemand keek. 1. Eerst luisteren. 2. Dan praten. Toen1 ging ze dicht. "
    "Het was stil in de gang. 1 Om vier uur."
)


def section(text: str = TEXT, notes: tuple[Note, ...] = (NOTE,)) -> Section:
    root = f'<section xmlns="http://www.w3.org/1999/xhtml" id="a">{text}</section>'
    return Section("a", Kind.CHAPTER, Matter.BODY, "De lade", root, notes=notes)


def found(shown: str, **options: bool) -> list[tuple[str, str]]:
    problems = check_integrity([Region(section(), shown, **options)], "boek.pdf", drawn=True)
    return [(one.code, one.message.split(": ", 1)[-1]) for one in problems]


def test_a_page_that_says_it_all_passes() -> None:
    assert found(SHOWN) == []


@pytest.mark.parametrize(
    "shown",
    [
        SHOWN.replace("luisteren", "luis‐\nteren"),
        SHOWN.replace("Niemand", "NIEMAND"),
        SHOWN.replace("2. ", "2.\u2003•\n"),
        SHOWN.replace("dicht", "di\u00adcht").replace(" ", "\u00a0"),
        SHOWN.replace(" 1 Om vier uur.", "").replace("Toen1", "1 Om vier uur. Toen1"),
    ],
    ids=["hyphenated", "capitals", "bullets", "soft hyphens and no-break spaces", "note earlier"],
)
def test_what_typography_does_is_no_loss(shown: str) -> None:
    assert found(shown) == []


def test_heads_that_begin_alike_are_read_quickly() -> None:
    """A row over forty pages: the heads between its parts can be told in 2^40 ways."""
    heads = "".join(f"<table><thead><tr><th>{'na' * n}</th></tr></thead></table>" for n in (1, 2))
    one = section(f"<p>Begin.</p>{heads}<p>Slot.</p>", notes=())
    shown = f"Begin. na nana {'nana ' * 40} {{}} Slot."
    assert check_integrity([Region(one, shown.format(""))], "boek.pdf", drawn=True) == []
    assert check_integrity([Region(one, shown.format("b"))], "boek.pdf", drawn=True)


def test_a_lost_sentence_is_named() -> None:
    assert found(SHOWN.replace("Niemand keek. ", "")) == [("integrity-001", "“Niemand keek.”")]


def test_one_lost_letter_is_a_lost_sentence() -> None:
    codes = {code for code, _ in found(SHOWN.replace("keek", "kek"))}
    assert "integrity-001" in codes


def test_a_lost_note_is_named() -> None:
    assert found(SHOWN.replace(" 1 Om vier uur.", ""))[0][0] == "integrity-001"


def test_a_doubled_sentence_is_named() -> None:
    doubled = SHOWN.replace("Dan praten. ", "Dan praten. Het was stil in de gang. ")
    assert ("integrity-003", "“Het was stil in de gang.”") in found(doubled)


def test_a_misplaced_sentence_is_named() -> None:
    moved = SHOWN.replace("De lade ging open. Niemand keek.", "Niemand keek. De lade ging open.")
    assert ("integrity-004", "“Niemand keek.”") in found(moved)


def test_words_from_nowhere_are_named() -> None:
    assert found(SHOWN + " Hallo wereld.") == [("integrity-002", "“hallowereld”")]


def test_page_numbers_between_lines_of_the_contents_are_no_fault() -> None:
    shown = SHOWN.replace("Niemand", "12 Niemand")
    assert found(shown, exact=False) == []
    assert found(shown) != []


def test_a_table_head_may_come_back_on_the_next_page() -> None:
    table = (
        "<table><thead><tr><th>dag</th><th>uren</th></tr></thead><tbody><tr><td>maandag</td>"
        "<td>7</td></tr><tr><td>dinsdag</td><td>8</td></tr></tbody></table>"
    )
    shown = "dag uren maandag 7 dag uren dinsdag 8"
    region = Region(section(table, ()), shown)
    assert check_integrity([region], "boek.pdf", drawn=True) == []


def test_a_cell_of_one_letter_is_not_found_in_a_head_that_comes_back() -> None:
    table = (
        "<table><thead><tr><th>Lange dag</th><th>uren</th></tr></thead><tbody><tr><td>maandag</td>"
        "<td>7</td></tr><tr><td>a</td><td>8</td></tr></tbody></table><p>Slot.</p>"
    )
    shown = "Lange dag uren maandag 7 Lange dag uren a 8 Slot."
    assert check_integrity([Region(section(table, ()), shown)], "boek.pdf", drawn=True) == []


def test_the_e_book_has_no_numbers_of_lists_and_notes() -> None:
    flow = flow_of(section(), drawn=False)
    assert skeleton("".join(flow.sentences)) == skeleton(
        "De lade ging open. Niemand keek. Eerst luisteren. Dan praten. Toen ging ze dicht. "
        "Het was stil in de gang."
    )
    assert flow.notes == (("Om vier uur.",),)


SENTENCES = st.lists(
    st.text("abcdefgh éë", min_size=6, max_size=30).map(lambda text: f"X{text.strip()}."),
    min_size=3,
    max_size=9,
    unique_by=skeleton,
)


@given(SENTENCES, st.data())
def test_dropping_any_sentence_is_always_found(sentences: list[str], data: st.DataObject) -> None:
    whole = section("".join(f"<p>{one}</p>" for one in sentences), ())
    gone = data.draw(st.integers(0, len(sentences) - 1))
    kept = sentences[:gone] + sentences[gone + 1 :]
    assert check_integrity([Region(whole, " ".join(sentences))], "x", drawn=True) == []
    assert check_integrity([Region(whole, " ".join(kept))], "x", drawn=True) != []


@given(SENTENCES, st.randoms(use_true_random=False))
def test_any_other_order_is_always_found(sentences: list[str], chance: object) -> None:
    whole = section("".join(f"<p>{one}</p>" for one in sentences), ())
    mixed = list(sentences)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    problems = check_integrity([Region(whole, " ".join(mixed))], "x", drawn=True)
    assert bool(problems) == (skeleton("".join(mixed)) != skeleton("".join(sentences)))


def test_a_note_that_another_note_contains_is_found_where_it_stands() -> None:
    def note(number: int, text: str) -> Note:
        body = f"<div xmlns='http://www.w3.org/1999/xhtml'><p>{text}</p></div>"
        return Note(f"n{number}", f"r{number}", number, body, 1)

    notes = (note(1, "Ibid."), note(2, "Zie De Wit, ibid., p. 4."))
    shown = "De lade ging open. Ibid. Zie De Wit, ibid., p. 4."
    region = Region(section("<p>De lade ging open.</p>", notes), shown)
    assert check_integrity([region], "boek.epub", drawn=False) == []


@pytest.mark.parametrize("sign", ["☕️", "⚠️", "👍🏽", "1️⃣"])
def test_a_sign_that_chooses_a_form_is_no_letter(sign: str) -> None:
    region = Region(section(f"<p>Een zin met {sign} erin.</p>", ()), f"Een zin met {sign[0]} erin.")
    assert check_integrity([region], "boek.pdf", drawn=True) == []


def test_a_note_whose_letters_stand_in_the_text_by_chance_is_no_fault() -> None:
    notes = (Note("n1", "r1", 1, "<div xmlns='http://www.w3.org/1999/xhtml'><p>Ja.</p></div>", 1),)
    whole = section("<p>Een zin. Op 11 januari kwam hij.</p>", notes)
    shown = "Een zin. 1 Ja. Op 11 januari kwam hij."
    assert check_integrity([Region(whole, shown)], "boek.pdf", drawn=True) == []
    for fault in (shown.replace("1 Ja. ", ""), shown.replace("1 Ja. ", "1 Ja. 1 Ja. ")):
        assert check_integrity([Region(whole, fault)], "boek.pdf", drawn=True) != []


def test_notes_are_told_from_text_in_their_order() -> None:
    assert fits("abnxcnyd", "abcd", ["nx", "ny"])
    assert not fits("abnycnxd", "abcd", ["nx", "ny"])
    assert not fits("abnxcd", "abcd", ["nx", "ny"])


def test_the_27th_item_of_a_lettered_list_is_aa() -> None:
    items = "".join(f"<li>Punt {number}.</li>" for number in range(27))
    flow = flow_of(section(f'<ol type="a">{items}</ol>', ()), drawn=True)
    assert flow.sentences[0].startswith("a ")
    assert flow.sentences[-1].startswith("aa ")


def test_words_are_counted_as_a_reader_does() -> None:
    text = "<p>Koffie – of<wbr/> <b>thee</b>tje’s … <samp>x</samp>en, 5 €.</p><p>Op.</p>"
    assert words_in(section(text, ())) == 6


@settings(max_examples=40, deadline=None)
@given(CHAPTERS, st.data())
def test_mark_up_that_touches_words_hides_no_loss(text: str, data: st.DataObject) -> None:
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    whole = section(fragment.xhtml, fragment.notes)
    sentences = list(flow_of(whole, drawn=True).sentences)
    assume(sentences)
    lines = " ".join(sentences).replace("e", "e\u00ad\n")
    assert check_integrity([Region(whole, lines)], "x", drawn=True) == []
    at = data.draw(st.integers(0, len(sentences) - 1))
    for some in ([], [sentences[at]] * 2):
        changed = " ".join([*sentences[:at], *some, *sentences[at + 1 :]])
        repeated = skeleton("".join(some[:1])) in flow_of(whole, drawn=True).repeats
        assert repeated or check_integrity([Region(whole, changed)], "x", drawn=True) != []
