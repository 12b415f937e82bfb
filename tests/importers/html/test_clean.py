"""Any HTML becomes a tree of few elements, with every visible word in order."""

from __future__ import annotations

import re
import time

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dinobook.importers.html import clean, vocabulary_faults, write_markdown
from importers.html.read_back import compiled, read_back

Element = etree._Element
WORD = re.compile(r"[^\W_]+")

NAMES = (
    "a abbr acronym address article aside b big blockquote caption center cite code col colgroup dd"
    " del details dfn div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header"
    " i ins kbd label legend li main mark menu nav ol p pre q ruby s samp section small span strike"
    " strong sub summary sup table tbody td tfoot th thead time tr tt u ul unknown var"
)
TAGS = NAMES.split()
VOID = ["<br>", "<br><br>", "<hr>", '<img src="images/a.png" alt="">', "<wbr>", "<col>"]
ATTRIBUTES = [
    "", "", "", ' style="font-weight:bold"', ' style="font-style: italic; color: red"', ' id="a1"',
    ' id="9 x"', ' href="#a1"', ' href="https://a.be/x"', ' href="javascript:x()"', ' href=""',
    ' class="x y"', ' lang="en"', ' lang="?"', ' rowspan="2"', ' colspan="3"', ' rowspan="0"',
    ' align="right"', ' start="4" type="a"', ' name="a1"', ' title="x [y] *z*"', ' scope="row"',
    ' style="vertical-align:super"', ' onclick="x()"',
]  # fmt: skip
SIGNS = [
    "#",
    "*",
    "_",
    "- ",
    "1. ",
    "2016. ",
    "[x]",
    "`",
    "$",
    "|",
    "&nbsp;",
    "\n",
    " ",
    ": ",
    "///",
]


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
            last = bool(opened) and bool(draw(st.integers(0, 1)))
            tag = opened.pop() if last else draw(st.sampled_from(TAGS))
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
    found: Element = lxml.html.fragment_fromstring(html, create_parent="div", parser=parser)
    return found


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
    wrong = [one for one in result.problems if one.is_error]
    if letters(tree):
        assert wrong == [], markdown
        assert result.fragment is not None
        assert letters(read_back(result.fragment)) == letters(tree), markdown


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(soups())
def test_any_soup_of_tags_keeps_its_words(html: str) -> None:
    check_soup(html)


def cleaned(html: str, title: str = "") -> tuple[str, list[tuple[str, str]]]:
    tree, left_out = clean(parsed(html), title)
    inside = etree.tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
    return inside, [(one.kind, one.words) for one in left_out]


