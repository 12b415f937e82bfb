"""Random trees of an import, over the whole vocabulary, with text that looks like mark-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from hypothesis import strategies as st
from lxml import etree

Element = etree._Element

NASTY = [
    "#hashtag", "# ", "## kop", "##kop", "2016.", "1. ", "1) ", "a) ", "b. ", "i. ", "IV. ", "- ",
    "+ ", "* ", "---", "***", "___", "===", "=", "==", "==a==", "*", "**", "_", "__", "a_b",
    "2*3", "`", "``", "$", "$5", "$x$", "$$", "[[x]]", "[x]", "[x](y)", "[sic]", "[…]", "[x]: y",
    "[x]: http://a", "[^1]", "[^1]:", "^[", "^[a]", "![", "![a](b.png)", "![[x.png]]", "{", "}",
    "{.a}", "{#a}", "{a=b}", "{{ x }}", "{% x %}", "{{< x >}}", "///", "/// tip", "//// tip | x",
    "@", "@naam", "[@x]", "[@x; @y]", "-@x", "~", "~~", "~a~", "^", "^^", "^a^", "%%", "%% a %%",
    ":smile:", ":", ": ", ":::", "::: note", "*[AB]: ", "|", "| a | b |", "|---|---|", "\\",
    "\\newpage", "\\*", "\\textbf{a}", "[gallery]", '[caption id="a"]', "[/caption]", "[b]a[/b]",
    "[TOC]", "&", "&amp;", "&#65;", "&eacute;", "&copy", "<", ">", "<b>", "</b>", "<!-- a -->",
    "<!--", "-->", "<br>", "<http://a.b>", "<a@b.c>", "<?x", "¬", "a¬b", "https://a.b/c_d_e~f",
    "http//a", "www.a.b", "info@a.be", "!", "!!! note", "??? note", "•", "• ", "a\xa0b", "\xa0",
    "😀", "1️⃣", "é", "'", '"', "(", ")", ".", ",", "en", "de kat", "x", "5", "i. v. m.", "{-}",
    "{pagebreak}", "++", "<<<", "== Kop ==", "'''vet'''", "] (http://a)", "(a)[http://b]",
    '@import "a.md"', "--8<-- a", "+---+", "[ ] a", "[x] a", "[!note] a", " ^abc", "\u2028", "$x",
    "y$",
]  # fmt: skip


@st.composite
def nasty(draw: st.DrawFn) -> str:
    return NASTY[draw(st.integers(0, len(NASTY) - 1))]


texts = st.lists(
    st.one_of(nasty(), st.sampled_from([" ", " ", "woord ", " woord", "\n"])),
    min_size=1,
    max_size=5,
).map("".join)
plain = st.sampled_from(["woord", "een paar woorden", "Zin met punt.", "x", "2016", "ja, en nee"])
languages = st.sampled_from(["eo", "sw", "haw-US"])
paths = st.sampled_from(["images/a.png", "images/een foto.jpg", "images/a_b(1).png"])
addresses = st.sampled_from(
    ["https://a.be/b_c?d=e&f=g", "http://a.be/b_(c)", "mailto:a@b.be", "tel:+32", "methode",
     "https://a.be/$x$/`b`/[c]", "https://a.be/*b*/~c~", "https://a.be/&copy;"]
)  # fmt: skip
latex = st.sampled_from(["x_1", "\\frac{a}{b}", "a < b", "p = 5\\%", "|x|", "y*z*", ",x"])


def attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'


def element(html: str) -> Element:
    return etree.fromstring(html)


simple_marks = st.sampled_from(
    [
        "em",
        "strong",
        "s",
        "u",
        "ins",
        "del",
        "sub",
        "sup",
        "mark",
        "small",
        "code",
        "kbd",
        "q",
        "cite",
    ]
)


def joined(strategy: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(strategy, min_size=1, max_size=most).map("".join)


escaped = texts.map(lambda text: escape(text, quote=False))
wrapped_code = texts.map(lambda text: f"<code>{escape(text, quote=False)}</code>")
pictures = st.builds(
    lambda src, alt: f"<img{attribute('src', src)}{attribute('alt', alt)}/>", paths, texts
)
formulas = latex.map(lambda tex: f'<span class="formula"{attribute("data-tex", tex)}/>')
citations = st.sampled_from(["[@k, p. 4]", "[-@k]", "[zie @k; @l]"]).map(
    lambda text: f'<span class="citation"{attribute("data-markdown", text)}/>'
)
references = st.just('<a class="reference" href="#doel"/>')


def inline_in(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = joined(inner, 3)
    return st.one_of(
        st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", simple_marks, content),
        st.builds(lambda lang, text: f'<span lang="{lang}">{text}</span>', languages, content),
        st.builds(lambda t, text: f"<abbr{attribute('title', t)}>{text}</abbr>", plain, content),
    )


flat = st.one_of(escaped, escaped, wrapped_code, formulas, pictures, st.just("<br/>"))
marked = st.recursive(flat, inline_in, max_leaves=6)
links = st.builds(
    lambda href, text: f"<a{attribute('href', href)}>w{text}</a>", addresses, joined(marked, 2)
)
without_notes = st.one_of(marked, marked, links, references, citations)
short_notes = joined(st.one_of(marked, links), 2).map(lambda x: f'<span class="note">w{x}</span>')
long_notes = st.builds(
    lambda a, b: f'<span class="note"><p>w{a}</p><ul><li>w{b}</li></ul></span>', escaped, escaped
)
sentence = joined(st.one_of(without_notes, without_notes, without_notes, short_notes, long_notes))

lang_or_none = st.one_of(st.just(""), st.just(""), languages.map(lambda x: attribute("lang", x)))
paragraphs = st.builds(lambda lang, text: f"<p{lang}>{text}</p>", lang_or_none, sentence)
headings = st.builds(
    lambda n, t: f"<h{n}>Kop {t}</h{n}>", st.integers(2, 6),
    st.one_of(escaped, marked.filter(lambda x: "formula" not in x and "<img" not in x)),
)  # fmt: skip
code = st.builds(
    lambda lang, text: f"<pre{attribute('data-lang', lang) if lang else ''}>x{escape(text)}</pre>",
    st.sampled_from(["", "python"]), texts.map(lambda t: t.replace("\u2028", "")),
)  # fmt: skip
captions = st.one_of(escaped.map(lambda x: f"b{x}"), sentence.map(lambda x: f"b{x}"))
figures = st.builds(
    lambda src, alt, cap: f"<figure><img{attribute('src', src)}{attribute('alt', alt)}/>"
    + (f"<figcaption>{cap}</figcaption>" if cap else "") + "</figure>",
    paths, texts, st.one_of(st.just(""), captions),
)  # fmt: skip
side_by_side = st.lists(figures, min_size=2, max_size=4).map(
    lambda f: f'<div class="side-by-side">{"".join(f)}</div>'
)
missing = captions.map(
    lambda c: (
        f'<figure><span class="missing" data-name="weg.jpg"/><figcaption>{c}</figcaption></figure>'
    )
)
verse_line = st.builds(
    lambda n, t: "\u00a0" * n + "v" + t, st.integers(0, 5), st.one_of(escaped, marked)
).filter(lambda t: "<br" not in t and "\u2028" not in t and "\n" not in t)
stanzas = st.lists(verse_line, min_size=1, max_size=3).map(lambda x: f"<p>{'<br/>'.join(x)}</p>")
footers = st.one_of(st.just(""), sentence.map(lambda x: f"<footer>b{x}</footer>"))
verse = st.builds(
    lambda s, f: f'<div class="verse">{"".join(s)}{f}</div>',
    st.lists(stanzas, min_size=1, max_size=3), footers,
)  # fmt: skip
displayed = latex.map(lambda t: f'<div class="formula"{attribute("data-tex", t)}/>')


def _cells(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


cell = st.one_of(st.just(""), escaped, sentence)


@st.composite
def plain_tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 3))
    rows = draw(
        st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=1, max_size=3)
    )
    head = draw(st.lists(escaped.map(lambda x: f"k{x}"), min_size=columns, max_size=columns))
    caption = draw(st.one_of(st.just(""), captions.map(lambda c: f"<caption>{c}</caption>")))
    named = columns > 1 and draw(st.booleans())
    body = ""
    for row in rows:
        first = f'<th scope="row">r{row[0]}</th>' if named else f"<td>{row[0]}</td>"
        body += "<tr>" + first + "".join(f"<td>{c}</td>" for c in row[1:]) + "</tr>"
    heading = f"<thead>{_cells('th', head)}</thead>" if draw(st.booleans()) else ""
    return f"<table>{caption}{heading}<tbody>{body}</tbody></table>"


def blocks_in(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, min_size=1, max_size=3).map("".join)
    item = st.one_of(
        st.builds(lambda t, c: f"<li{t}>w{c}</li>",
                  st.sampled_from(["", "", ' class="done"', ' class="todo"']), sentence),
        st.builds(lambda t, c: f"<li>w{t}<ul><li>w{c}</li></ul></li>", escaped, escaped),
        content.map(lambda c: f"<li><p>w</p>{c}</li>"),
    )  # fmt: skip
    items = st.lists(item, min_size=1, max_size=3).map("".join)
    counted = items.map(lambda text: re.sub('<li class="[a-z]*">', "<li>", text))
    numbered = st.sampled_from(
        ["", ' start="5"', ' type="a"', ' type="A"', ' type="i"', ' type="I"', ' start="0"',
         ' type="a" start="3"', ' type="i" start="4"']
    )  # fmt: skip
    meanings = st.one_of(sentence.map(lambda c: f"<dd>w{c}</dd>"),
                         content.map(lambda c: f"<dd><p>w</p>{c}</dd>"))  # fmt: skip
    return st.one_of(
        items.map(lambda c: f"<ul>{c}</ul>"),
        st.builds(lambda t, c: f"<ol{t}>{c}</ol>", numbered, counted),
        st.builds(lambda t, m: f"<dl><dt>t{t}</dt>{''.join(m)}</dl>", without_notes,
                  st.lists(meanings, min_size=1, max_size=2)),
        st.builds(lambda c, f: f"<blockquote><p>w</p>{c}{f}</blockquote>", content, footers),
        content.map(lambda c: f'<aside class="pull-quote"><p>w</p>{c}</aside>'),
        st.builds(
            lambda t, c: f'<div class="box" data-kind="tip"{t}><p>w</p>{c}</div>',
            plain.map(lambda text: attribute("data-title", text)), content,
        ),
        st.builds(
            lambda span, c: f"<table><tbody><tr><td{span}>{c}</td><td>x</td></tr>"
            "<tr><td>y</td><td>z</td></tr></tbody></table>",
            st.sampled_from([' rowspan="2"', ' colspan="2"', ""]), content,
        ),
    )  # fmt: skip


leaves = st.one_of(
    paragraphs, paragraphs, paragraphs, code, figures, side_by_side, missing, verse, displayed,
    plain_tables(), st.just("<hr/>"),
)  # fmt: skip
blocks = st.recursive(leaves, blocks_in, max_leaves=5)


@st.composite
def trees(draw: st.DrawFn) -> str:
    found = draw(st.lists(st.one_of(blocks, headings), min_size=1, max_size=4))
    return f"<div>{''.join(found)}</div>"


@st.composite
def paragraph_trees(draw: st.DrawFn) -> str:
    return f"<div>{''.join(draw(st.lists(paragraphs, min_size=1, max_size=3)))}</div>"
