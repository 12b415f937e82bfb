"""What the pages show of a manifest is passed by `check`; only files that they name are missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from books import MANIFEST, small_book
from dinobook.pipeline.readiness import ready

PRINT = "  print:  {format: pdf, use: print, page: 135x210}"
EDITION = re.compile(r"^ *(?:- )?`?(print: \{format: pdf.*?\})`?(?:\s*#.*)?$", re.M)
COVER = re.compile(r"(?:^    |`)(cover: \{.*?\})(?:$|`)", re.M)
INLINE = re.compile(r"`(print: \{format: pdf[^`]*\})`")
NOT_THERE = {"finish-005", "images-001", "cover-012"}


def pages() -> dict[str, str]:
    root = Path(__file__).parents[2]
    files = [root / "README.md", *sorted((root / "docs").glob("**/*.md"))]
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


def examples() -> list[tuple[str, str]]:
    found = []
    for name, text in pages().items():
        found += [(name, one) for one in (*EDITION.findall(text), *INLINE.findall(text))]
        covers = COVER.findall(text)
        found += [(name, f"print: {{format: pdf, page: a5, {one}}}") for one in covers]
    return list(dict.fromkeys(one for one in found if "…" not in one[1]))


@pytest.mark.parametrize(("page", "example"), examples())
def test_an_edition_that_a_page_shows_is_passed(page: str, example: str) -> None:
    found = ready(small_book(book=MANIFEST.replace(PRINT, f"  {example}"))).problems
    assert [one.message for one in found if one.is_error and one.code not in NOT_THERE] == [], page


def test_there_are_examples() -> None:
    assert len(examples()) > 6
    assert {"docs/manifest.md", "docs/printing.md"} <= {page for page, _ in examples()}
