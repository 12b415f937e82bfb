from __future__ import annotations

from itertools import pairwise

import pytest

from dinobook.pdf.engine.lines.hyphens import break_points

LIMITS = (6, 3, 3)


def broken(word: str, language: str = "nl-BE", **exceptions: str) -> str:
    listed = {one: marks.replace("-", "\u00ad") for one, marks in exceptions.items()}
    points = (0, *break_points(word, language, LIMITS, listed), len(word))
    return "-".join(word[a:b] for a, b in pairwise(points))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("personeelsvergadering", "per-so-neels-ver-ga-de-ring"),
        ("voorwaarden", "voor-waar-den"),
        ("koffie", "kof-fie"),
        ("dienst", "dienst"),
        ("stil", "stil"),
    ],
)
def test_dutch_words(word: str, expected: str) -> None:
    assert broken(word) == expected


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("d’avertissements", "fr", "d’aver-tis-se-ments"),
        ("L'avertissement", "fr-BE", "L'aver-tis-se-ment"),
        ("jusqu’alors", "fr", "jusqu’alors"),
        ("l’île", "fr", "l’île"),
        ("s’d’avertissements", "fr", "s’d’aver-tis-se-ments"),
        ("aujourd’hui", "fr", "aujourd’hui"),
        ("dell’università", "it", "dell’uni-ver-sità"),
        ("foto’sverzameling", "nl-BE", "foto’sverzameling"),
        ("d’LinkedIn", "fr", "d’LinkedIn"),
    ],
)
def test_a_word_is_broken_behind_what_is_joined_to_it(
    word: str, language: str, expected: str
) -> None:
    assert broken(word, language) == expected


@pytest.mark.parametrize(
    "word",
    [
        *("coördinatie", "beëindigen", "reünie", "geïnteresseerd", "beïnvloeden", "zeeën"),
        *("drieëntwintig", "ministeriële", "patiënten", "egoïsme"),
    ],
)
def test_no_word_is_broken_before_its_trema(word: str) -> None:
    """The trema would have to fall away: co-ordinatie."""
    assert not any(part[0] in "äëïöü" for part in broken(word).split("-"))


def test_an_exception_goes_before_the_patterns() -> None:
    assert broken("loketbediende", loketbediende="loket-bediende") == "loket-bediende"
    assert broken("Loketbediende", loketbediende="loket-bediende") == "Loket-bediende"
    assert broken("kantelpunt", kantelpunt="kantelpunt") == "kantelpunt"


def test_an_exception_for_another_word_is_not_used() -> None:
    assert broken("kantelpunt", kantelpunt="kantel-punten") == "kantelpunt"


def test_a_word_with_an_apostrophe_is_not_broken() -> None:
    assert broken("kapitein’s") == "kapitein’s"


def test_an_unknown_language_breaks_nothing() -> None:
    assert break_points("personeelsvergadering", "tlh", LIMITS, {}) == ()


@pytest.mark.parametrize("word", ["LinkedIn", "VDAB", "iPhonegebruiker"])
def test_a_word_with_capitals_inside_is_not_broken(word: str) -> None:
    assert broken(word) == word
