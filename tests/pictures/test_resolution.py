"""`check` knows how wide each picture will stand: a build says the same of the pages it made."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from dinobook.pipeline.resolution import coarse_pictures
from dinobook.pipeline.sources import load
from dinobook.problems import Problem
from pictures.album import EBOOK, PRINT, SCREEN, album, bitmap, make, showing

PLACES = {
    "alone": "![Een bord](images/{}.png)",
    "with a caption": '![Een bord](images/{}.png "Een bord in de gang"){{#fig-{}}}',
    "with a width": "![Een bord](images/{}.png){{width=300}}",
    "in a sentence": "Een zin met ![een bord](images/{}.png) erin.",
    "in a list": "- Een punt\n\n    ![Een bord](images/{}.png)",
    "in a quotation": "> Gezegd.\n>\n> ![Een bord](images/{}.png)",
    "in a box": "/// tip | Kijk\n![Een bord](images/{}.png)\n///",
    "in a note": "Een noot.[^{}]\n\n[^{}]: Met ![een bord](images/{}.png) erin.",
    "in a table": "| dag | bord |\n|---|---|\n| maandag en dinsdag | ![Een bord](images/{}.png) |",
    "two": "/// naast-elkaar\n![Een](images/{}.png)\n\n![Een](images/groot.png)\n///",
    "on its own page": "/// paginabeeld\n![Een bord](images/{}.png)\n///",
    "over the page": "/// paginabeeld\n    class: aflopend\n\n![Een bord](images/{}.png)\n///",
    "under a heading": "## Kop\n\n![Een bord](images/{}.png)",
}
NAMES = {place: f"p{number}" for number, place in enumerate(PLACES)}
EDITIONS = {
    "print": PRINT,
    "screen": SCREEN,
    "printer": "  press: {format: pdf, printer: kdp-paperback}\n",
    "thesis": "  thesis: {format: pdf, layout: thesis}\n",
    "large print": "  large: {format: pdf, layout: large-print}\n",
}


def everywhere(size: tuple[int, int]) -> tuple[str, dict[str, bytes]]:
    """A chapter with one picture of this size in every place, and the pictures."""
    texts = (text.format(*[NAMES[place]] * text.count("{}")) for place, text in PLACES.items())
    pictures = dict.fromkeys((f"{name}.png" for name in NAMES.values()), bitmap(size=size))
    return "\n\n".join(["Vooraf.", *texts]), {**pictures, "groot.png": bitmap(size=(2000, 1500))}


def found(problems: Sequence[Problem]) -> dict[str, str]:
    """The message for each place, of those that it is said of."""
    places = {name: place for place, name in NAMES.items()}
    told = [one for one in problems if one.code == "images-012"]
    assert all(one.place.line and one.hint for one in told)
    return {places[one.message.split("/")[2].split(".")[0]]: one.message for one in told}


def numbers(message: str) -> list[int]:
    """Millimetres and dots an inch."""
    return [int(one) for one in re.findall(r"(\d+) (?:mm|dots)", message)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_check_says_of_every_place_what_the_build_finds(edition: str, tmp_path: Path) -> None:
    project = album(*everywhere((500, 380)), EDITIONS[edition])
    sources = load(project)
    assert not sources.failed, sources.problems
    checked = found(coarse_pictures(sources))
    built = found(make(project, tmp_path).outcome.problems)
    assert checked.keys() == built.keys()
    for place, message in checked.items():
        # letters shape a table, and those of `check` are not all of the book's
        near = 0.02 if place == "in a table" else 0
        assert numbers(message) == pytest.approx(numbers(built[place]), rel=near), place
    assert {"on its own page", "over the page"} <= set(checked)
    assert "with a width" not in checked  # 300 of 500 at 96 an inch: 160


def test_what_is_said_is_what_stands_on_the_page(tmp_path: Path) -> None:
    """A picture of 400 pixels is 106 mm wide when nobody says otherwise."""
    project = showing("a.png", bitmap(size=(400, 300)), PRINT)
    (problem,) = coarse_pictures(load(project))
    assert str(problem.place) == "manuscript/album.md:5"
    assert "stands 106 mm wide, and has only 96 dots an inch there" in problem.message
    assert "{width=256}" in problem.hint
    widths = []
    for page in pypdfium2.PdfDocument(io.BytesIO(make(project, tmp_path).file("print"))):
        for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=9):
            left, _, right, _ = one.get_bounds()
            widths.append((right - left) / 72 * 25.4)
    assert widths == [pytest.approx(106, abs=0.5)]


def test_the_width_that_is_offered_ends_the_warning(tmp_path: Path) -> None:
    project = album(
        "![Een bord](images/a.png){width=256}", {"a.png": bitmap(size=(400, 300))}, PRINT
    )
    assert coarse_pictures(load(project)) == ()
    assert make(project, tmp_path).codes == []


@pytest.mark.parametrize("size", [(3000, 2000), (1300, 1300)])
def test_a_picture_that_is_large_enough_everywhere_costs_no_layout(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dinobook.pipeline.resolution._found", None)
    assert coarse_pictures(load(showing("a.png", bitmap(size=size), PRINT + EBOOK))) == ()


def test_an_ebook_has_no_width() -> None:
    assert coarse_pictures(load(showing("a.png", bitmap(size=(40, 40)), EBOOK))) == ()


def test_a_picture_in_two_editions_is_told_of_once() -> None:
    (problem,) = coarse_pictures(load(showing("a.png", bitmap(size=(500, 300)), PRINT + SCREEN)))
    assert "dots an inch" in problem.message


def test_the_picture_of_a_made_page_is_told_of_at_its_row() -> None:
    project = showing("a.png", bitmap(size=(200, 300)), PRINT)
    text = project.contents["manuscript/book.yaml"].decode()
    row = "  - {generate: frontispiece, image: images/a.png, alt: Een bord}"
    row += "\n  - {generate: title-page}"
    front = text.replace("  - album", f"  - matter: front\n{row}\n  - matter: body\n  - album")
    project.contents["manuscript/book.yaml"] = front.encode()
    project.contents["manuscript/album.md"] = b"---\ntitle: Album\n---\n\nTekst.\n"
    (problem,) = coarse_pictures(load(project))
    assert problem.place.path == "manuscript/book.yaml"
    assert problem.place.line == 1 + front.split("\n").index(row.split("\n")[0])
