"""A draft says what it is: in its name, on its pages and cover, in its metadata, to a preflight."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import tinycss2  # type: ignore[import-untyped]
from PIL import Image, ImageChops
from tinycss2.ast import Node  # type: ignore[import-untyped]

from books import MANIFEST, SharedFolder, small_book
from cover.test_face import finished
from dinobook.checks.epubcheck import check as epubcheck
from dinobook.cli.app import run
from dinobook.imposition import impose
from dinobook.pipeline.build import build
from dinobook.pipeline.request import Outcome, Request
from dinobook.preflight import preflight
from dinobook.storage.project import MemoryProject
from dinobook.theme import Theme
from dinobook.theme.drafts import with_draft_mark
from dinobook.theme.house import house_files
from processes import write_book

FINE, FOUND, USAGE = 0, 1, 2
PDFS = ("screen", "print")


def without_picture(**changes: str) -> MemoryProject:
    project = small_book(**changes)
    del project.contents["manuscript/images/driehoek.svg"]
    return project


def made(project: MemoryProject, folder: Path, *names: str, draft: bool = True) -> Outcome:
    return build(project, SharedFolder(folder), Request(names, draft), lambda _: None)


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def shown(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draft")
    made(without_picture(), folder)
    return folder


def test_a_draft_has_names_of_its_own(draft: Path) -> None:
    assert shown(draft) == [
        "het-kleine-boek-ebook-draft.epub",
        "het-kleine-boek-print-draft.pages.json",
        "het-kleine-boek-print-draft.pdf",
        "het-kleine-boek-screen-draft.pages.json",
        "het-kleine-boek-screen-draft.pdf",
    ]


@pytest.mark.parametrize("edition", PDFS)
def test_every_page_of_a_draft_says_so(edition: str, draft: Path) -> None:
    pages = texts(draft / f"het-kleine-boek-{edition}-draft.pdf")
    assert len(pages) > 8
    assert [page.count("Concept") for page in pages] == [1] * len(pages)


def test_so_does_one_that_is_laid_out_whole(tmp_path: Path) -> None:
    request = Request(("print",), draft=True, whole=True)
    build(without_picture(), SharedFolder(tmp_path), request, lambda _: None)
    file = tmp_path / "het-kleine-boek-print-draft.pdf"
    assert all("Concept" in page for page in texts(file))
    assert "preflight-055" in {one.code for one in preflight("x", file.read_bytes()).findings}


@pytest.mark.parametrize("edition", PDFS)
def test_the_book_itself_does_not(edition: str, built: Path) -> None:
    file = built / f"het-kleine-boek-{edition}.pdf"
    assert "Concept" not in "".join(texts(file))
    report = preflight("x", file.read_bytes())
    assert "preflight-055" not in {one.code for one in report.findings}
    with pikepdf.open(file) as pdf:
        assert pdf.docinfo["/Title"] == "Het kleine boek"


def test_the_word_is_the_languages(tmp_path: Path) -> None:
    for language, word, title in [
        ("fr", "Brouillon", "Brouillon : Het kleine boek"),
        ("de-AT", "Entwurf", "Entwurf: Het kleine boek"),
        ("en", "Draft", "Draft: Het kleine boek"),
    ]:
        book = MANIFEST.replace("nl-BE", language)
        made(without_picture(book=book), tmp_path, "print")
        file = tmp_path / "het-kleine-boek-print-draft.pdf"
        assert all(word in page for page in texts(file))
        with pikepdf.open(file) as pdf:
            assert str(pdf.docinfo["/Title"]).replace("\xa0", " ") == title


@pytest.mark.parametrize("edition", PDFS)
def test_a_preflight_refuses_a_draft(edition: str, draft: Path) -> None:
    data = (draft / f"het-kleine-boek-{edition}-draft.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.docinfo["/Title"] == "Concept: Het kleine boek"
        assert pdf.open_metadata()["dc:title"] == "Concept: Het kleine boek"
    for one in (data, impose(data).data):
        report = preflight("x", one)
        assert report.errors
        assert "preflight-055" in {finding.code for finding in report.findings}


@pytest.mark.parametrize("standard", ["standard: a-2b", "printer: pumbo"])
def test_a_file_for_an_archive_or_a_press_is_a_draft_too(standard: str, tmp_path: Path) -> None:
    editions = f"  print: {{format: pdf, page: a5, {standard}}}\n"
    book = MANIFEST.split("  ebook:", maxsplit=1)[0] + editions
    made(without_picture(book=book), tmp_path)
    data = (tmp_path / "het-kleine-boek-print-draft.pdf").read_bytes()
    assert "preflight-055" in {one.code for one in preflight("x", data).findings}


def test_there_is_room_for_the_word_on_any_page(tmp_path: Path) -> None:
    editions = "  print: {format: pdf, page: 90x130}\n"
    book = MANIFEST.split("  ebook:", maxsplit=1)[0] + editions
    project = small_book(book=book)
    project.contents["manuscript/vooraf.md"] += (
        b"\n/// paginabeeld\n    class: aflopend\n![Een berg](images/driehoek.svg)\n///\n"
    )
    house = Path("styles/print.css").read_text()
    narrow = re.sub(r"(--margin-(?:top|inside|outside|bottom)): \d+mm", r"\1: 6mm", house)
    assert narrow != house
    project.contents["styles/print.css"] = narrow.encode()
    made(project, tmp_path)
    file = tmp_path / "het-kleine-boek-print-draft.pdf"
    with pypdfium2.PdfDocument(file) as pdf:
        for page in pdf:
            width, height = page.get_size()
            text = page.get_textpage()
            found = text.search("Concept").get_next()
            assert found is not None
            for at in range(found[0], found[0] + found[1]):
                left, low, right, high = text.get_charbox(at)
                assert (left > 5, low > 0, right < width - 5, high < height - 5) == (True,) * 4


def package(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        (name,) = (one for one in book.namelist() if one.endswith(".opf"))
        return book.read(name).decode()


def cover_of(path: Path) -> Image.Image:
    with zipfile.ZipFile(path) as book:
        (name,) = (one for one in book.namelist() if "images/cover." in one)
        return Image.open(io.BytesIO(book.read(name))).convert("RGB")


def changed_at(first: Image.Image, second: Image.Image) -> tuple[int, int, int, int]:
    far = ImageChops.difference(first, second).convert("L").point(lambda value: 255 * (value > 60))
    found = far.getbbox()
    assert found is not None
    return found


def test_an_ebook_says_so_on_its_shelf_and_on_its_pages(draft: Path, built: Path) -> None:
    file, real = draft / "het-kleine-boek-ebook-draft.epub", built / "het-kleine-boek-ebook.epub"
    assert ">Concept: Het kleine boek</dc:title>" in package(file)
    with zipfile.ZipFile(file) as book:
        css = book.read("EPUB/book.css").decode()
        assert "<text>Concept: Het kleine boek</text>" in book.read("EPUB/toc.ncx").decode()
    assert re.search(r'body::before \{[^}]*content: "Concept"', css)
    left, top, right, low = changed_at(cover_of(file), cover_of(real))
    assert right - left > 100  # a label in the corner, and nothing else
    assert (left, top, right, low) < (60, 60, 400, 120)
    assert not [one for one in epubcheck(file.read_bytes()) if one.is_error]


@pytest.mark.parametrize("medium", ["epub", "screen", "print"])
@pytest.mark.parametrize(
    "word",
    ["Klad\n", 'Klad "2"', "Kl\\ad", "Klad /* nog niet */ af", "--x: rood; { } var(--x)", "Één…"],
)
def test_any_word_is_said_as_it_is(word: str, medium: str) -> None:
    """The page engine's own reader finds it whole in the style sheet."""
    css = with_draft_mark(Theme(house_files()), word).css(medium)
    strings = [token.value for token in tokens_of(css) if token.type == "string"]
    assert word in strings


