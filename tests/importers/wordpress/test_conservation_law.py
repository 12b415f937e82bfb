# ruff: noqa: E501  (HTML as WordPress writes it is easier to read in one line)
"""Nothing of a post goes, however its parts are put together; and what goes is told by its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dinobook.importers.comparing import Difference, differences
from dinobook.importers.compiled import inventory_of
from dinobook.importers.html import write_markdown
from dinobook.markup.convert import convert as compile_chapter
from posts import UPLOADS, BroughtIn, bring_in

INLINE = st.sampled_from(
    [
        *(
            "woorden",
            "<em>nadruk</em>",
            "<strong>sterk</strong>",
            '<a href="https://x.be/a">een link</a>',
        ),
        *(
            '<a href="/?p=2">de goot</a>',
            "x[mfn]een <b>noot</b>[/mfn]",
            "<code>code()</code>",
            "[sic]",
        ),
        *(
            f'<img src="{UPLOADS}dak.jpg" alt="Het dak">',
            "#teaser",
            "2016. Een",
            "a * b_c_d",
            "<br>",
            "\n",
        ),
        *(
            "“Ja”, zei’t",
            "H<sub>2</sub>O",
            "<del>weg</del>",
            "&lt;b&gt;",
            "$5 en $6",
            '<span style="color:red">rood</span>',
        ),
    ]
)
LINE = st.lists(INLINE, min_size=1, max_size=6).map(
    lambda parts: "Zin " + " ".join(parts) + " einde."
)
CLASSIC = st.one_of(
    LINE,
    LINE.map(lambda line: f"<h2>{line}</h2>".replace("\n", " ").replace("<br>", " ")),
    LINE.map(lambda line: f"<blockquote>{line}</blockquote>"),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda lines: "<ul>" + "".join(f"<li>{one}</li>" for one in lines) + "</ul>"
    ),
    LINE.map(
        lambda line: (
            f'[caption]<img src="{UPLOADS}dak.jpg" alt="Het dak"> {line}[/caption]'.replace(
                "<br>", " "
            ).replace("\n", " ")
        )
    ),
    st.sampled_from(
        [
            '[gallery ids="7,9"]',
            "https://youtu.be/a",
            "<pre>a\n\n  b</pre>",
            "<hr>",
            "<!--more-->",
            "[code]x < y[/code]",
        ]
    ),
)


def table(cells: list[str]) -> str:
    rows = "".join(f"<tr><td>{one}</td><td>b</td></tr>" for one in cells)
    return (
        f"<table><thead><tr><th>Kop</th><th>Kop twee</th></tr></thead><tbody>{rows}</tbody></table>"
    )


SIMPLE = st.sampled_from(
    ["woord", "<em>nadruk</em>", '<a href="https://x.be/a">link</a>', "2016. Een", "a*b"]
)
BLOCK = st.one_of(
    SIMPLE.map(lambda one: f"<!-- wp:paragraph -->\n<p>Zin {one}.</p>\n<!-- /wp:paragraph -->"),
    SIMPLE.map(
        lambda one: (
            f'<!-- wp:verse -->\n<pre class="wp-block-verse">Regel {one}\nregel\n\nslot</pre>\n<!-- /wp:verse -->'
        )
    ),
    SIMPLE.map(
        lambda one: (
            f"<!-- wp:quote -->\n<blockquote><p>Zo {one}.</p><cite>Oma</cite></blockquote>\n<!-- /wp:quote -->"
        )
    ),
    SIMPLE.map(
        lambda one: (
            f'<!-- wp:pullquote -->\n<figure class="wp-block-pullquote"><blockquote><p>Zo {one}.</p></blockquote></figure>\n<!-- /wp:pullquote -->'
        )
    ),
    st.lists(SIMPLE, min_size=1, max_size=3).map(
        lambda cells: (
            f'<!-- wp:table -->\n<figure class="wp-block-table">{table(cells)}<figcaption>Onder</figcaption></figure>\n<!-- /wp:table -->'
        )
    ),
    SIMPLE.map(
        lambda one: (
            f'<!-- wp:image -->\n<figure class="wp-block-image"><img src="{UPLOADS}dak.jpg" alt="Dak"/><figcaption>Bij {one}</figcaption></figure>\n<!-- /wp:image -->'
        )
    ),
    SIMPLE.map(
        lambda one: (
            f"<!-- wp:details -->\n<details><summary>Meer</summary><p>{one}</p></details>\n<!-- /wp:details -->"
        )
    ),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CLASSIC, min_size=1, max_size=6).map("\n\n".join))
def test_a_classic_post_is_whole(content: str) -> None:
    assert bring_in(content).lost == ()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCK, min_size=1, max_size=6).map("\n\n".join))
def test_a_post_of_blocks_is_whole(content: str) -> None:
    assert bring_in(content).lost == ()


EVERYTHING = f"""Eerste zin met <a href="https://x.be/a">een link</a>[mfn]En een noot.[/mfn],
en een tweede regel met <code>code()</code> en $latex x^2$.

