"""The example book in `manuscript/`: built as the README says, and as good as it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from books import SharedFolder
from dinobook.checks import epubcheck
from dinobook.manifest import parse
from dinobook.manifest.model import ChapterRow
from dinobook.pipeline.build import Request, build
from dinobook.pipeline.sources import load
from dinobook.preflight import preflight
from dinobook.printers import printer
from dinobook.storage.project import FolderProject
from processes import run

EDITIONS = ("ebook", "screen", "print")


@pytest.fixture(scope="module")
def files(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("example")
    made = build(FolderProject(repository), SharedFolder(out), Request(), lambda _: None).files
    return {one.edition: out / one.name for one in made}


def test_it_has_what_it_promises(repository: Path) -> None:
    text = (repository / "manuscript" / "book.yaml").read_text(encoding="utf-8")
    manifest = parse(text).manifest
    assert manifest is not None
    chapters = [row.id for row in manifest.outline if isinstance(row, ChapterRow)]
    sources = load(FolderProject(repository))
    assert sources.problems == ()
    blogs = [one for one in chapters if "blog/" in sources.fragments[one].place.path]
    thesis = [one for one in chapters if "masterproef/" in sources.fragments[one].place.path]
    assert len(blogs) >= 6
    assert all(500 <= sources.fragments[one].words <= 1100 for one in blogs)
    assert len(thesis) >= 5
    assert sum(
        figure.kind == "table" for one in thesis for figure in sources.fragments[one].figures
    )
    assert sum(len(sources.fragments[one].notes) for one in thesis) > 10


def test_all_three_editions_are_made(files: dict[str, Path]) -> None:
    assert set(files) == set(EDITIONS)
    assert len(pypdfium2.PdfDocument(files["print"])) > 80


def test_epubcheck_has_nothing_to_say(files: dict[str, Path]) -> None:
    assert epubcheck.check(files["ebook"].read_bytes()) == ()


def test_another_process_folder_and_hash_seed_give_the_same_bytes(
    repository: Path, files: dict[str, Path], tmp_path: Path
) -> None:
    """Chapters are laid out anew by two workers there, and were by one here."""
    folder = tmp_path / "somewhere else"
    for name in ("manuscript", "styles"):
        shutil.copytree(repository / name, folder / name)
    run(folder, "build", "--jobs=2", PYTHONHASHSEED="4711")
    for file in files.values():
        assert (folder / "build" / file.name).read_bytes() == file.read_bytes(), file.name


def test_its_drawings_have_no_line_that_kdp_finds_too_thin(files: dict[str, Path]) -> None:
    """But for one page: what is thin there are the minus signs of a formula."""
    report = preflight("print.pdf", files["print"].read_bytes(), printer("kdp-paperback"))
    thin = {one.page for one in report.findings if one.code == "preflight-034"}
    pages = pypdfium2.PdfDocument(files["print"])
    texts = [pages[number - 1].get_textpage().get_text_range() for number in thin]
    assert all("Cohens kappa" in text for text in texts)
    assert len(texts) <= 1
