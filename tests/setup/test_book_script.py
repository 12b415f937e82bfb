"""The script `./book`, run in a small project of its own.

Real shell, real venv, real pip: only the pinned package is ours, a wheel of a few bytes that stands
for WeasyPrint.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from dinobook.cli.registry import application

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the set-up is tested on Linux")

ECHO = """\
import os, sys
print("ran", *sys.argv[1:], sep="|")
if "called" in sys.argv: print(os.environ["DINOBOOK_CALLED"])
if sys.dont_write_bytecode: print("slow: bytecode is not kept")
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with the script, its inputs, and a program that prints its arguments."""

    root: Path
    wheels: Path

    def book(
        self,
        *arguments: str,
        user: int | None = None,
        path: str | None = None,
        called: Path | None = None,
        more: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": path or os.environ["PATH"],
            "HOME": str(self.root),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull,
            "LANG": "C.UTF-8",
            **(more or {}),
        }
        return subprocess.run(
            [called or self.root / "book", *arguments],
            env=environment,
            cwd=self.root,
            user=user,
            capture_output=True,
            text=True,
            check=False,
        )

    def edit_script(self, old: str, new: str) -> None:
        script = self.root / "book"
        text = script.read_text()
        assert text.count(old) == 1
        script.write_text(text.replace(old, new))

    def offer(self, wheel: bytes) -> None:
        """Make `wheel` the one that pip finds, and pin it."""
        self.wheels.mkdir(exist_ok=True)
        (self.wheels / "weasyprint-70.0-py3-none-any.whl").write_bytes(wheel)
        self.pin(wheel)

    def pin(self, wheel: bytes) -> None:
        digest = hashlib.sha256(wheel).hexdigest()
        for kind in ("build", "test", "other-engine"):
            pins = self.root / "requirements" / f"{kind}.txt"
            pins.write_text(f"weasyprint==70.0 --hash=sha256:{digest}\n")


def wheel_of(module: str, name: str = "weasyprint", version: str = "70.0", said: str = "") -> bytes:
    """A wheel whose only module is `module`; `said` are more lines of its metadata."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": module,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{said}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{name},sha256={digest.decode()},{len(text)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    with tempfile.TemporaryFile() as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name), text)
        stream.seek(0)
        return stream.read()


