"""Pages of another order: estimated from the last build, laid out, and as a build makes them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from bench.moves import changed, write_plain_book

from books import SharedFolder
from dinobook import MANIFEST, Impact, MemoryProject, OpenBook, PageMap, Request, open_book
from dinobook.impact.find import Text, impact_of
from dinobook.impact.pages import LastBuild
from dinobook.manifest import parse
from dinobook.pipeline.unchecked import Unchecked
from dinobook.storage.cache import NO_CACHE
from impact.conftest import manifest

FRONT = ("matter: front", "generate: title-page", "generate: contents", "matter: body")
PDF = """\
editions:
  print: {{format: pdf, use: print, page: 90x130{more}}}
"""
WORDS = "Het was koud en de koffie ook en niemand zei er iets van in de lange gang. "


def pages(count: int, more: str = "") -> str:
    """Text for about so many small pages."""
    return "\n\n".join([*(WORDS * 5 for _ in range(round(count * 1.5))), more])


CHAPTERS = {
    "een": pages(3),
    "twee": pages(1),
    "drie": pages(4),
    "vier": pages(2),
}
ORDER = (*FRONT, "een", "twee", "drie", "vier")


def book(folder: Path, rows: tuple[str, ...] = ORDER, more: str = "", **said: str) -> OpenBook:
    files = {MANIFEST: manifest(rows, PDF.format(more=more)).encode()}
    for name, text in {**CHAPTERS, **said}.items():
        files[f"manuscript/{name}.md"] = f"---\ntitle: {name}\n---\n{text}\n".encode()
    return OpenBook(MemoryProject(files), SharedFolder(folder))


def text(*rows: str, more: str = "") -> str:
    return manifest((*FRONT, *rows), PDF.format(more=more))


def figures(impact: Impact) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    return [(one.edition, one.pages, one.blanks) for one in impact.pages]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> OpenBook:
    found = book(tmp_path_factory.mktemp("built"))
    found.build()
    return found


ORDERS = [
    ("vier", "een", "twee", "drie"),
    ("drie", "twee", "een", "vier"),
    ("een", "{id: twee, status: hold}", "drie", "vier"),
    ("twee", "vier", "een", "drie"),
]


@pytest.mark.parametrize("rows", ORDERS)
def test_estimate_layout_and_build_agree(
    built: OpenBook, rows: tuple[str, ...], tmp_path: Path
) -> None:
    after = text(*rows)
    estimate, exact = built.impact(after), built.impact(after, exact=True)
    assert (estimate.kind, exact.kind) == ("estimate", "exact")
    assert not exact.about
    if not estimate.about:
        assert figures(estimate) == figures(exact)
    really = book(tmp_path, (*FRONT, *rows))
    really.build()
    made = really.page_map("print")
    (one,) = exact.pages
    assert one.pages[1] == len(made.pages)
    assert one.blanks[1] == sum(page.blank for page in made.pages)


def test_it_says_which_pages_shift(built: OpenBook) -> None:
    after = text("twee", "een", "drie", "vier")
    (one,) = built.impact(after).pages
    before = built.page_map("print")
    first = {chapter.id: chapter.first for chapter in before.chapters}
    shifts = {name: shift.by for shift in one.shifts for name in shift.chapters}
    assert shifts["twee"] == first["een"] - first["twee"]
    assert shifts["een"] > 0
    assert "drie" not in shifts


def test_neither_changes_a_file(built: OpenBook) -> None:
    project = built.project
    assert isinstance(project, MemoryProject)
    said = dict(project.contents)
    made = {path: path.read_bytes() for path in built.outputs.path.iterdir() if path.is_file()}
    built.impact(text("vier", "drie", "twee", "een"), exact=True)
    assert project.contents == said
    now = {path: path.read_bytes() for path in built.outputs.path.iterdir() if path.is_file()}
    assert now == made


def test_a_second_move_stands_on_the_first(built: OpenBook) -> None:
    """No build lies between them: the map has another order than the manifest."""
    first = text("twee", "een", "drie", "vier")
    again = OpenBook(MemoryProject(dict(built.project.contents)), built.outputs)  # type: ignore[attr-defined]
    again.project.contents[MANIFEST] = first.encode()  # type: ignore[attr-defined]
    back = again.impact(manifest(ORDER, PDF.format(more="")))
    there = built.impact(first)
    assert back.pages[0].pages == there.pages[0].pages[::-1]
    assert back.pages[0].blanks == there.pages[0].blanks[::-1]
    assert not back.about


def test_an_edit_since_the_build_is_said(built: OpenBook) -> None:
    project = MemoryProject(dict(built.project.contents))  # type: ignore[attr-defined]
    project.write_bytes("manuscript/drie.md", b"---\ntitle: drie\n---\nKorter.\n")
    impact = OpenBook(project, built.outputs).impact(text("twee", "een", "drie", "vier"))
    assert impact.about
    assert "drie changed since the last build" in impact.reasons
    exact = OpenBook(project, built.outputs).impact(text("twee", "een", "drie", "vier"), exact=True)
    assert exact.pages[0].pages[0] < len(built.page_map("print").pages)


def test_other_styles_since_the_build_are_said(built: OpenBook) -> None:
    project = MemoryProject(dict(built.project.contents))  # type: ignore[attr-defined]
    project.write_bytes("styles/tokens.css", b":root { --text-size: 14pt; }\n")
    impact = OpenBook(project, built.outputs).impact(text("twee", "een", "drie", "vier"))
    assert "styles or settings have changed since the last build" in impact.reasons


def test_a_new_chapter_is_guessed(built: OpenBook) -> None:
    project = MemoryProject(dict(built.project.contents))  # type: ignore[attr-defined]
    project.write_bytes("manuscript/vijf.md", f"---\ntitle: vijf\n---\n{pages(6)}\n".encode())
    other = OpenBook(project, built.outputs)
    after = text("een", "twee", "drie", "vier", "vijf")
    impact = other.impact(after)
    assert impact.about
    assert "vijf has no pages yet" in impact.reasons
    (guess,), (exact,) = impact.pages, other.impact(after, exact=True).pages
    assert abs(guess.pages[1] - exact.pages[1]) <= 3


def test_without_a_build_numbers_are_told_all_the_same(tmp_path: Path) -> None:
    impact = book(tmp_path).impact(text("twee", "een", "drie", "vier"))
    assert impact.pages == ()
    assert [one.id for one in impact.numbers] == ["twee", "een"]
    assert any("dinobook build print" in line for line in impact.lines())


def test_a_map_of_an_older_release_asks_for_a_build(built: OpenBook) -> None:
    rows = json.loads(built.page_map("print").to_json())
    for chapter in rows["chapters"]:
        for key in ("starts", "refs", "digest", "number", "matter"):
            del chapter[key]
    for page in rows["pages"]:
        del page["digest"]
    del rows["style"]
    old = PageMap.from_json(json.dumps(rows).encode())
    before, after = (
        parse(one).manifest
        for one in (manifest(ORDER, PDF.format(more="")), text("twee", "een", "drie", "vier"))
    )
    assert before is not None
    assert after is not None
    words = Text(Unchecked(built.project, before, NO_CACHE), lambda _: "")
    impact = impact_of(before, after, words, LastBuild({"print": old}, {}))
    assert impact.pages == ()
    assert any("build once more for page figures" in line for line in impact.lines())
    assert [one.id for one in impact.numbers] == ["twee", "een"]


def test_paper_and_cover(tmp_path: Path) -> None:
    rules = ", printer: generic, print: {multiple: 4}"
    printed = book(tmp_path, more=rules)
    printed.build()
    printed.make_covers("print")
    after = text("een", "twee", "{id: drie, status: hold}", "vier", more=rules)
    (one,) = printed.impact(after, exact=True).pages
    was, now = one.pages
    assert now < was
    assert now % 4 == 0
    assert one.cover_pages == was
    assert [spine[1] < spine[0] for spine in (paper.spine_mm for paper in one.papers)]
    assert all(paper.grams[1] < paper.grams[0] for paper in one.papers)
    assert {size for size, *_ in one.signatures} <= {8, 16, 32}
    said = "\n".join(printed.impact(after, exact=True).lines())
    assert "dinobook cover print" in said
    same = text("twee", "een", "drie", "vier", more=rules)
    assert printed.impact(same).pages[0].cover_pages == 0


def test_an_edition_for_a_screen_has_a_cover_page(tmp_path: Path) -> None:
    editions = "editions:\n  screen: {format: pdf, use: screen, page: a5}\n"
    files = {MANIFEST: manifest(ORDER, editions).encode()}
    for name, said in CHAPTERS.items():
        files[f"manuscript/{name}.md"] = f"---\ntitle: {name}\n---\n{said}\n".encode()
    screen = OpenBook(MemoryProject(files), SharedFolder(tmp_path))
    screen.build()
    after = manifest((*FRONT, "twee", "drie", "een", "vier"), editions)
    estimate, exact = screen.impact(after), screen.impact(after, exact=True)
    assert figures(estimate) == figures(exact) or estimate.about
    assert exact.pages[0].pages[0] == len(screen.page_map("screen").pages)


@pytest.fixture(scope="module")
def plain_book(tmp_path_factory: pytest.TempPathFactory) -> OpenBook:
    folder = tmp_path_factory.mktemp("plain")
    write_plain_book(folder)
    found = open_book(folder)
    found.build(Request(editions=("print",)))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_random_changes_of_a_book_of_a_hundred_pages(plain_book: OpenBook, seed: int) -> None:
    """`python -m bench.moves` makes fifty of them, and fifty of a book full of references."""
    written = (plain_book.folder / MANIFEST).read_text(encoding="utf-8")
    after, _ = changed(written, random.Random(f"test/{seed}"))  # noqa: S311 - no secret
    estimate = plain_book.impact(after, "print")
    exact = plain_book.impact(after, "print", exact=True)
    assert figures(estimate) == figures(exact) or estimate.about
