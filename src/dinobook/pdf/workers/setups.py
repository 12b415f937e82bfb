"""Layout setups on their way to the workers: in the cache, each typeface and picture once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dinobook.errors import EngineError
from dinobook.pdf.workers.jobs import LayoutSetup, Resource
from dinobook.storage.cache import Cache, put_blob


@dataclass(frozen=True, slots=True)
class _Kept:
    """A setup; `resources` are, by address, their media types and the digests of their data."""

    sheets: tuple[str, ...]
    resources: Mapping[str, tuple[str, str]]
    fine: bool


def keep_setup(setup: LayoutSetup, digest: str, cache: Cache) -> None:
    """Keep a setup under its digest, for `kept_setup`."""
    resources = {
        address: (one.media_type, put_blob(cache.kept(), one.data))
        for address, one in setup.resources.items()
    }
    cache.keep(_Kept(setup.sheets, resources, setup.fine), "setup", digest)


def kept_setup(digest: str, cache: Cache) -> LayoutSetup:
    """The setup. Raises `EngineError` when somebody emptied the store meanwhile."""
    kept = cache.known(_Kept, "setup", digest)
    resources = {}
    for address, (media_type, key) in kept.resources.items() if kept else ():
        if (data := cache.kept().get(key)) is not None:
            resources[address] = Resource(data, media_type)
    if kept is None or len(resources) < len(kept.resources):
        raise EngineError("The cache was emptied meanwhile. Build again.")
    return LayoutSetup(kept.sheets, resources, kept.fine)
