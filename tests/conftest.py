"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dinobook.processes import capacity

# How long one example takes is for bench/ to say: a busy machine is no fault of the program.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


_MANIFEST = """\
book:
  title: "Het boek"
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58

outline:
  - matter: front
  - generate: contents
  - voorwoord
  - matter: body
  - part: "Deel één"
  - de-weg
  - {id: onaf, status: hold}

aside: [oud]

editions:
  ebook: {format: epub}
  print: {format: pdf, page: a5}
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write what fixtures give now into their files; the difference is for review",
    )


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The key of who runs the tests stays out of them; all processes of one run have the same."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _memory_for_one_worker() -> Iterator[None]:
    """Builds that do not say how many workers they want share one.

    A new one spends seconds on loading the page engine, and pytest has a process for each
    processor as it is.
    """
    report = f"MemAvailable: {capacity.BYTES_EACH // 1024 + 1} kB"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(capacity, "_memory_report", lambda: report)
        yield


_LONGEST_FIRST = (
    "journeys/test_example_book.py",
    "law/test_matrix_of_blocks.py",
    "law/test_corpus.py",
    "pdf/engine/pagination/test_pages.py",
    "setup/test_book_script.py",
    "pdf/test_assemble.py",
    "pdf/workers/test_pool.py",
    "law/test_matrix_of_edges.py",
    "law/test_matrix_of_lines.py",
    "build/test_long_notes.py",
    "pdf/test_guess.py",
    "pdf/test_workshop.py",
    "build/test_drafts.py",
    "law/test_generator.py",
    "pdf/test_paths.py",
    "pdf/test_store.py",
)
"""Modules that take half a minute or more, so that no process ends long after the others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Path(__file__).parent
    turns = {tests / name: turn for turn, name in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: turns.get(item.path, len(turns)))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout's root."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sources(repository: Path) -> dict[str, str]:
    """Every module of the package: its path below `src/dinobook`, and its text."""
    package = repository / "src" / "dinobook"
    return {
        path.relative_to(package).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(package.rglob("*.py"))
    }


@pytest.fixture(scope="session")
def blog_dump(repository: Path) -> Path:
    """The author's own posts, which are kept outside the repository."""
    found = repository.parent / "shared" / "seed" / "blog-dump.txt"
    if not found.is_file():
        pytest.skip("the blog dump is not beside this checkout (../shared/seed/blog-dump.txt)")
    return found


@pytest.fixture
def manifest_text() -> str:
    """A small manifest without problems; tests break one thing in it."""
    return _MANIFEST
