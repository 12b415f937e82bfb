"""An edition for PDF/UA-2: tags of PDF 2.0, chapters apart and as one document."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.finish.settings import Finish
from dinobook.pipeline.build import Request, build
from pdf.tagging.aloud import Spoken, spoken
from pdf.tagging.hard_book import CHAPTER

EDITION = "  second: {format: pdf, use: screen, page: a5, standard: ua-2}\n"
NAME = "het-kleine-boek-second.pdf"
LINK = "\n\nNog eens [het vlak](#fig-a).\n"


@pytest.fixture(scope="module", params=[False, True], ids=["apart", "whole"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second")
    wanted = Request(("second",), jobs=1, whole=request.param)
    build(small_book(eerste=CHAPTER + LINK, book=MANIFEST + EDITION), SharedFolder(folder), wanted,
          lambda _: None)  # fmt: skip
    return folder / NAME


@pytest.fixture(scope="module")
def read(file: Path) -> Spoken:
    return spoken(file)


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not here")
@pytest.mark.parametrize("flavour", ["ua2", "wt1a", "wt1r"])
def test_a_strict_reader_accepts_it(flavour: str, file: Path) -> None:
    run = subprocess.run(
        ["verapdf", "--flavour", flavour, str(file)], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_it_says_what_it_is(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
        assert pdf.pdf_version == "2.0"
    assert "<pdfuaid:part>2</pdfuaid:part>" in said
    assert "<pdfuaid:rev>2024</pdfuaid:rev>" in said
    assert "wtpdf#accessibility1.0" in said


def test_notes_are_notes_of_the_second_kind(read: Spoken) -> None:
    assert len(read.all("FENote")) == 9
    assert read.all("Note") == []


def test_a_figure_holds_its_caption(read: Spoken) -> None:
    figure = next(one for one in read.all("Figure") if one.entries["Alt"] == "Een vlak")
    assert [one.words() for one in figure.all("Caption")] == ["Figuur 1 Onder het vlak"]


def test_entries_of_the_contents_name_what_they_are_about(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        entries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
                   and one.get("/S") == "/TOCI"]  # fmt: skip
        assert len(entries) == 5
        assert {str(one.Ref[0].S) for one in entries} == {"/Sect"}


def _titles(line: Any) -> Iterator[tuple[str, str]]:
    """The lines of an outline, each with the type of the tag that it leads to."""
    while line is not None:
        yield str(line.Title), str(line.A.SD[0].S)
        line = line.get("/Next")


def test_links_and_outline_lead_to_tags_on_the_page_of_the_place(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        assert len(list(names.items())) > 20
        for _, place in names.items():
            assert "/S" in place.SD[0]
        titles = list(_titles(pdf.Root.Outlines.First))
    assert ("Vooraf", "/H1") in titles
    assert {kind for _, kind in titles} == {"/H1"}


def test_a_standard_for_tags_is_not_for_a_file_without(file: Path) -> None:
    assert file.is_file()
    with pytest.raises(ValueError, match="tags"):
        Finish("ua-2", tags=False)
    with pytest.raises(ValueError, match="tags"):
        Finish("a-2a", links=False)


def test_links_lead_to_tags_that_are_in_the_tree(file: Path) -> None:
    found: set[tuple[int, int]] = set()

    def walk(tag: Any) -> None:
        found.add(tag.objgen)
        for kid in tag.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    with pikepdf.open(file) as pdf:
        walk(pdf.Root.StructTreeRoot.K[0])
        places = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())
        assert str(places["fig-a"].SD[0].S) == "/Figure"
        assert [name for name, one in places.items() if one.SD[0].objgen not in found] == []
