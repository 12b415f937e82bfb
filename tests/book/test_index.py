"""The index: what a reader looks up is on the pages that are printed, and on no others."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.book.made_pages.collation import collation_key, head_letter
from dinobook.book.made_pages.index import (
    IndexEntry,
    IndexStyle,
    Mark,
    PrintedPages,
    locators,
    make_index,
)

FRONT = ("i", "ii", "iii", "iv")
FOLIOS = (*FRONT, *(str(number) for number in range(1, 21)))
PAGES = PrintedPages(FOLIOS, {f"p{folio}": at for at, folio in enumerate(FOLIOS)})
ROMAN = {folio: at for at, folio in enumerate(FRONT)}


def on(*folios: str) -> list[Mark]:
    """Marks of one term: "12" a page, "12n3" a note there, "12-14" a passage."""
    marks = []
    for folio in folios:
        first, _, last = folio.partition("-")
        page, _, note = first.partition("n")
        marks.append(Mark("term", f"p{page}", f"p{last}" if last else "", int(note or 0)))
    return marks


def printed(*folios: str, collapse: bool = False) -> str:
    return ", ".join(one.text for one in locators(on(*folios), PAGES, collapse=collapse))


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        (["12"], "12"),
        (["12", "4", "iv"], "iv, 4, 12"),
        (["12", "12"], "12"),
        (["12", "13", "14"], "12, 13, 14"),
        (["12-14"], "12–14"),
        (["12-13"], "12–13"),
        (["12-12"], "12"),
        (["12-14", "13"], "12–14"),
        (["12-14", "14-16"], "12–16"),
        (["12-14", "15"], "12–14, 15"),
        (["12-14", "15-16"], "12–14, 15–16"),
        (["12-16", "13-14"], "12–16"),
        (["iii-2"], "iii–iv, 1–2"),
        (["iv-1"], "iv, 1"),
        (["12n3"], "12n3"),
        (["12n3", "12n4"], "12nn3–4"),
        (["12n5", "12n3", "12n4"], "12nn3–5"),
        (["12n3", "12n5"], "12n3, 12n5"),
        (["12n3", "13n4"], "12n3, 13n4"),
        (["12", "12n3"], "12"),
        (["11-13", "12n3"], "11–13"),
        (["12", "13n1"], "12, 13n1"),
        (["14-12"], "12, 14"),
        (["12-xx"], "12"),
        (["xx-12"], "12"),
        (["xx"], ""),
    ],
)
def test_pages_are_printed_as_a_printer_does(marks: list[str], text: str) -> None:
    assert printed(*marks) == text


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        (["12", "13", "14"], "12–14"),
        (["12", "13"], "12, 13"),
        (["12-14", "15"], "12–15"),
        (["12", "13", "15", "16", "17"], "12, 13, 15–17"),
        (["iii", "iv", "1"], "iii, iv, 1"),
        (["12", "13n1", "14"], "12, 13n1, 14"),
    ],
)
def test_three_pages_in_a_row_collapse_when_asked(marks: list[str], text: str) -> None:
    assert printed(*marks, collapse=True) == text


# the laws

pages = st.integers(0, len(FOLIOS) - 1)
marks_of_a_term = st.lists(
    st.builds(
        lambda first, length, note: Mark(
            "term",
            f"p{FOLIOS[first]}",
            f"p{FOLIOS[min(first + length, len(FOLIOS) - 1)]}" if length else "",
            0 if length else note,
        ),
        pages,
        st.integers(0, 4),
        st.sampled_from([0, 0, 0, 1, 2, 3, 5]),
    ),
    max_size=12,
)


def read(text: str) -> tuple[set[int], set[tuple[int, int]]]:
    """Pages and notes that a printed row of locators names, as a reader takes it."""
    whole: set[int] = set()
    notes: set[tuple[int, int]] = set()
    for piece in filter(None, text.split(", ")):
        found = re.fullmatch(r"([ivx]+|\d+)(?:(nn?)(\d+))?(?:–([ivx]+|\d+))?", piece)
        assert found, piece
        first = PAGES.homes[f"p{found[1]}"]
        if found[2]:
            assert (found[2] == "nn") == bool(found[4])
            notes |= {(first, one) for one in range(int(found[3]), int(found[4] or found[3]) + 1)}
        else:
            last = PAGES.homes[f"p{found[4]}"] if found[4] else first
            assert (FOLIOS[first] in ROMAN) == (FOLIOS[last] in ROMAN), (
                "no dash over two numberings"
            )
            assert not found[4] or last > first
            assert not whole & set(range(first, last + 1)), "no page is printed twice"
            whole |= set(range(first, last + 1))
    return whole, notes


@given(marks_of_a_term, st.booleans())
def test_every_marked_page_is_printed_and_no_other(marks: list[Mark], collapse: bool) -> None:
    whole, notes = read(", ".join(one.text for one in locators(marks, PAGES, collapse=collapse)))
    marked: set[int] = set()
    in_notes: set[tuple[int, int]] = set()
    for mark in marks:
        first = PAGES.homes[mark.at]
        last = PAGES.homes[mark.until] if mark.until else first
        if mark.note:
            in_notes.add((first, mark.note))
        else:
            marked |= set(range(first, last + 1))
    assert whole == marked
    assert notes == {one for one in in_notes if one[0] not in marked}


@given(marks_of_a_term, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_marks_does_not_matter(
    marks: list[Mark], random: object, collapse: bool
) -> None:
    mixed = [*marks, *marks]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert locators(mixed, PAGES, collapse=collapse) == locators(marks, PAGES, collapse=collapse)


@given(marks_of_a_term)
def test_without_asking_a_dash_is_the_authors(marks: list[Mark]) -> None:
    """Every two pages that a dash joins are joined by one of the author's passages."""
    for one in locators(marks, PAGES):
        for page in range(one.first, one.last):
            assert any(
                mark.until and PAGES.homes[mark.at] <= page < PAGES.homes[mark.until]
                for mark in marks
            )


