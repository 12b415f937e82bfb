"""Words that are broken in their own way, read back from finished PDFs, fine and plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from books import SharedFolder, small_book
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject

LIST = """\
# samenstellingen
verantwoordelijkheids-gevoel
burn-out¬klachten
organisatiecultuur       # nooit
"""
# as it is typed → the parts between which it may be broken, by the list or by its own marks
WORDS = {
    "verantwoordelijkheidsgevoel": ["verantwoordelijkheids", "gevoel"],
    "burn-outklachten": ["burn-", "out", "klachten"],
    "organisatiecultuur": ["organisatiecultuur"],
    "kwart¬slagenteller": ["kwart", "slagenteller"],
    "kwarts¬lagenteller": ["kwarts", "lagenteller"],
    "reëel": ["reëel"],
    "e-mailadressen": ["e-mailadressen"],
}
LINE_END = re.compile(r"(\S*?)(?:[\ufffe\x02](?:\r?\n)?|[‐-]?\r?\n)(\S*)")
"""PDFium says U+FFFE or U+0002 for a hyphen that it leaves out of what is copied."""


def chapter(words: dict[str, list[str]]) -> str:
    """Each word behind openings of many lengths, so that it meets every place of the line."""
    paragraphs = (
        " ".join(f"{'la' * (turn % 9 + 1)} {word} {'zo' * (turn % 4)}" for turn in range(40))
        for word in words
    )
    return "---\ntitle: Vooraf\n---\n" + "\n\n".join(paragraphs) + "\n"


def book_with(listed: str = LIST) -> MemoryProject:
    book = small_book(vooraf=chapter(WORDS))
    book.contents["manuscript/hyphenation.txt"] = listed.encode()
    return book


@pytest.fixture(scope="module", params=["apart", "whole"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp(request.param)
    wish = Request(("print", "screen"), whole=request.param == "whole", jobs=1)
    build(book_with(), SharedFolder(made), wish, lambda _: None)
    return made


@pytest.fixture(params=["print", "screen"])
def pages(request: pytest.FixtureRequest, folder: Path) -> list[str]:
    """What a reader copies from each page."""
    document = pypdfium2.PdfDocument(next(folder.glob(f"*-{request.param}.pdf")))
    return [page.get_textpage().get_text_range() for page in document]


def breaks(pages: list[str], word: str) -> Iterator[str]:
    """Every place where a line ends inside the word, as `kan|tel`."""
    for text in pages:
        for before, after in LINE_END.findall(text):
            if before and after and word in (f"{before}{after}", f"{before}-{after}"):
                yield f"{before}|{after}"


@pytest.mark.parametrize("typed", WORDS)
def test_a_word_is_broken_only_where_it_may_be(pages: list[str], typed: str) -> None:
    word, parts = typed.replace("¬", ""), WORDS[typed]
    cuts = [len("".join(parts[:count])) for count in range(1, len(parts))]
    allowed = {f"{word[:cut].rstrip('-')}|{word[cut:]}" for cut in cuts}
    same = {one for other in WORDS if other.replace("¬", "") == word for one in [other]}
    for other in same - {typed}:
        cut = len(WORDS[other][0])
        allowed.add(f"{word[:cut]}|{word[cut:]}")
    found = set(breaks(pages, word))
    assert found <= allowed
    assert bool(found) == bool(allowed)


def test_copied_text_has_no_soft_hyphen_and_every_word(pages: list[str]) -> None:
    text = "".join(pages)
    assert "\u00ad" not in text
    assert "¬" not in text
    joined = re.sub(r"[\ufffe\x02‐]\r?\n?", "", text)
    whole = re.sub(r"-\r?\n", "-", joined)
    for typed in WORDS:
        word = typed.replace("¬", "")
        wanted = 40 * sum(other.replace("¬", "") == word for other in WORDS)
        # a word may go over to the next page, and then a folio stands inside it
        assert wanted - len(pages) <= len(re.findall(rf"(?<!\w){word}(?!\w)", whole)) <= wanted


def test_only_chapters_that_hold_the_word_are_laid_out_again(tmp_path: Path) -> None:
    def drawn(listed: str) -> Outcome:
        out = OutputFolder(tmp_path)
        return build(book_with(listed), out, Request(("print",), jobs=1), lambda _: None)

    first, same, other = drawn(LIST), drawn(LIST + "\nbloem-kool\n"), drawn("stof-wolken\n")
    assert first.drawn["print"] > 0
    assert same.drawn["print"] == 0
    assert 0 < other.drawn["print"] < first.drawn["print"]


def test_lines_that_are_remembered_follow_a_changed_list(tmp_path: Path) -> None:
    def made(folder: str, listed: str) -> bytes:
        out = tmp_path / folder
        build(book_with(listed), OutputFolder(out), Request(("print",), jobs=1), lambda _: None)
        return next(out.glob("*-print.pdf")).read_bytes()

    other = LIST.replace("verantwoordelijkheids-gevoel", "verantwoordelijkheidsgevoel")
    first, again = made("kept", LIST), made("kept", other)
    assert first != again
    assert again == made("new", other)
