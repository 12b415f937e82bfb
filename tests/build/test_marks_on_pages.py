"""Quotation marks, apostrophes and dashes as a reader sees them, and words that mark-up touches."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook import xhtml
from dinobook.pipeline.build import Request, build

CHAPTER = """\
---
title: Zijn 'mp3's' uit de 80's
author: Conan O'Brien
---
"...of niet?" vroeg hij ("..."), en zij zei:"ja". De A4'tjes, *"rock 'n' roll"*--en meer.

> Van 1990--1995 was 'ie er niet.
> -- Bron

[Twitter](#fig-plan)'s en [blog](eerste)s, [huis](#fig-plan)je, [EU]{.kleinkapitaal}'s.

`mis`<br>`uikt`, H~2~O, **vet**gedrukt, een^e^, foo<wbr>bar, soft&shy;koek, woord[^1]deel.

[x][b]'s en "[nog](#fig-plan)", zie `--optie` en --optie.

![Een vlak](images/driehoek.svg "Het 'vlak'"){#fig-plan}

| 'cel' | "cel" |
|---|---|
| foto's | Hans' 27" |

/// tabel | De 'uren' van Hans' mp3's
    id: tab-uren
///

## "Slot" {#slot}

Op 11 januari was het koud, op [de krant](https://krant.example/a)'s en
[de post](https://post.example/)je, want het vroor.

[^1]: Ja.

[b]: #fig-plan
"""
SHOWN = [
    "Zijn ‘mp3’s’ uit de 80’s",
    "“…of niet?” vroeg hij (“…”), en zij zei:“ja”.",
    "De A4’tjes, “rock ’n’ roll” – en meer.",
    "Van 1990–1995 was ’ie er niet.",
    "– Bron",
    "Twitter’s en blogs",
    "huisje, EU’s.",
    "H2O, vetgedrukt, eene, foobar, softkoek,",
    "x’s en “nog”, zie --optie en --optie.",
    "Het ‘vlak’",
    "‘cel’ “cel”",
    'foto’s Hans’ 27"',
    "De ‘uren’ van Hans’ mp3’s",
    "“Slot”",
    "Jan ’t Hooft",
    "Conan O’Brien",
    "© 2026 D’Haene",
]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each edition."""
    folder = tmp_path_factory.mktemp("marks")
    manifest = MANIFEST.replace("{name: An Proef, sort:", "{name: Jan 't Hooft, sort:")
    manifest = manifest.replace("© 2026 An Proef", "© 2026 D'Haene")
    project = small_book(book=manifest, tweede=CHAPTER)
    outcome = build(project, SharedFolder(folder), Request(("ebook", "print")), lambda _: None)
    assert [one.message for one in outcome.problems if one.is_error] == []
    return {"pdf": _plain(_pages(folder)), "epub": _plain(_documents(folder))}


def _plain(pieces: Iterator[str]) -> str:
    text = " ".join(pieces)
    text = re.sub("[\ufffe\x02\u00ad\u200b\u2060]\\s*", "", text)
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def _pages(folder: Path) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(folder / "het-kleine-boek-print.pdf"):
        yield page.get_textpage().get_text_bounded()


def _documents(folder: Path) -> Iterator[str]:
    with zipfile.ZipFile(folder / "het-kleine-boek-ebook.epub") as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                yield "".join(xhtml.strings(xhtml.parse(book.read(name).decode())))


@pytest.mark.parametrize("words", SHOWN)
@pytest.mark.parametrize("edition", ["pdf", "epub"])
def test_the_right_words_are_in_print_and_in_the_e_book(
    texts: dict[str, str], edition: str, words: str
) -> None:
    assert words in texts[edition]


def test_what_the_book_adds_to_a_link_comes_behind_its_word(texts: dict[str, str]) -> None:
    assert re.search(r"en blogs \(zie p\. \d+\), huisje", texts["pdf"])
    assert re.search(r"op de krant’s\d en de postje,\d want", texts["pdf"])
