"""A worker reads chapters from the last one on: as one alone would, and quietly."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import small_book
from dinobook.pipeline.sources import Sources, load
from dinobook.processes.pool import Pool
from dinobook.storage.cache import Cache, FolderStore
from dinobook.storage.project import MemoryProject

NAMES = ["een", "twee", "drie", "vier", "vijf"]


def book_of_many() -> MemoryProject:
    """A book with chapters enough for a second reader, one of them at fault."""
    book = small_book()
    texts = {f"manuscript/los-{name}.md": f"# Los {name}\n\nTekst van {name}.\n" for name in NAMES}
    texts["manuscript/los-fout.md"] = "# Los fout\n\n![Een foto](fotos/weg.png)\n"
    return MemoryProject({**book.contents, **{path: text.encode() for path, text in texts.items()}})


class Counted(Pool):
    """A pool that counts what it is asked for."""

    asked = 0

    def submit(self, *args, **named):  # type: ignore[no-untyped-def]
        self.asked += 1
        future = super().submit(*args, **named)
        future.result()  # else the first reader is done before it
        return future


def read_by(folder: Path, pool: Pool | None = None) -> Sources:
    return load(book_of_many(), cache=Cache(FolderStore(folder), "test"), pool=pool)


@pytest.mark.parametrize(("size", "asked"), [(1, 0), (2, 1)])
def test_a_second_reader_is_asked_once(size: int, asked: int, tmp_path: Path) -> None:
    pool = Counted(size)
    with pool:
        read_by(tmp_path, pool)
        assert pool.asked == asked
        read_by(tmp_path, pool)
        assert pool.asked == asked, "nothing is new"


def test_two_readers_read_what_one_reads(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    alone = read_by(tmp_path / "alone")
    with Counted(2) as pool:
        together = read_by(tmp_path / "together", pool)
    assert together == alone
    assert len(alone.fragments) > len(NAMES)
    kept = [{path.name for path in (tmp_path / name).rglob("*") if path.is_file()}
            for name in ("alone", "together")]  # fmt: skip
    assert kept[0] == kept[1]
    assert capfd.readouterr() == ("", "")
