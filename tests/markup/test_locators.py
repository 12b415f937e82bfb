"""Where a citation points: the forms that Dutch theses use, and what is no place at all."""

from __future__ import annotations

import pytest

from dinobook.markup.fragment import Locator
from dinobook.markup.inline.locators import split_locator


@pytest.mark.parametrize(
    ("text", "kind", "value", "suffix"),
    [
        (", p. 4", "page", "4", ""),
        (" p.4", "page", "4", ""),
        (", p.\u00a04", "page", "4", ""),
        (", pp. 33-35", "page", "33–35", ""),
        (", pp. 33 – 35, 40 en 42 e.v.", "page", "33–35, 40 en 42", "e.v."),
        (", blz. xiv", "page", "xiv", ""),
        (", 12", "page", "12", ""),
        (", h. 2", "chapter", "2", ""),
        (", hoofdstuk IV, passim", "chapter", "IV", ", passim"),
        (", § 3.2", "section", "3.2", ""),
        (", §§ 3-5", "section", "3–5", ""),
        (", al. 2", "paragraph", "2", ""),
        (", noot 7", "note", "7", ""),
        (", fig. 3a", "figure", "3a", ""),
        (", deel II.", "part", "II", "."),
        (", p. 4, maar niet overal", "page", "4", ", maar niet overal"),
    ],
)
def test_a_place(text: str, kind: str, value: str, suffix: str) -> None:
    assert split_locator(text) == (Locator(kind, value), suffix)


@pytest.mark.parametrize(
    "text", ["", ", passim", ", maar zie verder", ", p. vier", ", tabel 3", ", hetzelfde"]
)
def test_no_place(text: str) -> None:
    assert split_locator(text) == (None, text)
