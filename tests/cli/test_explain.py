"""`dinobook explain`: every code, in the words of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from dinobook.cli.app import run
from dinobook.cli.commands.explain import explanations
from dinobook.codes import CODES

FINE, USAGE = 0, 2


def test_every_code_is_explained_in_plain_words(repository: Path) -> None:
    page = (repository / "docs" / "problems.md").read_text(encoding="utf-8")
    found = list(explanations(page))
    assert {one.code: one.meaning for one in found} == CODES
    for one in found:
        assert one.example, one.code
        assert one.advice, one.code
        assert not [sign for sign in ("&lt;", "&amp;", "\\|") if sign in one.example + one.advice]


def test_a_code_is_taken_as_it_stands_behind_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in ("text-031", "[text-031]", "TEXT-031"):
        assert run(["explain", typed]) == FINE
        shown = capsys.readouterr().out
        assert "text-031 (warning): a table has no line of dashes" in shown
        assert "Write `|---|---|` below the first row." in shown


def test_links_of_the_page_are_named_and_examples_stay(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "front-007"]) == FINE
    assert "leftovers (docs/blog.md)" in capsys.readouterr().out
    assert run(["explain", "text-040"]) == FINE
    assert "`[[id|woorden]]` or `[woorden](id)`" in capsys.readouterr().out


def test_an_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "text-31"]) == USAGE
    assert "Did you mean “text-031”?" in capsys.readouterr().err


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == FINE
    shown = capsys.readouterr().out
    assert [code for code in CODES if code not in shown] == []
