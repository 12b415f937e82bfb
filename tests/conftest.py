"""What every test may ask for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes is for bench/ to say: a busy machine is no fault of the program.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write what fixtures give now into their files; the difference is for review",
    )


@pytest.fixture(scope="session", autouse=True)
def _own_state() -> Iterator[None]:
    """The key of who runs the tests stays out of them."""
    before = os.environ.get("XDG_STATE_HOME")
    with tempfile.TemporaryDirectory(prefix="dinobook-state-") as folder:
        os.environ["XDG_STATE_HOME"] = folder
        yield
    if before is None:
        del os.environ["XDG_STATE_HOME"]
    else:
        os.environ["XDG_STATE_HOME"] = before


_LONG = frozenset(
    [
        "test_assemble",
        "test_book_script",
        "test_corpus",
        "test_docs",
        "test_example_book",
        "test_guess",
        "test_matrix_of_blocks",
        "test_matrix_of_edges",
        "test_matrix_of_lines",
        "test_pages",
        "test_paths",
        "test_store",
        "test_workshop",
    ]
)
"""Modules that take a minute or so: begun first, so that no process ends long after the others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in _LONG)


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
