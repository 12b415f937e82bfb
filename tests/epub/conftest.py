"""A small book built by hand with everything in it that an EPUB must carry."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fontpkg_vollkorn
import pytest
from PIL import Image

from dinobook.book.model import Asset, Author, Book, Kind, Matter, Metadata, Section
from dinobook.book.words.model import words_for
from dinobook.checks import epubcheck
from dinobook.epub.fonts import subset
from dinobook.epub.theme import CoverImage, EpubTheme, FontFile
from dinobook.markup.fragment import Heading, Note
from dinobook.problems import Problem

NAMESPACE = 'xmlns="http://www.w3.org/1999/xhtml"'
ODD_TITLE = "Ei & ik: <klein> “groot” 🦕 > 'alles'"
SVG_FILE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    b'<path d="M0 0h10v10z" fill="currentColor"/></svg>'
)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def section(
    name: str,
    title: str,
    content: str = "<p>Een zin die ergens over gaat.</p>",
    *,
    kind: Kind = Kind.CHAPTER,
    matter: Matter = Matter.BODY,
    label: str = "",
    depth: int = 0,
    notes: tuple[Note, ...] = (),
    lang: str = "",
    headings: tuple[Heading, ...] = (),
) -> Section:
    shown = f'<p class="label">{label}</p>' if label else ""
    text = (
        f'<section {NAMESPACE} id="{name}" class="{kind} {matter}">'
        f'{shown}<h1 id="{name}--titel">{escape(title)}</h1>{content}</section>'
    )
    known = Section(name, kind, matter, title, text, headings=headings)
    return replace(known, label=label, depth=depth, notes=notes, lang=lang)


def png(width_px: int = 8, height_px: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width_px, height_px), (40, 90, 60)).save(out, "PNG")
    return out.getvalue()


CHAPTER_ONE = """
<h2 id="koffie--tafel">Een tafel</h2>
<p>Er stond een kop op tafel.<a class="noteref" id="koffie--r1" href="#koffie--n1">1</a>
Hij was leeg, <em>helaas</em>.<a class="noteref" id="koffie--r2" href="#koffie--n2">2</a></p>
<p>Lees ook <a href="#methode">de methode</a>, <a href="#tab-maten">de tabel</a>, deze
<a href="#fig-plan">tekening</a> en <a href="https://example.org/?a=1&amp;b=2">dit blad</a>.</p>
<figure id="fig-plan" class="figure"><img src="manuscript/images/plan één.svg" alt="Een plan."/>
<figcaption><span class="caption-label">Figuur 1</span> Het plan</figcaption></figure>
<figure id="fig-foto" class="figure"><img src="manuscript/foto/Plan één.PNG" alt="Een foto."/>
<figcaption><span class="caption-label">Figuur 2</span> De foto</figcaption></figure>
<blockquote><p>Wie rust, rijdt mee.</p><footer>Een buurvrouw</footer></blockquote>
<p>Zij zei <span lang="he" dir="rtl">שלום</span> en <span lang="en">so long</span>.</p>
<hr class="scene-break"/>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" width="4" height="4" aria-hidden="true">
<linearGradient id="koffie--kleur"/><circle cx="2" cy="2" r="1"/></svg>
<p>Deze drie puntjes… <!-- een opmerking --> en dan 5 €.</p>
"""

HEADINGS = (Heading(2, "Een tafel", "koffie--tafel", 1),)

CHAPTER_TWO = """
<figure id="tab-maten" class="table"><figcaption><span class="caption-label">Tabel 1</span>
Maten</figcaption><table><thead><tr><th scope="col">Wat</th><th scope="col">Hoeveel</th></tr>
</thead><tbody><tr><td>Koppen</td><td>3</td></tr><tr><td></td><td>0</td></tr></tbody></table>
</figure>
<p>Terug naar <a href="#koffie--tafel">de tafel</a> of <a href="#koffie--n1">de noot</a>.</p>
"""

CONTENTS = """
<ol><li><a href="#voorwoord">Vooraf</a></li><li><a href="#deel-een">Bevlogen</a>
<ol><li><a href="#koffie">Koffie</a></li></ol></li></ol>
"""

NOTES = (
    Note(
        "koffie--n1",
        "koffie--r1",
        1,
        f"<div {NAMESPACE}><p>Een <em>blauwe</em> kop.</p><p>Met een oor.</p></div>",
        4,
    ),
    Note(
        "koffie--n2",
        "koffie--r2",
        2,
        f"<div {NAMESPACE}><ul><li>Een lijst <a href='#methode'>die wijst</a>.</li></ul></div>",
        5,
    ),
)


def sections() -> tuple[Section, ...]:
    front, back = Matter.FRONT, Matter.BACK
    return (
        section("half", "Het Ei", kind=Kind.HALF_TITLE, matter=front),
        section("titel", "Het Ei", kind=Kind.TITLE_PAGE, matter=front),
        section("colofon", "Colofon", kind=Kind.COLOPHON, matter=front),
        section("inhoud", "Inhoud", CONTENTS, kind=Kind.CONTENTS, matter=front),
        section("voorwoord", "Vooraf", matter=front),
        section("deel-een", "Bevlogen", kind=Kind.PART, label="Deel I"),
        section(
            "koffie",
            ODD_TITLE,
            CHAPTER_ONE,
            label="Hoofdstuk 1",
            depth=1,
            notes=NOTES,
            headings=HEADINGS,
        ),
        section("methode", "De methode", CHAPTER_TWO, label="Hoofdstuk 2", depth=1),
        section("the-end", "The end", matter=back, lang="en"),
    )


METADATA = Metadata(
    title="Het Ei & de rest <1>",
    subtitle="Een boek “over” niets",
    authors=(Author("Ann O’Dino", "O’Dino, Ann"), Author("Bert Buster", "Buster, Bert")),
    language="nl-BE",
    identifier="urn:uuid:5f0d2f6c-6f0e-5d37-9d0b-3d1c8b6fd0a1",
    modified="2026-02-03T04:05:06Z",
    publisher="Uitgeverij Ei",
    rights="© 2026",
    description="Voor wie van eieren houdt.",
    date="2026-02-03",
    isbn="978-94-6400-000-9",
    thema=("DNP",),
    nur="801",
)
ASSETS = (
    Asset("manuscript/images/plan één.svg", "image/svg+xml", SVG_FILE, 10, 10),
    Asset("manuscript/foto/Plan één.PNG", "image/png", png(), 8, 8),
)


@pytest.fixture(scope="session")
def book() -> Book:
    return Book(METADATA, sections(), ASSETS)


@pytest.fixture(scope="session")
def make_section() -> Callable[..., Section]:
    return section


@pytest.fixture(scope="session")
def vollkorn() -> bytes:
    folder = Path(fontpkg_vollkorn.__file__).parent / "files"
    return (folder / "Vollkorn[wght].ttf").read_bytes()


@pytest.fixture(scope="session")
def theme(vollkorn: bytes) -> EpubTheme:
    cover = CoverImage(png(140, 224), "image/png", 140, 224, "Omslag van Het Ei: een groen vlak.")
    face = FontFile("Vollkorn-Regular.ttf", subset(vollkorn, {"abc"}), "Vollkorn")
    css = "body { font-family: Vollkorn, serif; }\np { text-indent: 1em; margin: 0; }"
    return EpubTheme(css, words_for("nl-BE"), (face,), cover)


@pytest.fixture(scope="session")
def validate() -> Callable[[bytes], tuple[Problem, ...]]:
    """EPUBCheck, started once for all tests."""
    reason = epubcheck.available()
    if reason:
        pytest.fail(f"EPUBCheck is needed for the tests of the EPUB. {reason}")
    return epubcheck.check


@pytest.fixture(scope="session")
def rewrite() -> Callable[..., bytes]:
    """The same EPUB with one file changed by a function, or left out where that returns None."""

    def change(data: bytes, path: str, edit: Callable[[bytes], bytes | None]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            assert path in old.namelist()
            for info in old.infolist():
                content: bytes | None = old.read(info)
                if info.filename == path:
                    content = edit(old.read(info))
                    assert content != old.read(info), "the edit changed nothing"
                if content is not None:
                    new.writestr(info, content)
        return out.getvalue()

    return change
