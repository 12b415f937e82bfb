"""What Pandoc once gave is kept: a book that was set here is built without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dinobook.pandoc import INSTALL_AGAIN, NotStartedError, how_to_install, version
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST

Value = TypeVar("Value")


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
