"""What is too long for its line or page is set all the same, and the author is told where."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from books import DRAWING, MANIFEST, SharedFolder, small_book
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.problems import Problem

ADDRESS = "https://voorbeeld.example/" + "abcdefghij" * 8 + "x9"
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappijenvereniging"
TITLE = (
    "Een titel die langer is dan de lijn boven de bladzijde en die gewoon doorgaat tot hij ophoudt"
)
HEAD = "Over de lengte van een titel"
PROSE = "De vergadering begon laat en de koffie was koud toen iemand eindelijk het woord nam. " * 6

LANG = f"""---
title: Lange dingen
date: 2016-04-14
---
{PROSE}<{ADDRESS}> en verder.

{PROSE}De code {HASH} staat in de zin, en `{HASH}` ook. {PROSE}

{"lettergreep" * 90} was zijn enige woord. {PROSE}

Een *woord*-{HASH}{HASH} en (**{HASH}{HASH}**) zonder spatie.

## Kop met {WORD}

- punt met {ADDRESS}

> Gezegd op {ADDRESS}

/// tip | Titel met {WORD}
Tekst met {ADDRESS} en met directeur/bestuurder/leidinggevende/vakbondsafgevaardigde/secretaris.
///

| een | twee | drie | vier | vijf | zes | zeven | acht |
|---|---|---|---|---|---|---|---|
| verantwoordelijkheid | personeelsvergadering | onderhandelingstafel | overlegstructuur \
| fietsenstalling | gemeentesecretaris | koffiemachine | afwateringsplan |

| adres | waarde |
|---|---|
| {ADDRESS} | {HASH} |

![Een driehoek](images/driehoek.svg "Bijschrift met {ADDRESS}")

Een plaatje ![klein](images/driehoek.svg) in de zin, en een ![groot](images/groot.svg) groot.
{PROSE}

```
functie(eerste, tweede, derde) + functie(eerste, tweede, derde, vierde, vijfde, zesde)
```

Een noot.[^a]

