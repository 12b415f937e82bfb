from __future__ import annotations

import pytest
from lxml import etree

from dinobook.book.model import Book
from dinobook.epub.read import UnreadableEpubError, join, page_text, text_of
from dinobook.epub.theme import EpubTheme
from dinobook.epub.write import write_epub


def test_the_words_come_back_in_reading_order_with_sentences_whole(
    book: Book, theme: EpubTheme
) -> None:
    read = text_of(write_epub(book, theme))
    assert [path for path, _ in read][:3] == [
        "EPUB/cover.xhtml",
        "EPUB/half.xhtml",
        "EPUB/titel.xhtml",
    ]
    lines = dict(read)["EPUB/koffie.xhtml"].split("\n")
    assert "Er stond een kop op tafel. Hij was leeg, helaas." in lines
    assert "Deze drie puntjes… en dan 5 €." in lines
    assert lines[-3:] == ["Een blauwe kop.", "Met een oor.", "Een lijst die wijst."]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a<b>b</b>c</p><p>d</p>", "abc\nd"),
        ("<p>a<br/>b</p>", "a\nb"),
        ("<td>a</td><td>b</td>", "a\nb"),
        ("<p>a\n  b <!-- weg --> c</p>", "a b c"),
        ("<p>5\u00a0km</p>", "5\u00a0km"),
        ("<p>a<style>p {}</style>b</p>", "a\nb"),
        ('<p>Zin.<a role="doc-noteref">1</a> Nog.</p>', "Zin. Nog."),
    ],
)
def test_blocks_part_the_text_and_inline_elements_do_not(body: str, text: str) -> None:
    assert page_text(etree.fromstring(f"<div>{body}</div>")) == text


def test_addresses_lead_from_the_page_they_stand_on() -> None:
    assert join("EPUB/a.xhtml", "b.xhtml#x") == ("EPUB/b.xhtml", "x")
    assert join("EPUB/a.xhtml", "#x%C3%A9") == ("EPUB/a.xhtml", "xé")
    assert join("EPUB/t/a.xhtml", "../images/b%20c.png") == ("EPUB/images/b c.png", "")


def test_what_is_no_epub_says_so() -> None:
    with pytest.raises(UnreadableEpubError, match="no ZIP archive"):
        text_of(b"%PDF-1.7")
