"""The book as it would be with chapters that are about to be imported."""

from __future__ import annotations

from collections.abc import Collection

from dinobook.importers.proving import Inspect, Inspected
from dinobook.pipeline.sources import load
from dinobook.processes.capacity import processes
from dinobook.processes.pool import in_pool
from dinobook.storage.cache import Cache
from dinobook.storage.fingerprint import program
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import Project

_WORTH_A_POOL = 24
"""Fewer chapters are converted sooner than worker processes are started."""


def inspector(out: OutputFolder) -> Inspect:
    """Looks as `check` of a draft does, so that pictures that are missing are no faults.

    The next command finds the chapters converted, in the cache of the output folder.
    """

    def inspect(project: Project, paths: Collection[str]) -> Inspected:
        cache = Cache(out.store(), program())
        if len(paths) < _WORTH_A_POOL:
            sources = load(project, draft=True, cache=cache)
        else:
            with in_pool(None, processes()) as pool:
                sources = load(project, draft=True, cache=cache, pool=pool)
        return Inspected(sources.fragments, sources.problems)

    return inspect