def tokens_of(css: str) -> Iterator[Node]:
    nodes = tinycss2.parse_component_value_list(css)
    while nodes:
        node = nodes.pop()
        assert node.type != "error"
        nodes += getattr(node, "content", None) or []
        yield node


def test_an_ebook_is_another_one_than_the_book(draft: Path, built: Path) -> None:
    real, own = (
        re.search(r"<dc:identifier[^>]*>([^<]+)", package(one))
        for one in (
            built / "het-kleine-boek-ebook.epub",
            draft / "het-kleine-boek-ebook-draft.epub",
        )
    )
    assert real is not None
    assert own is not None
    assert real[1] == "urn:isbn:9789464000009"
    assert own[1].startswith("urn:uuid:")
    assert "9789464000009" not in package(draft / "het-kleine-boek-ebook-draft.epub")


def test_the_authors_own_cover_gets_the_word_too(tmp_path: Path) -> None:
    book = MANIFEST.replace("  description:", "  cover: {finished: o.pdf}\n  description:")
    project = small_book(book=book)
    project.write_bytes("manuscript/o.pdf", finished(296.9, 216, 138))
    made(project, tmp_path, "ebook", "screen")
    made(project, tmp_path, "ebook", draft=False)
    draft, real = (tmp_path / f"het-kleine-boek-ebook{one}.epub" for one in ("-draft", ""))
    left, top, right, low = changed_at(cover_of(draft), cover_of(real))
    assert (left, top, right, low) < (60, 60, 400, 120)
    assert texts(tmp_path / "het-kleine-boek-screen-draft.pdf")[0].split() == ["Concept"]


