"""Words with breaks of their own, written out for an e-book."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dinobook import xhtml
from dinobook.book.hyphenation import held_words, keep_one_letter_parts, with_soft_hyphens
from dinobook.book.model import Book, Kind, Matter, Metadata, Section
from dinobook.markup.fragment import Note

LISTED = {
    "bloemkool": "bloem\u00adkool",
    "dinobusters": "dinobusters",
    "burn-outklacht": "burn-out\u00adklacht",
}
META = Metadata("T", (), "nl", "urn:x", "2026-01-01T00:00:00Z")
SECTION = '<section xmlns="http://www.w3.org/1999/xhtml" id="a">{}</section>'
TEXTS = st.lists(
    st.sampled_from(["Bloemkool", "dinobusters", "<em>bloemkool</em>", "e-mail", "<br/>", "x", " ",
                     "<b>bloem</b>kool", "BURN-OUTKLACHT", "é", "."])
).map("".join)  # fmt: skip


def written(body: str) -> str:
    section = Section("a", Kind.CHAPTER, Matter.BODY, "T", SECTION.format(body))
    note = Note("n", "r", 1, SECTION.format(body), 1)
    made = with_soft_hyphens(Book(META, (replace(section, notes=(note,)),)), LISTED).sections[0]
    assert made.notes[0].xhtml == made.xhtml
    return made.xhtml.split(">", 1)[1].removesuffix("</section>").replace("\u00ad", "|")


def test_listed_words_hold_soft_hyphens_and_no_other_word_does() -> None:
    assert (
        written("<p>Een Bloemkool, een bloemkolen.</p>") == "<p>Een Bloem|kool, een bloemkolen.</p>"
    )
    assert written("<p>BURN-OUTKLACHT</p>") == "<p>BURN-OUT|KLACHT</p>"


def test_a_word_that_is_never_broken_stands_in_a_span() -> None:
    assert written("<p>De <em>Dinobusters</em>, dus dinobusters.</p>") == (
        '<p>De <em><span class="unbroken">Dinobusters</span></em>, dus '
        '<span class="unbroken">dinobusters</span>.</p>'
    )


def test_headings_and_code_are_left_alone() -> None:
    text = "<h2>Bloemkool</h2><p><code>bloemkool</code></p>"
    assert written(text) == text


def test_a_section_needs_only_the_words_that_it_holds() -> None:
    assert held_words(LISTED, "Een Bloemkool.") == (("bloemkool", "bloem\u00adkool"),)
    assert held_words(LISTED, "bloemkolen") == ()
    parts = dict(held_words(LISTED, "burn-outklacht"))
    assert parts["outklacht"] == "out\u00adklacht"


def test_notes_at_the_back_are_written_too_and_addresses_are_not() -> None:
    body = '<h2>Bloemkool</h2><p>bloemkool <a class="address">bloemkool.be</a></p>'
    section = Section("n", Kind.NOTES, Matter.BACK, "T", SECTION.format(body))
    made = with_soft_hyphens(Book(META, (section,)), LISTED).sections[0].xhtml
    assert made.count("\u00ad") == 1
    assert "<p>bloem\u00adkool <a" in made


def test_no_line_ends_after_the_first_letter() -> None:
    root = xhtml.parse(SECTION.format("<p>Mijn e-mail, on-line en <code>e-mail</code>.</p>"))
    keep_one_letter_parts(root)
    assert '<span class="unbroken">e-mail</span>, on-line en <code>e-mail' in xhtml.serialise(root)


@given(TEXTS)
def test_no_letter_changes_and_a_second_time_does_nothing(body: str) -> None:
    before = xhtml.text_of(xhtml.parse(SECTION.format(body)))
    once = written(body).replace("|", "\u00ad")
    after = xhtml.parse(SECTION.format(once))
    assert xhtml.text_of(after).replace("\u00ad", "") == before
    keep_one_letter_parts(after)
    kept = etree.tostring(after)
    keep_one_letter_parts(after)
    assert etree.tostring(after) == kept
    assert xhtml.text_of(after).replace("\u00ad", "") == before