# the order


def order(*terms: str, ij_as_y: bool = False) -> list[str]:
    return sorted(terms, key=lambda term: collation_key(term, ij_as_y=ij_as_y))


@pytest.mark.parametrize(
    "terms",
    [
        ["één", "eend", "eenheid"],
        ["cafe", "café", "Café", "cafés"],
        ["de Lijn", "dinosaurus", "Lijn"],
        ["e-mail", "email", "emmer", "ezel"],
        ["ijdel", "ijs", "ik"],
        ["open data", "open overheid", "openbaar"],
        ["7 dagen", "10 dagen", "2010", "aap"],
        ["oeuvre", "œuvre", "Oever"],
        ["slak", "smørrebrød", "soep"],
        ["sherry", "’s-Hertogenbosch", "slak"],
        ["dinosaurus", "Dinosaurus", "#dinospotting", "dinsdag"],
        ["naïef", "naïeve", "naijver"],
        ["straße", "strat"],
    ],
)
def test_terms_stand_as_in_a_dutch_dictionary(terms: list[str]) -> None:
    assert order(*reversed(terms)) == terms


def test_ij_can_stand_at_y() -> None:
    assert order("yoga", "ijs", "ik", "zon", "ĳzer", ij_as_y=True) == [
        "ik", "yoga", "ijs", "ĳzer", "zon",
    ]  # fmt: skip
    assert [head_letter("ijs"), head_letter("IJs", ij_as_y=True)] == ["I", "Y"]


@pytest.mark.parametrize(
    ("term", "letter"), [("één", "E"), ("’t Zand", "T"), ("2010", "#"), ("€", "#"), ("ßo", "S")]
)
def test_terms_come_under_their_letter(term: str, letter: str) -> None:
    assert head_letter(term) == letter


@given(st.lists(st.text(max_size=8), max_size=8, unique=True), st.booleans(), st.data())
def test_the_order_is_total(terms: list[str], ij_as_y: bool, data: st.DataObject) -> None:
    keys = [collation_key(term, ij_as_y=ij_as_y) for term in terms]
    assert len(set(keys)) == len(keys)
    mixed = data.draw(st.permutations(terms))
    assert order(*mixed, ij_as_y=ij_as_y) == order(*terms, ij_as_y=ij_as_y)


