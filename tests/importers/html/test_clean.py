"""Any HTML becomes a tree of few elements, with every visible word in order."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dinobook.importers.html import clean, vocabulary_faults, write_markdown
from dinobook.problems import Severity
from importers.html.read_back import compiled, read_back

Element = etree._Element
WORD = re.compile(r"[^\W_]+")

TAGS = (
    "a abbr acronym address article aside b big blockquote caption center cite code col colgroup dd"
    " del details dfn div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header i"
    " ins kbd label legend li main mark menu nav ol p pre q ruby s samp section small span strike"
    " strong sub summary sup table tbody td tfoot th thead time tr tt u ul unknown var"
).split()
VOID = ["<br>", "<br><br>", "<hr>", '<img src="images/a.png" alt="">', "<wbr>", "<col>"]
ATTRIBUTES = [
    "", "", "", ' style="font-weight:bold"', ' style="font-style: italic; color: red"', ' id="a1"',
    ' id="9 x"', ' href="#a1"', ' href="https://a.be/x"', ' href="javascript:x()"', ' href=""',
    ' class="x y"', ' lang="en"', ' lang="?"', ' rowspan="2"', ' colspan="3"', ' rowspan="0"',
    ' align="right"', ' start="4" type="a"', ' name="a1"', ' title="x [y] *z*"', ' scope="row"',
    ' style="vertical-align:super"', ' onclick="x()"',
]  # fmt: skip
SIGNS = ["#", "*", "_", "- ", "1. ", "2016. ", "[x]", "`", "$", "|", "&nbsp;", "\n", " ", ": ", "///"]


@st.composite
def soups(draw: st.DrawFn, most: int = 40) -> str:
    """Tags that open and close anywhere, with numbered words between them."""
    pieces: list[str] = []
    opened: list[str] = []
    for number in range(draw(st.integers(1, most))):
        kind = draw(st.integers(0, 9))
        if kind < 3:
            tag = draw(st.sampled_from(TAGS))
            pieces.append(f"<{tag}{draw(st.sampled_from(ATTRIBUTES))}>")
            opened.append(tag)
        elif kind < 5:
            tag = opened.pop() if opened and draw(st.booleans()) else draw(st.sampled_from(TAGS))
            pieces.append(f"</{tag}>")
        elif kind == 5:
            pieces.append(draw(st.sampled_from(VOID)))
        elif kind == 6:
            pieces.append(draw(st.sampled_from(SIGNS)))
        else:
            pieces.append(draw(st.sampled_from(["w{} ", "w{}", " w{} x"])).format(number))
    return "".join(pieces)


def parsed(html: str) -> Element:
    parser = lxml.html.HTMLParser(huge_tree=True)
    return lxml.html.fragment_fromstring(html, create_parent="div", parser=parser)


def words(tree: Element) -> list[str]:
    """The words in order; what marks part within a word counts as one."""
    return WORD.findall("".join(map(str, tree.itertext())))


def letters(tree: Element) -> str:
    return "".join(words(tree))


def check_soup(html: str) -> None:
    source = parsed(html)
    tree, _ = clean(source)
    assert vocabulary_faults(tree) == []
    if not any(True for _ in source.iter("rt", "select", "option")):
        assert letters(tree) == letters(source)
    markdown = write_markdown(tree)
    result = compiled(markdown)
    wrong = [one for one in result.problems if one.severity is Severity.ERROR]
    if letters(tree):
        assert wrong == [], markdown
        assert result.fragment is not None
        assert letters(read_back(result.fragment)) == letters(tree), markdown


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(soups())
def test_any_soup_of_tags_keeps_its_words(html: str) -> None:
    check_soup(html)
