"""Difficult cases as APA 7 prescribes them in Dutch: fixtures that an editor can read.

Title, input, expected, each ended by a line with a point; `--regenerate` writes what comes out.
The expected text is the paragraph, and below it the list of works, a line each. *Italics* have
stars, links are <in angle brackets>, a no-break space is ⍽.
"""

from __future__ import annotations

import re

import pytest
from lxml import etree

from citations.conftest import FIXTURES, chapter
from dinobook import xhtml
from dinobook.book.references.citations import place_citations
from dinobook.citations.cite import cite
from dinobook.citations.model import Library
from dinobook.storage.cache import NO_CACHE

FILE = FIXTURES / "apa-nl.txt"
CASE = re.compile(r"(?ms)^(?P<title>\S[^\n]*)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)\n?^\.\n")


def shown(body: str, library: Library) -> str:
    fragment = chapter(body)
    cited = cite([fragment], library, "nl-BE", NO_CACHE)
    root = xhtml.parse(fragment.xhtml)
    place_citations(root, cited.texts["proef"], linked=True)
    return "\n".join(
        [written(root).strip(), *(written(xhtml.parse(e.xhtml)) for e in cited.entries)]
    )


def written(element: etree._Element) -> str:
    inside = "".join(
        [element.text or "", *(written(child) + (child.tail or "") for child in element)]
    ).replace("\u00a0", "⍽")
    marks = {"em": "*{}*", "a": "<{}>"}
    return marks.get(xhtml.name_of(element), "{}").format(inside)


def cases() -> list[object]:
    return [
        pytest.param(found["input"], found["expected"], id=found["title"])
        for found in CASE.finditer(FILE.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("body", "expected"), cases())
def test_apa_in_dutch(
    body: str, expected: str, library: Library, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--regenerate"):
        pytest.skip("the fixtures are being written")
    assert shown(body, library) == expected


def test_every_line_of_the_fixture_belongs_to_a_case(
    library: Library, request: pytest.FixtureRequest
) -> None:
    text = FILE.read_text(encoding="utf-8")
    if request.config.getoption("--regenerate"):
        written_anew = CASE.sub(
            lambda f: f"{f['title']}\n.\n{f['input']}\n.\n{shown(f['input'], library)}\n.\n", text
        )
        FILE.write_text(written_anew, encoding="utf-8")
    left_over = CASE.sub("", text)
    assert [line for line in left_over.splitlines() if line and line[0] != "#"] == []
    assert len(cases()) >= 14
