"""The pages that lead a newcomer are followed to the letter, with a pile of posts and a thesis."""

from __future__ import annotations

import re
import shlex
import tomllib
import zipfile
from pathlib import Path

import pytest

from commands import ran
from importers.docx.documents import Made, document, text
from wxr import Item, export

ENGLISH = "docs/from-posts-to-book.md"
DUTCH = "docs/nl/van-blog-naar-boek.md"
PILE = {
    "blog/2016-03-04-de-lift.md": "# De lift\n\nGisteren stond de lift stil, met zes mensen.\n",
    "blog/2016-05-12-de-trein.md": "# De trein\n\nDe trein kwam te laat. Niemand keek op.\n",
    "blog/soep.md": "---\ntitle: Soep\ndate: 2017-01-09\n---\n\nEr was soep van vrijdag.\n",
    "posts.txt": (
        "=== De fiets van oma | 2 mei 2019\n\nMijn oma had een fiets.\n\n"
        "=== De koffie\n\nDe koffie was op.\n"
    ),
}


def write_thesis(made: Made) -> None:
    made.heading("Inleiding")
    made.xml(text("Dit gaat over vergaderen.") + made.note("En erna."))
    made.heading("Methode")
    made.heading("Tellen", 2)
    made.p("We telden minuten.")


def page(repository: Path, path: str) -> str:
    return (repository / path).read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """The indented blocks of a page, without their indent."""
    found = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", text, re.MULTILINE)
    return [re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip("\n") for block in found]


def put_in_order(manifest: Path, block: str) -> None:
    """Paste a block of the page over the keys that it has."""
    text = manifest.read_text(encoding="utf-8")
    for part in re.split(r"\n\n(?=\S)", block):
        key = part.split(":")[0]
        text = re.sub(rf"^{key}:.*\n(?:[ ].*\n|\n(?= ))*", "", text, flags=re.MULTILINE)
        text = f"{text.rstrip()}\n\n{part}\n"
    manifest.write_text(text, encoding="utf-8")


def test_who_follows_the_page_has_what_a_printer_needs(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, book = tmp_path / "dinobook", tmp_path / "mijn-boek"
    here.mkdir()
    for path, words in PILE.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(words, encoding="utf-8")
    (tmp_path / "these.docx").write_bytes(document(write_thesis))
    (tmp_path / "blog.xml").write_bytes(export(Item()))
    said = page(repository, ENGLISH)
    for block in blocks(said):
        if re.match(r"(?:outline|editions):", block):
            put_in_order(book / "manuscript" / "book.yaml", block)
            for example in re.findall(r"`(welkom|eerste-hoofdstuk|tweede-hoofdstuk)\.md`", said):
                (book / "manuscript" / f"{example}.md").unlink(missing_ok=True)
        for line in re.findall(r"^\./book (.+)", block, re.MULTILINE):
            done = ran(here, capsys, *shlex.split(line))
            assert done.code == 0, f"{line}\n{done.out}{done.err}"
            assert "error" not in done.err, line
    for file in re.findall(r"^\| `(mijn-boek-[^`]+)` \|", said, re.MULTILINE):
        assert (book / "build" / file).stat().st_size > 1000, file
    with zipfile.ZipFile(book / "build" / "mijn-boek-ebook.epub") as epub:
        chapters = [epub.read(name) for name in epub.namelist() if name.endswith(".xhtml")]
    words = b"".join(chapters).decode().replace("\N{NO-BREAK SPACE}", " ")
    for sentence in ("Op 3 maart 2016 stond de lift", "Mijn oma had", "We telden minuten", "erna"):
        assert sentence in words
    assert "soep van" not in words
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in PILE} == PILE


def test_the_page_in_dutch_says_to_type_the_same(repository: Path) -> None:
    english, dutch = (page(repository, path) for path in (ENGLISH, DUTCH))
    assert blocks(dutch)[1:] == blocks(english)[1:]  # the first explains what lies where
    assert len(blocks(english)) > 8
    for marks in (r"^\| (`[^`]+`) \|", r"^## (\d)", r"\]\((?!https)[./]*(?:nl/)?([\w-]+)\.md"):
        english_marks, dutch_marks = (re.findall(marks, text, re.M) for text in (english, dutch))
        assert dutch_marks[bool("nl/" in marks) :] == english_marks[bool("nl/" in marks) :]


def test_a_new_book_says_where_the_page_is(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ran(tmp_path, capsys, "new", "mijn-boek")
    named = said.out.split("step by step: ")[1].splitlines()[0]
    assert Path(named).read_text(encoding="utf-8") == page(repository, ENGLISH)


def test_an_installed_package_has_the_docs_where_it_looks_for_them(repository: Path) -> None:
    settings = tomllib.loads(page(repository, "pyproject.toml"))
    packed = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed["docs"] == "dinobook/docs"


SLIPS = {
    "A colon in a text": ('  title: "Mijn boek"', "  title: Mijn boek: omwegen"),
    "A row that stands out of line": ("  - de-trein", " - de-trein"),
    "A tab": ("  - de-trein", "\t- de-trein"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_page_on_yaml_says_what_dinobook_says(
    slip: str, repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "mijn-boek"
    ran(tmp_path, capsys, "new", "mijn-boek", "--title", "Mijn boek")
    manifest = book / "manuscript" / "book.yaml"
    right = manifest.read_text(encoding="utf-8").replace("- tweede-hoofdstuk", "- de-trein")
    before, after = SLIPS[slip]
    assert f"\n{before}\n" in right
    manifest.write_text(right.replace(f"\n{before}\n", f"\n{after}\n"), encoding="utf-8")
    said = ran(tmp_path, capsys, "check", "--book", "mijn-boek").err.splitlines()
    part = page(repository, "docs/yaml.md").split(f"**{slip}", 1)[1]
    for shown, line in zip(blocks(part)[0].splitlines(), said, strict=False):
        if shown.endswith("…"):
            assert line.startswith(shown.removesuffix("…"))
        else:
            assert line == shown
