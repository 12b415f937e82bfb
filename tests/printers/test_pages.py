"""What the pages of a print edition have from their printer: size, bleed and margins."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import MANIFEST, small_book
from dinobook.pdf.placing.margins import fits
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.pipeline.recipe import prepare
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
from dinobook.theme.house import Theme, house_files
from dinobook.theme.margins import has_margin_tokens, with_margins

MM = 72 / 25.4
TOLERANCE_MM = 0.6
"""A letter's own edge may stand out of its line a little."""
HOUSE = Theme(house_files())


def book(edition: str) -> MemoryProject:
    return small_book(book=MANIFEST.replace("{format: pdf, use: print, page: 135x210}", edition))


def printed(project: MemoryProject, folder: Path, *, whole: bool = False) -> Outcome:
    request = Request(("print",), jobs=1, whole=whole)
    return build(project, OutputFolder(folder), request, lambda _: None)


def pdf_in(folder: Path) -> Path:
    return folder / "het-kleine-boek-print.pdf"


def boxes_mm(path: Path, name: str) -> set[tuple[float, ...]]:
    with pikepdf.open(path) as pdf:
        return {tuple(round(float(side) / MM, 2) for side in page.obj[name]) for page in pdf.pages}


def margins(path: Path) -> Iterator[tuple[float, float, float, float]]:
    """For each page with text, the mm of white at the spine, outside, on top and at the foot."""
    with pypdfium2.PdfDocument(path) as document:
        for at, page in enumerate(document):
            left, low, right, high = (side / MM for side in page.get_trimbox())
            text = page.get_textpage()
            shown = [n for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
            ink = [[side / MM for side in text.get_charbox(n)] for n in shown]
            if ink:
                sides = min(one[0] for one in ink) - left, right - max(one[2] for one in ink)
                spine, outside = sides if at % 2 == 0 else sides[::-1]
                yield (
                    spine,
                    outside,
                    high - max(one[3] for one in ink),
                    min(one[1] for one in ink) - low,
                )


@pytest.fixture(scope="module")
def ingram(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book for IngramSpark, who asks for more white than the house leaves."""
    folder = tmp_path_factory.mktemp("ingram")
    printed(book('{format: pdf, printer: ingramspark, print: {standard: ""}}'), folder)
    return pdf_in(folder)


def test_pages_have_the_printers_size_and_bleed(ingram: Path) -> None:
    assert boxes_mm(ingram, "/TrimBox") == {(0, 0, 139.7, 215.9)}
    verso, recto = sorted(boxes_mm(ingram, "/MediaBox"))  # no bleed at the spine
    assert recto == pytest.approx((0, -3.175, 142.875, 219.075), abs=0.01)
    assert verso == pytest.approx((-3.175, -3.175, 139.7, 219.075), abs=0.01)
    assert boxes_mm(ingram, "/BleedBox") == boxes_mm(ingram, "/MediaBox")


def test_no_text_is_nearer_the_edge_than_the_printer_wants(ingram: Path) -> None:
    found = list(margins(ingram))
    assert len(found) > 8
    assert min(min(page) for page in found) > 12.7 - TOLERANCE_MM


def test_without_a_printer_pages_stay_as_they_were(tmp_path: Path) -> None:
    printed(small_book(), tmp_path)
    assert boxes_mm(pdf_in(tmp_path), "/MediaBox") == {(0, 0, 135, 210)}
    spine = min(page[0] for page in margins(pdf_in(tmp_path)))
    assert spine == pytest.approx(16, abs=TOLERANCE_MM)


STEPS = "{format: pdf, printer: generic, print: {gutter_mm: [[10, 12mm], [15, 20mm], [500, 27mm]]}}"


def test_the_gutter_is_that_for_the_pages_that_the_book_has(tmp_path: Path) -> None:
    """17 pages and a blank one: the widest gutter, though the first layout has the narrowest."""
    outcome = printed(book(STEPS), tmp_path / "apart")
    printed(book(STEPS), tmp_path / "whole", whole=True)
    assert outcome.files[0].pages == 18
    for folder in ("apart", "whole"):
        spine = min(page[0] for page in margins(pdf_in(tmp_path / folder)))
        assert spine == pytest.approx(27, abs=TOLERANCE_MM)


def test_margins_that_are_surely_too_narrow_are_not_tried(tmp_path: Path) -> None:
    def tried(steps: str) -> list[float]:
        project = book(f"{{format: pdf, printer: generic, print: {{gutter_mm: {steps}}}}}")
        jobs, _, _ = prepare(project, OutputFolder(tmp_path), Request(("print",)))
        (job,) = jobs
        found = fits(job.book, job.theme, job.edition)
        assert found[0].edition == job.edition
        return [fit.most for fit in found]

    assert tried("[[10, 12mm], [15, 20mm], [500, 27mm]]") == [10, 15, math.inf]
    assert tried("[[4, 17mm], [6, 20mm], [15, 22mm], [500, 27mm]]") == [15, math.inf]
    assert tried("[[100, 10mm], [200, 12mm], [300, 14mm]]") == [math.inf]


def test_a_second_build_lays_out_nothing_again(tmp_path: Path) -> None:
    printed(book(STEPS), tmp_path)
    before = pdf_in(tmp_path).read_bytes()
    project = book(STEPS)
    project.contents["manuscript/book.yaml"] += b"\n# nothing else\n"
    assert printed(project, tmp_path).drawn == {"print": 0}
    assert pdf_in(tmp_path).read_bytes() == before


def test_a_sheet_with_margins_of_its_own_keeps_them_and_warns(tmp_path: Path) -> None:
    project = book("{format: pdf, printer: kdp-paperback}")
    project.contents["styles/print.css"] = b"@page { margin: 15mm 10mm }\n"
    _, found = printed(project, tmp_path).problems
    assert (found.code, found.place.path) == ("printer-003", "styles/print.css")
    assert "asks for 9.525 mm at the spine" in found.message
    assert min(page[0] for page in margins(pdf_in(tmp_path))) < 11


# the theme


@given(st.floats(0, 60), st.floats(0, 40))
def test_margins_never_become_narrower(inside: float, edge: float) -> None:
    once = with_margins(HOUSE, inside, edge)
    assert with_margins(once, inside, edge) == once
    assert with_margins(once, 0, 0) == once
    for name, house in (("--margin-inside", 16), ("--margin-outside", 19), ("--head-top", 9)):
        asked = max(inside, edge) if name == "--margin-inside" else edge
        said = once.files["print.css"].decode().rsplit(f"{name}: ", 1)[1].split("mm")[0]
        assert float(said) == pytest.approx(max(asked, house), rel=1e-4)


def test_a_printer_that_asks_for_less_changes_nothing() -> None:
    assert with_margins(HOUSE, 10, 6.35) is HOUSE


@pytest.mark.parametrize("unit", ["1.6cm", "0.63in", "45.4pt"])
def test_margins_may_be_in_any_unit(unit: str) -> None:
    css = HOUSE.files["print.css"].replace(
        b"--margin-inside: 16mm", f"--margin-inside: {unit}".encode()
    )
    theme = Theme({**HOUSE.files, "print.css": css})
    assert with_margins(theme, 15.9, 0) == theme
    assert with_margins(theme, 17, 0) != theme


def test_margins_are_found_by_their_tokens() -> None:
    assert has_margin_tokens(HOUSE)
    assert not has_margin_tokens(Theme({"print.css": b"@page { margin: 2cm }"}))
    assert not has_margin_tokens(Theme({"print.css": b"@page { margin: var(--margin-inside) }"}))


@pytest.mark.parametrize(("name", "blank"), [("kdp-paperback", 0), ("ingramspark", 1)])
def test_a_book_ends_as_its_printer_asks(tmp_path: Path, name: str, blank: int) -> None:
    edition = f'{{format: pdf, use: print, printer: {name}, print: {{standard: ""}}}}'
    made = printed(book(edition), tmp_path).files[0]
    with pypdfium2.PdfDocument(tmp_path / made.name) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) == made.pages
    assert len(texts) % 2 == 0
    assert not any(text.strip() for text in texts[len(texts) - blank :])
