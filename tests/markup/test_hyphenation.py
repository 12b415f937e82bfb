"""The author's list of words: what it allows, and what is told of a bad line."""

from __future__ import annotations

import pytest

from dinobook.markup.convert import convert
from dinobook.markup.typography.hyphenation import read_exceptions
from dinobook.problems import Severity

PATH = "manuscript/hyphenation.txt"


def shown(text: str) -> dict[str, str]:
    return {
        word: one.replace("\u00ad", "|") for word, one in read_exceptions(text, PATH).breaks.items()
    }


@pytest.mark.parametrize(
    ("line", "word", "parts"),
    [
        ("bloem-kool", "bloemkool", "bloem|kool"),
        ("Linde-veld  # een naam", "lindeveld", "linde|veld"),
        ("kwart¬slag", "kwartslag", "kwart|slag"),
        ("burn-out¬klachten", "burn-outklachten", "burn-out|klachten"),
        ("organisatie", "organisatie", "organisatie"),
        ("mede-werker's", "medewerker’s", "mede|werker’s"),
        ("\ufeffreü-nies\r", "reünies", "reü|nies"),
    ],
)
def test_a_line_is_a_word(line: str, word: str, parts: str) -> None:
    assert shown(line) == {word: parts}


@pytest.mark.parametrize(
    "line", ["twee woorden", "kof--fie", "-koffie", "koffie-", "kof¬¬fie", "kof4fie", "a, b"]
)
def test_a_bad_line_is_told_with_its_place(line: str) -> None:
    found = read_exceptions(f"# begin\n\n{line}\nbloem-kool\n", PATH)
    assert [(one.code, str(one.place).split(" ")[0]) for one in found.problems] == [
        ("hyphenation-001", f"{PATH}:3")
    ]
    assert line in found.problems[0].message
    assert "letters only" in found.problems[0].hint
    assert list(found.breaks) == ["bloemkool"]


def test_the_first_of_two_lines_counts() -> None:
    found = read_exceptions("bloem-kool\nBloemkool\n", PATH)
    assert [(one.code, one.place.line, one.severity) for one in found.problems] == [
        ("hyphenation-002", 2, Severity.WARNING)
    ]
    assert "line 1" in found.problems[0].message
    assert shown("bloem-kool\nBloemkool\n") == {"bloemkool": "bloem|kool"}


def test_a_mark_shows_nowhere() -> None:
    """Not in titles, contents, captions, the index, or the count of words."""
    text = (
        "---\ntitle: Een kop¬titel\n---\n## Een kop¬zin\n\n[kwart¬slag]{.index} in de zon\n\n"
        '![x](images/x.svg "Bij¬schrift")\n'
    )
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    seen = (
        fragment.meta.title,
        fragment.headings[0].text,
        fragment.marks[0].term,
        fragment.figures[0].caption,
    )
    assert seen == ("Een koptitel", "Een kopzin", "kwartslag", "Bijschrift")
    assert "¬" not in fragment.xhtml
    assert "kwart\u00adslag" in fragment.xhtml


def test_half_a_capital_is_told() -> None:
    problems = convert("---\ntitle: X\n---\nIjs.\n", "manuscript/a.md").problems
    assert [(one.code, one.severity, one.hint) for one in problems] == [
        ("typography-007", Severity.WARNING, "Write “IJs”.")
    ]
    assert convert("---\ntitle: X\nlang: en\n---\nIjs.\n", "manuscript/a.md").problems == ()
