"""Posts to read, all of Thursday 14 July 2016."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dinobook.blog import Reading, read_chapter
from dinobook.markup.convert import convert
from dinobook.storage import digest_of
from dinobook.storage.project import MemoryProject
from dinobook.theme import load_theme

HEAD = "---\ntitle: Proef\ndate: 2016-07-14\nsource: https://proef.example/post/\n---\n"
HEAD_LINES = 5
PATH = "manuscript/proef.md"

Read = Callable[..., Reading]


def read_file(text: str, language: str = "nl-BE") -> Reading:
    """Read a whole chapter file, as a check does."""
    converted = convert(text, PATH, language)
    assert converted.fragment is not None, converted.problems
    theme = load_theme(MemoryProject({}))
    reading = read_chapter(text, PATH, converted.fragment.meta, theme, language)
    return replace(reading, digest=digest_of(text.encode()))


@pytest.fixture
def read() -> Read:
    """Read a body; its first line is line 6 of the file."""
    return lambda body, head=HEAD: read_file(head + body)
