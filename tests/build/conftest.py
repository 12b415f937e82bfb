from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from books import SharedFolder, small_book
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.storage.project import MemoryProject


def quiet(_: object) -> None:
    """A step that nobody watches."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book in all its editions."""
    folder = tmp_path_factory.mktemp("built")
    build(small_book(), SharedFolder(folder), Request(), quiet)
    return folder


@pytest.fixture
def build_into(tmp_path: Path) -> Callable[..., Outcome]:
    """Build a project into this test's own folder."""

    def run(project: MemoryProject, *editions: str, draft: bool = False) -> Outcome:
        return build(project, SharedFolder(tmp_path), Request(editions, draft), quiet)

    return run
