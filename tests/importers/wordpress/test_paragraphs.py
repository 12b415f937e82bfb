"""Classic posts, whose paragraphs are blank lines, as their readers saw them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.importers.wordpress.markup.autop import autop
from dinobook.importers.wordpress.markup.tags import tokens


def compact(markup: str) -> str:
    return markup.replace(">\n", ">").strip()


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Een.\n\nTwee.", "<p>Een.</p><p>Twee.</p>"),
        ("Een.\r\n\r\n \t\r\nTwee.", "<p>Een.</p><p>Twee.</p>"),
        ("regel een\nregel twee", "<p>regel een<br>regel twee</p>"),
        ("een<br />\ntwee", "<p>een<br />twee</p>"),
        ("een<br><br>twee", "<p>een</p><p>twee</p>"),
        ("een<br />\n<br />\ntwee", "<p>een</p><p>twee</p>"),
        ("\n\n<br>een<br>\n\n", "<p>een</p>"),
        ("voor\n<h2>Kop</h2>\nna", "<p>voor</p><h2>Kop</h2><p>na</p>"),
        ("<p>al een alinea</p>\n\nen nog een", "<p>al een alinea</p><p>en nog een</p>"),
        ("<p>een\n\ntwee</p>", "<p>een</p><p>twee</p>"),
        ("<div>los</div>", "<div><p>los</p></div>"),
        ("<div>een\n\n<p>twee</p></div>", "<div><p>een</p><p>twee</p></div>"),
        (
            "<blockquote>Zin.\n\nZin.</blockquote>",
            "<blockquote><p>Zin.</p><p>Zin.</p></blockquote>",
        ),
        (
            "<ul>\n<li>een</li>\n<li>twee\nregels</li>\n</ul>",
            "<ul><li>een</li><li>twee<br>regels</li></ul>",
        ),
        ("<li>a\n\nb</li>", "<li><p>a</p><p>b</p></li>"),
        (
            "<table>\n<tr>\n<td>a</td>\n<td>b\nc</td>\n</tr>\n</table>",
            "<table><tr><td>a</td><td>b<br>c</td></tr></table>",
        ),
        ("<pre>a\n\nb\n  c</pre>", "<pre>a\n\nb\n  c</pre>"),
        (
            "tekst <script>\n\nvar a;\n\n</script> na",
            "<p>tekst <script>\n\nvar a;\n\n</script> na</p>",
        ),
        ("<em>een\n\ntwee</em>", "<p><em>een</em></p><p><em>twee</em></p>"),
        ('<a href="x>y">een\ntwee</a>', '<p><a href="x>y">een<br>twee</a></p>'),
        ("<h2>Kop\nop twee regels</h2>", "<h2>Kop<br>op twee regels</h2>"),
        (
            "<ul><li>een<ul><li>diep</li></ul></li></ul>",
            "<ul><li>een<ul><li>diep</li></ul></li></ul>",
        ),
        ("<strong></strong>\n\n<!-- stil -->\n\nja", "<p>ja</p>"),
        ("a < b en c > d\n\n3 <4", "<p>a < b en c > d</p><p>3 <4</p>"),
        ("<hr />\ntekst", "<hr /><p>tekst</p>"),
        (
            "<figure><img src='a'>\n<figcaption>Bij</figcaption></figure>",
            "<figure><img src='a'><figcaption>Bij</figcaption></figure>",
        ),
    ],
)
def test_paragraphs_and_line_ends(typed: str, seen: str) -> None:
    assert compact(autop(typed)) == seen.replace(">\n", ">")


SOUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<em>",
            "</em>",
            "<ul>",
            "<li>",
            "</ul>",
            "<pre>",
            "</pre>",
            "<div",
            ">",
            "<",
            "\n",
            "\n\n",
            "woord",
            " ",
            "<br>",
            "<!--",
            "-->",
            '"',
            "<td>",
            "</div>",
            "<a href='",
            "&lt;",
        ]
    ),
    max_size=60,
).map("".join)


@given(SOUP)
def test_every_character_is_in_one_token(markup: str) -> None:
    assert "".join(token.text for token in tokens(markup)) == markup


@given(SOUP)
def test_no_word_goes_whatever_surrounds_it(markup: str) -> None:
    def words(text: str) -> int:
        return "".join(t.text for t in tokens(text) if t.kind in ("text", "raw")).count("woord")

    assert words(autop(markup)) == words(markup)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<em>", "\n\n", "<pre>", "<a '", "</p>", "<br>", "<li>"]
)
def test_a_hundred_thousand_of_anything_take_no_time(piece: str) -> None:
    """Without a limit of its own: what grows with the square never ends."""
    assert len(autop(piece * 100_000)) >= 0
