"""What runs inside a worker process: the page engine, made ready once for each edition."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from threading import Thread

from dinobook.pdf.chapter import lay_out
from dinobook.pdf.engine import Engine
from dinobook.pdf.fragment import Fragment
from dinobook.pdf.jobs import LayoutJob, Press
from dinobook.pdf.objects import digest
from dinobook.store import Memory, pack

_presses: dict[str, Press] = {}
_engines: dict[str, Engine] = {}
_memories: list[Memory] = []


def start(presses: Mapping[str, Press], memory: Memory, lifeline: Connection) -> None:
    """Make a new process ready. An interrupt is the main process's business.

    When the other end of `lifeline` is closed, by the main process or by its death, this process
    ends in the middle of whatever it does. What it stores, it stores whole.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # the engine never becomes garbage, and need not be looked through for any
    _presses.update(presses)
    _memories[:] = [memory]
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    wait([lifeline])
    os._exit(1)


def make_ready() -> None:
    """Read the style sheets and load the typefaces of all presses."""
    for name, press in _presses.items():
        _engine(name, press)


def lay_out_apart(press: str, job: LayoutJob, key: str) -> bytes:
    """Lay out in this worker; the fragment is stored under `key` and returned packed."""
    memory = _memories[0]
    packed = pack(lay_out_here(_presses[press], press, job, memory))
    memory.kept().put(key, packed)
    return packed


def lay_out_here(press: Press, name: str, job: LayoutJob, memory: Memory) -> Fragment:
    """Lay out in this process. `name` tells presses apart; engines are kept by it."""
    engine = _engine(name, press)

    def keep(data: bytes) -> str:
        key = digest(data)
        memory.kept().put(key, data)
        return key

    with _collecting_afterwards():
        return lay_out(engine, job, keep, memory)


def _engine(name: str, press: Press) -> Engine:
    if name not in _engines:
        _engines[name] = Engine(press.sheets, press.resources, fine=press.fine)
    return _engines[name]


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
