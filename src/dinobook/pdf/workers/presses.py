"""Presses on their way to the workers: kept in the store, each typeface and picture once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dinobook.errors import EngineError
from dinobook.pdf.jobs import Press, Resource
from dinobook.store import Memory, put_blob


@dataclass(frozen=True, slots=True)
class _Kept:
    """A press; `resources` are, by address, their media types and the digests of their data."""

    sheets: tuple[str, ...]
    resources: Mapping[str, tuple[str, str]]
    fine: bool


def keep_press(press: Press, digest: str, memory: Memory) -> None:
    """Keep a press under its digest, for `kept_press`."""
    resources = {
        address: (one.media_type, put_blob(memory.kept(), one.data))
        for address, one in press.resources.items()
    }
    memory.keep(_Kept(press.sheets, resources, press.fine), "press", digest)


def kept_press(digest: str, memory: Memory) -> Press:
    """The press. Raises `EngineError` when somebody emptied the store meanwhile."""
    kept = memory.known(_Kept, "press", digest)
    resources = {}
    for address, (media_type, key) in kept.resources.items() if kept else ():
        if (data := memory.kept().get(key)) is not None:
            resources[address] = Resource(data, media_type)
    if kept is None or len(resources) < len(kept.resources):
        raise EngineError("The cache was emptied meanwhile. Build again.")
    return Press(kept.sheets, resources, kept.fine)
