"""What runs inside a worker process: the page engine, made ready once for each edition."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Final

from dinobook.pdf.assemble import Frame, Leaf, assemble
from dinobook.pdf.chapter import lay_out
from dinobook.pdf.engine import Engine
from dinobook.pdf.fragment import Fragment
from dinobook.pdf.jobs import LayoutJob, Press
from dinobook.pdf.objects import digest
from dinobook.pdf.readback import cut_off, page_texts
from dinobook.store import Store, pack

_COLLECT_AFTER: Final = 20_000

_presses: dict[str, Press] = {}
_engines: dict[str, Engine] = {}
_stores: list[Store] = []


def start(presses: Mapping[str, Press], store: Store, lifeline: Connection) -> None:
    """Make a new process ready. An interrupt is the main process's business.

    When the other end of `lifeline` is closed, by the main process or by its death, this process
    ends in the middle of whatever it does. What it stores, it stores whole.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # the engine never becomes garbage; to look through it takes a tenth of the time
    gc.set_threshold(_COLLECT_AFTER)
    _presses.update(presses)
    _stores[:] = [store]
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    wait([lifeline])
    os._exit(1)


def lay_out_apart(press: str, job: LayoutJob, key: str) -> bytes:
    """Lay out in this worker; the fragment is stored under `key` and returned packed."""
    fragment = lay_out_here(_presses[press], press, job, _stores[0])
    packed = pack(fragment)
    _stores[0].put(key, packed)
    return packed


def lay_out_here(press: Press, name: str, job: LayoutJob, store: Store) -> Fragment:
    """Lay out in this process. `name` tells presses apart; engines are kept by it."""
    if name not in _engines:
        _engines[name] = Engine(press.sheets, press.resources, fine=press.fine)

    def keep(data: bytes) -> str:
        key = digest(data)
        store.put(key, data)
        return key

    fragment = lay_out(_engines[name], job, keep)
    return _with_texts(fragment, press, store) if job.tagged else fragment


def _with_texts(fragment: Fragment, press: Press, store: Store) -> Fragment:
    """The fragment with the text of each page, read back from a file made of it alone."""
    files = {
        digest(one.data): one.data
        for one in press.resources.values()
        if one.media_type.startswith("font/")
    }
    frame = Frame("", "", {}, b"", {}, b"", frozenset())
    zeros = {hole: 0 for part in fragment.streams for hole in part.targets()}

    def blob(key: str) -> bytes:
        return store.get(key) or b""

    data = assemble([Leaf(fragment)], frame, zeros, files, blob)
    rows = zip(fragment.pages, page_texts(data), cut_off(data), strict=True)
    pages = tuple(replace(page, text=text, cut_off=cut) for page, text, cut in rows)
    return replace(fragment, pages=pages)
