"""A book of plain prose out of somebody's posts, and what is measured of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from bench.lines.__main__ import main
from bench.lines.chapters import as_markup, chapters_of
from bench.plain_book import write_plain_book
from bench.prose import Prose

from dinobook.pipeline.build import Request, build
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject

POST = """\
---
title: {title}
date: 2016-03-0{number}
---
{first}

## Een kop

- een lijst die niet meedoet omdat ze uit korte stukken bestaat en geen alinea is

```
code die niet meedoet, hoe lang ze ook is, want niemand leest ze als een zin
```

{second} 3 * 4 * 5 is zestig, [een koppeling](https://example.org/) telt mee.

Kort.
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain")
    prose = Prose(Random(7))  # noqa: S311 - words, not secrets
    (folder / "posts").mkdir()
    for number in range(1, 6):
        post = POST.format(
            title=f"Stuk {number}",
            number=number,
            first=prose.sentences(30),
            second=prose.sentences(20),
        )
        (folder / "posts" / f"stuk-{number}.md").write_text(post, encoding="utf-8")
    words = write_plain_book(folder / "posts", folder / "book", pages=6)
    assert words >= 6 * 272
    return folder / "book"


def test_only_paragraphs_are_taken_and_they_say_what_they_said(book: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(book.glob("manuscript/*.md"))]
    paragraphs = [one for text in texts for one in text.split("---\n", 2)[2].strip().split("\n\n")]
    assert len(paragraphs) % 2 == 0
    assert not any("niet meedoet" in one or one.startswith("Kort") for one in paragraphs)
    assert all("een koppeling telt mee." in one for one in paragraphs[1::2])
    assert "3 * 4 * 5 is zestig" in chapters_of(book)


def test_the_book_builds_and_is_measured(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(FolderProject(book), OutputFolder(tmp_path), Request(("print",)), lambda _: None)
    assert main([str(tmp_path / "niets-dan-tekst-print.pdf")]) == 0
    rows = dict(
        line.strip("| ").split(" | ")[:2]
        for line in capsys.readouterr().out.splitlines()[2:]
        if line.strip("| ")
    )
    assert rows["face, size and leading"] == "Vollkorn 10/14"
    assert rows["measure, pt"] == "284"
    assert int(rows["justified lines"]) > 100
    assert rows["widows, orphans"] == "0, 0"
    assert 0.15 < float(rows["mean space, em"]) < 0.35


def test_chapters_for_other_programs_have_the_running_text_alone(book: Path) -> None:
    text = chapters_of(book)
    assert as_markup(text, "typst").startswith("= Hoofdstuk~1")
    assert as_markup(text, "latex").startswith("\\chapter{Hoofdstuk~1}")
    assert "<a" not in text


def test_a_program_that_is_there_sets_the_same_chapters(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("typst", reason="Typst is not here: pip install typst")
    build(FolderProject(book), OutputFolder(tmp_path), Request(("print",)), lambda _: None)
    own = str(tmp_path / "niets-dan-tekst-print.pdf")
    assert main([own, "--book", str(book), "--beside", "typst"]) == 0
    said = capsys.readouterr().out
    assert "| face, size and leading | Vollkorn 10/14 | Vollkorn-Regular 10/14 |" in said
    assert "| measure, pt | 284 | 284 |" in said
