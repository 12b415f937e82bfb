"""What runs inside a worker: the page engine, made ready once for each press."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from dinobook.pdf import chapter
from dinobook.pdf.engine import Engine
from dinobook.pdf.fragment import Fragment
from dinobook.pdf.jobs import LayoutJob
from dinobook.pdf.workers.presses import kept_press
from dinobook.store import Memory, pack, put_blob, unpack

_MOST_ENGINES: Final = 8
"""A worker that stays sees new style sheets again and again."""

_engines: dict[str, Engine] = {}

gc.freeze()  # the engine never becomes garbage, and need not be looked through for any


def engine_of(press: str, memory: Memory) -> Engine:
    """The engine for the press that is kept under this digest; the last ones used stay."""
    engine = _engines.pop(press, None)
    if engine is None:
        kept = kept_press(press, memory)
        engine = Engine(kept.sheets, kept.resources, fine=kept.fine)
    _engines[press] = engine
    while len(_engines) > _MOST_ENGINES:
        del _engines[next(iter(_engines))]
    return engine


def lay_out(press: str, job: LayoutJob, key: str, memory: Memory) -> bytes:
    """The packed fragment of a section; it is stored under `key`, too."""
    kept = memory.kept().get(key)  # another build may have asked for the same
    if kept is not None and unpack(Fragment, kept) is not None:
        return kept
    packed = pack(_laid_out(press, job, memory))
    memory.kept().put(key, packed)
    return packed


def _laid_out(press: str, job: LayoutJob, memory: Memory) -> Fragment:
    engine = engine_of(press, memory)
    with _collecting_afterwards():
        return chapter.lay_out(engine, job, partial(put_blob, memory.kept()), memory)


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