<h2>Een kop</h2>

<ul><li>punt een</li><li>punt twee</li></ul>

<blockquote>Aangehaald.</blockquote>

[caption]<img src="{UPLOADS}dak.jpg" alt="Het dak"> Onder het dak[/caption]

<table><tr><th>dag</th><th>liter</th></tr><tr><td colspan="2">samen</td></tr></table>

<pre class="wp-block-verse">Een regel
twee</pre>

Laatste alinea."""


def drop(path: str, *, keep_words: bool = False) -> Callable[[etree._Element], None]:
    """Takes the first element of that path out of the tree."""

    def change(tree: etree._Element) -> None:
        found = tree.find(path)
        assert found is not None
        parent = found.getparent()
        assert parent is not None
        if keep_words:
            etree.strip_tags(parent, str(found.tag))
        else:
            tail = found.tail or ""
            before = found.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(found)

    return change


def lost_by(change: Callable[[etree._Element], None]) -> tuple[BroughtIn, tuple[Difference, ...]]:
    made = bring_in(EVERYTHING)
    assert made.lost == ()
    change(made.chapter.tree)
    text = f"---\ntitle: De ladder\n---\n\n{write_markdown(made.chapter.tree)}"
    fragment = compile_chapter(text, "manuscript/de-ladder.md").fragment
    assert fragment is not None
    chapter = made.chapter
    return made, differences(
        chapter.inventory, inventory_of(fragment), chapter.left_out, chapter.same
    )


@pytest.mark.parametrize(
    ("path", "keep_words", "kinds"),
    [
        ("p[last()]", False, {"words", "paragraphs"}),
        ("h2", False, {"words", "headings"}),
        ("ul/li", False, {"words", "items"}),
        ("ul", False, {"words", "lists", "items"}),
        ("p/a", True, {"links", "addresses"}),
        ("figure", False, {"words", "pictures", "captions", "descriptions"}),
        ("figure/figcaption", False, {"words", "captions"}),
        ("table", False, {"words", "tables", "rows", "cells", "merged-cells"}),
        (".//span[@class='note']", False, {"words", "notes", "note-calls"}),
        (".//span[@class='formula']", False, {"formulas"}),
        ("blockquote", False, {"words", "quotations", "paragraphs"}),
        ("div[@class='verse']", False, {"words", "verse-lines"}),
        ("p/br", False, {"line-breaks"}),
        ("p/code", True, {"code"}),
    ],
)
def test_what_is_taken_away_is_told_by_class_and_place(
    path: str, keep_words: bool, kinds: set[str]
) -> None:
    _, found = lost_by(drop(path, keep_words=keep_words))
    assert kinds <= {one.kind for one in found if one.lost}
    assert all("post 1" in one.place for one in found if one.lost and one.kind in kinds)
