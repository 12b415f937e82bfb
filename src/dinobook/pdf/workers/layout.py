"""What runs inside a worker: the page engine, made ready once for each setup."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from dinobook.pdf.drawn_section import DrawnSection
from dinobook.pdf.engine import section
from dinobook.pdf.engine.engine import Engine
from dinobook.pdf.workers.jobs import LayoutJob
from dinobook.pdf.workers.setups import kept_setup
from dinobook.storage.cache import Cache, pack, put_blob, unpack

_MOST_ENGINES: Final = 8
"""A worker that stays sees new style sheets again and again."""

_engines: dict[str, Engine] = {}

gc.freeze()  # the engine never becomes garbage, and need not be looked through for any


def engine_of(setup: str, cache: Cache) -> Engine:
    """The engine for the setup that is kept under this digest; the last ones used stay."""
    engine = _engines.pop(setup, None)
    if engine is None:
        kept = kept_setup(setup, cache)
        engine = Engine(kept.sheets, kept.resources, fine=kept.fine)
    _engines[setup] = engine
    while len(_engines) > _MOST_ENGINES:
        del _engines[next(iter(_engines))]
    return engine


def lay_out(setup: str, job: LayoutJob, key: str, cache: Cache) -> bytes:
    """The packed drawing of a section; it is stored under `key`, too."""
    kept = cache.kept().get(key)  # another build may have asked for the same
    if kept is not None and unpack(DrawnSection, kept) is not None:
        return kept
    packed = pack(_laid_out(setup, job, cache))
    cache.kept().put(key, packed)
    return packed


def _laid_out(setup: str, job: LayoutJob, cache: Cache) -> DrawnSection:
    engine = engine_of(setup, cache)
    with _collecting_afterwards():
        return section.lay_out(engine, job, partial(put_blob, cache.kept()), cache)


@contextmanager
def _collecting_afterwards() -> Iterator[None]:
    """Look for garbage once, when a section is done, not again and again while it grows."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect(0)  # what the section left, and nothing older
