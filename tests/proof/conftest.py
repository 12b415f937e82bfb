"""A small book, its edition and its proof, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import EERSTE, MANIFEST, TWEEDE, SharedFolder, small_book
from dinobook import MemoryProject, OpenBook, Proof, Request

AGAIN = """
Het was een lange dag. Niemand zei nog iets over de lade.

Wie er zweeg, zweeg. Het was een lange dag.
"""
BOOK = MANIFEST.replace("  - tweede\n", "  - tweede\n  - derde\n").replace(
    "  - matter: back\n", "  - matter: back\n  - generate: index\n"
)
DERDE = """\
---
title: De derde keer
---
Er stond een [kapstok]{.index} in de *gang*, en die gang was lang.

Ja.

Nee.

- een lepel
- een kopje

Daarna kwam "de schepen" binnen met efficiënte, officiële affiches op zijn e-bike.
"""
"""What stands twice, what is short, and what is printed otherwise than it is typed."""


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenBook:
    files = dict(small_book(book=BOOK, eerste=EERSTE, tweede=TWEEDE + AGAIN).contents)
    files["manuscript/derde.md"] = DERDE.encode()
    book = OpenBook(MemoryProject(files), SharedFolder(tmp_path_factory.mktemp("uit")))
    book.build(Request(("print",)))
    return book


@pytest.fixture(scope="session")
def proof(opened: OpenBook) -> Proof:
    return opened.proof("print", day="2026-11-30")


@pytest.fixture(scope="session")
def printed(opened: OpenBook, proof: Proof) -> bytes:
    """The edition itself."""
    return opened.read(proof.of.name)


@pytest.fixture(scope="session")
def sheets(opened: OpenBook, proof: Proof) -> bytes:
    """The proof of it."""
    return opened.read(proof.name)


@pytest.fixture(scope="session")
def made_by() -> Path:
    """PDFs of `small.py`, marked up by programs of others."""
    return Path(__file__).parent / "made_by"
