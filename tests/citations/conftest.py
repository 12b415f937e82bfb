"""The invented sources of the tests, and a book of one chapter that cites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dinobook.citations.model import Library
from dinobook.citations.read import read_sources
from dinobook.citations.style import packaged_style
from dinobook.markup.convert import convert
from dinobook.markup.fragment import Fragment

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def library() -> Library:
    text = (FIXTURES / "bronnen.bib").read_text(encoding="utf-8")
    found = read_sources(text, "manuscript/bronnen.bib", "nl-BE")
    assert found.problems == ()
    return Library({one.key: one for one in found.references}, packaged_style("apa") or "")


def chapter(body: str, name: str = "proef") -> Fragment:
    fragment = convert(f"---\ntitle: Proef\n---\n{body}", f"manuscript/{name}.md").fragment
    assert fragment is not None
    return fragment


@pytest.fixture(scope="session")
def library_style() -> str:
    """A numbered style, as an author may have one in a file."""
    return packaged_style("ieee") or ""
