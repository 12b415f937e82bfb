"""Text that shines through is drawn as a group, and is part of the tree all the same."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from books import SharedFolder, small_book
from dinobook.pipeline.build import Request, build
from pdf.tagging.aloud import spoken

CHAPTER = """\
---
title: Licht
---
Een zin met [half licht]{.licht} erin.

/// tip | Doos
    class: licht

Tekst van de tip die over een regel of twee gaat, zodat er iets wordt afgebroken.

- een
- twee
///

Nog een zin.
"""
LIGHT = "\n.licht { opacity: 0.5 } span.licht { display: inline-block }\n"


@pytest.fixture(scope="module")
def file(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = small_book(eerste=CHAPTER)
    css = (repository / "styles" / "screen.css").read_text(encoding="utf-8")
    book.contents["styles/screen.css"] = (css + LIGHT).encode()
    folder = tmp_path_factory.mktemp("groups")
    build(book, SharedFolder(folder), Request(("screen",), jobs=1), lambda _: None)
    return folder / "het-kleine-boek-screen.pdf"


def test_it_is_read_where_it_stands(file: Path) -> None:
    chapter = spoken(file).holding("half licht", "Sect")
    assert [one.kind for one in chapter.inner()] == ["P", "H1", "P", "Sect", "P"]
    assert chapter.inner()[2].words() == "Een zin met half licht erin."
    assert [one.kind for one in chapter.inner()[3].inner()] == ["P", "P", "L"]


def test_each_group_knows_its_tags(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        rows: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, rows[::2]), rows[1::2], strict=True))
        held = [
            (kid, tag)
            for tag in pdf.objects
            if isinstance(tag, pikepdf.Dictionary) and "/S" in tag
            for kid in tag.get("/K", [])
            if isinstance(kid, pikepdf.Dictionary) and "/Stm" in kid
        ]
        assert len(held) > 6
        for kid, tag in held:
            assert parents[int(kid.Stm.StructParents)][int(kid.MCID)].objgen == tag.objgen


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not here")
def test_a_strict_reader_accepts_it(file: Path) -> None:
    command = ["verapdf", "--flavour", "ua1", str(file)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
