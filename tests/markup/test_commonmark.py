"""Blocks are read as CommonMark reads them; where not, docs/writing.md says so and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.markup.engine import render
from dinobook.markup.source import read_source
from markup.skeleton import our_skeleton, skeleton

EXAMPLES = Path(__file__).parents[3] / "shared" / "corpus" / "markdown" / "commonmark.json"

# What docs/writing.md says about a difference → the examples of CommonMark 0.31.2 that show it.
DIFFERENT = {
    "An inline tag": (21, 31, 162, 163, 164, 165, 166, 167, 172, 173, 344),
    "below a tag, indented": (184, 191),
    "A comment": (177, 183, 626),
    "control characters": (26, 28),
    "A tag is anything": (598, 601, 602, 609, 610, 619, 621, 624, 628, 632),
    "Addresses": (20, 346, 603, 606),
    "The address of a link": (41, 194, 488, 490, 491, 493, 494, 508, 568),
    "link inside the words": (518, 519, 524, 526, 532, 533, 536, 538),
    "The label of a link": (540, 542, 543, 549, 550, 559, 569, 571),
    "Emphasis": (352, 354, 368, 380, 392),
    "A star between figures": (356,),
    "Runs of backticks": (347,),
}


def examples() -> list[dict[str, str]]:
    if not EXAMPLES.exists():
        pytest.skip("the examples of CommonMark are not beside this checkout")
    read: list[dict[str, str]] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return read


def test_every_example_has_the_blocks_and_words_of_the_specification() -> None:
    named = {number for numbers in DIFFERENT.values() for number in numbers}
    found = {
        int(one["example"])
        for one in examples()
        if our_skeleton(one["markdown"]) != skeleton(one["html"])
    }
    assert found == named


def test_the_page_says_what_is_different(repository: Path) -> None:
    page = (repository / "docs" / "writing.md").read_text(encoding="utf-8")
    section = page[page.index("## What differs from CommonMark") :].split("\n## ")[0]
    assert [start for start in DIFFERENT if start.lower() not in section.lower()] == []


words = st.integers(1, 99).map(lambda number: f"woord{number}")
SIGNS = [
    *(
        "- ",
        "1. ",
        "> ",
        "    ",
        "  ",
        "\t",
        "```",
        "~~~ x",
        "///",
        "/// tip",
        "| a | b |",
        "|--|--|",
    ),
    *("[^1]: ", "[^1]", ": ", "# ", "---", "===", "$$", "a) ", "b. ", "<div>", "</div>", "<!--"),
    *("-->", "*[A]: x", "[x]: y", "[x]", "woord", "\n", "\n", "\n\n", " "),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    structure = read_source("proef.md", text, 1).structure
    rows = text.count("\n") + 1
    assert all(1 <= node.line <= node.end_line <= rows for node in structure.root.walk())
    assert str(our_skeleton(text)).count("woord") <= text.count("woord")


LEADS = ["", "> ", "- ", "1. ", "  ", "      "]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LEADS), words), max_size=12))
def test_no_word_is_lost_between_the_signs(rows: list[tuple[str, str]]) -> None:
    text = "\n".join(sign + word for sign, word in rows)
    shown = render(read_source("proef.md", text, 1).structure)
    assert [word for _, word in rows if word not in shown] == []
