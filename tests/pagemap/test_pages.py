"""The page map against its PDF, read by another library and by where the ink is, not by tags."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from books import EERSTE, TWEEDE, SharedFolder, small_book
from dinobook.pagemap.model import FirstWord, PageMap
from dinobook.pipeline.build import Request, build
from dinobook.pipeline.sources import load
from dinobook.storage.project import FolderProject

REPOSITORY = Path(__file__).resolve().parents[2]
HEAD_PT = 50.0
"""Running heads stand higher, folios at the foot lower."""
ROWS = "\n".join(f"| {number}de | {number} |" for number in range(1, 70))
LONG_TABLE = f"""
| dag | uren |
|---|---:|
{ROWS}

/// tabel | Alle dagen
    id: tab-dagen
///

"""
STEPS = "\n".join(
    f"{number}. Stap {number} loopt van de vergaderzaal naar de fietsenstalling en weer terug, en "
    "wie dat niet gelooft, mag het zelf eens doen op een dinsdag in november."
    for number in range(1, 31)
)
VARIED = small_book(
    eerste=EERSTE + "\n" + STEPS + "\n",
    tweede=TWEEDE.replace("## Het slot", LONG_TABLE + "## Het slot"),
)


def quiet(_: object) -> None:
    """A step that nobody watches."""


@pytest.fixture(scope="module", params=["small-print", "small-screen", "example-print"])
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, repository: Path
) -> Path:
    """A folder with one PDF and its page map."""
    book, edition = request.param.split("-")
    out = tmp_path_factory.mktemp("mapped")
    project = VARIED if book == "small" else FolderProject(repository)
    build(project, SharedFolder(out), Request((edition,)), quiet)
    return out


@pytest.fixture(scope="module")
def mapped(folder: Path) -> PageMap:
    (path,) = folder.glob("*.pages.json")
    return PageMap.from_json(path.read_bytes())


@pytest.fixture(scope="module")
def pdf(folder: Path, mapped: PageMap) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(folder / mapped.file)


def lines(page: pypdfium2.PdfPage, share: float = 1.0) -> list[list[str]]:
    """The words of each line between the running head and the foot, from the top down.

    `share` is how much of the page's width counts, from the left.
    """
    width, height = page.get_size()
    text = page.get_textpage()
    boxes = [text.get_rect(at) for at in range(text.count_rects())]
    boxes = [one for one in boxes if one[1] > HEAD_PT and one[3] < height - HEAD_PT]
    boxes = [one for one in boxes if one[0] < width * share]
    found = []
    while boxes:
        top = max(boxes, key=lambda one: one[3])
        row = [one for one in boxes if one[3] > (top[1] + top[3]) / 2]
        boxes = [one for one in boxes if one not in row]
        left, bottom, _, above = min(row, key=lambda one: one[0])
        line = text.get_text_bounded(left - 0.5, bottom, width, above)
        found.append([word for word in line.split() if not re.fullmatch(r"[1-9]\d?\.|•|–", word)])
    return [line for line in found if line]


def body_lines(page: pypdfium2.PdfPage, first: FirstWord | None) -> list[list[str]]:
    """The lines without what is no text of the chapter: letters of drawings, repeated heads."""
    found = lines(page, 0.5 if first and first.element.startswith("index") else 1.0)
    if first and first.element.startswith("fig-") and first.word == "Figuur":
        return [line for line in found if line[0] == "Figuur"]
    if found and found[0] == ["dag", "uren"] and first and first.word != "dag":
        return found[1:]
    return found


def test_the_first_word_is_the_first_one_on_the_page(
    mapped: PageMap, pdf: pypdfium2.PdfDocument
) -> None:
    assert len(mapped.pages) == len(pdf)
    for page in mapped.pages:
        found = body_lines(pdf[page.number - 1], page.first)
        if page.first is None:
            assert found == [] or page.chapter == ""
        else:
            shown = page.first.word[page.first.offset - page.first.word_offset :]
            call_of_note = r"\d?"
            assert re.fullmatch(re.escape(shown) + call_of_note, found[0][0]), page


def test_words_are_split_over_a_page_turn_where_a_hyphen_stands(
    mapped: PageMap, pdf: pypdfium2.PdfDocument
) -> None:
    """The beginning of a split word ends a line of the page before, with a hyphen."""
    for before, page in pairwise(mapped.pages):
        if page.first is not None and page.first.split:
            begun = page.first.word[: page.first.offset - page.first.word_offset]
            text = pdf[before.number - 1].get_textpage().get_text_range()
            assert re.search(rf"{re.escape(begun)}[\u2010\u00ad\ufffe\x02-]", text), page


def test_offsets_grow_within_a_chapter(mapped: PageMap) -> None:
    for chapter in mapped.chapters:
        firsts = [page.first for page in mapped.pages_of(chapter.id) if page.first]
        offsets = [first.chapter_offset for first in firsts]
        assert offsets == sorted(set(offsets))
        assert all(0 <= one.word_offset <= one.offset <= one.chapter_offset for one in firsts)


def test_chapters_cover_the_book(mapped: PageMap) -> None:
    numbers = [number for one in mapped.chapters for number in range(one.first, one.last + 1)]
    assert numbers == [page.number for page in mapped.pages if page.chapter]
    assert [page.number for page in mapped.pages] == list(range(1, len(mapped.pages) + 1))
    for one in mapped.chapters:
        assert {page.number for page in mapped.pages_of(one.id)} == set(
            range(one.first, one.last + 1)
        )


def test_folios_are_the_labels_of_the_file(mapped: PageMap, pdf: pypdfium2.PdfDocument) -> None:
    assert [page.folio for page in mapped.pages] == [
        pdf.get_page_label(at) for at in range(len(pdf))
    ]
    assert [page.recto for page in mapped.pages] == [at % 2 == 0 for at in range(len(pdf))]


def test_ids_are_where_the_links_of_the_file_lead(folder: Path, mapped: PageMap) -> None:
    homes = mapped.homes()
    assert sum(len(page.anchors) for page in mapped.pages) == len(homes), "each id on one page"
    with pikepdf.open(folder / mapped.file) as document:
        numbers = {page.obj.objgen: at for at, page in enumerate(document.pages, start=1)}
        names = pikepdf.NameTree(document.Root.Names.Dests)
        places = {str(name): numbers[place[0].objgen] for name, place in names.items()}
    assert places
    assert places == {name: homes[name] for name in places}


def test_notes_are_with_their_calls(mapped: PageMap) -> None:
    homes = mapped.homes()
    notes = [name for name in homes if "--note-" in name]
    assert notes
    for name in notes:
        assert homes[name] == homes[name.replace("--note-", "--noteref-")]


def test_every_id_of_the_chapters_is_mapped(
    request: pytest.FixtureRequest, mapped: PageMap
) -> None:
    project = VARIED if "small" in request.node.name else FolderProject(REPOSITORY)
    fragments = load(project).fragments
    wanted = {name for one in mapped.chapters if one.id in fragments
              for name in (one.id, *(name for name, _ in fragments[one.id].ids))}  # fmt: skip
    assert wanted <= mapped.homes().keys()


def test_the_page_map_goes_with_its_pdf(tmp_path: Path) -> None:
    """Written with it, recorded with it, made again when it is spoilt or gone."""
    out = SharedFolder(tmp_path)
    first = build(small_book(), out, Request(("print",)), quiet)
    path = tmp_path / "het-kleine-boek-print.pages.json"
    whole = path.read_bytes()
    assert build(small_book(), out, Request(("print",)), quiet).files == first.files
    for spoil in (path.unlink, lambda: path.write_bytes(b"{}")):
        spoil()
        assert build(small_book(), out, Request(("print",)), quiet).fresh == ("print",)
        assert path.read_bytes() == whole
    assert build(small_book(), out, Request(("print",)), quiet).fresh == ()


def test_an_epub_has_no_page_map(tmp_path: Path) -> None:
    build(small_book(), SharedFolder(tmp_path), Request(("ebook",)), quiet)
    assert [*tmp_path.glob("*.pages.json")] == []
