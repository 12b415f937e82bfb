"""The index: what a reader looks up is on the pages that are printed, and on no others."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.book.collation import collation_key, head_letter
from dinobook.book.index import (
    Entry,
    IndexStyle,
    Mark,
    PrintedPages,
    locators,
    make_index,
    missing_targets,
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
        (["12-nowhere"], "12"),
        (["nowhere-12"], "12"),
        (["nowhere"], ""),
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
            assert (FOLIOS[first] in ROMAN) == (FOLIOS[last] in ROMAN), "no dash over two numberings"
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
        ["eend", "één", "eenheid"],
        ["cafe", "café", "Café", "cafés"],
        ["de Lijn", "dinosaurus", "Lijn"],
        ["ezel", "e-mail", "emmer"],
        ["ijdel", "ijs", "ik"],
        ["open data", "open overheid", "openbaar"],
        ["7 dagen", "10 dagen", "2010", "aap"],
        ["oeuvre", "œuvre", "Oever"],
        ["smørrebrød", "soep"],
        ["’s-Hertogenbosch", "sherry", "slak"],
        ["#dinospotting", "dinosaurus", "Dinosaurus"],
        ["naïef", "naïeve", "naijver"],
        ["straße", "strat"],
    ],
)
def test_terms_stand_as_in_a_dutch_dictionary(terms: list[str]) -> None:
    wanted = {
        "ezel": ["e-mail", "emmer", "ezel"],
        "oeuvre": ["oeuvre", "œuvre", "Oever"],
        "#dinospotting": ["dinosaurus", "Dinosaurus", "#dinospotting"],
        "eend": ["één", "eend", "eenheid"],
        "oeuvre ": [],
    }.get(terms[0], terms)
    if terms[0] == "oeuvre":
        wanted = ["Oever", "oeuvre", "œuvre"]
    assert order(*reversed(terms)) == wanted
