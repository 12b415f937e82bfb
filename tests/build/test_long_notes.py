"""Notes that are longer than the room below their calls, in finished files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
from pdf.tagging.aloud import spoken

SENTENCE = "Het regent op de fietsen en niemand kijkt op van zijn krant. "
HEAD = "---\ntitle: Een eerste hoofdstuk met een lange titel\n---\n"
LAYOUTS = """\
  large: {format: pdf, use: print, page: 170x240, layout: large-print}
  pocket: {format: pdf, use: print, page: 105x160}
"""
EDITIONS = ("print", "screen", "large", "pocket")


def words(count: int, name: str) -> str:
    """So many words; every fifth is a name of its own."""
    kept = ("over", "regen", "en", "fietsen")
    return " ".join(kept[at % 5 - 1] if at % 5 else f"{name}{at:04}" for at in range(count))


def text(times: int = 1) -> str:
    return (SENTENCE * 7 + "\n\n") * times


COUNTS = {"dertig": 300, "tachtig": 800, "kop": 450, "kader": 300, "lijst": 240, "kort": 10}
LISTED = "".join(f"    - {words(24, f'lijst{at}')}\n" for at in range(10))
CHAPTER = f"""\
{HEAD}{text(3)}Hier staat een noot.[^dertig] {text(6)}

## Een kop met noot[^kop]

{text(5)}

/// tip | Een kader
In een kader.[^kader] {SENTENCE * 3}
///

{text(4)}Een lange.[^tachtig] {text(9)}Een korte.[^kort] {text(3)}Met een lijst.[^lijst]

{text(5)}

[^dertig]: {words(300, "dertig")}
[^kop]: {words(450, "kop")}
[^kader]: {words(300, "kader")}
[^tachtig]: {words(800, "tachtig")}
[^kort]: {words(10, "kort")}
[^lijst]: Een noot met een lijst.

{LISTED}
    > {words(200, "citaat")}

    {words(60, "slot")}
