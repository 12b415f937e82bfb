"""Addresses as a browser spells them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.markup.web_addresses import is_web_address, web_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://example.org/a]", "https://example.org/a%5D"),
        ("https://example.org/a|{b}^`c", "https://example.org/a%7C%7Bb%7D%5E%60c"),
        ("https://example.org/%zz/100%", "https://example.org/%25zz/100%25"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("https://éxample.be/pád?q=ë#ü", "https://éxample.be/pád?q=ë#ü"),
        ("https://example.org/a b?c d#e f", "https://example.org/a%20b?c%20d#e%20f"),
        ("https://example.org\\a\\b?c\\d", "https://example.org/a/b?c%5Cd"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https:example.org", "https://example.org"),
        ("HTTP:/Example.org/A", "http://Example.org/A"),
        ("https://example.org:80/", "https://example.org:80/"),
        ("https://[::1]:8080/x", "https://[::1]:8080/x"),
        ("https://jan:ge[im@example.org/", "https://jan:ge%5Bim@example.org/"),
        ("mailto:jan@x.be?subject=Een vraag", "mailto:jan@x.be?subject=Een%20vraag"),
        ("tel:+32 9 123 45 67", "tel:+3291234567"),
        ("tel:#31#", "tel:%2331%23"),
    ],
)
def test_an_address_is_spelled_by_the_standard(typed: str, meant: str) -> None:
    assert web_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("https://exa mple.org/", "https://example..org/", "https://.org", "https://", "mailto:"),
        *("https://a.be:99999/", "https://a.be:80a/", "https://[x]/", "https://a|b.be", "x:y"),
    ],
)
def test_what_no_browser_opens_is_no_address(typed: str) -> None:
    assert not is_web_address(typed)


@given(st.text(max_size=12))
def test_an_address_that_is_spelled_right_stays_as_it_is(path: str) -> None:
    once = web_address(f"https://example.org/{path}")
    assert web_address(once) == once
    assert not set(once) & set(' "<>[]\\^`{|}')
