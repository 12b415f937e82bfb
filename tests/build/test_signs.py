"""Signs, odd characters, addresses and raw HTML: what `check` passes, each edition shows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from books import SharedFolder
from dinobook import xhtml
from dinobook.checks import epubcheck
from dinobook.errors import UserError
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.pipeline.sources import load
from dinobook.problems import Severity
from dinobook.storage.project import MemoryProject

MANIFEST = """\
book:
  title: "Tekens ✓ en ❤️{mark}"
  authors: [{{name: "An ♥ Proef", sort: "Proef, An"}}]
  language: nl-BE
  identifier: urn:uuid:8d1c6c1a-2f7c-4a51-9d58-0c7f0a4f3b21
  date: 2026-01-15
outline:
  - matter: body
{rows}
editions:
  ebook: {{format: epub}}
  print: {{format: pdf, use: print, page: 135x210, links: notes}}
  groot: {{format: pdf, use: print, page: a5, layout: large-print}}
"""
EVERYWHERE = """\
Gewoon wo{sign}rd, {sign} los, **vet{sign}** en `co{sign}de`; [li{sign}nk](https://a.be/x).[^n{at}]

## Kop wo{sign}rd

> Citaat {sign} hier

- punt {sign}
- twee{sign}

| a{sign}b | c |
|---|---|
| x{sign} | e{sign}f |

/// tabel | Onder{sign}schrift
    id: tab-{at}
///

    code {sign} blok

[^n{at}]: Noot wo{sign}rd.
"""
SIGNS = [*"✓→★☐♥∀┌", "✗✔⇒☑♪☎●▲ℝ█①ʃἄЖ😉 1\ufe0f\u20e3👩🏽\u200d🔬❤️\u200d🔥"]
ODD = [
    *("\u00a0", "\u00ad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u2028", "\u2029"),
    *("\u202a", "\u202f", "\u2060", "\u2062", "\u2068", "\u3000", "\ufe00", "\ufe0e", "\ufe0f"),
    *("\ufeff", "\ufffd", "\U000e0041", "\U000e0100", "e\u0301", "q\u0301", "i\u0308j\u0301"),
]
ADDRESSES = [
    *("https://example.org/a]", "https://example.org/a|{b}", "https://example.org/%zz"),
    *("https://example.org\\a", "mailto:an@x.be?subject=Een vraag"),
    *("tel:+32 9 123 45 67", "https://éxample.be/pád", "https://example.org/[a]^`"),
]
MENDED = [
    *(
        "<ul><br><li>a</li></ul>",
        "<ruby>a</ruby>",
    ),
    *("<em><p>a</p></em>", "<h2><div>a</div></h2>", "<pre><p>a</p></pre>", "een<wbr>twee"),
    *("<bdo>abc</bdo>", "<dfn>a <dfn>b</dfn></dfn>", "<time><b>toen</b></time>"),
    *("<ul><li value='3'>a</li></ul>", "<table><tr><td scope='row'>a</td></tr></table>"),
    *("<a href='https://a.be'><p>blok</p></a>", "<del><p>weg</p></del>", "<aside>a</aside>"),
]


def book(bodies: list[str], mark: str = "") -> MemoryProject:
    files = {
        f"manuscript/h{at}.md": f"---\ntitle: 'Titel {at}'\n---\n{body}\n"
        for at, body in enumerate(bodies)
    }
    rows = "\n".join(f"  - h{at}" for at in range(len(bodies)))
    files["manuscript/book.yaml"] = MANIFEST.format(rows=rows, mark=mark)
    return MemoryProject({path: text.encode() for path, text in files.items()})


def chapters() -> list[str]:
    every = [*SIGNS, "\u2028", "e\u0301", *("".join(ODD[at::6]) for at in range(6))]
    used = [EVERYWHERE.format(sign=sign, at=at) for at, sign in enumerate(every)]
    links = "\n\n".join(f"Zie [dit](<{address}>) hier." for address in ADDRESSES)
    links += "\n\nEen&#x2028;twee&#x2062;drie&#x200b;vier."
    return [*used, links, *(f"Begin.\n\n{html}\n\nEinde." for html in MENDED)]


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signs")
    build(book(chapters()), SharedFolder(folder), Request(), lambda _: None)
    return folder


def text_of(folder: Path, edition: str) -> str:
    (path,) = folder.glob(f"*-{edition}.pdf")
    pages = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_the_e_book_passes_epubcheck(signs: Path) -> None:
    (path,) = signs.glob("*.epub")
    found = epubcheck.check(path.read_bytes())
    assert [one for one in found if one.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("edition", ["print", "groot"])
def test_signs_stand_in_text_heads_notes_code_and_tables(signs: Path, edition: str) -> None:
    text = text_of(signs, edition)
    assert "Tekens ✓ en ❤" in text, "in the running heads"
    for sign in ("✓", "→", "★", "☐", "♥", "∀", "┌"):
        for words in ("wo{}rd, {} los", "Noot wo{}rd", "Kop wo{}rd", "code {} blok", "Onder{}sch"):
            assert words.format(sign, sign) in re.sub(r"\s+", " ", text)


def test_the_e_book_brings_the_drawings_along(signs: Path) -> None:
    (path,) = signs.glob("*.epub")
    with zipfile.ZipFile(path) as epub:
        names = [name for name in epub.namelist() if name.endswith(".ttf")]
        fonts = {name: TTFont(io.BytesIO(epub.read(name))).getBestCmap() for name in names}
        css = epub.read("EPUB/book.css").decode()
    for sign in "✓✗→★☐♥∀ℝ┌①ʃ😉":
        assert any(ord(sign) in characters for characters in fonts.values()), sign
    assert '"DejaVu Sans"' in css
    assert sum(map(len, fonts.values())) < 8000, "cut down to what is used"


def test_an_address_is_encoded_and_printed_as_typed(signs: Path) -> None:
    (path,) = signs.glob("*.epub")
    at = len(SIGNS) + 8
    with zipfile.ZipFile(path) as epub:
        page = etree.fromstring(epub.read(f"EPUB/h{at}.xhtml"))
    shown = [link.get("href") for link in page.iter(xhtml.tag("a")) if link.get("href")]
    assert shown[:4] == [
        "https://example.org/a%5D",
        "https://example.org/a%7C%7Bb%7D",
        "https://example.org/%25zz",
        "https://example.org/a",
    ]
    assert "tel:+3291234567" in shown
    assert "example.org/a|{b}" in text_of(signs, "print")


def test_a_line_separator_is_a_space_and_an_accent_is_composed(signs: Path) -> None:
    text = text_of(signs, "print")
    assert text.count("Gewoon wo rd") >= 2
    assert "Gewoon wo\u00e9rd" in text


@given(chars=st.lists(st.characters(exclude_categories=["Cs"]), min_size=15, max_size=25))
@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_check_passes_is_built(
    chars: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    every = [EVERYWHERE.format(sign=sign, at=at) for at, sign in enumerate([*chars, *SIGNS[:2]])]
    faulty = {one.place.path for one in load(book(every)).problems if one.is_error}
    sound = [body for at, body in enumerate(every) if f"manuscript/h{at}.md" not in faulty]
    folder = tmp_path_factory.mktemp("characters")
    build(book(sound), SharedFolder(folder), Request(("ebook", "print")), lambda _: None)
    (path,) = folder.glob("*.epub")
    assert [one for one in epubcheck.check(path.read_bytes()) if one.is_error] == []


def test_a_sign_without_a_drawing_is_refused_before_the_build(
    build_into: Callable[..., Outcome],
) -> None:
    with pytest.raises(UserError) as caught:
        build_into(book(["Een 園 hier.\n\nEn 園 daar."], mark="漢"))
    found = [one for one in caught.value.problems if one.code == "fonts-001"]
    assert {one.place.path for one in found} == {"manuscript/book.yaml", "manuscript/h0.md"}
    assert any("on lines 4 and 6" in one.message for one in found)
