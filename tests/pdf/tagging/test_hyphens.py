"""Words that are broken at the end of a line are whole for who searches, copies or listens."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from pdf.tagging.aloud import SOFT, Spoken

WORDS = (
    "verantwoordelijkheidsverdeling",
    "onderhandelingstafel",
    "personeelsvergadering",
    "gemeentesecretaris",
)
TIMES = 36
"""So often stands each of them in the chapter."""
OVER = 3
"""So many of them at most are broken over the page, and part of two texts."""
EDITIONS = ("screen", "archive", "easy")


def file_of(built: Path, edition: str) -> Path:
    return built / f"het-kleine-boek-{edition}.pdf"


def test_words_are_broken_in_this_book(read: Spoken) -> None:
    parted = re.findall(rf"\w+{SOFT}\w+", read.text())
    assert len(parted) > 20
    assert not re.search(r"\w[-‐] ?\n", read.text())


def test_a_broken_word_is_said_whole(read: Spoken) -> None:
    for word in WORDS:
        assert read.words().count(word) == TIMES


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not here")
@pytest.mark.parametrize("edition", EDITIONS)
def test_poppler_gives_whole_words(edition: str, built: Path) -> None:
    said = subprocess.run(
        ["pdftotext", str(file_of(built, edition)), "-"], capture_output=True, text=True, check=True
    ).stdout
    for word in WORDS:
        assert said.count(word) >= TIMES - OVER, word


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not here")
def test_poppler_says_which_hyphens_are_no_letters(screen: Path, read: Spoken) -> None:
    said = subprocess.run(
        ["pdfinfo", "-struct-text", str(screen)], capture_output=True, text=True, check=True
    ).stdout
    soft = [one for one in read.all("Span") if one.entries.get("ActualText") == SOFT]
    assert said.count("Span (inline)") == len(read.all("Span"))
    assert len(soft) > 20


@pytest.mark.parametrize("edition", EDITIONS)
def test_chrome_copies_whole_words(edition: str, built: Path) -> None:
    """Its library marks a hyphen at the end of a line as U+FFFE, which Chrome takes out."""
    document = pypdfium2.PdfDocument(file_of(built, edition))
    texts = [page.get_textpage().get_text_range() for page in document]
    said = " ".join(re.sub("[\ufffe\x02](?:\r\n)?", "", text) for text in texts)
    for word in WORDS:
        assert said.count(word) >= TIMES - OVER, word
    assert "\u2010" not in said


def pdfjs() -> Path | None:
    """Where Node finds pdf.js, the reader in Firefox: in a folder that `PDFJS` names."""
    place = Path(os.environ.get("PDFJS", "")) / "pdfjs-dist/legacy/build/pdf.mjs"
    return place if shutil.which("node") and place.is_file() else None


_SCRIPT = """
import {getDocument} from "%s";
import fs from "fs";
const pdf = await getDocument({data: new Uint8Array(fs.readFileSync("%s")), verbosity: 0}).promise;
for (let at = 1; at <= pdf.numPages; at++) {
  const content = await (await pdf.getPage(at)).getTextContent();
  console.log(content.items.map(one => one.str + (one.hasEOL ? "\\n" : "")).join(""));
}
"""


@pytest.mark.skipif(pdfjs() is None, reason="pdf.js is not here")
def test_firefox_finds_whole_words(screen: Path, tmp_path: Path) -> None:
    """It joins what a hyphen parts at the end of a line, as its find bar does."""
    script = tmp_path / "read.mjs"
    script.write_text(_SCRIPT % (pdfjs(), screen))
    said = subprocess.run(["node", str(script)], capture_output=True, text=True, check=True).stdout
    joined = re.sub(r"(?<=\w)-\n(?=\w)", "", said)
    for word in WORDS:
        assert joined.count(word) >= TIMES - OVER, word
