"""Style sheets that would spoil a book without a word."""

from __future__ import annotations

import pytest

from books import small_book
from dinobook.pipeline.sources import load
from dinobook.problems import Problem
from dinobook.theme import faces_in
from dinobook.theme.faces import families_in


def problems(name: str, text: str) -> list[Problem]:
    project = small_book()
    project.contents[f"styles/{name}"] = text.encode()
    return [one for one in load(project).problems if one.place.path == f"styles/{name}"]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("p { color: red }\n\na { color: blue\n", 3, "theme-001"),
        ("p { color: red } }\n", 1, "theme-001"),
        ("p {\n  color: var(--embr);\n}", 2, "theme-003"),
        ("p { font-family: Vollkron }", 1, "theme-004"),
        ('p { font-family: "Comic Sans MS", serif }', 1, "theme-004"),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, line: int, code: str) -> None:
    assert [(one.place.line, one.code) for one in problems("print.css", text)] == [(line, code)]


def test_the_nearest_name_is_offered() -> None:
    assert "Vollkorn" in problems("print.css", "p { font-family: Vollkron }")[0].hint
    assert "--ember" in problems("print.css", "p { color: var(--embr) }")[0].hint


@pytest.mark.parametrize(
    "text",
    [
        'p::before { content: "{" } /* } */',
        "p { font-family: Vollkorn, serif }",
        "p { color: var(--ember) }",
    ],
)
def test_a_sound_sheet_passes(text: str) -> None:
    assert problems("print.css", text) == []


def test_families_with_and_without_quotes_are_found() -> None:
    css = "p { font-family: EB Garamond, \"Noto Emoji\" } :root { --text-face: 'Literata' }"
    assert families_in(css) == ("EB Garamond", "Noto Emoji", "Literata")
    assert {face.family for face in faces_in(css)} == {"EB Garamond", "Noto Emoji", "Literata"}
