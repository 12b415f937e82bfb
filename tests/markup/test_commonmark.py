"""Blocks are read as CommonMark reads them; where not, docs/writing.md says so and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dinobook.markup.engine import render
from dinobook.markup.source import read_source
from markup.skeleton import our_skeleton, skeleton

EXAMPLES = Path(__file__).parents[3] / "shared" / "corpus" / "markdown" / "commonmark.json"
READER = MarkdownIt("commonmark", {"html": True}).enable(["table"])

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
lines = st.lists(words, min_size=1, max_size=2)


def indented(rows: list[str], first: str, other: str) -> list[str]:
    return [(other if index else first) + row if row else "" for index, row in enumerate(rows)]


def quoted(rows: list[str]) -> list[str]:
    return [f"> {row}" if row else ">" for row in rows]


def fenced(word: str, fence: str) -> list[str]:
    return [fence, f'{word} # "x"', "", f"  {word}", fence[:3]]


@st.composite
def listed(draw: st.DrawFn, inside: st.SearchStrategy[list[str]]) -> list[str]:
    mark, loose = draw(st.sampled_from("-*15")), draw(st.booleans())
    spaces = draw(st.sampled_from([1, 1, 3]))
    rows: list[str] = []
    for index, item in enumerate(draw(st.lists(inside, min_size=1, max_size=3))):
        sign = f"{int(mark) + index}." if mark.isdigit() else mark
        rows += [""] if rows and loose else []
        rows += indented(item, sign + " " * spaces, " " * (len(sign) + spaces))
    return rows


def joined(blocks: list[tuple[list[str], bool]]) -> list[str]:
    """Blocks below each other, not always with a blank line between."""
    rows: list[str] = []
    for block, blank in blocks:
        above = rows[-1] if rows else ""
        # below a row of a table text is text here, and one more row elsewhere
        rows += [""] if rows and (blank or "|" in above) else []
        rows += block
    return rows


leaf = st.one_of(
    lines,
    st.builds(fenced, words, st.sampled_from(["```", "~~~", "```js"])),
    words.map(lambda word: [f"    {word}", "", f"      {word}"]),
    words.map(lambda word: [f"## {word}"]),
    words.map(lambda word: ["| a | b |", "|---|---|", f"| {word} | x |"]),
    words.map(lambda word: [word, "==="]),
    st.just(["* * *"]),
)


def several(inside: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    blank = st.sampled_from([True, True, True, False])
    return st.lists(st.tuples(inside, blank), min_size=1, max_size=3).map(joined)


blocks = st.recursive(
    leaf, lambda inside: st.one_of(several(inside).map(quoted), listed(several(inside)))
)


@settings(max_examples=150, deadline=None)
@given(several(blocks))
def test_a_chapter_has_the_blocks_that_another_reader_finds(rows: list[str]) -> None:
    text = "\n".join(rows) + "\n"
    assert our_skeleton(text) == skeleton(READER.render(text))


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
    assert all(
        1 <= node.line <= max(node.line, node.end_line) <= rows for node in structure.root.walk()
    )
    assert str(our_skeleton(text)).count("woord") <= text.count("woord")


LEADS = ["", "> ", "- ", "1. ", "  ", "      "]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "> ", "- ", "1. ", "  ", "      "]), words), max_size=12
    )
)
def test_no_word_is_lost_between_the_signs(rows: list[tuple[str, str]]) -> None:
    text = "\n".join(sign + word for sign, word in rows)
    shown = render(read_source("proef.md", text, 1).structure)
    assert [word for _, word in rows if word not in shown] == []