TREES = {
    "<b>vet</b> <i>schuin</i>": "<p><strong>vet</strong> <em>schuin</em></p>",
    "los <div>diep <section>dieper</section></div> staart": (
        "<p>los</p><p>diep</p><p>dieper</p><p>staart</p>"
    ),
    '<b style="font-weight:normal"><p>a</p><p>b</p></b>': "<p>a</p><p>b</p>",
    '<span style="font-weight:700">a</span><span style="font-style:italic">b</span>': (
        "<p><strong>a</strong><em>b</em></p>"
    ),
    '<span style="vertical-align:super">2</span> <strike>x</strike> <tt>y</tt>': (
        "<p><sup>2</sup> <s>x</s> <code>y</code></p>"
    ),
    '<span style="font-weight:bold">a<div>b</div>c</span>': (
        "<p><strong>a</strong></p><p><strong>b</strong></p><p><strong>c</strong></p>"
    ),
    "<em>a <p>b <ul><li>c</ul></p></em>": (
        "<p><em>a</em></p><p><em>b</em></p><ul><li><em>c</em></li></ul>"
    ),
    "<p>a<br><br><br>b<br>c</p><p>&nbsp;</p><p> </p>": "<p>a</p><p>b<br/>c</p>",
    "<h3><b>Kop</b></h3><h6>diep</h6><h3>x</h3>": "<h2>Kop</h2><h3>diep</h3><h2>x</h2>",
    "<ul>los<li>a<li>b<ul><li>c</li></ul></ul>": (
        "<ul><li>los</li><li>a</li><li>b<ul><li>c</li></ul></li></ul>"
    ),
    "<ul><li>a</li><ul><li>b</li></ul></ul>": "<ul><li>a<ul><li>b</li></ul></li></ul>",
    '<ol type="A" start="3" reversed><li><p>x</p></li></ol>': (
        '<ol start="3" type="A"><li>x</li></ol>'
    ),
    '<ul><li><input type="checkbox" checked> klaar</li></ul>': (
        '<ul><li class="done">klaar</li></ul>'
    ),
    "<table><tr><td><p>opmaak</p><p>twee</p></table>": "<p>opmaak</p><p>twee</p>",
    "<table><tr><th>a<th>b<tr><td rowspan=9>1<td align=right>2<tr><td>3</table>": (
        '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td rowspan="2">1</td>'
        '<td align="right">2</td></tr><tr><td>3</td></tr></tbody></table>'
    ),
    "<figure><table><tr><td>a<td>b</table><figcaption>K</figcaption></figure>": (
        "<table><caption>K</caption><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    ),
    "<blockquote>q<cite>Wie</cite></blockquote>": (
        "<blockquote><p>q</p><footer>Wie</footer></blockquote>"
    ),
    '<p><img src="a.png"></p>': '<figure><img src="a.png"/></figure>',
    "<details><summary>S</summary>inhoud</details>": "<p><strong>S</strong></p><p>inhoud</p>",
    '<pre><code class="language-js">a<br>b</code></pre>': '<pre data-lang="js">a\nb</pre>',
    "<dl><dt>t<dd>m<dt>u</dl>": "<dl><dt>t</dt><dd>m</dd></dl><p>u</p>",
    '<div lang="fr"><p>mot</p></div>': '<p lang="fr">mot</p>',
    "<p>a&#146;s <b> vet </b>woord&#8203;en</p>": "<p>a’s <strong>vet</strong> woorden</p>",
    '<p><a name="x"></a>hier</p><p><a href="#x">daar</a></p>': (
        '<p><span id="x"/>hier</p><p><a href="#x">daar</a></p>'
    ),
    '<h2 id="9 a">K</h2><p id="y"><a href="#9%20a">naar</a></p>': (
        '<h2 id="p-9-a">K</h2><p><a href="#p-9-a">naar</a></p>'
    ),
    "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>": "<p>漢(kan)</p>",
    "<iframe src='//www.youtube.com/embed/abc' title='Film'></iframe>": (
        '<p><a href="https://www.youtube.com/watch?v=abc">Film</a></p>'
    ),
}


@pytest.mark.parametrize("html", TREES)
def test_foreign_html_becomes_what_it_means(html: str) -> None:
    assert cleaned(html)[0] == TREES[html]


LEFT_OUT = {
    "<h1>Mijn titel!</h1><p>x</p>": [("headings", "Mijn titel!")],
    '<p style="color:red" align="x" onclick="y">x</p><p style="">y</p>': [
        ("attributes", "style ×2, onclick ×1")
    ],
    "<script>x()</script><style>p{}</style><p>x</p>": [("elements", "script ×1, style ×1")],
    "<form>Schrijf je in <input name=mail><button>Ja</button></form>x": [
        ("words", "Schrijf je in Ja")
    ],
    '<a href="javascript:x()">klik</a>': [("links", "klik → javascript:x()")],
    '<a href="#weg">klik</a>': [("links", "klik → #weg")],
    "<p>x<img alt='leeg'></p>": [("pictures", "leeg")],
    "<p>x<svg><path/></svg></p>": [("pictures", "<svg>")],
    "<p>x\u202ey\u202c</p>": [("elements", "U+202E ×1, U+202C ×1")],
    "<p>x\ufffc</p>": [("pictures", "U+FFFC ×1")],
    "<p>gewoon</p>": [],
}


@pytest.mark.parametrize("html", LEFT_OUT)
def test_what_goes_is_told(html: str) -> None:
    assert cleaned(html, "Mijn titel")[1] == LEFT_OUT[html]


def test_what_an_importer_made_stays() -> None:
    html = (
        '<p>zin<span data-ours class="note">een <b>noot</b></span></p>'
        '<div data-ours class="verse"><p>a<br>b</p></div>'
    )
    assert cleaned(html)[0] == (
        '<p>zin<span class="note"><p>een <strong>noot</strong></p></span></p>'
        '<div class="verse"><p>a<br/>b</p></div>'
    )


def test_the_source_is_not_changed() -> None:
    source = parsed("<ul><li><input type=checkbox>a<pre>b<br>c</pre></ul><blockquote>q<cite>w")
    before = etree.tostring(source)
    clean(source)

    assert etree.tostring(source) == before


@pytest.mark.parametrize(
    "tag", ["ul><li", "div", "b", "blockquote", "table><tr><td", "a", "dl><dd"]
)
def test_five_hundred_levels_keep_their_words(tag: str) -> None:
    html = "".join(f"<{tag}>w{number} " for number in range(500))
    tree, _ = clean(parsed(html))

    assert vocabulary_faults(tree) == []
    assert letters(tree) == "".join(f"w{number}" for number in range(500))
    result = compiled(write_markdown(tree))
    assert [one.message for one in result.problems if one.is_error] == []
    assert result.fragment is not None
    assert letters(read_back(result.fragment)) == letters(tree)


def test_the_time_grows_with_the_text() -> None:
    """Four times the text takes four times the work, give or take."""

    def work(count: int) -> float:
        inner = "woord <b>vet</b> en *ster*<br>" * count
        html = f"<p>{inner}</p><ul>{'<li>punt</li>' * count}</ul><table>{'<tr><td>a<td>b' * count}"
        started = time.process_time()
        write_markdown(clean(parsed(html))[0])
        return time.process_time() - started

    work(50)
    small, large = min(work(250) for _ in range(2)), work(1000)
    assert large < small * 10
