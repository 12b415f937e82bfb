"""From the author's pasted posts to an EPUB and a print PDF that hold every word of them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from dinobook.checks import epubcheck
from dinobook.epub.read import text_of
from dinobook.importers.plan import Kind
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.run import apply
from dinobook.importers.text import TextDump
from dinobook.pdf.file.readback import read_pages
from dinobook.pipeline.build import Request, build
from dinobook.problems import has_errors
from dinobook.starter import start_book
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MANIFEST, FolderProject

# What a picture leaves behind when a web page is pasted: the name of its file.
PICTURE = re.compile(
    r"Schermafbeelding \d{4}-\d\d-\d\d om \d\d\.\d\d\.\d\d(\.png)?|^Image$|^[\d-]{10} [\d.]{8}$",
    re.MULTILINE,
)
TITLES = (1, 89, 151, 193, 223)


def letters_of(pdf: Path) -> str:
    """What a screen reader reads of a finished file."""
    return letters("".join(page.text for page in read_pages(pdf.read_bytes())))


def letters(text: str) -> str:
    """Only letters and digits: what no typography changes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")


def posts_of(dump: Path) -> list[str]:
    """The dump's posts, cut at the lines of their titles, without the names of pictures."""
    lines = PICTURE.sub("", dump.read_text(encoding="utf-8")).split("\n")
    ends = (*(title - 1 for title in TITLES[1:]), len(lines))
    return ["\n".join(lines[start - 1 : end]) for start, end in zip(TITLES, ends, strict=True)]


@pytest.fixture(scope="module")
def book(blog_dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dump, imported with its missing pictures left out, arranged and built."""
    folder = tmp_path_factory.mktemp("dump")
    start_book(
        FolderProject(folder), "De dump", "De auteur", "0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11"
    )
    project = FolderProject(folder)
    importer = TextDump(blog_dump.name, blog_dump.read_bytes())
    plan, _ = importer.propose()
    assert plan is not None
    edited = plan_to_yaml(plan).replace(f"kind: {Kind.IMAGE_MISSING}", f"kind: {Kind.DROP}")
    report = apply(project, importer, edited)
    assert not has_errors(report.problems), report.problems
    _arrange(project, report.listed)
    build(project, OutputFolder(folder / "build"), Request(), lambda _: None)
    return folder


def _arrange(project: FolderProject, ids: tuple[str, ...]) -> None:
    """What the editor does by hand: the starter's chapters go out, the posts come in."""
    text = project.read_bytes(MANIFEST).decode()
    text = re.sub(r"^aside:.*?(?=^\S|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    rows = "".join(f"  - {name}\n" for name in reversed(ids))
    starters = ("welkom", "eerste-hoofdstuk", "tweede-hoofdstuk")
    text = text.replace("".join(f"  - {name}\n" for name in starters), rows)
    text += f"\naside: [{', '.join(starters)}]\n"
    (project.root / MANIFEST).write_bytes(text.encode())


def test_epubcheck_has_nothing_to_say(book: Path) -> None:
    assert epubcheck.check((book / "build" / "de-dump-ebook.epub").read_bytes()) == ()


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_the_words_of_the_pdf_are_the_words_of_the_dump(
    book: Path, blog_dump: Path, edition: str
) -> None:
    shown = letters_of(book / "build" / f"de-dump-{edition}.pdf")
    counts = [shown.count(letters(post)) for post in posts_of(blog_dump)]
    assert counts == [1, 1, 1, 1, 1]


def test_the_words_of_the_epub_are_the_words_of_the_dump(book: Path, blog_dump: Path) -> None:
    data = (book / "build" / "de-dump-ebook.epub").read_bytes()
    shown = letters("\n".join(text for _, text in text_of(data)))
    # A reading system draws the numbers of a list; they are no text of the file.
    posts = [re.sub(r"^  \d\. ", "", post, flags=re.MULTILINE) for post in posts_of(blog_dump)]
    assert [shown.count(letters(post)) for post in posts] == [1, 1, 1, 1, 1]


def test_the_posts_stand_in_the_order_of_the_manifest(book: Path, blog_dump: Path) -> None:
    shown = letters_of(book / "build" / "de-dump-print.pdf")
    places = [shown.index(letters(post)) for post in posts_of(blog_dump)]
    assert places == sorted(places, reverse=True), "the dump has the newest post first"
