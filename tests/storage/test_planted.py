"""A folder comes from a stranger: a journal that lies in it may change little, and nothing outside.

The most that it may do is what its sender could have done by sending the files like that: put bytes
that lie in the folder into a file of the book that is as the journal says.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.errors import SetupError
from dinobook.storage import ABSENT, Write, digest_of, journal
from dinobook.storage.changes import may_change
from dinobook.storage.journal import JournalEntry, JournalError
from dinobook.storage.project import FolderProject
from storage.conftest import BOOK, everything, fill

EVIL = b"#!/bin/sh\ntouch owned\n"
STAGING = ".dinobook-changes"
ASIDE = ".dinobook-changes-refused"


def row(path: str, before: str = "-", after: str = digest_of(EVIL)) -> str:
    return f"{before} {after} {path}"


def plant(root: Path, *rows: str, files: dict[str, bytes] | None = None) -> FolderProject:
    """A book with a journal of these rows, and the bytes that they want to be put there."""
    project = fill(root, BOOK)
    staging = root / STAGING
    staging.mkdir()
    for name, data in (files or {f"{n}.new": EVIL for n in range(len(rows))}).items():
        (staging / name).write_bytes(data)
    text = "\n".join(["dinobook changes 1", *rows, "end", ""])
    (staging / "journal").write_text(text, encoding="utf-8")
    return project


def visible(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in everything(root).items() if not path.startswith(ASIDE)}


@pytest.mark.parametrize(
    "path",
    [
        "../elders.md",
        "/srv/elders.md",
        "manuscript/../../elders.md",
        "manuscript/../venv/x.pth",
        "manuscript//een.md",
        "manuscript/./een.md",
        "manuscript",
        "manuscript/",
        "venv/lib/python3/site-packages/x.pth",
        "book",
        ".git/hooks/post-commit",
        "manuscript/.git/hooks/post-commit",
        "styles/.bashrc",
        f"{STAGING}/journal",
        "manuscript\\een.md",
        "manuscript/a\0b.md",
        "manuscript/a\x1b[2Jb.md",
        "",
        " ",
    ],
)
def test_no_path_leaves_the_book(path: str, tmp_path: Path) -> None:
    project = plant(tmp_path / "boek", row("manuscript/nieuw.md"), row(path))
    (problem,) = project.recover()
    assert (problem.code, problem.is_error) == ("project-012", False)
    assert visible(tmp_path / "boek") == BOOK
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boek"]
    assert project.recover() == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "end\n",
        "dinobook changes 1\n",
        f"dinobook changes 1\n{row('manuscript/nieuw.md')}\n",
        f"dinobook changes 2\n{row('manuscript/nieuw.md')}\nend\n",
        f"dinobook changes 1\n{row('manuscript/nieuw.md')}\nend\nmore\n",
        f"dinobook changes 1\n{row('manuscript/nieuw.md', before='x')}\nend\n",
        f"dinobook changes 1\n{row('manuscript/nieuw.md', after='A' * 64)}\nend\n",
        f"dinobook changes 1\n{row('manuscript/n.md')}\n{row('manuscript/n.md')}\nend\n",
        "[" * 100_000,
        "\udcff",
    ],
)
def test_what_dinobook_does_not_write_is_not_read(text: str, tmp_path: Path) -> None:
    project = plant(tmp_path, row("manuscript/nieuw.md"))
    (tmp_path / STAGING / "journal").write_bytes(text.encode("utf-8", "surrogateescape"))
    (problem,) = project.recover()
    assert "cannot be used" in problem.message
    assert visible(tmp_path) == BOOK


@pytest.mark.parametrize("name", ["journal", "0.new", "lock", ""])
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_ordinary_file_is_not_followed(kind: str, name: str, tmp_path: Path) -> None:
    secret = tmp_path / "geheim"
    secret.mkdir()
    (secret / "sleutel").write_bytes(EVIL)
    project = plant(tmp_path / "boek", row("manuscript/nieuw.md"))
    path = tmp_path / "boek" / STAGING / name
    if name:
        path.unlink(missing_ok=True)
    else:
        for one in path.iterdir():
            one.unlink()
        path.rmdir()
    if kind == "link":
        path.symlink_to(secret / "sleutel" if name else secret)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with contextlib.suppress(SetupError):  # one clear sentence
        project.recover()
    assert everything(secret) == {"sleutel": EVIL}
    assert secret.is_dir()
    here = tmp_path / "boek"
    assert {one for one in everything(here / "manuscript")} - {"nieuw.md"} == {
        one.removeprefix("manuscript/") for one in BOOK if one.startswith("manuscript")
    }
    new = here / "manuscript" / "nieuw.md"
    assert not new.is_symlink()
    assert not new.exists() or (name, stat.S_ISREG(new.stat().st_mode)) == ("lock", True)


@pytest.mark.parametrize("leads_to", ["../../geheim", "../venv", "een.md"])
def test_no_link_of_the_folder_is_followed(leads_to: str, tmp_path: Path) -> None:
    (tmp_path / "geheim").mkdir()
    (tmp_path / "boek/venv").mkdir(parents=True)
    project = plant(tmp_path / "boek", row("manuscript/ginds/x.md"))
    (tmp_path / "boek/manuscript/ginds").symlink_to(leads_to)
    project.recover()
    assert not [*(tmp_path / "geheim").iterdir(), *(tmp_path / "boek/venv").iterdir()]
    assert (tmp_path / "boek/manuscript/een.md").read_bytes() == BOOK["manuscript/een.md"]


@pytest.mark.parametrize(
    ("rows", "files"),
    [
        ([row("manuscript/een.md", before="1" * 64)], {"0.new": EVIL}),
        ([row("manuscript/een.md")], {"0.new": EVIL}),
        ([row("manuscript/een.md", after="-", before="1" * 64)], {}),
        ([row("manuscript/nieuw.md")], {"0.new": b"something else"}),
        ([row("manuscript/nieuw.md")], {}),
        ([row("manuscript/nieuw.md")], {"0.old": EVIL}),
        ([row("manuscript/een.md/x.md")], {"0.new": EVIL}),
        ([row("manuscript/images")], {"0.new": EVIL}),
        ([row("manuscript/n.md"), row("manuscript/een.md", before="1" * 64)], None),
    ],
)
def test_files_count_by_their_digest_alone(
    rows: list[str], files: dict[str, bytes] | None, tmp_path: Path
) -> None:
    """A file of the author's that is another than the journal says is never touched."""
    project = plant(tmp_path, *rows, files=files if files is None else {"x": b"", **files})
    (problem,) = project.recover()
    assert problem.code == "project-012"
    assert visible(tmp_path) == BOOK


