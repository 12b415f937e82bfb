"""The example book in `manuscript/`: built as the README says, and as good as it says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from dinobook.checks import epubcheck
from dinobook.manifest import parse
from dinobook.manifest.model import ChapterRow
from dinobook.preflight import preflight
from dinobook.printers import printer
from dinobook.project import FolderProject
from dinobook.sources import load

EDITIONS = ("ebook", "screen", "print")


def run(repository: Path, out: Path, seed: str, folder: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "dinobook", "build", "--json", f"--book={folder}", f"--out={out}"],
        env={**os.environ, "PYTHONPATH": str(repository / "src"), "PYTHONHASHSEED": seed},
        cwd=out.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files: list[dict[str, object]] = json.loads(done.stdout)["files"]
    return files


@pytest.fixture(scope="module")
def files(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("example") / "out"
    made = run(repository, out, "1", repository)
    return {str(row["edition"]): out / str(row["file"]) for row in made}


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
    folder = tmp_path / "somewhere else"
    for name in ("manuscript", "styles"):
        shutil.copytree(repository / name, folder / name)
    run(repository, tmp_path / "again", "2", folder)
    for file in files.values():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes(), file.name


def test_its_drawings_have_no_line_that_kdp_finds_too_thin(files: dict[str, Path]) -> None:
    """But for one page: what is thin there are the minus signs of a formula."""
    report = preflight("print.pdf", files["print"].read_bytes(), printer("kdp-paperback"))
    thin = {one.page for one in report.findings if one.code == "preflight-034"}
    pages = pypdfium2.PdfDocument(files["print"])
    texts = [pages[number - 1].get_textpage().get_text_range() for number in thin]
    assert all("Cohens kappa" in text for text in texts)
    assert len(texts) <= 1
