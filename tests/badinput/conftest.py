from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from badinput.desk import MANIFEST, SECOND, Desk

MOST_SECONDS = 60


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """Nothing that an author brings may make the program hang."""
    if sys.platform == "win32":
        pytest.skip("no alarm clock here")

    def ring(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"the command did not end within {MOST_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(MOST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path / "boek", capsys)
    made.write("book.yaml", MANIFEST)
    made.chapter("Een eerste hoofdstuk.")
    made.write("tweede.md", SECOND)
    return made
