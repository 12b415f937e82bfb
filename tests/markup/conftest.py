"""Chapters to convert, without writing their front matter each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dinobook.markup.convert import convert
from dinobook.markup.converted import Converted
from dinobook.markup.fragment import Fragment

HEAD = "---\ntitle: Proef\n---\n"
HEAD_LINES = 3

Chapter = Callable[[str], Converted]
Good = Callable[[str], Fragment]


@pytest.fixture
def chapter() -> Chapter:
    """Convert a body below three lines of front matter: its first line is line 4."""
    return lambda body: convert(HEAD + body, "manuscript/proef.md")


@pytest.fixture
def good(chapter: Chapter) -> Good:
    """The fragment of a body that has nothing wrong with it."""

    def converted(body: str) -> Fragment:
        result = chapter(body)
        assert result.problems == ()
        assert result.fragment is not None
        return result.fragment

    return converted
