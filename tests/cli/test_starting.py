"""What an editor's command loads before it answers: the editor waits for that each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from processes import SOURCE

BOOK = """\
book:
  title: Klein
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58
outline:
  - een
  - generate: contents
  - twee
editions:
  ebook: {format: epub}
  print: {format: pdf, page: a5}
"""
SCRIPT = """\
import sys
from dinobook.cli.app import run
code = run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""
HEAVY = frozenset(
    {
        *("PIL", "babel", "ebooklib", "fontTools", "jinja2", "latex2mathml", "markdown"),
        *("pikepdf", "pypdfium2", "segno", "uharfbuzz", "weasyprint", "ziamath"),
    }
)


def loaded_by(book: Path, *words: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words, "--book", str(book)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "words",
    [
        ("outline",),
        ("move", "twee", "--before", "een"),
        ("hold", "een"),
        ("sort", "--by", "words"),
        ("history",),
    ],
)
def test_a_verb_loads_no_engine_when_chapters_are_known(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "manuscript"
    folder.mkdir()
    (folder / "book.yaml").write_text(BOOK)
    for name in ("een", "twee"):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\nHet regent in {name}.\n")
    first = loaded_by(tmp_path, "move", "twee", "--first", "--dry-run")
    assert "markdown" in first  # the chapters are read for the first time
    again = loaded_by(tmp_path, *words)
    assert again & HEAVY == set()
    assert "dinobook.markup.convert" not in again
    commands = {one for one in again if one.startswith("dinobook.cli.commands.editing.")}
    assert len(commands) == 1  # its own
