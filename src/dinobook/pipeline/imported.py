"""The book as it would be with chapters that are about to be imported."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from dinobook.importers.proving import Inspect, Inspected
from dinobook.pipeline.sources import load
from dinobook.problems import Problem, Severity
from dinobook.processes.capacity import processes
from dinobook.processes.pool import in_pool
from dinobook.storage.cache import Cache
from dinobook.storage.fingerprint import program
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import Project

_WORTH_A_POOL: Final = 24
"""Fewer chapters are converted sooner than worker processes are started."""
_NO_DESCRIPTION: Final = "picture-001"


def inspector(out: OutputFolder) -> Inspect:
    """Looks as `check` of a draft does, so that pictures that are missing are no faults.

    Pictures that nothing describes are: a plan has a row for each, and asks what it shows.

    The next command finds the chapters converted, in the cache of the output folder.
    """

    def inspect(project: Project, paths: Collection[str]) -> Inspected:
        cache = Cache(out.store(), program())
        if len(paths) < _WORTH_A_POOL:
            sources = load(project, draft=True, cache=cache)
        else:
            with in_pool(None, processes()) as pool:
                sources = load(project, draft=True, cache=cache, pool=pool)
        return Inspected(sources.fragments, tuple(map(_as_asked, sources.problems)))

    return inspect


def _as_asked(problem: Problem) -> Problem:
    if problem.code != _NO_DESCRIPTION:
        return problem
    return replace(problem, severity=Severity.ERROR)
