"""What counts as another program, asked of a copy of it in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ASK = "from dinobook.storage.fingerprint import program; print(program())"


@pytest.fixture
def copy(repository: Path, tmp_path: Path) -> Path:
    """The folder of a copy of the program."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository / "src" / "dinobook", tmp_path / "src" / "dinobook", ignore=ignored)
    return tmp_path / "src"


def program_in(folder: Path) -> str:
    asked = subprocess.run(
        [sys.executable, "-c", _ASK],
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    return asked.stdout


def test_what_editors_and_python_leave_behind_changes_nothing(copy: Path) -> None:
    before = program_in(copy)
    (copy / "dinobook" / ".#build.py").symlink_to("somebody@somewhere.1234")
    (copy / "dinobook" / ".DS_Store").write_bytes(b"\0")
    (copy / "dinobook" / "__pycache__").mkdir(exist_ok=True)
    (copy / "dinobook" / "__pycache__" / "build.cpython-311.pyc").write_bytes(b"\0")

    assert program_in(copy) == before


def test_changed_line_is_another_program(copy: Path) -> None:
    before = program_in(copy)
    with (copy / "dinobook" / "pdf" / "chapter.py").open("a") as source:
        source.write("# another line\n")

    assert program_in(copy) != before


def test_another_version_of_an_engine_is_another_program(copy: Path) -> None:
    found = {program_in(copy)}
    for version in ("98", "99"):
        info = copy / "pyphen-98.dist-info"
        info.mkdir(exist_ok=True)
        head = f"Metadata-Version: 2.1\nName: pyphen\nVersion: {version}\n"
        (info / "METADATA").write_text(f"{head}\nVersion: 1 of the description\n")
        found.add(program_in(copy))

    assert len(found) == 3
