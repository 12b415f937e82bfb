"""Exports as blogs give them, whole or damaged: what is read, and what is said."""

from __future__ import annotations

import pytest

from dinobook.importers.wordpress.export import Export
from dinobook.importers.wordpress.reading.files import read_export
from dinobook.problems import has_errors
from wxr import AUTHORS, SITE, Item, export, zipped

TWO = (Item("1", "De ladder"), Item("2", "De emmer", "Een emmer lekt.", slug="de-emmer"))


def read(*files: bytes, recover: bool = False) -> Export:
    named = [(f"deel{number}.xml", data) for number, data in enumerate(files, start=1)]
    return read_export(named, recover=recover)


def codes(found: Export) -> list[str]:
    return [problem.code for problem in found.problems]


def titles(found: Export) -> list[str]:
    return [post.title for post in found.posts]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_and_address_of_the_format_is_read(version: str, scheme: str) -> None:
    found = read(export(*TWO, version=version, scheme=scheme))
    assert titles(found) == ["De ladder", "De emmer"]
    assert found.posts[1].content == "Een emmer lekt."
    assert (found.site, found.language) == (SITE, "nl-BE")
    assert not found.problems


def test_the_text_is_not_taken_for_the_excerpt_whichever_comes_first() -> None:
    swapped = export(Item(content="De tekst.", excerpt="De korte."))
    text = swapped.decode()
    start, end = text.index("<content:encoded>"), text.index("<excerpt:encoded>")
    stop = text.index("<wp:post_id>")
    turned = text[:start] + text[end:stop] + text[start:end] + text[stop:]
    post = read(turned.encode()).posts[0]
    assert (post.content, post.excerpt) == ("De tekst.", "De korte.")


def test_the_files_of_one_export_are_one() -> None:
    found = read(export(TWO[0]), export(TWO[1]), export(TWO[0]))
    assert titles(found) == ["De ladder", "De emmer"]
    assert not found.problems


def test_a_zip_of_files_is_read_also_in_another_zip() -> None:
    inner = zipped({"blog.wordpress.001.xml": export(TWO[0])})
    whole = zipped({"a/inner.zip": inner, "blog.002.xml": export(TWO[1]), "__MACOSX/._a.xml": b"x"})
    assert sorted(titles(read(whole))) == ["De emmer", "De ladder"]


def test_exports_of_two_blogs_are_refused_by_name() -> None:
    found = read(export(TWO[0]), export(TWO[1], site="https://ander.voorbeeld.be"))
    assert has_errors(found.problems)
    assert "https://ander.voorbeeld.be" in found.problems[0].message


def test_two_items_with_one_number_both_come_in() -> None:
    found = read(export(Item("7", "Eerste"), Item("7", "Tweede", "Anders."), Item("7", "Eerste")))
    assert [(post.key, post.title) for post in found.posts] == [("7", "Eerste"), ("7-2", "Tweede")]
    assert codes(found) == ["import-045"]
    assert "7-2" in found.problems[0].message


def test_a_date_of_zeros_is_no_date() -> None:
    found = read(export(Item(date="0000-00-00 00:00:00")))
    assert found.posts[0].date == ""
    dated = export(
        Item(date="0000-00-00 00:00:00", raw="<pubDate>Thu, 14 Jul 2016 08:00:00 +0000</pubDate>")
    )
    assert read(dated).posts[0].date == "2016-07-14"
    before = export(
        Item(date="0000-00-00 00:00:00", raw="<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>")
    )
    assert read(before).posts[0].date == ""


def test_a_slug_in_percents_is_read_as_its_letters() -> None:
    long = "%d0%ba" * 70
    found = read(export(Item("1", slug="caf%C3%A9-aan-zee"), Item("2", slug=long)))
    assert found.posts[0].slug == "café-aan-zee"
    assert found.posts[1].slug == "к" * 70


def test_an_item_without_a_number_can_be_named() -> None:
    assert read(export(Item(""), Item("2"))).posts[0].key == "nr-1"


def test_categories_tags_format_and_language_are_told_apart() -> None:
    terms = (
        ("category", "thuis", "Thuis &amp; tuin"),
        ("post_tag", "emmer", "emmer"),
        ("post_format", "post-format-quote", "Quote"),
        ("language", "fr", "Français"),
    )
    post = read(export(Item(categories=terms))).posts[0]
    assert post.categories == ("Thuis &amp; tuin",)
    assert post.tags == ("emmer",)
    assert (post.format, post.language) == ("quote", "fr")


def test_nothing_personal_is_kept() -> None:
    login = AUTHORS.replace(">an<", ">an@geheim.example<")
    meta = {"_akismet": "203.0.113.77", "mail": "an@geheim.example", "_thumbnail_id": "9"}
    one = Item(creator="an@geheim.example", comments=3, meta=meta, password="Zesam-123")  # noqa: S106
    found = read(export(one, authors=login))
    said = repr(found)
    for secret in ("geheim.example", "203.0.113.77", "Mooi gezegd", "Reageerder", "Zesam-123"):
        assert secret not in said
    post = found.posts[0]
    assert (post.comment_count, post.author, post.login) == (3, "An Proef", "an")
    assert post.protected
    assert dict(post.meta) == {"_thumbnail_id": "9"}


# what is damaged


