"""Text that looks like markup comes out of the book as it was typed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dinobook.importers.escape import escape_heading, escape_line
from dinobook.markup.engine import render
from dinobook.markup.source import read_source

MARKUP = """/// ![ &amp; &#65; *[A]: [^1]: {.x} <b> == ~~ ``` --- <!-- &copy iv) ---|---"""
BEGINNINGS = ("# ", "- ", "2. ", "a) ", "\n---\n", "\n: ", "/// tip", " | ")
SIGNS = "ab1I .,#$*_`[]()<>&~^={}|:/!-+\\\"'é😉\n"

awkward = st.lists(st.sampled_from([*SIGNS, *MARKUP.split(), *BEGINNINGS]), max_size=14).map(
    "".join
)


def shown(markdown: str) -> str:
    html = render(read_source("kop.md", markdown, 1).structure)
    text = re.sub(r"</?[a-z][^>]*>", "", html.replace("<br />", " "))
    return " ".join(unescape(text).split())


@pytest.mark.parametrize(
    "line",
    [
        "#hashtag vooraan",
        "# geen kop",
        "van $5 en 6$ samen",
        "2016. Een jaar om te vergeten",
        "- geen lijst",
        "+ ook niet",
        "> geen citaat",
        "| geen tabel | echt niet |",
        ": geen uitleg",
        "/// tip | geen kader",
        "a*b*c en _d_ en `e`",
        "[geen link](x) en ![geen beeld](y)",
        "a < b & c, <b>vet</b>, &amp; en &#65;",
        "H~2~O, 2^e^ en ==x==",
        "Een kop {#met-id}",
        r"een \ en \* en \`",
        "IV. Romeins",
        "* * *",
    ],
)
def test_a_line_comes_out_as_typed(line: str) -> None:
    assert shown(escape_line(line)) == line


def test_ordinary_text_is_not_touched() -> None:
    line = "#teaser: “ja” – nee… AT&T, mijn_bestand, 3 > 2, (toch!) + 1. En dan?"

    assert escape_line(line) == line


@settings(deadline=None)
@given(awkward)
@example("\\`a`")
@example("\\&amp;")
def test_any_text_comes_out_as_typed(text: str) -> None:
    lines = [escape_line(line) for line in text.split("\n") if line.strip()]

    assert shown("\n".join(lines)) == " ".join(text.split())


@settings(deadline=None)
@given(awkward)
def test_any_heading_comes_out_as_typed(text: str) -> None:
    plain = " ".join(text.split())

    assert shown(f"## {escape_heading(plain)}") == plain or not plain
