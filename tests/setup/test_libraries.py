"""A machine without Pango: the line to type, from every command that lays out pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dinobook.cli.app import run
from dinobook.pdf.engine.libraries import INSTALL

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="libraries are hidden as Linux does"
)

FINE, NOT_POSSIBLE = 0, 3


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare") / "boek"
    assert run(["new", str(folder)]) == FINE
    return folder


def without_pango(
    repository: Path, folder: Path, *arguments: str, manager: str = "apt-get"
) -> subprocess.CompletedProcess[str]:
    """`dinobook` where the file of Pango is no library, and with one package manager."""
    libraries, commands = folder / "lib", folder / "bin"
    libraries.mkdir(exist_ok=True)
    commands.mkdir(exist_ok=True)
    (libraries / "libpango-1.0.so.0").touch()
    if manager:
        (commands / manager).unlink(missing_ok=True)
        (commands / manager).symlink_to("/bin/false")
    return subprocess.run(
        [sys.executable, "-m", "dinobook", *arguments],
        env={
            **{name: text for name, text in os.environ.items() if name != "NO_COLOR"},
            "LD_LIBRARY_PATH": str(libraries),
            "PATH": str(commands),
            "PYTHONPATH": str(repository / "src"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"], ["build", "ebook"], ["build", "--jobs", "1"], ["build", "--whole"], ["watch"],
        ["check", "--typography"], ["cover"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_commands_that_lay_out_name_the_line_to_type(
    repository: Path, tmp_path: Path, book: Path, arguments: list[str]
) -> None:
    where = ("--book", str(book), "--out", str(tmp_path / "out"))
    done = without_pango(repository, tmp_path, *arguments, *where)
    assert done.returncode == NOT_POSSIBLE
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    assert done.stderr.splitlines()[-1] == f"  {INSTALL['apt-get']}"
    assert not (tmp_path / "out").exists()


def test_what_needs_no_pages_goes_on(repository: Path, tmp_path: Path, book: Path) -> None:
    for arguments in (["check", "--book", str(book)], ["printers"], ["explain", "text-031"]):
        assert without_pango(repository, tmp_path, *arguments).returncode == FINE


@pytest.mark.parametrize("manager", [*INSTALL, ""])
def test_the_line_is_for_the_package_manager_that_is_there(
    repository: Path, tmp_path: Path, book: Path, manager: str
) -> None:
    done = without_pango(repository, tmp_path, "build", "--book", str(book), manager=manager)
    assert done.returncode == NOT_POSSIBLE
    assert INSTALL.get(manager, "Install Pango (1.44 or newer)") in done.stderr


def test_the_packages_are_those_of_the_script(repository: Path) -> None:
    script = (repository / "book").read_text(encoding="utf-8")
    (packages,) = re.findall(r'^library_packages="(.*)"', script, re.MULTILINE)
    assert INSTALL["apt-get"].endswith(packages)
