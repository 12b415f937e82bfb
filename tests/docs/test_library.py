"""docs/library.md, every line of it: at a script's top level, in threads, and beside a loop."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from books import small_book
from dinobook import (
    CheckError,
    FolderProject,
    OpenBook,
    Request,
    UsageError,
    book_in_memory,
    open_book,
)
from dinobook.starter import start_book
from processes import SOURCE, write_book

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IDENTIFIER = "0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b13"


def test_the_examples_are_one_script(repository: Path, tmp_path: Path) -> None:
    text = (repository / "docs" / "library.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert len(blocks) >= 7
    assert text.count("```") == 2 * len(blocks)
    start_book(FolderProject(tmp_path / "mijn-boek"), "Mijn boek", "An Peeters", IDENTIFIER)
    (tmp_path / "script.py").write_text("\n".join(blocks), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "script.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    said = ran.stdout
    assert "There is no edition “paperback”" in said
    assert re.search(r"4/6 Making mijn-boek-screen-draft.pdf: \d of \d, \d+ pages", said)
    assert "“manuscript/welkom.md” was changed while this command ran." in said
    assert "redrawn" in said
    assert not list(tmp_path.glob("dinobook-*")), "a book in memory left files behind"


def files_of(book: OpenBook) -> list[str]:
    """The digests of what is built, which must be those of the bytes that can be read."""
    files = book.build(Request(("ebook", "print"))).files
    digests = [hashlib.sha256(book.read(one.name)).hexdigest() for one in files]
    assert digests == [one.sha256 for one in files]
    return digests


def test_threads_a_running_loop_and_memory_give_the_same_bytes(tmp_path: Path) -> None:
    contents = small_book().contents
    write_book(small_book(), tmp_path / "boek")
    on_disk = files_of(open_book(tmp_path / "boek"))

    async def in_a_notebook() -> list[str]:
        """Cells of a notebook run inside an event loop."""
        return files_of(book_in_memory(contents))

    with ThreadPoolExecutor(2) as threads:
        both = list(threads.map(files_of, [book_in_memory(contents) for _ in range(2)]))
    assert [*both, asyncio.run(in_a_notebook())] == [on_disk] * 3


def test_a_book_in_memory_goes_with_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    book = book_in_memory(small_book().contents)
    assert len(list(tmp_path.iterdir())) == 1
    with pytest.raises(UsageError, match="Build the book"):
        book.read("het-kleine-boek-ebook.epub")
    book.build(Request(("ebook",)))
    assert book.build(Request(("ebook",))).fresh == ()
    del book
    assert list(tmp_path.iterdir()) == []


def test_a_book_is_opened_by_its_folder_its_manuscript_or_its_manifest(tmp_path: Path) -> None:
    write_book(small_book(), tmp_path)
    for path in (tmp_path, tmp_path / "manuscript", tmp_path / "manuscript" / "book.yaml"):
        assert open_book(str(path)).folder == tmp_path
    with pytest.raises(UsageError, match="There is no book in"):
        open_book(tmp_path.parent / "elders")
    with pytest.raises(UsageError, match=r"no edition “prnt”.*Did you mean “print”"):
        open_book(tmp_path).page_map("prnt")
    with pytest.raises(UsageError, match="“print” has no pages"):
        open_book(tmp_path).paper("print")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("styles/print.css", b"p { content: '\xe9' }"),
        ("styles/tokens.css", b":root { --x: \xff }"),
        ("manuscript/tweede.md", b"\xff\xfe"),
        ("manuscript/book.yaml", b"- a"),
        ("manuscript/hyphenation.txt", b"\xff"),
    ],
)
def test_what_is_wrong_with_a_book_is_a_value(path: str, data: bytes) -> None:
    found = book_in_memory({**small_book().contents, path: data}).check()
    assert not found.is_sound
    assert path in {problem.place.path for problem in found.problems}
    with pytest.raises(CheckError, match="cannot be built yet"):
        found.raise_for_errors()


def test_a_library_does_not_speak_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        open_book(tmp_path)
    assert "--book" not in error.value.message