def make_checkout(repository: Path, folder: Path) -> Checkout:
    checkout = Checkout(folder / "a checkout", folder / "wheels")
    package = checkout.root / "src" / "dinobook"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""A package."""\n\n__version__ = "1.2.3"\n')
    (package / "__main__.py").write_text(ECHO)
    (checkout.root / "requirements").mkdir()
    shutil.copy(repository / "book", checkout.root)
    checkout.offer(wheel_of(""))
    # the machine that runs this test may lack them, and may not be changed by it
    checkout.edit_script('libraries="libpango-1.0.so.0 libpangoft2-1.0.so.0 ', 'libraries="')
    checkout.edit_script("libharfbuzz-subset.so.0", "libc.so.6")
    checkout.edit_script('test_commands="java"', 'test_commands=""')
    return checkout


@pytest.fixture
def checkout(repository: Path, tmp_path: Path) -> Checkout:
    return make_checkout(repository, tmp_path)


@pytest.fixture(scope="module")
def set_up(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Checkout, subprocess.CompletedProcess[str]]:
    """A checkout after its first run, and what that run said."""
    checkout = make_checkout(repository, tmp_path_factory.mktemp("ready"))
    return checkout, checkout.book("build", "two words", "")


@pytest.fixture
def ready(
    checkout: Checkout, set_up: tuple[Checkout, subprocess.CompletedProcess[str]]
) -> Checkout:
    """A checkout that is set up and that the test may spoil."""
    shutil.copytree(set_up[0].root / ".venv", checkout.root / ".venv", symlinks=True)
    return checkout


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A temporary folder that any user may write to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@contextmanager
def started_set_up(checkout: Checkout, until: Path) -> Iterator[None]:
    """A set-up that has got as far as making `until`, and is killed in the end."""
    process = subprocess.Popen(
        [checkout.root / "book", "build"],
        env={"PATH": os.environ["PATH"], "HOME": str(checkout.root)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(1000):
            if until.exists() and until.read_text():
                break
            time.sleep(0.01)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def uninstall(checkout: Checkout) -> None:
    for part in (checkout.root / ".venv").glob("lib/*/site-packages/weasyprint*"):
        shutil.rmtree(part) if part.is_dir() else part.unlink()


def commands_without(folder: Path, *missing: str) -> str:
    """A search path that has every command of this machine but those that are named."""
    folder.mkdir()
    for place in os.get_exec_path():
        for command in Path(place).glob("*"):
            if command.name not in missing and not (folder / command.name).exists():
                (folder / command.name).symlink_to(command)
    return str(folder)


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_before_set_up_tells_both_commands_and_touches_nothing(
    checkout: Checkout, arguments: list[str]
) -> None:
    before = sorted(checkout.root.rglob("*"))
    result = checkout.book(*arguments)
    assert result.returncode == 0
    assert "./book build" in result.stdout
    assert "./book test" in result.stdout
    assert sorted(checkout.root.rglob("*")) == before


@pytest.mark.parametrize("arguments", [["--help"], ["build", "-h"], ["help"]])
def test_help_before_set_up_lists_the_commands_as_the_program_does(
    checkout: Checkout, arguments: list[str]
) -> None:
    lines = checkout.book(*arguments).stdout.splitlines()
    shown = dict(re.findall(r"^  (\w+) {2,}(\S.*)$", "\n".join(lines), re.MULTILINE))
    groups = typer.main.get_command(application())
    commands: dict[str, Any] = groups.commands  # type: ignore[attr-defined]
    assert list(shown) == list(commands)
    for name, words in shown.items():
        assert str(commands[name].help).startswith(words), name


def test_the_version_starts_no_set_up(checkout: Checkout) -> None:
    result = checkout.book("--version")
    assert (result.returncode, result.stdout, result.stderr) == (0, "1.2.3\n", "")
    assert not (checkout.root / ".venv").exists()


def test_a_tab_starts_no_set_up(checkout: Checkout) -> None:
    result = checkout.book(more={"_BOOK_COMPLETE": "complete_bash"})
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_tab_after_set_up_goes_to_the_program(ready: Checkout) -> None:
    result = ready.book(more={"_BOOK_COMPLETE": "complete_bash"})
    assert (result.returncode, result.stdout) == (0, "ran\n")


def test_a_link_to_the_script_finds_its_checkout(ready: Checkout, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    first, second = tmp_path / "bin" / "first", tmp_path / "bin" / "boek"
    first.symlink_to(ready.root / "book")
    second.symlink_to("first")  # relative, and a link to a link
    result = ready.book("build", "called", called=second)
    assert (result.returncode, result.stdout) == (0, "ran|build|called\nboek\n"), result.stderr


def test_a_checkout_that_cannot_be_written_says_so_in_a_sentence(
    repository: Path, open_folder: Path
) -> None:
    checkout = make_checkout(repository, open_folder)
    checkout.root.chmod(0o555)
    try:
        result = checkout.book("build", user=65534 if os.geteuid() == 0 else None)
    finally:
        checkout.root.chmod(0o755)
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        f"Nothing can be written in {checkout.root.resolve()}, where the set-up belongs; "
        "copy the folder to one of yours."
    ]


def test_a_machine_without_network_is_told_so_without_a_flood(checkout: Checkout) -> None:
    nowhere = {"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/"}
    result = checkout.book("build", more=nowhere)
    assert (result.returncode, result.stdout) == (3, "")
    assert "there is no network" in result.stderr
    assert len(result.stderr.splitlines()) == 3
    assert checkout.book("build").returncode == 0


def test_a_set_up_that_is_stopped_says_so(checkout: Checkout) -> None:
    """The index takes the connection and says nothing, until Ctrl-C."""
    with socket.create_server(("127.0.0.1", 0)) as index:
        process = subprocess.Popen(
            [checkout.root / "book", "build"],
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(checkout.root),
                "PIP_CONFIG_FILE": os.devnull,
                "PIP_INDEX_URL": f"http://127.0.0.1:{index.getsockname()[1]}/",
            },
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        index.settimeout(60)
        with index.accept()[0]:
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[1:] == ["Stopped. The next ./book begins the set-up afresh."]
    assert checkout.book("build").stdout == "ran|build\n"


def test_help_after_set_up_goes_on_to_the_program(ready: Checkout) -> None:
    result = ready.book("--help")
    assert "./book build" in result.stdout
    assert "ran|--help" in result.stdout


def test_first_run_sets_up_and_keeps_stdout_for_results(
    set_up: tuple[Checkout, subprocess.CompletedProcess[str]],
) -> None:
    checkout, result = set_up
    assert (result.returncode, result.stdout) == (0, "ran|build|two words|\n")
    assert "Setting up" in result.stderr
    assert not (checkout.root / ".venv-unfinished").exists()


def test_second_run_is_silent_and_quick(ready: Checkout) -> None:
    started = time.monotonic()
    result = ready.book("build")
    assert time.monotonic() - started < 1
    assert (result.returncode, result.stdout, result.stderr) == (0, "ran|build\n", "")


def test_changed_pins_are_installed_and_the_rest_stays(ready: Checkout) -> None:
    keepsake = ready.root / ".venv" / "keepsake"
    keepsake.touch()
    pins = ready.root / "requirements" / "build.txt"
    pins.write_text(pins.read_text() + "# changed\n")
    assert "Setting up" in ready.book("build").stderr
    assert ready.book("build").stderr == ""
    assert keepsake.exists()


def test_killed_set_up_is_done_again_from_the_start(checkout: Checkout) -> None:
    config = checkout.root / ".venv" / "pyvenv.cfg"
    with started_set_up(checkout, until=config):
        pass
    half_made = checkout.root / ".venv" / "half-made"
    half_made.touch()
    result = checkout.book("build")
    assert (result.returncode, result.stdout) == (0, "ran|build\n")
    assert "did not finish" in result.stderr
    assert not half_made.exists()


def test_second_set_up_at_the_same_time_is_refused(checkout: Checkout) -> None:
    with started_set_up(checkout, until=checkout.root / ".venv-unfinished"):
        result = checkout.book("build")
    assert result.returncode == 3
    assert "under way" in result.stderr


def test_broken_venv_is_made_again(ready: Checkout) -> None:
    python = ready.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    result = ready.book("build")
    assert (result.returncode, result.stdout) == (0, "ran|build\n")


def test_package_with_another_hash_is_refused(ready: Checkout) -> None:
    uninstall(ready)
    ready.pin(b"what the author of the pins had seen")
    result = ready.book("build")
    assert result.returncode == 3
    assert "pip's own message stands above" in result.stderr
    assert "ran" not in result.stdout


def test_version_that_came_out_after_the_pins_does_not_stop_the_set_up(checkout: Checkout) -> None:
    engine = wheel_of("", said="Requires-Dist: part[more]>=1\n")
    part, newer = (wheel_of("", "part", version, "Provides-Extra: more\n") for version in "12")
    checkout.offer(engine)
    for version, wheel in (("1", part), ("2", newer)):
        (checkout.wheels / f"part-{version}-py3-none-any.whl").write_bytes(wheel)
    pins = checkout.root / "requirements" / "build.txt"
    digest = hashlib.sha256(part).hexdigest()
    pins.write_text(f"{pins.read_text()}part==1 --hash=sha256:{digest}\n")

    ran = checkout.book("build")

    assert (ran.returncode, ran.stdout) == (0, "ran|build\n"), ran.stderr


def test_engine_that_does_not_load_is_explained_and_not_called_ready(ready: Checkout) -> None:
    uninstall(ready)
    ready.offer(wheel_of("raise OSError('no pango')\n"))
    for _ in range(2):
        result = ready.book("build")
        assert (result.returncode, result.stdout) == (3, "")
        assert "Pango" in result.stderr


def test_missing_library_without_root_prints_one_command(
    repository: Path, open_folder: Path
) -> None:
    checkout = make_checkout(repository, open_folder)
    checkout.edit_script("libc.so.6", "libmissing.so.9")
    path = commands_without(open_folder / "commands", "sudo")
    (open_folder / "commands" / "apt-get").unlink(missing_ok=True)
    (open_folder / "commands" / "apt-get").symlink_to("/bin/false")
    nobody = 65534 if os.geteuid() == 0 else None
    result = checkout.book("build", user=nobody, path=path)
    assert result.returncode == 3
    command = result.stderr.splitlines()[-1]
    assert command.startswith("  su -c 'apt-get update && apt-get install -y ")
    assert command.endswith(" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'")
    assert not (checkout.root / ".venv").exists()


def test_missing_library_without_apt_says_what_to_install(
    checkout: Checkout, tmp_path: Path
) -> None:
    checkout.edit_script("libc.so.6", "libmissing.so.9")
    result = checkout.book("build", path=commands_without(tmp_path / "commands", "apt-get"))
    assert result.returncode == 3
    assert "Pango" in result.stderr
    assert "dnf install" in result.stderr


def test_machine_without_recent_python_is_told_so(checkout: Checkout, tmp_path: Path) -> None:
    pythons = [f"python3{minor}" for minor in ("", ".11", ".12", ".13", ".14")]
    path = commands_without(tmp_path / "commands", *pythons, "apt-get")
    result = checkout.book("build", path=path)
    assert result.returncode == 3
    assert "Python 3.11 or newer" in result.stderr


def test_set_up_for_tests_serves_builds_too(ready: Checkout) -> None:
    (ready.root / ".venv" / "build.stamp").unlink()
    result = ready.book("test", "--version")
    assert "Setting up" in result.stderr
    assert "No module named pytest" in result.stderr
    assert (ready.root / ".venv" / "other-engine" / "weasyprint.py").is_file()
    result = ready.book("build")
    assert (result.stdout, result.stderr) == ("ran|build\n", "")
