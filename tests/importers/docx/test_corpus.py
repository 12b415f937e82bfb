"""Word files that somebody else wrote come through whole, or the difference is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.docx.bringing import brought

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "docx"

WITHOUT_WORDS = {"image_vml.docx": "has no description"}
"""What `check` asks of the author before such a document comes in."""


def files() -> list[Path]:
    return sorted(CORPUS.glob("*.docx"))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_a_file_comes_through_whole(path: Path) -> None:
    found = brought(path.read_bytes(), "accept", name=path.name)
    said = WITHOUT_WORDS.get(path.name)
    assert [one for one in found.errors if said is None or said not in one] == []


@pytest.mark.skipif(not files(), reason="the corpus of Word files is not there")
def test_every_file_of_the_corpus_is_tried() -> None:
    assert len(files()) > 60
