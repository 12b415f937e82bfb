"""A project with other files over it: read as one, and nothing written below."""

from __future__ import annotations

import pytest

from dinobook.errors import SourceError
from dinobook.storage import ABSENT, Delete, Write
from dinobook.storage.overlay import OverlayProject
from dinobook.storage.project import MemoryProject, read_text

INNER = {"manuscript/book.yaml": b"oud", "manuscript/een.md": b"een", "styles/a.css": b"a"}


@pytest.fixture
def inner() -> MemoryProject:
    return MemoryProject(dict(INNER))


def test_a_replaced_file_is_read_in_its_place(inner: MemoryProject) -> None:
    over = OverlayProject(inner, {"manuscript/book.yaml": b"nieuw"})
    assert read_text(over, "manuscript/book.yaml") == "nieuw"
    assert over.read_bytes("manuscript/een.md") == b"een"
    assert over.digest("manuscript/book.yaml") != inner.digest("manuscript/book.yaml")
    assert over.digest("manuscript/een.md") == inner.digest("manuscript/een.md")


def test_a_new_file_is_there_and_one_that_is_gone_is_not(inner: MemoryProject) -> None:
    over = OverlayProject(inner, {"manuscript/twee.md": b"twee", "manuscript/een.md": None})
    assert over.files("manuscript") == ("manuscript/book.yaml", "manuscript/twee.md")
    assert over.exists("manuscript/twee.md")
    assert not over.exists("manuscript/een.md")
    assert over.digest("manuscript/een.md") == ABSENT
    with pytest.raises(SourceError):
        over.read_bytes("manuscript/een.md")


def test_what_is_applied_stays_in_the_overlay(inner: MemoryProject) -> None:
    over = OverlayProject(inner)
    over.apply(
        [Write("manuscript/book.yaml", b"nieuw", expects=over.digest("manuscript/book.yaml"))]
    )
    over.apply([Delete("styles/a.css", over.digest("styles/a.css"))])
    assert over.read_bytes("manuscript/book.yaml") == b"nieuw"
    assert over.files("styles") == ()
    assert inner.contents == INNER