@given(st.text("abcdeijy éÉ-’", max_size=10))
def test_case_accents_and_signs_do_not_move_a_term_past_another(term: str) -> None:
    plain = "".join(
        char for char in unicodedata.normalize("NFD", term.lower()) if char.isalpha() or char == " "
    )
    between = plain.strip() + "a"
    assert order(between, term.strip())[0] == term.strip()
    assert head_letter(term) == head_letter(plain)


# entries


def lines(entries: tuple[IndexEntry, ...], depth: int = 0) -> list[str]:
    found = []
    for one in entries:
        refers = [f"zie {name}" for name in one.see] + [f"zie ook {name}" for name in one.also]
        row = "; ".join([", ".join([one.term, *(where.text for where in one.locators)]), *refers])
        found += ["  " * depth + row, *lines(one.subs, depth + 1)]
    return found


MARKS = [
    Mark("vogels", "p12"),
    Mark("Dinosaurus", "p3", "p5"),
    Mark("dinosaurus", "p7"),
    Mark("vergadering", "p9", sub="zonder koffie"),
    Mark("vergadering", "p2", note=4, sub="met  koffie"),
    Mark("vergadering ", "p3"),
    Mark("overleg", see="vergadering"),
    Mark("vergadering", also="koffie"),
    Mark("koffie", "iv-is-no-id"),
    Mark("Lijn, de", "p8"),
    Mark("€ 100", "p8", sort_as="honderd euro"),
]


def test_entries_stand_sorted_with_what_is_below_them() -> None:
    assert lines(make_index(MARKS, PAGES)) == [
        "dinosaurus, 3–5, 7",
        "€ 100, 8",
        "Lijn, de, 8",
        "overleg; zie vergadering",
        "vergadering, 3; zie ook koffie",
        "  met koffie, 2n4",
        "  zonder koffie, 9",
        "vogels, 12",
    ]


@given(st.permutations(MARKS))
def test_the_index_does_not_depend_on_the_order_of_the_book(marks: list[Mark]) -> None:
    assert make_index(marks, PAGES) == make_index(MARKS, PAGES)


def test_entries_know_the_letter_they_come_under() -> None:
    assert "".join(one.letter for one in make_index(MARKS, PAGES)) == "DHLOVV"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark("Burn-out", "p3"), Mark("burn-out", "p7")], ["burn-out, 3, 7"]),
        (
            [Mark("École", "p3"), Mark("école", "p7"), Mark("Ecole", "p8")],
            ["école, 3, 7", "Ecole, 8"],
        ),
        ([Mark("WHO", "p3"), Mark("who", "p7")], ["who, 7", "WHO, 3"]),
        ([Mark("LinkedIn", "p3")], ["LinkedIn, 3"]),
        (
            [Mark("werk", "p3", sub="Burn-out"), Mark("Werk", "p7", sub="burn-out")],
            ["werk", "  burn-out, 3, 7"],
        ),
        (
            [Mark("uitgeblust", see="Burn-out"), Mark("burn-out", "p7")],
            ["burn-out, 7", "uitgeblust; zie burn-out"],
        ),
        ([Mark("10\u00a0km", "p3"), Mark("10 km", "p7")], ["10 km, 3, 7"]),
    ],
)
def test_a_capital_of_a_sentence_makes_no_entry(marks: list[Mark], expected: list[str]) -> None:
    assert lines(make_index(marks, PAGES)) == expected
    assert lines(make_index(reversed(marks), PAGES)) == expected


def test_the_style_reaches_terms_below_terms() -> None:
    marks = [Mark("a", f"p{page}", sub="b") for page in (1, 2, 3)]
    assert lines(make_index(marks, PAGES, IndexStyle(collapse=True))) == ["a", "  b, 1–3"]


@given(st.lists(st.sampled_from(FOLIOS), min_size=1, max_size=9))
def test_each_locator_leads_to_a_mark_on_its_first_page(folios: list[str]) -> None:
    for one in locators(on(*folios), PAGES):
        assert PAGES.homes[one.at] == one.first
