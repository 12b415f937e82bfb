from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.manifest import values
from dinobook.manifest.values import Unfit

Check = Callable[[str], str]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (values.isbn, "978-90-00-00000-5"),
        (values.isbn, "9789000000012"),
        (values.isbn, "979-12-3456-789-6"),
        (values.urn, "urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58"),
        (values.urn, "URN:UUID:3F2B8C1E-5D47-4A90-9C1B-7E6A2D0F4B58"),
        (values.urn, "urn:isbn:9789000000005"),
        (values.partial_date, "2016"),
        (values.partial_date, "2016-12"),
        (values.partial_date, "2016-02-29"),
        (values.page_size, "a4"),
        (values.page_size, "148.5x210"),
        (values.language_tag, "nl"),
        (values.language_tag, "no"),
        (values.language_tag, "zh-Hant-TW"),
        (values.nur_code, "043"),
        (values.depot_number, "D/2026/12.345/1"),
        (values.depot_number, "D/1998/0045/239"),
        (values.depot_number, "D/2013/45/12"),
        (values.edition_name, "print-a5"),
        (values.chapter_id, "één_twee.drie-4"),
        (values.filled, "x"),
    ],
)
def test_good_values_are_kept(check: Check, text: str) -> None:
    assert check(text) == text


@pytest.mark.parametrize(
    ("check", "text", "code"),
    [
        (values.isbn, "978-90-00-00000-6", "manifest-010"),
        (values.isbn, "978 90 00 00000 5", "manifest-010"),
        (values.isbn, "978-90-00-00000-5-", "manifest-010"),
        (values.isbn, "9770000000000", "manifest-010"),
        (values.isbn, "90-274-3964-8", "manifest-010"),
        (values.isbn, "978900000000\u0665", "manifest-010"),
        (values.urn, "https://example.org/boek", "manifest-011"),
        (values.urn, "urn:uuid:", "manifest-011"),
        (values.urn, "urn:uuid:3f2b8c1e5d474a909c1b7e6a2d0f4b58", "manifest-011"),
        (values.urn, "urn:x:a b", "manifest-011"),
        (values.partial_date, "14-07-2016", "manifest-012"),
        (values.partial_date, "2016-13", "manifest-012"),
        (values.partial_date, "2015-02-29", "manifest-012"),
        (values.partial_date, "0000", "manifest-012"),
        (values.page_size, "135 x 210", "manifest-013"),
        (values.page_size, "135x210mm", "manifest-013"),
        (values.page_size, "0x0", "manifest-013"),
        (values.page_size, "99999999x210", "manifest-013"),
        (values.edition_name, "Print", "manifest-014"),
        (values.edition_name, "-a", "manifest-014"),
        (values.edition_name, "../a", "manifest-014"),
        (values.edition_name, "nul", "manifest-014"),
        (values.depot_number, "D/2026/1", "manifest-040"),
        (values.depot_number, "2026/12.345/1", "manifest-040"),
        (values.depot_number, "D/26/12.345/1", "manifest-040"),
        (values.depot_number, "D/2026/12.34/1", "manifest-040"),
        (values.depot_number, "D/2026/12,345/1", "manifest-040"),
        (values.depot_number, "D/2026/12.345/1 ", "manifest-040"),
        (values.nur_code, "80", "manifest-015"),
        (values.nur_code, "80a", "manifest-015"),
        (values.language_tag, "nl_BE", "manifest-016"),
        (values.language_tag, "Nederlands", "manifest-016"),
        (values.chapter_id, "a/b", "manifest-017"),
        (values.chapter_id, "../a", "manifest-017"),
        (values.chapter_id, "a.md", "manifest-017"),
        (values.chapter_id, "a b", "manifest-017"),
        (values.chapter_id, "a\n", "manifest-017"),
        (values.chapter_id, "a.", "manifest-017"),
        (values.chapter_id, "", "manifest-017"),
        (values.filled, " \t", "manifest-006"),
    ],
)
def test_bad_values_are_refused_with_advice(check: Check, text: str, code: str) -> None:
    with pytest.raises(Unfit) as caught:
        check(text)
    assert caught.value.code == code
    assert caught.value.hint


@given(st.integers(0, 999_999_999), st.sampled_from(["978", "979"]), st.data())
def test_one_mistyped_digit_never_passes(number: int, prefix: str, data: st.DataObject) -> None:
    stem = f"{prefix}{number:09}"
    weighted = sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(stem))
    good = f"{stem}{(10 - weighted % 10) % 10}"
    assert values.isbn(good) == good
    place = data.draw(st.integers(0, 12))
    wrong = data.draw(st.sampled_from("0123456789").filter(lambda c: c != good[place]))
    with pytest.raises(Unfit):
        values.isbn(good[:place] + wrong + good[place + 1 :])


@given(st.text(max_size=40))
def test_every_text_is_kept_or_refused(text: str) -> None:
    for check in (values.isbn, values.urn, values.partial_date, values.page_size,
                  values.edition_name, values.nur_code, values.language_tag):  # fmt: skip
        try:
            kept = check(text)
        except Unfit:
            continue
        assert kept == text