def test_what_another_user_left_is_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that several may write, as /tmp is, nobody works for another."""
    project = plant(tmp_path, row("manuscript/nieuw.md"))
    before = everything(tmp_path)
    other = os.geteuid() + 1
    monkeypatch.setattr("os.geteuid", lambda: other)
    (problem,) = project.recover()
    assert "Another user" in problem.message
    with pytest.raises(SetupError, match="no folder of yours"):
        project.apply([Write("manuscript/x.md", b"x", ABSENT)])
    assert everything(tmp_path) == before


def test_the_most_that_it_may_do(tmp_path: Path) -> None:
    """Bytes of the folder come into a file of the book, which the sender could have sent so."""
    known = digest_of(BOOK["manuscript/twee.md"])
    project = plant(
        tmp_path, row("manuscript/nieuw.md"), row("manuscript/twee.md", before=known, after="-")
    )
    (problem,) = project.recover()
    assert "is finished now" in problem.message
    wanted = {path: data for path, data in BOOK.items() if path != "manuscript/twee.md"}
    assert everything(tmp_path) == {**wanted, "manuscript/nieuw.md": EVIL}


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    for text in (data, b"dinobook changes 1\n" + data + b"\nend\n"):
        try:
            entries = journal.read(text)
        except JournalError:
            continue
        assert journal.written(entries) == text


PATHS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).map(
    "manuscript/a".__add__
)
DIGESTS = st.sampled_from(["", digest_of(b"a"), digest_of(b"b")])


@given(st.lists(st.builds(JournalEntry, PATHS, DIGESTS, DIGESTS), unique_by=lambda one: one.path))
def test_what_is_written_is_read(entries: list[JournalEntry]) -> None:
    fit = [one for one in entries if "\\" not in one.path and may_change(one.path)]
    assert journal.read(journal.written(fit)) == tuple(fit)