def test_a_document_type_is_refused_before_any_parser() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa">]><rss><channel/></rss>'
    for data in (bomb, bomb.decode().encode("utf-16")):
        for recover in (False, True):
            found = read(data, recover=recover)
            assert codes(found) == ["import-042"]
            assert "DOCTYPE" in found.problems[0].message
    # in a post it is a word like any other
    assert read(export(Item(content="<!DOCTYPE html> staat bovenaan"))).posts


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"zomaar tekst", "something else"),
        (b"<!DOCTYPE html><html><body>Aanmelden</body></html>", "a web page"),
        (b"PK\x03\x04kapot", "damaged"),
        (zipped({"foto.jpg": b"x"}), "no .xml file"),
        (b"<rss><channel><item><title>x</title></item></channel></rss>", "a feed"),
    ],
)
def test_what_is_no_export_is_named(data: bytes, said: str) -> None:
    found = read(data)
    assert codes(found) == ["import-040"]
    assert said in found.problems[0].message
    assert found.problems[0].hint


def test_half_an_export_gives_no_posts() -> None:
    found = read(export(TWO[0]), b"kapot")
    assert not found.posts
    assert "deel2.xml" in str(found.problems[0].place)


def test_text_before_the_declaration_is_left_out_and_said() -> None:
    junk = b"\xef\xbb\xbf\n<br />\n<b>Warning</b>: Undefined index in /var/www on line 12<br />\n\n"
    found = read(junk + export(*TWO))
    assert titles(found) == ["De ladder", "De emmer"]
    assert codes(found) == ["import-043"]
    assert "Undefined index" in found.problems[0].message


def test_a_byte_order_mark_and_windows_line_ends_need_no_word() -> None:
    found = read(b"\xef\xbb\xbf" + export(*TWO).replace(b"\n", b"\r\n"))
    assert not found.problems
    assert titles(found) == ["De ladder", "De emmer"]


def test_another_encoding_that_is_named_is_read() -> None:
    text = export(Item(title="Café")).decode()
    latin = text.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert titles(read(latin)) == ["Café"]
    assert titles(read(text.encode("utf-16"))) == ["Café"]


def test_control_characters_are_taken_out_and_said_by_post() -> None:
    bad = export(TWO[0], Item("2", "De \x08emmer", "Een\x0bemmer\x00 lekt.")).replace(
        b"</item>\n</channel>", b"<x>&#x1F;</x></item>\n</channel>"
    )
    found = read(bad)
    assert found.posts[1].title == "De emmer"
    assert found.posts[1].content == "Een emmer lekt."
    assert codes(found) == ["import-043"]
    assert "4 control characters" in found.problems[0].message
    assert "post 2" in found.problems[0].message
    line = bad.decode().split("\n").index("<item>") + 1
    assert found.problems[0].place.line > line


def test_broken_xml_names_line_and_post_and_the_way_out() -> None:
    bad = export(*TWO).replace(b"<title><![CDATA[De emmer]]></title>", b"<title>Piet & Jan</title>")
    found = read(bad)
    assert codes(found) == ["import-042"]
    assert not found.posts
    problem = found.problems[0]
    assert bad.decode().split("\n")[problem.place.line - 1] == "<title>Piet & Jan</title>"
    assert "--recover" in problem.hint


def test_recovery_keeps_a_loose_ampersand_and_counts_the_items() -> None:
    bad = export(*TWO).replace(
        b"<title><![CDATA[De emmer]]></title>", b"<title>Piet & Jan&nbsp;&eacute;</title>"
    )
    found = read(bad, recover=True)
    assert titles(found) == ["De ladder", "Piet & Jan\u00a0é"]
    assert "import-044" in codes(found)
    assert not has_errors(found.problems)
    assert "2 items, and 2 could be read" in found.problems[-1].message


def test_recovery_of_a_file_that_breaks_off_says_so() -> None:
    whole = export(*TWO)
    cut = whole[: whole.index(b"lekt")]
    assert "breaks off" in read(cut).problems[0].message
    found = read(cut, recover=True)
    assert titles(found) == ["De ladder", "De emmer"]
    assert "not whole" in found.problems[-1].message


def test_an_item_that_recovery_loses_is_an_error() -> None:
    bad = export(*TWO) + b"<item><title>weg</title></item>"
    found = read(bad, recover=True)
    assert has_errors(found.problems)
    assert "3 items, and 2 could be read" in found.problems[-1].message


def test_bytes_that_are_not_utf8_are_named_by_post_and_line() -> None:
    bad = export(TWO[0], Item("2", "Caf\u00e9", "lekt")).replace("é".encode(), b"\xe9")
    found = read(bad)
    assert codes(found) == ["import-041"]
    assert "post 2" in found.problems[0].message
    assert b"\xe9" in bad.split(b"\n")[found.problems[0].place.line - 1]
    mended = read(bad, recover=True)
    assert titles(mended) == ["De ladder", "Café"]
    assert not has_errors(mended.problems)
    assert "Windows-1252" in mended.problems[0].message


@pytest.mark.parametrize(
    "damaged", ["CafÃ© aan zee", "dat is â€œalsâ€\x9d", "ðŸ˜€ leuk", "wat\ufffdis"]
)
def test_letters_damaged_long_ago_are_named_by_post(damaged: str) -> None:
    found = read(export(TWO[0], Item("2", content=f"Goed. {damaged}.")))
    assert codes(found) == ["import-003"]
    assert "post 2" in found.problems[0].message


def test_good_letters_are_not_taken_for_damaged_ones() -> None:
    fine = "Âge, À la carte, «Ça», São Paulo, ÅÄÖ, Ã– is zeldzaam? „ja“ – ‘nee’ … € 5 ½ naïef Ã"
    assert not read(export(Item(content=fine.replace("Ã– ", "")))).problems


def test_the_words_of_a_private_post_are_in_no_message() -> None:
    one = Item("2", "Geheimpje", "CafÃ© Geheimpje", status="private")
    assert "Geheimpje" not in "".join(map(str, read(export(TWO[0], one)).problems))
