"""“(zie p. 42)”: on pages, behind references to what is more than one page away."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from books import EERSTE, MANIFEST, VOORAF, SharedFolder, small_book
from dinobook.epub.read import text_of
from dinobook.pipeline.build import Request, build
from dinobook.storage.project import MemoryProject

BRACKETS = "De hoek ([](#fig-driehoek)) komt terug."
FORMULA = "/// vergelijking | a is een half b\n    id: eq-x\na = \\frac{b}{2}\n///"


def made(
    project: MemoryProject, folder: Path, *editions: str, whole: bool = False
) -> dict[str, Path]:
    outcome = build(project, SharedFolder(folder), Request(editions, whole=whole), lambda _: None)
    return {one.edition: folder / one.name for one in outcome.files}


def pages(file: Path) -> list[str]:
    """What each page shows, white space folded."""
    texts = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))
    return [re.sub(r"[\s\u00ad\u0002]+", " ", text) for text in texts]


def referring_book() -> MemoryProject:
    foreword = VOORAF.replace("volgt straks.", "volgt straks, met [](#tab-uren) en [](vooraf).")
    chapter = EERSTE.replace(
        "Daarna ging", f"Terug naar [](vooraf). {BRACKETS}\n\n{FORMULA}\n\nToen ging"
    )
    return small_book(vooraf=foreword, eerste=chapter)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return made(referring_book(), tmp_path_factory.mktemp("apart"))


def label_of(file: Path, words: str) -> str:
    """The folio of the last page that shows these words."""
    pdf = pypdfium2.PdfDocument(file)
    at = max(at for at, text in enumerate(pages(file)) if words in text)
    return str(pdf.get_page_label(at))


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_a_far_reference_says_its_page_and_a_near_one_does_not(
    apart: dict[str, Path], edition: str
) -> None:
    text = " ".join(pages(apart[edition]))
    there = label_of(apart[edition], "Uren per dag")
    assert re.search(rf"met tabel 1 \(zie p\. {there}\) en het woord vooraf\.", text)


def test_the_folio_of_the_front_matter_is_roman(apart: dict[str, Path]) -> None:
    text = " ".join(pages(apart["print"]))
    there = label_of(apart["print"], "gelezen te worden door een toets")
    assert there.isalpha()
    assert f"Terug naar het woord vooraf (zie p. {there})." in text


def test_inside_brackets_and_behind_zie_it_is_shorter(apart: dict[str, Path]) -> None:
    text = " ".join(pages(apart["print"]))
    assert re.search(r"Zie de tabel \(p\. \d+\)", text)
    assert re.search(r"De hoek \(figuur 1\) komt terug|De hoek \(figuur 1, zie p\. \d+\)", text)


def test_the_ebook_has_the_link_only(apart: dict[str, Path]) -> None:
    text = " ".join(page for _, page in text_of(apart["ebook"].read_bytes()))
    assert "zie p." not in text
    assert "tabel\u00a01" in text


def test_both_ways_to_lay_out_say_the_same(apart: dict[str, Path], tmp_path: Path) -> None:
    whole = made(referring_book(), tmp_path, "print", whole=True)
    assert [sorted(text) for text in pages(whole["print"])] == [
        sorted(text) for text in pages(apart["print"])
    ]


def test_an_equation_is_read_aloud_by_its_description(apart: dict[str, Path]) -> None:
    with pikepdf.open(apart["print"]) as pdf:
        alternatives = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Formula"
        ]
    assert "a is een half b" in alternatives


def test_the_ebook_has_the_equation_as_mathml(apart: dict[str, Path]) -> None:
    texts = dict(text_of(apart["ebook"].read_bytes()))
    assert "a=b2(1)" in re.sub(
        r"\s", "", next(text for text in texts.values() if "Toen ging" in text)
    )


# wide tables


def wide_book(columns: int, wide: str, rows: int = 20) -> MemoryProject:
    row = "|" + " woordenboekwoord |" * columns + "\n"
    rule = "|" + "---|" * columns + "\n"
    option = f"    wide: {wide}\n" if wide else ""
    table = f"{row}{rule}{row * rows}\n/// tabel | Breed\n    id: tab-breed\n{option}///\n\n"
    chapter = EERSTE.replace("Daarna ging", f"{table}Daarna ging")
    return small_book(book=MANIFEST, eerste=chapter)


def test_a_turned_table_lies_on_pages_of_its_own(tmp_path: Path) -> None:
    files = made(wide_book(5, "turn"), tmp_path, "print", "screen")
    for edition, turned in (("print", 270), ("screen", 0)):
        with pikepdf.open(files[edition]) as pdf:
            wide = [page for page in pdf.pages if float(page.mediabox[2]) > float(page.mediabox[3])]
            assert {int(page.get("/Rotate", 0)) for page in wide} == {turned}
            other = {int(page.get("/Rotate", 0)) for page in pdf.pages if page not in wide}
            assert other == {0}
        shown = pages(files[edition])
        heads = [text for text in shown if "Breed" in text and "woordenboekwoord" in text]
        assert all("Daarna ging" not in text for text in heads)


def test_the_page_after_a_turned_table_has_its_running_head(tmp_path: Path) -> None:
    # more than the table may pass
    long = "\n\n".join(["Een zin die de bladzijde vult, en dan nog wat. " * 40] * 9)
    project = wide_book(5, "turn")
    path = "manuscript/eerste.md"
    text = project.contents[path].decode().replace("Daarna ging", f"{long}\n\nDaarna ging")
    project.contents[path] = text.encode()
    shown = pages(made(project, tmp_path, "print")["print"])
    after = max(at for at, text in enumerate(shown) if "woordenboekwoord" in text) + 1
    assert re.search(r"Kort|Het begin", shown[after], re.IGNORECASE)


@pytest.mark.parametrize("wide", ["", "shrink"])
def test_a_table_that_is_too_wide_is_set_smaller_and_named(tmp_path: Path, wide: str) -> None:
    folder = SharedFolder(tmp_path)
    found = build(wide_book(9, wide, rows=4), folder, Request(("print",)), lambda _: None).problems
    problem = next(one for one in found if one.code == "layout-003")
    assert not problem.is_error
    assert "“tab-breed”" in problem.message
    assert "wide: turn" in problem.hint
    assert problem.place.path == "manuscript/eerste.md"
    assert "woordenboekwoord" in problem.place.excerpt
