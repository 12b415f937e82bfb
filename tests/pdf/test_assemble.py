"""Page numbers in chapters and over them, which were drawn before anyone knew the pages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.book.assemble import assemble
from dinobook.book.metadata import metadata_of
from dinobook.book.model import Book
from dinobook.book.numbers.numbering import roman
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.drawn_section import DrawnPage
from dinobook.pdf.file.readback import Shown
from dinobook.pdf.placing.folios import ARABIC, first_of_body
from dinobook.pdf.placing.running_heads import Stand, heads_job, repeated
from dinobook.pdf.placing.sequence import pages_of
from dinobook.pdf.stylesheet import setup_of
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.pdf.write import EditionLayout, PdfResult, write_pdf
from dinobook.pipeline.editions import rows_of
from dinobook.pipeline.sources import load
from dinobook.problems import Severity
from dinobook.processes.pool import Pool, in_pool
from dinobook.storage.cache import Cache, FolderStore
from dinobook.theme import Theme
from varied import varied_book

TABULAR = b"\n[data-page-of] { font-variant-numeric: lining-nums tabular-nums }\n"
CHAPTERS = 56


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """What the books of these tests have in common is laid out once."""
    return Cache(FolderStore(tmp_path_factory.mktemp("store")), "test")


def book_of(
    chapters: int, targets: Mapping[str, str], blocks: int = 1
) -> tuple[Book, Theme, EditionSpec]:
    """The varied book in print; the chapter of each key says where that of its value begins."""
    project = varied_book(chapters, blocks)
    project.contents["styles/base.css"] = load(project).theme.files["base.css"] + TABULAR
    sources = load(project)
    assert sources.manifest is not None
    edition = sources.manifest.editions[0]
    rows = rows_of(sources.manifest, edition)
    metadata = metadata_of(sources.manifest, edition, "2026-01-15T00:00:00Z")
    book = assemble(rows, sources.fragments, metadata, sources.theme, sources.assets, "")
    sections = tuple(
        replace(one, xhtml=with_hole(one.xhtml, targets[one.id])) if one.id in targets else one
        for one in book.sections
    )
    return replace(book, sections=sections), sources.theme, edition


def with_hole(xhtml: str, target: str) -> str:
    hole = f'<p>Kijk op bladzijde:<span data-page-of="{target}">00</span>:daar.</p>'
    return re.sub(r"</section>\s*$", f"{hole}</section>", xhtml)


def shared_pool() -> Pool:
    with in_pool(None) as pool:
        return pool


def workshop_for(theme: Theme, edition: EditionSpec, cache: Cache) -> Scheduler:
    return Scheduler(cache, {edition.name: setup_of(theme, edition)}, shared_pool())


def written(book: Book, theme: Theme, edition: EditionSpec, cache: Cache) -> PdfResult:
    with workshop_for(theme, edition, cache) as scheduler:
        return write_pdf(book, theme, edition, scheduler)


def printed(result: PdfResult) -> list[str]:
    """What stands in the holes, in the order of the pages."""
    pages = pypdfium2.PdfDocument(io.BytesIO(result.data))
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return re.findall(r"bladzijde:\s*(\d+)\s*:daar", text)


def begins_on(result: PdfResult, chapter: str) -> str:
    return next(page.label for page in result.pages if chapter in page.anchors)


def test_a_hole_gets_the_number_of_any_length(cache: Cache) -> None:
    """One digit, two and three, before the chapter that is meant and after it."""
    targets = {"h01": "h03", "h02": f"h{CHAPTERS}", "h30": "h20", "h40": f"h{CHAPTERS - 1}"}
    result = written(*book_of(CHAPTERS, targets), cache)
    assert [one for one in result.problems if one.severity is not Severity.NOTE] == []
    numbers = [begins_on(result, target) for target in targets.values()]
    assert [len(number) for number in numbers] == [1, 3, 2, 3]
    assert printed(result) == numbers


def test_a_chapter_is_drawn_again_only_when_its_number_gets_longer(tmp_path: Path) -> None:
    cache = Cache(FolderStore(tmp_path), "empty")
    for chapters, drawn in ((5, True), (7, False)):
        book, theme, edition = book_of(chapters, {"h01": "h03"})
        with workshop_for(theme, edition, cache) as scheduler:
            result = write_pdf(book, theme, edition, scheduler)
        assert ((edition.name, "h01") in scheduler.drawn) == drawn
        assert printed(result) == [begins_on(result, "h03")]


class Counting(Scheduler):
    """Counts the pages that are read back."""

    pages_read = 0

    def read(self, data: bytes, numbers: Sequence[int]) -> list[Shown]:
        self.pages_read = len(numbers)
        return super().read(data, numbers)


def test_only_pages_with_other_numbers_are_read_again(tmp_path: Path) -> None:
    cache = Cache(FolderStore(tmp_path), "empty")
    book, theme, edition = book_of(5, {"h01": "h03"}, blocks=24)
    longer = tuple(
        replace(one, xhtml=one.xhtml.replace("</section>", "<p>Nog iets.</p>" * 90 + "</section>"))
        if one.id == "h02"
        else one
        for one in book.sections
    )
    counts, results = [], []
    for made in (book, replace(book, sections=longer)):
        scheduler = Counting(cache, {edition.name: setup_of(theme, edition)}, shared_pool())
        with scheduler:
            results.append(write_pdf(made, theme, edition, scheduler))
        counts.append(scheduler.pages_read)
    assert printed(results[0]) != printed(results[1])
    anew = [page for page in results[1].pages if page.section in ("h02", "contents")]
    assert counts[0] == len(results[0].pages)
    assert counts[1] <= len(anew) + 6, "numbers of chapters, figures and tables changed as well"
    fresh = Cache(FolderStore(tmp_path / "fresh"), "empty")
    assert results[1] == written(replace(book, sections=longer), theme, edition, fresh)


def test_the_reader_of_a_screen_hears_the_number(cache: Cache) -> None:
    result = written(*book_of(6, {"h02": "h05"}), cache)
    number = begins_on(result, "h05")
    spoken = "".join(page.text for page in result.pages if page.numbering == ARABIC)
    assert re.search(rf"bladzijde:\s*{number}\s*:daar", spoken)


def test_figures_of_many_widths_are_printed_all_the_same(cache: Cache) -> None:
    book, theme, edition = book_of(20, {"h01": "h03", "h02": "h19", "h12": "h02"})
    figures = b"oldstyle-nums proportional-nums }\n"
    css = theme.files["base.css"].replace(TABULAR.split(b": ")[1], figures)
    assert css != theme.files["base.css"]
    result = written(book, Theme({**theme.files, "base.css": css}), edition, cache)
    assert printed(result) == [begins_on(result, target) for target in ("h03", "h19", "h02")]


def with_css(theme: Theme, old: str, new: str) -> Theme:
    """The theme with one thing set otherwise, wherever it stands."""
    files = {name: data.replace(old.encode(), new.encode()) for name, data in theme.files.items()}
    assert files != theme.files
    return Theme(files)


def with_title(book: Book, chapter: str, title: str) -> Book:
    """A book in which the running heads of a chapter say something else."""
    sections = (
        replace(one, xhtml=re.sub('data-short="[^"]*"', f'data-short="{title}"', one.xhtml))
        if one.id == chapter
        else one
        for one in book.sections
    )
    return replace(book, sections=tuple(sections))


def without_folio(result: PdfResult) -> list[str]:
    """The labels of body pages on which the label is not to be seen, blank ones left out."""
    file = pypdfium2.PdfDocument(io.BytesIO(result.data))
    return [
        page.label
        for at, page in enumerate(result.pages)
        if page.numbering == ARABIC
        and not page.blank
        and not page.section.startswith("part")
        and page.label
        not in re.split(r"[\s\x02\ufffe]+", file[at].get_textpage().get_text_bounded())
    ]


def test_every_page_shows_its_folio(cache: Cache) -> None:
    result = written(*book_of(CHAPTERS, {}), cache)
    assert result.pages[-1].number > 100
    assert without_folio(result) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lining-nums tabular-nums;\n  letter-spacing", "oldstyle-nums;\n  letter-spacing"),
        ("letter-spacing: 0.04em", "letter-spacing: 0"),
        ("string(head-right)", '"8 7 6 5 4 3 2 9" string(head-right)'),
    ],
    ids=["figures of many widths", "no space between letters", "figures beside the folio"],
)
def test_folios_are_right_however_they_are_set(cache: Cache, old: str, new: str) -> None:
    book, theme, edition = book_of(14, {})
    assert without_folio(written(book, with_css(theme, old, new), edition, cache)) == []


def test_folios_in_other_signs_are_right(cache: Cache) -> None:
    book, theme, edition = book_of(8, {})
    theme = with_css(theme, "counter(page)", 'counter(page, upper-roman) " " counter(page)')
    result = written(book, theme, edition, cache)
    text = pypdfium2.PdfDocument(io.BytesIO(result.data))[len(result.pages) - 2]
    page = result.pages[-2]
    assert f"{roman(page.number)} {page.number}" in text.get_textpage().get_text_bounded()


@pytest.mark.parametrize("title", ["Het jaar 88", "8 mensen", "1 2 3 4 5 6 7 8 9"])
def test_a_running_head_may_have_figures(cache: Cache, title: str) -> None:
    book, theme, edition = book_of(8, {}, blocks=24)
    pages = written(book, theme, edition, cache).pages
    chapter = max((page.section for page in pages), key=[page.section for page in pages].count)
    result = written(with_title(book, chapter, title), theme, edition, cache)
    assert without_folio(result) == []
    file = pypdfium2.PdfDocument(io.BytesIO(result.data))
    own = [at for at, page in enumerate(result.pages) if page.section == chapter and page.recto]
    assert title in file[own[1]].get_textpage().get_text_bounded()


def page_named(name: str, strings: tuple[tuple[str, str], ...] = ()) -> DrawnPage:
    box = (0.0, 0.0, 300.0, 400.0)
    return DrawnPage(1, (box,) * 3, (), (), (), (), strings, name, False, box, 1.0)


@given(first=st.integers(1, 2000), moved=st.integers(1, 2000), count=st.integers(1, 30))
def test_only_the_length_of_folios_counts_for_heads(first: int, moved: int, count: int) -> None:
    """What was drawn for a chapter serves wherever it moves, as long as its numbers fit."""
    pages = [page_named("chapter", (("head-left", "Deel 8"),))] * count
    jobs = [heads_job(pages, Stand(at, False), "nl", holes=True) for at in (first, moved)]
    lengths = [[len(str(at + page)) for page in range(count)] for at in (first, moved)]
    assert (jobs[0] == jobs[1]) == (lengths[0] == lengths[1])


RUNS = st.lists(
    st.tuples(
        st.sampled_from(["chapter", "plate", "turned"]),
        st.sampled_from([(), (), (("head-left", "A"),), (("head-left", "A"), ("head-right", "B"))]),
    ),
    min_size=1,
    max_size=12,
)


@given(run=RUNS, first=st.integers(1, 120), left=st.booleans())
def test_pages_share_heads_when_nothing_tells_them_apart(
    run: list[tuple[str, tuple[tuple[str, str], ...]]], first: int, left: bool
) -> None:
    pages = [page_named(*one) for one in run]
    over = repeated(pages, Stand(first, left, (("head-left", "Voor"),)))
    assert len(over) == len(pages)
    for at, same in enumerate(over):
        assert same <= at
        assert over[same] == same, "the first of those that are alike"
        assert (at - same) % 2 == 0, "on the same side"
        assert pages[at].name == pages[same].name
        assert pages[at].strings == pages[same].strings
        assert len(str(first + at)) == len(str(first + same))


def test_heads_of_a_long_chapter_are_laid_out_on_three_pages(cache: Cache) -> None:
    """An opening page, a verso and a recto; each page shows its own folio all the same."""
    book, theme, edition = book_of(8, {}, blocks=24)
    with workshop_for(theme, edition, cache) as scheduler:
        setting = EditionLayout(book, theme, edition, scheduler)
        placed = setting.settle()
        heads = setting.heads(placed, pages_of(placed, first_of_body(book.sections)))
        longest = max(zip(placed, heads, strict=True), key=lambda one: len(one[1].over))
        result = setting.write()
    assert len(longest[0].drawn_section.pages) > 4
    assert len(longest[1].heads.pages) == 3
    assert without_folio(result) == []


def test_a_theme_that_counts_pages_gets_heads_for_each(cache: Cache) -> None:
    book, theme, edition = book_of(8, {}, blocks=24)
    third = "\n@page chapter:nth(3 of chapter) { @bottom-center { content: 'derde' } }\n"
    theme = Theme({**theme.files, "base.css": theme.files["base.css"] + third.encode()})
    with workshop_for(theme, edition, cache) as scheduler:
        setting = EditionLayout(book, theme, edition, scheduler)
        placed, result = setting.settle(), setting.write()
    names = {one.first: [page.name for page in one.drawn_section.pages] for one in placed}
    thirds = [at + 2 for at, run in names.items() if run[:1] + run[2:3] == ["chapter", "chapter"]]
    file = pypdfium2.PdfDocument(io.BytesIO(result.data))
    texts = [one.get_textpage().get_text_bounded() for one in file]
    assert [at for at, text in enumerate(texts) if "derde" in text] == thirds
    assert len(thirds) > 2
