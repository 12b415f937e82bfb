"""The package that `pip install` makes: built here, and used in clean environments.

One for the Python that runs the tests, and one for each other Python of this machine, where an
index is in reach. Pinned packages that run on any Python are lent by the one that runs the tests.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the set-up is tested on Linux")

OLDEST, NEWEST = 11, 14
"""Of Python 3, as docs/get.md and the pins have it."""
CITING = ("citeproc", "pypandoc")
REFUSED = 1


def pythons() -> dict[str, Path]:
    """Every version that this machine has, by its name; also those of pyenv."""
    homes = [Path(folder) for folder in os.get_exec_path()]
    homes += Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin")
    found = {f"3.{sys.version_info.minor}": Path(sys.executable)}
    for minor in range(OLDEST, NEWEST + 1):
        for path in (home / f"python3.{minor}" for home in homes):
            if path.is_file() and has_venv(path):
                found.setdefault(f"3.{minor}", path)
    return found


@cache
def has_venv(python: Path) -> bool:
    asked = [str(python), "-c", "import venv"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


class Environment:
    """A fresh one, with a home of its own."""

    def __init__(self, home: Path, python: Path) -> None:
        self.home = home
        self.bin = home / "env" / "bin"
        self.more: dict[str, str] = {}
        make = [str(python), "-m", "venv", "--without-pip", str(home / "env")]
        subprocess.run(make, check=True, capture_output=True)

    def run(self, *command: str, expect: int = 0) -> str:
        """What it says."""
        kept = {name: text for name, text in os.environ.items() if name.startswith("PIP_")}
        done = subprocess.run(
            command,
            env={
                **{"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8"},
                **kept,
                **self.more,
            },
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def install(self, *what: str) -> None:
        pip = [sys.executable, "-m", "pip", "--python", str(self.bin / "python"), "install"]
        options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
        self.run(*pip, *options, *what)

    def dinobook(self, *arguments: str, expect: int = 0) -> str:
        return self.run(str(self.bin / "dinobook"), *arguments, expect=expect)

    def lend(self, packages: Iterable[Distribution]) -> None:
        """Packages of the Python that runs the tests."""
        lent = self.home / "lent"
        lent.mkdir()
        for package in packages:
            for name in {path.parts[0] for path in package.files or ()} - {"..", "__pycache__"}:
                if not (lent / name).exists():
                    (lent / name).symlink_to(str(package.locate_file(name)))
        (site,) = (self.bin.parent / "lib").glob("python3.*/site-packages")
        (site / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")

    def fetch(self, pins: Iterable[str]) -> None:
        listed = self.home / "pins.txt"
        listed.write_text("".join(pins), encoding="utf-8")
        try:
            self.install("--retries", "1", "--no-compile", "--require-hashes", "-r", str(listed))
        except AssertionError as error:
            if "connection broken by" in str(error):
                pytest.skip("no package index is in reach")
            raise


def without_extra(repository: Path) -> dict[str, str]:
    """The pins of a build by the names of their packages, but for what only citations need."""
    text = (repository / "requirements" / "build.txt").read_text(encoding="utf-8")
    pins = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    named = {canonicalize_name(pin.split("==")[0]): pin for pin in pins}
    return {name: pin for name, pin in named.items() if not name.startswith(CITING)}


def is_of_any_python(package: Distribution) -> bool:
    return "Root-Is-Purelib: true" in (package.read_text("WHEEL") or "")


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


def test_the_wheel_holds_the_program_its_styles_and_its_docs(repository: Path, wheel: Path) -> None:
    homes = {"src/dinobook": "dinobook", "styles": "dinobook/styles", "docs": "dinobook/docs"}
    wanted = {
        f"{packed}/{path.relative_to(repository / home).as_posix()}"
        for home, packed in homes.items()
        for path in (repository / home).rglob("[!.]*.*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == wanted
    assert [name for name in held if name.startswith("dinobook/docs/") and ".py" in name] == []


@pytest.mark.parametrize("python", pythons())
def test_the_wheel_makes_a_book_in_a_clean_environment(
    python: str, wheel: Path, repository: Path, tmp_path: Path
) -> None:
    environment = Environment(tmp_path, pythons()[python])
    pins = without_extra(repository)
    packages = [distribution(name) for name in pins]
    if python != next(iter(pythons())):  # what is compiled is made for one Python
        packages = [one for one in packages if is_of_any_python(one)]
        here = {canonicalize_name(one.name) for one in packages}
        environment.more["PYTHONPYCACHEPREFIX"] = str(tmp_path / "bytecode")
        environment.fetch(pin for name, pin in pins.items() if name not in here)
    environment.lend(packages)
    environment.install(str(wheel))
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\s*", environment.dinobook("--version"))
    environment.dinobook("new", "boek")
    book = tmp_path / "boek"
    environment.dinobook("build", "--book", "boek")
    made = sorted(path.suffix for path in book.glob("build/[!.]*"))
    assert made == [".epub", ".json", ".json", ".pdf", ".pdf"]
    assert "Pandoc" in environment.dinobook("explain", "sources-005")

    # the extra that cites is not there, and has a line to type
    manifest = book / "manuscript" / "book.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("book:\n", "book:\n  sources: bronnen.bib\n", 1), "utf-8")
    (book / "manuscript" / "bronnen.bib").write_text("@book{raes, title = {Tijd}}\n", "utf-8")
    said = environment.dinobook("check", "--book", "boek", expect=REFUSED)
    assert said.count("pip install 'dinobook[citations]'") == 1
