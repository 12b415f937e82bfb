"""Texts that are too much end in a message within seconds, and an ordinary chapter is quick."""

from __future__ import annotations

import time

import pytest

from dinobook.markup.convert import convert
from dinobook.markup.typography.tree import typeset_text

SECONDS = 5

TOO_MUCH = {
    "brackets": "[" * 8000,
    "links": "[a](" * 4000,
    "references": "[x][" * 4000,
    "calls": "[^1]" * 8000 + "\n\n[^1]: x",
    "notes": "".join(f"a[^{n}]\n\n" for n in range(2000))
    + "".join(f"[^{n}]: x\n" for n in range(2000)),
    "abbreviations": "".join(f"*[AB{n}]: x\n" for n in range(2000)),
    "nested list": "\n".join("    " * n + "- a" for n in range(500)),
    "nested quote": ">" * 500 + " a",
    "list on one line": "- " * 500 + "a",
    "tags": "<b>" * 20000,
    "nested tags": "<div>\n\n" * 500,
    "one paragraph": "woord " * 160_000,
    "underlines": "a\n---\n" * 5000,
    "blocks": "/// tip\na\n\n" * 3000,
    "stars": "**a" * 20000,
}


@pytest.mark.parametrize("body", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_said_quickly(body: str) -> None:
    start = time.process_time()
    result = convert(f"---\ntitle: X\n---\n{body}", "manuscript/a.md")
    assert time.process_time() - start < SECONDS
    assert result.fragment is None
    assert [p.code for p in result.problems if p.code in ("text-020", "text-021", "text-022")]


def test_an_ordinary_chapter_is_quick() -> None:
    """800 words; the aim is 50 ms, and a busy machine gets ten times that."""
    body = "\n\n".join(
        "Een *gewone* zin met 'n [link](methode) en tien woorden." for _ in range(80)
    )
    text = f"---\ntitle: X\n---\n{body}"
    convert(text, "manuscript/a.md")
    start = time.process_time()
    assert convert(text, "manuscript/a.md").problems == ()
    assert time.process_time() - start < 0.5


MUCH = {
    "code": "```\na\n```\n\n" * 2000,
    "blank lines": "Een\n" + "\n" * 7_000 + "twee",
    "readings in a row": f"<ruby>a{'<rt>b</rt>' * 60}<rp>(</rp></ruby>",
    "rows of backticks": f"Zie {'`' * 60} a {'`' * 60}.\n\n" * 20,
}


@pytest.mark.parametrize("body", MUCH.values(), ids=MUCH)
def test_what_costs_little_is_not_refused(body: str) -> None:
    assert convert(f"---\ntitle: X\n---\n{body}", "manuscript/a.md").fragment is not None


QUOTED = {
    "names in quotes": "'Hans' " * 4000,
    "curly names": "‘s’ ’s " * 4000,
    "years": "'60 " * 4000,
    "points before an address": "a." * 15000 + " a@b.be",
    "halves of addresses": "a@b " * 15000,
    "schemes": "http+" * 6000 + " a@b.be",
    "mail": "a.b-" * 8000 + "@",
}


@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("text", QUOTED.values(), ids=QUOTED)
def test_marks_and_addresses_in_a_row_are_set_quickly(text: str, language: str) -> None:
    start = time.process_time()
    typeset_text(text, language)
    assert time.process_time() - start < SECONDS