"""


def book() -> MemoryProject:
    return small_book(eerste=CHAPTER, book=MANIFEST + LAYOUTS)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    folder = tmp_path_factory.mktemp("long-notes")
    outcome = build(book(), SharedFolder(folder), Request(EDITIONS), lambda _: None)
    return folder, outcome


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    whole = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"[-\ufffe\x02]?\r?\n", " ", page) for page in whole]


def path_of(built: tuple[Path, Outcome], edition: str) -> Path:
    return built[0] / f"het-kleine-boek-{edition}.pdf"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_note_begins_with_its_call_and_ends_later(
    built: tuple[Path, Outcome], edition: str
) -> None:
    pages = texts(path_of(built, edition))
    for name, count in COUNTS.items():
        stem = "lijst0" if name == "lijst" else name
        expected = [f"{at:04}" for at in range(0, 24 if name == "lijst" else count, 5)]
        where = [
            (at, number)
            for number, page in enumerate(pages)
            for at in re.findall(rf"{stem}(\d{{4}})", page)
        ]
        assert [at for at, _ in where] == expected, name
    calls = {"een noot": "dertig", "kop met noot": "kop", "een kader": "kader"}
    for before, name in calls.items():
        (page,) = (one for one in pages if re.search(rf"{before}[.,]? ?\d", one))
        assert f"{name}0000" in page
    assert [problem.code for problem in built[1].problems if "layout" in problem.code] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_long_notes_go_on_over_pages(built: tuple[Path, Outcome], edition: str) -> None:
    pages = texts(path_of(built, edition))
    over = [name for name in COUNTS if sum(f"{name}0" in page for page in pages) > 1]
    assert {"tachtig", "kop"} <= set(over)


def test_both_ways_to_lay_out_print_the_same(built: tuple[Path, Outcome], tmp_path: Path) -> None:
    build(book(), SharedFolder(tmp_path), Request(("print",), whole=True), lambda _: None)
    whole = texts(tmp_path / "het-kleine-boek-print.pdf")
    assert [sorted(page) for page in whole] == [
        sorted(page) for page in texts(path_of(built, "print"))
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_any_number_of_workers_and_a_full_store_give_the_same_bytes(
    built: tuple[Path, Outcome], tmp_path: Path, jobs: int
) -> None:
    expected = path_of(built, "print").read_bytes()
    build(book(), OutputFolder(tmp_path), Request(("print",), jobs=jobs), lambda _: None)
    output = tmp_path / "het-kleine-boek-print.pdf"
    assert output.read_bytes() == expected
    output.unlink()
    build(book(), OutputFolder(tmp_path), Request(("print",), jobs=jobs), lambda _: None)
    assert output.read_bytes() == expected


def test_a_note_is_read_aloud_whole(built: tuple[Path, Outcome]) -> None:
    notes = spoken(path_of(built, "print")).all("Note")
    assert len({note.entries["ID"] for note in notes}) == len(notes)
    (long,) = (note for note in notes if "tachtig0000" in note.words())
    read = re.findall(r"tachtig(\d{4})", long.words())
    assert read == [f"{at:04}" for at in range(0, COUNTS["tachtig"], 5)]
    assert len({page for one in long.walk() for page in one.pages}) >= 2


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_a_reader_that_is_strict_accepts_the_tags(
    built: tuple[Path, Outcome], edition: str
) -> None:
    found = page_validation.validate_pdf(path_of(built, edition), profile="ua1")
    assert found.is_compliant


def test_the_page_map_has_each_note_on_its_first_page(built: tuple[Path, Outcome]) -> None:
    path = path_of(built, "print").with_suffix(".pages.json")
    mapped = json.loads(path.read_text())["pages"]
    pages = texts(path_of(built, "print"))
    homes = [
        (name, page["page"])
        for page in mapped
        for name in page["anchors"]
        if re.fullmatch(r"eerste--note-\d", name)
    ]
    assert len(homes) == len(dict(homes)) == len(COUNTS)
    for (name, home), begin in zip(homes, ("dertig", "kop", "kader", "tachtig"), strict=False):
        assert f"{begin}0000" in pages[home - 1], name


def test_a_page_of_the_map_begins_where_it_does(built: tuple[Path, Outcome]) -> None:
    path = path_of(built, "print").with_suffix(".pages.json")
    mapped = json.loads(path.read_text())["pages"]
    shown = texts(path_of(built, "print"))
    own = [page for page in mapped if page["chapter"] == "eerste"][1:]
    assert len(own) > 5
    for page in own:
        first = shown[page["page"] - 1].split()[0].rstrip(".,")
        assert page["first"]["word"].endswith(first)


TABLE = "".join(f"    | rij {at} | {words(12, f'cel{at}x')} |\n" for at in range(60))


def test_a_note_with_a_table_that_fits_on_no_page_stands_behind_its_chapter(
    tmp_path: Path,
) -> None:
    note = f"[^tabel]: Eerst dit.\n\n    | wie | wat |\n    |--|--|\n{TABLE}"
    chapter = f"{HEAD}{text(2)}Een tabel.[^tabel] {text(3)}\n{note}"
    outcome = build(
        small_book(eerste=chapter), SharedFolder(tmp_path), Request(("print",)), lambda _: None
    )
    (problem,) = (one for one in outcome.problems if one.code == "layout-002")
    assert problem.place.path == "manuscript/eerste.md"
    assert "cannot be cut" in problem.message
    shown = " ".join(texts(tmp_path / outcome.files[0].name))
    assert all(shown.count(f"cel{at}x0000") == 1 for at in range(60))


def test_notes_that_cannot_all_begin_with_their_calls_are_told_and_stay(tmp_path: Path) -> None:
    called = "".join(f" woord[^{name}]" for name in "abcde")
    notes = "".join(f"\n[^{name}]: {words(280, f'noot{name}')}\n" for name in "abcde")
    chapter = f"{HEAD}{text(1)}Vijf noten:{called}. {text(9)}{notes}"
    outcome = build(
        small_book(eerste=chapter), SharedFolder(tmp_path), Request(("print",)), lambda _: None
    )
    told = [one for one in outcome.problems if one.code == "layout-002"]
    assert told
    assert all(one.place.path == "manuscript/eerste.md" for one in told)
    assert all("begins on a later page than its call" in one.message for one in told)
    shown = " ".join(texts(tmp_path / outcome.files[0].name))
    begins = [shown.index(f"noot{name}0000") for name in "abcde"]
    assert begins == sorted(begins)
    assert all(shown.count(f"noot{name}0275") == 1 for name in "abcde")