[^a]: Noot met {ADDRESS} en {HASH}.
"""
LINES = LANG.splitlines()
TITLED = f'---\ntitle: "{TITLE}"\n---\n' + f"{PROSE}\n\n" * 8
HEADED = f'---\ntitle: "{HEAD}: en een ondertitel die er niet meer bij past op die ene lijn"\n---\n'
HEADED += f"{PROSE}\n\n" * 8


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """A book of long things, in print and on the screen."""
    book = small_book(
        book=MANIFEST.replace("Het begin", "Een deel met een titel " * 12).replace(
            "  - {id: eerste, short: Kort}", "  - lang\n  - titel\n  - kop"
        )
    )
    large = DRAWING.replace('width="200" height="100"', 'width="2000" height="1000"')
    for name, text in {
        "lang.md": LANG,
        "titel.md": TITLED,
        "kop.md": HEADED,
        "images/groot.svg": large,
    }.items():
        book.write_bytes(f"manuscript/{name}", text.encode())
    manifest = book.contents["manuscript/book.yaml"].decode()
    book.write_bytes("manuscript/book.yaml", (manifest + "\naside: [eerste]\n").encode())
    tweede = book.contents["manuscript/tweede.md"].decode()
    book.write_bytes("manuscript/vooraf.md", b"---\ntitle: Vooraf\n---\nEen woord vooraf.\n")
    book.write_bytes("manuscript/tweede.md", tweede.encode())
    folder = tmp_path_factory.mktemp("long")
    request = Request(("print", "screen", "ebook"), jobs=1)
    return folder, build(book, SharedFolder(folder), request, lambda _: None)


def told(outcome: tuple[Path, Outcome], code: str) -> list[Problem]:
    return [one for one in outcome[1].problems if one.code == code]


@pytest.fixture(scope="module")
def pages(outcome: tuple[Path, Outcome]) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(outcome[0] / "het-kleine-boek-print.pdf"))


def words_of(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def test_nothing_leaves_the_text_area(pages: list[pypdfium2.PdfPage]) -> None:
    """The margins of a printed page are 16 and 19 mm; nothing is drawn within 15 mm of its edge."""
    edge = 15 * 72 / 25.4
    for number, page in enumerate(pages):
        width, _ = page.get_size()
        for drawn in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            left, _, right, _ = drawn.get_bounds()
            assert left > edge - 1, f"page {number}"
            assert right < width - edge + 1, f"page {number}"


def test_what_was_broken_is_told_with_its_line(outcome: tuple[Path, Outcome]) -> None:
    found = {(one.place.path, one.place.line) for one in told(outcome, "layout-030")}
    for words in (f"<{ADDRESS}>", f"De code {HASH}", "lettergreep" * 9, f"## Kop met {WORD}"):
        line = 1 + next(at for at, row in enumerate(LINES) if words in row)
        assert ("manuscript/lang.md", line) in found, words[:30]
    assert {path for path, _ in found} == {"manuscript/lang.md"}
    assert not [one.message for one in told(outcome, "layout-030") if not one.place.line]


def test_code_that_goes_on_below_at_a_space_is_not_too_long(outcome: tuple[Path, Outcome]) -> None:
    line = 1 + next(at for at, row in enumerate(LINES) if row.startswith("functie("))
    assert [one for one in told(outcome, "layout-030") if one.place.line == line] == []


def test_a_table_that_is_too_wide_is_set_smaller(outcome: tuple[Path, Outcome]) -> None:
    found = {one.place.line for one in told(outcome, "layout-003")}
    rows = [LINES.index("| een | twee | drie | vier | vijf | zes | zeven | acht |") + 1]
    rows.append(LINES.index("| adres | waarde |") + 1)
    assert found == set(rows)
    assert all(not one.is_error for one in told(outcome, "layout-003"))


def test_a_long_word_in_a_heading_is_hyphenated_and_an_address_is_not(
    pages: list[pypdfium2.PdfPage],
) -> None:
    text = "".join(words_of(page) for page in pages).replace("\r\n", "\n")
    heading = re.search(r"Kop met\s+(Arbeids\w+)(?:[\ufffe\x02]\n?|[-‐]\n)(\w+)", text)
    assert heading is not None
    assert heading[1] + heading[2] == WORD
    for broken in re.findall(r"https://voorbeeld\.example/\s*([a-jx9\s‐\ufffe\x02-]{82,})", text):
        assert not re.search(r"[-‐\ufffe\x02]", broken.strip())


def test_a_running_head_takes_one_line(pages: list[pypdfium2.PdfPage]) -> None:
    heads = []
    for page in pages:
        _, height = page.get_size()
        top = page.get_textpage().get_text_bounded(bottom=height - 17 * 72 / 25.4)
        heads.append(" ".join(top.split()))
    shown = {re.sub(r"^[\divx]+ | [\divx]+$", "", one, flags=re.IGNORECASE) for one in heads}
    titles = {one.casefold() for one in shown if one}
    assert HEAD.casefold() in titles, "before its subtitle"
    short = next(one for one in titles if one.startswith("een titel die") and one.endswith("…"))
    assert TITLE.casefold().startswith(short[:-1])
    assert TITLE.casefold()[len(short) - 1] in " ,", "at a word"


def test_the_author_hears_that_a_short_title_can_be_given(outcome: tuple[Path, Outcome]) -> None:
    found = told(outcome, "layout-032")
    assert {one.place.path for one in found} == {"manuscript/book.yaml"}
    assert [one.place.excerpt for one in found] == ["titel", "kop"]
    assert all("short:" in one.hint for one in found)


def test_a_long_title_has_one_page(pages: list[pypdfium2.PdfPage]) -> None:
    parts = [page for page in pages if "Een deel met een titel" in " ".join(words_of(page).split())]
    full = [page for page in parts if "Deel I" in words_of(page)]
    assert len(full) == 1
    assert " ".join(words_of(full[0]).split()).count("Een deel met een titel") == 12


def test_a_date_that_the_book_writes_stays_together(pages: list[pypdfium2.PdfPage]) -> None:
    assert any("14\xa0april\xa02016" in words_of(page) for page in pages)
