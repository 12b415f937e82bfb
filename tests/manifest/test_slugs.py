from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.slugs import slug


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Een kop koffie", "een-kop-koffie"),
        ("Ĳsland en ĳs", "ijsland-en-ijs"),
        ("Één oeuvre, één œuvre", "een-oeuvre-een-oeuvre"),
        ("Straße, Ærø, Łódź, Đorđe", "strasse-aero-lodz-dorde"),
        ("’t Is zo'n foto’s", "t-is-zon-fotos"),
        ("Wat nu?! (deel 2)", "wat-nu-deel-2"),
        ("#burnout 😀 #koffie", "burnout-koffie"),
        ("../../etc/passwd.", "etc-passwd"),
        ("C:\\boek.md", "c-boek-md"),
        ("2016", "2016"),
        ("½ ﬁnale x²", "1-2-finale-x2"),
        ("con", "con-x"),
        ("LPT1", "lpt1-x"),
        ("Contact", "contact"),
        ("", ""),
        (" … – . ", ""),
        ("😀", ""),
        ("日本", ""),
    ],
)
def test_titles_become_plain_names(text: str, made: str) -> None:
    assert slug(text) == made


def test_a_long_title_ends_after_a_whole_word() -> None:
    assert slug("woord " * 30) == "-".join(["woord"] * 10)
    assert slug("a" * 400) == "a" * 60
    assert slug("een tweede", limit=9) == "een"
    assert slug("een tweede", limit=10) == "een-tweede"
    assert slug("een twee drie", limit=8) == "een-twee"


@given(st.text(max_size=100), st.integers(5, 80))
def test_every_slug_is_safe_everywhere(text: str, limit: int) -> None:
    made = slug(text, limit=limit)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert len(made) <= limit
    assert slug(made, limit=limit) == made
    assert not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", made)


@given(st.text(max_size=60))
def test_composed_and_decomposed_text_give_one_slug(text: str) -> None:
    assert slug(unicodedata.normalize("NFC", text)) == slug(unicodedata.normalize("NFD", text))
