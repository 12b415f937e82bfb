"""What comes out of a book whose chapters try to do more than be read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from badinput.bitmaps import TOLD, telephone_jpeg, telling_gif, telling_jpeg, telling_png
from badinput.desk import SOURCES, Desk

HOSTILE = """\
{{ 7*7 }} en {% include "/etc/hostname" %} en ${7*7} en {# weg #}.

--8<-- "/etc/hostname"

\\input{/etc/hostname} en @@include /etc/hostname en [TOC].

`<script>alert(1)</script>` is code, en \\<b> is tekst.

    <link rel="attachment" href="file:///etc/hostname">

[Een link](https://voorbeeld.example/?a={{7*7}}&b=%3Cscript%3E).

![Een bord](images/a.jpg)

![Een bord](images/b.png)

![Een bord](images/c.gif)

![Een bord](images/d.jpg)

![Een bord](images/e.svg)
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><metadata>'
    f'{TOLD}</metadata><path xmlns:p="urn:p" p:file="{TOLD}" d="M0 0L90 90" stroke="#000"/></svg>'
)


@pytest.fixture
def built(desk: Desk) -> Desk:
    desk.manifest('title: "Proef"', 'title: "{{ 7*7 }} <b>&amp; {% raw %}"')
    for name, data in (
        ("a.jpg", telling_jpeg(6)),
        ("b.png", telling_png()),
        ("c.gif", telling_gif()),
        ("d.jpg", telephone_jpeg()),
        ("e.svg", DRAWING.encode()),
    ):
        desk.write(f"images/{name}", data)
    desk.chapter(HOSTILE, 'title: "{{ 7*7 }} <script>x</script>"')
    desk.accepted("build")
    return desk


def test_the_outputs_hold_the_words_and_nothing_of_the_machine(built: Desk) -> None:
    (epub,) = (built.book / "build").glob("*.epub")
    (pdf,) = (built.book / "build").glob("*.pdf")
    members = zipfile.ZipFile(epub)
    pages = {name: members.read(name) for name in members.namelist()}
    text = "".join(
        data.decode() for name, data in pages.items() if name.endswith((".xhtml", ".opf", ".ncx"))
    )
    assert "{{ 7*7 }} &lt;script&gt;x&lt;/script&gt;" in text
    assert "{% include" in text
    for name, value in _addresses(pages):
        assert not value.startswith(("/", "file:", "javascript:")), name
    words = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "{{ 7*7 }} <script>x</script>" in " ".join(words.split())
    assert " 49 " not in words
    with pikepdf.open(pdf) as document:
        assert "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names
        assert not document.attachments
        streams = [*_streams(document)]
    for secret in (TOLD.encode(), str(built.book).encode(), b"/JavaScript", b"/Launch"):
        assert not [name for name, data in pages.items() if secret in data]
        assert not [data for data in streams if secret in data]


def _addresses(pages: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every address in the pages of an EPUB, in which no element can run or fetch anything."""
    for name, data in pages.items():
        for element in etree.fromstring(data).iter() if name.endswith(".xhtml") else ():
            assert etree.QName(element).localname not in ("script", "iframe", "object", "base")
            yield from ((name, element.get(key, "")) for key in ("href", "src"))


def _streams(document: pikepdf.Pdf) -> Iterator[bytes]:
    """Every object of the PDF as bytes, unpacked where it is packed."""
    for one in document.objects:
        if isinstance(one, pikepdf.Stream):
            yield one.read_raw_bytes()
            try:
                yield one.read_bytes()
            except pikepdf.PdfError:
                continue  # a JPEG: its raw bytes are what there is
        yield one.unparse()


def test_a_build_that_fails_leaves_the_old_outputs(desk: Desk) -> None:
    desk.accepted("build", "ebook")
    (old,) = (desk.book / "build").glob("*.epub")
    data = old.read_bytes()
    desk.chapter("<script>x</script>")
    desk.refused("build", "ebook", exit_code=SOURCES)
    assert old.read_bytes() == data
