"""One book with all that may stand in a chapter, built once, and read aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import SharedFolder
from dinobook.pipeline.build import Request, build
from pdf.tagging.aloud import Spoken, spoken
from pdf.tagging.hard_book import hard_book


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the editions `screen`, `archive` and `easy`."""
    folder = tmp_path_factory.mktemp("tags")
    wanted = Request(("screen", "archive", "easy"), jobs=1)
    build(hard_book(), SharedFolder(folder), wanted, lambda _: None)
    return folder


@pytest.fixture(scope="session")
def screen(built: Path) -> Path:
    return built / "het-kleine-boek-screen.pdf"


@pytest.fixture(scope="session")
def read(screen: Path) -> Spoken:
    return spoken(screen)


@pytest.fixture(scope="session")
def chapter(read: Spoken) -> Spoken:
    """The chapter of many kinds of blocks."""
    return read.holding("Alles door elkaar Een zin", "Sect")
