"""A chapter of each of the book's languages, typed on a typewriter, as the rules want it set.

`tests/languages/` holds the chapters, and what is to be read of them; docs/typography.md names the
rules and their sources.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from books import MANIFEST, SharedFolder
from dinobook.epub.read import text_of
from dinobook.pipeline.build import Request, build
from dinobook.storage.project import MemoryProject

NAME = "het-kleine-boek"
SIGNS = str.maketrans({"⍽": "\u00a0", "⸱": "\u202f"})

LANGUAGES = ["nl-BE", "en-GB", "en-US", "de", "de-CH", "fr-BE"]


def expected(language: str, repository: Path) -> list[str]:
    """A line for each text: ⍽ is a no-break space, ⸱ a thin one."""
    text = (repository / f"tests/languages/{language}.txt").read_text(encoding="utf-8")
    return text.translate(SIGNS).splitlines()


def without_breaks(text: str) -> str:
    """A page's text: where lines end, words may be parted by a hyphen or nothing at all."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\x02-]+", "", text)


def made_in(language: str, repository: Path, folder: Path) -> None:
    """The e-book and the print PDF of a book with the chapter."""
    chapter = (repository / f"tests/languages/{language[:2]}.md").read_text(encoding="utf-8")
    start, end = MANIFEST.index("outline:"), MANIFEST.index("editions:")
    outline = "outline:\n  - matter: front\n  - {generate: contents, depth: 2}\n  - matter: body\n"
    manifest = f"{MANIFEST[:start]}{outline}  - brug\n  - brug-twee\n{MANIFEST[end:]}"
    project = MemoryProject(
        {
            "manuscript/book.yaml": manifest.replace("nl-BE", language).encode(),
            "manuscript/brug.md": chapter.encode(),
            "manuscript/brug-twee.md": b"# 2\n\nx [](brug#kop)\n",
        }
    )
    build(project, SharedFolder(folder), Request(("ebook", "print")), lambda _: None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_is_set_by_the_rules_of_its_language(
    language: str, repository: Path, tmp_path: Path
) -> None:
    made_in(language, repository, tmp_path)
    shop = " ".join(text for _, text in text_of((tmp_path / f"{NAME}-ebook.epub").read_bytes()))
    pages = " ".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(tmp_path / f"{NAME}-print.pdf")
    )
    for sentence in expected(language, repository):
        assert sentence in re.sub(r"[ \n]+", " ", shop)
        assert without_breaks(sentence) in without_breaks(pages)


@pytest.mark.parametrize("language", ["nl-BE", "fr-BE"])
def test_a_title_is_the_same_in_contents_navigation_outline_and_references(
    language: str, repository: Path, tmp_path: Path
) -> None:
    """With its thin spaces: they were lost on the way there."""
    made_in(language, repository, tmp_path)
    title, _, heading = expected(language, repository)[:3]
    pdf = pypdfium2.PdfDocument(tmp_path / f"{NAME}-print.pdf")
    assert " ".join(title.split()) in [one.get_title() for one in pdf.get_toc()]
    pages = [page.get_textpage().get_text_bounded().replace(" ", "") for page in pdf]
    contents = next(page for page in pages if "....." in page)
    for said in (title, heading):
        assert said.replace(" ", "") in contents
    made = tmp_path / f"{NAME}-ebook.epub"
    with zipfile.ZipFile(made) as book:
        navigation = book.read("EPUB/nav.xhtml").decode()
    assert f"{title}<" in navigation
    assert f">{heading}<" in navigation
    quoted = {"nl-BE": f"“{heading}”", "fr-BE": f"«\u202f{heading}\u202f»"}[language]
    assert f"x {quoted}" in " ".join(text for _, text in text_of(made.read_bytes()))
