"""Citations in the finished files: what reading systems and PDF viewers are told of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from books import SharedFolder
from citations.books import citing_book
from dinobook import xhtml
from dinobook.checks import epubcheck
from dinobook.pipeline.build import Request, build
from dinobook.xhtml import EPUB


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The e-book and the printed book; a build reads each back and misses no word."""
    folder = tmp_path_factory.mktemp("cited")
    build(citing_book(), SharedFolder(folder), Request(("ebook", "print")), lambda _: None)
    return folder


@pytest.fixture(scope="module")
def epub(files: Path) -> bytes:
    return next(files.glob("*.epub")).read_bytes()


def page(epub: bytes, word: str) -> str:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        name = next(one for one in archive.namelist() if word in one and one.endswith(".xhtml"))
        return archive.read(name).decode()


def test_a_screen_reader_hears_citations_and_works_as_such(epub: bytes) -> None:
    chapter = xhtml.parse(page(epub, "tweede"))
    cited = [one for one in chapter.iter(xhtml.tag("a")) if one.get("role") == "doc-biblioref"]
    assert [one.get("href", "").split("#")[1] for one in cited] == [
        "bibliography--lade-dicht",
        "bibliography--twee",
        "bibliography--drie",
        "bibliography--lade-open",
    ]
    works = xhtml.parse(page(epub, "bibliography"))
    section = next(works.iter(xhtml.tag("section")))
    assert section.get("role") == "doc-bibliography"
    assert section.get(f"{{{EPUB}}}type") == "bibliography"
    # list items and no more: the role doc-biblioentry is deprecated (DPUB-ARIA 1.1)
    assert {one.get("role") for one in works.iter(xhtml.tag("li"))} == {None}


def test_the_landmarks_name_the_bibliography(epub: bytes) -> None:
    assert 'epub:type="bibliography"' in page(epub, "nav")


@pytest.mark.skipif(epubcheck.available() is not None, reason="EPUBCheck needs Java")
def test_the_official_checker_finds_nothing(epub: bytes) -> None:
    assert epubcheck.check(epub) == ()


def test_in_print_each_citation_leads_to_its_work(files: Path) -> None:
    with pikepdf.open(next(files.glob("*print.pdf"))) as pdf:
        links = [link for one in pdf.pages if "/Annots" in one for link in one["/Annots"]]
        targets = {str(link["/Dest"]) for link in links if "/Dest" in link}
        targets |= {str(link["/A"]["/D"]) for link in links if "/D" in link.get("/A", {})}
    assert {f"bibliography--{key}" for key in ("lade-dicht", "twee", "drie")} <= targets