def test_book_and_draft_know_nothing_of_each_other(tmp_path: Path) -> None:
    real = made(small_book(), tmp_path, "print", "ebook", draft=False)
    before = {one.name: (tmp_path / one.name).read_bytes() for one in real.files}
    assert made(small_book(), tmp_path, "print", "ebook").fresh == ("ebook", "print")
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    for draft in (False, True):
        assert made(small_book(), tmp_path, "print", "ebook", draft=draft).fresh == ()
    drafts = {name: (tmp_path / name).read_bytes() for name in shown(tmp_path) if "draft" in name}
    changed = small_book(vooraf="---\ntitle: Vooraf\n---\nAnders.\n")
    assert made(changed, tmp_path, "print", draft=False).fresh == ("print",)
    assert {name: (tmp_path / name).read_bytes() for name in drafts} == drafts


def test_a_drafts_warnings_are_not_the_books(tmp_path: Path) -> None:
    made(small_book(), tmp_path, "ebook", draft=False)
    made(without_picture(), tmp_path, "ebook")
    again = made(small_book(), tmp_path, "ebook", draft=False)
    assert (again.fresh, again.problems) == ((), ())


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book on disk of which only a draft was made."""
    folder = write_book(small_book(), tmp_path_factory.mktemp("drafted"))
    assert run(["build", "print", "--draft", "--book", str(folder)]) == FINE
    return folder


@pytest.fixture
def folder(drafted: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(drafted, tmp_path / "boek")


@pytest.mark.parametrize("command", ["paper", "cover", "preflight"])
def test_what_is_for_the_printer_wants_the_book(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run([command, "print", "--book", str(folder)]) == USAGE
    said = capsys.readouterr().err
    assert "only a draft" in said
    assert "dinobook build print" in said


def test_a_drafts_file_is_judged_as_one_of_the_book(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "build" / "het-kleine-boek-print-draft.pdf"
    capsys.readouterr()
    assert run(["preflight", str(file), "--book", str(folder)]) == FOUND
    said = capsys.readouterr().err
    assert "(“print” in the manifest)" in said
    assert "preflight-055" in said


def test_machines_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more, is_draft in [(["--draft"], True), ([], False)]:
        capsys.readouterr()
        assert run(["build", "print", "--json", "--book", str(folder), *more]) == FINE
        (row,) = json.loads(capsys.readouterr().out)["files"]
        assert row["draft"] is is_draft
        assert ("-draft" in row["file"]) is is_draft


def test_clean_all_takes_drafts_along(folder: Path) -> None:
    assert run(["build", "print", "--book", str(folder)]) == FINE
    assert len(shown(folder / "build")) == 4
    assert run(["clean", "--all", "--book", str(folder)]) == FINE
    assert shown(folder / "build") == []
