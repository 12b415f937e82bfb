"""Workers that stay for the next build: the same pages, sooner."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import VOORAF, small_book
from dinobook.build import Request, build
from dinobook.errors import EngineError
from dinobook.outputs import OutputFolder
from dinobook.pdf.crew import Crew
from dinobook.project import MemoryProject
from processes import children_of, wait_for

TWO = 2


@pytest.fixture
def crew() -> Iterator[Crew]:
    with Crew(TWO) as crew:
        yield crew


def made(folder: Path, project: MemoryProject, crew: Crew | None = None) -> str:
    """The digest of the print edition."""
    request = Request(("print",), jobs=1 if crew is None else TWO)
    (file,) = build(project, OutputFolder(folder), request, lambda _: None, crew).files
    return hashlib.sha256((folder / file.name).read_bytes()).hexdigest()


def workers() -> set[int]:
    """The server of workers is a child of this process, and they are its children."""
    return {worker for child in children_of(os.getpid()) for worker in children_of(child)}


def longer(more: str) -> MemoryProject:
    return small_book(vooraf=f"{VOORAF}\n{more}\n")


def test_the_same_workers_make_the_same_pages(tmp_path: Path, crew: Crew) -> None:
    before = workers()
    made(tmp_path / "kept", small_book(), crew)
    staff = workers() - before
    assert len(staff) == TWO
    edited = made(tmp_path / "kept", longer("Nog een zin."), crew)
    assert workers() - before == staff
    assert edited == made(tmp_path / "alone", longer("Nog een zin."))


def test_other_styles_are_for_other_workers(tmp_path: Path, crew: Crew) -> None:
    before = workers()
    plain = made(tmp_path / "kept", small_book(), crew)
    staff = workers() - before
    sheet = {"styles/print.css": b"p { margin-left: 9mm }\n"}
    styled = MemoryProject({**small_book().contents, **sheet})
    shifted = made(tmp_path / "kept", styled, crew)
    assert shifted != plain
    assert shifted == made(tmp_path / "alone", styled)
    wait_for(lambda: not staff & workers(), "workers with the old styles stay")


def test_a_worker_that_died_is_told_once_and_replaced(tmp_path: Path, crew: Crew) -> None:
    before = workers()
    made(tmp_path / "kept", small_book(), crew)
    staff = workers() - before
    os.kill(min(staff), signal.SIGKILL)
    wait_for(lambda: not staff & workers(), "the others end with it")
    with pytest.raises(EngineError, match=r"process died.*Build again"):
        made(tmp_path / "kept", longer("Nog een zin."), crew)
    assert made(tmp_path / "kept", longer("Nog een zin."), crew) == made(
        tmp_path / "alone", longer("Nog een zin.")
    )


def test_nobody_stays_when_the_crew_goes(tmp_path: Path) -> None:
    before = workers()
    with Crew(TWO) as crew:
        made(tmp_path, small_book(), crew)
        assert workers() - before
    wait_for(lambda: workers() <= before, "a worker lives on")
