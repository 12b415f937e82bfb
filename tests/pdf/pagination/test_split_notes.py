"""A note goes on over as many pages as it needs.

The words of the text are `t1x`, `t2x`, …; a call is the word `c3x` before it, and the words of its
note are `n3w0`, `n3w1`, …; so all can be found in the finished PDF.
"""

from __future__ import annotations

import hashlib
import inspect
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as page_layout

from dinobook.manifest.model import EditionSpec
from dinobook.pdf.engine import page_boxes
from dinobook.pdf.engine.engine import Engine, Rendered
from dinobook.pdf.engine.notes import late_notes, long_notes
from dinobook.pdf.engine.pagination import note_area, note_pages, note_pieces, split_notes
from dinobook.pdf.engine.pagination.split_notes import NoteSplits, Pieces, notes_split
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.theme.house import Theme, house_files

SIZES = {
    "pocket": EditionSpec(format="pdf", page="105x160"),
    "large": EditionSpec(format="pdf", layout="large-print"),
}
WORDS_A_LINE = 8


@dataclass
class Writer:
    """Writes chapters; `words` and `notes` tell what is in them."""

    words: int = 0
    notes: dict[int, int] = field(default_factory=dict)

    def text(self, words: int) -> str:
        start = self.words
        self.words += words
        return " ".join(f"t{number}x" for number in range(start, self.words))

    def call(self, lines: int, kind: str = "plain") -> str:
        number, total = len(self.notes) + 1, lines * WORDS_A_LINE
        self.notes[number] = total
        words = [f"n{number}w{at}" for at in range(total)]
        return (
            f' c{number}x<span class="footnote" id="n{number}" data-number="{number}">'
            f"{KINDS[kind](words)}</span>"
        )

    def paragraph(self, words: int, *calls: str) -> str:
        return f"<p>{self.text(words)} {' '.join(calls)} {self.text(words)}.</p>"


def plain(words: list[str]) -> str:
    return f'<span class="note-p first">{" ".join(words)}</span>'


def paragraphs(words: list[str]) -> str:
    cut = len(words) // 3
    rest = f'<span class="note-p">{" ".join(words[cut:])}</span>'
    return plain(words[:cut]) + rest


def listed(words: list[str]) -> str:
    step = 11
    items = (" ".join(words[at : at + step]) for at in range(step, len(words), step))
    body = "".join(f'<span class="note-item">{item}</span>' for item in items)
    return f'{plain(words[:step])}<span class="note-list">{body}</span>'


def quoted(words: list[str]) -> str:
    cut = len(words) // 2
    inner = f'<span class="note-p first">{" ".join(words[3:cut])}</span>'
    deep = f'<span class="note-quote"><span class="note-p">{" ".join(words[cut:])}</span></span>'
    return plain(words[:3]) + f'<span class="note-quote">{inner}{deep}</span>'


KINDS = {"plain": plain, "paragraphs": paragraphs, "listed": listed, "quoted": quoted}


def chapter_of(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="nl-BE"><head><meta charset="utf-8"/><title>Noten</title></head>'
        '<body><section class="chapter body" data-part="" data-short="">'
        f'<header class="opener"><h1>Noten</h1></header>{body}</section></body></html>'
    )


@pytest.fixture(scope="module", params=SIZES)
def engine(request: pytest.FixtureRequest) -> Engine:
    theme, edition = Theme(house_files()), SIZES[request.param]
    sheets = stylesheets(theme, edition)
    return Engine(sheets, {**face_resources(sheets[1]), **theme_resources(theme)})


def laid_out(engine: Engine, body: str) -> Rendered:
    with notes_split():
        return engine.render(chapter_of(body))


def pages_of(rendered: Rendered) -> list[str]:
    data = rendered.pdf(lambda document, pdf: None)
    return [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))
    ]


@dataclass(frozen=True)
class Part:
    """What stands of a note on a page."""

    page: int
    lines: int


def parts_of(rendered: Rendered) -> dict[str, list[Part]]:
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for number, page in enumerate(rendered.document.pages):
        for area in areas_on(page):
            for note in area.children:
                found[note.element.get("id")].append(Part(number, lines_in(note)))
    return dict(found)


def lines_in(box: Any) -> int:
    """Lines, without those that stand in a line, as the note's number does."""
    if isinstance(box, boxes.LineBox):
        return 1
    return sum(lines_in(child) for child in getattr(box, "children", ()))


def areas_on(page: Any) -> Iterator[Any]:
    return (one for one in page._page_box.children if isinstance(one, boxes.FootnoteAreaBox))


def assert_all_is_there(writer: Writer, rendered: Rendered) -> None:
    """Every word of text and notes stands once and in order; a note begins with its call."""
    pages = pages_of(rendered)
    whole = "\n".join(pages)
    assert re.findall(r"\bt(\d+)x", whole) == [str(at) for at in range(writer.words)]
    late = {int(one.id[1:]): one.note_page for one in late_notes(rendered.document)}
    for note, words in writer.notes.items():
        where = [
            (int(at), number)
            for number, text in enumerate(pages)
            for at in re.findall(rf"\bn{note}w(\d+)\b", text)
        ]
        assert [at for at, _ in where] == list(range(words)), f"note {note}"
        (call,) = (number for number, text in enumerate(pages) if f"c{note}x" in text)
        assert where[0][1] == late.get(note, call)
    assert re.findall(r"\bn(\d+)w0\b", whole) == [str(note) for note in writer.notes]


def assert_parts_are_good(rendered: Rendered) -> None:
    """Two lines on each side of a cut; the parts follow each other; none runs into anything."""
    for parts in parts_of(rendered).values():
        pages = [part.page for part in parts]
        assert pages == list(range(pages[0], pages[0] + len(pages)))
        if len(parts) > 1:
            assert min(part.lines for part in parts) >= 2
    assert long_notes(rendered.document) == ()
    for page in rendered.document.pages:
        assert not page_boxes.is_blank(page)
        for area in areas_on(page):
            assert page_boxes.lowest_px(page._page_box) <= area.position_y + area.margin_top + 0.5


LENGTHS = st.one_of(st.integers(1, 6), st.integers(4, 20), st.sampled_from([30, 45, 80]))
CALLS = st.lists(st.tuples(LENGTHS, st.sampled_from([*KINDS])), max_size=3)
TAKEN_BACK = [
    ("p", 18, []),
    ("p", 38, [(1, "plain")]),
    ("p", 15, []),
    ("p", 37, []),
    ("p", 11, [(1, "plain"), (3, "plain")]),
    ("t", 43, [(19, "listed"), (1, "plain"), (30, "plain")]),
]
"""In the row that goes on a note finds no room: WeasyPrint then lost one of the page before."""
BLOCKS = st.lists(
    st.tuples(st.sampled_from("pppphbtl"), st.integers(1, 60), CALLS), min_size=1, max_size=7
)


def written(writer: Writer, blocks: Sequence[tuple[str, int, Any]]) -> str:
    body = ""
    for kind, words, wanted in blocks:
        if kind == "h":
            calls = "".join(writer.call(*one) for one in wanted[:1])
            body += f"<h2>{writer.text(2)}{calls}</h2>" + writer.paragraph(words)
            continue
        start = writer.text(words)
        calls = "".join(writer.call(*one) for one in wanted)
        text = f"{start}{calls} {writer.text(words)}"
        body += {
            "p": "<p>{}</p>",
            "b": '<aside class="box box-tip"><p class="box-title">Tip</p><p>{}</p></aside>',
            "t": "<figure class='table'><table><thead><tr><th>Kop</th></tr></thead>"
            "<tr><td>Eerst</td></tr><tr><td>{}</td></tr><tr><td>Slot</td></tr></table></figure>",
            "l": "<ul><li>{}</li></ul>",
        }[kind].format(text)
    return body + writer.paragraph(20)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 150), BLOCKS)
@example(85, TAKEN_BACK)
def test_wherever_notes_fall(
    engine: Engine, above: int, blocks: list[tuple[str, int, Any]]
) -> None:
    writer = Writer()
    rendered = laid_out(engine, writer.paragraph(above) + written(writer, blocks))
    assert_all_is_there(writer, rendered)
    assert_parts_are_good(rendered)


def test_a_note_keeps_as_many_lines_as_there_is_room_for(engine: Engine) -> None:
    writer = Writer()
    body = writer.paragraph(40, writer.call(200)) + writer.paragraph(400)
    rendered = laid_out(engine, body)
    first, *rest = parts_of(rendered)["n1"]
    assert len(rest) >= 2
    assert_all_is_there(writer, rendered)
    page = rendered.document.pages[first.page]._page_box
    (area,) = areas_on(rendered.document.pages[first.page])
    line = page.style["font_size"]
    assert area.position_y - page_boxes.lowest_px(page) < line


def test_text_goes_on_above_a_note_that_goes_on(engine: Engine) -> None:
    writer = Writer()
    rendered = laid_out(engine, writer.paragraph(40, writer.call(200)) + writer.paragraph(400))
    for part in parts_of(rendered)["n1"]:
        text = pages_of(rendered)[part.page]
        assert re.search(r"\bt\d+x", text)


def test_a_note_outlives_its_chapter_on_a_page_that_is_not_blank(engine: Engine) -> None:
    writer = Writer()
    rendered = laid_out(engine, writer.paragraph(10, writer.call(90)))
    assert_all_is_there(writer, rendered)
    assert_parts_are_good(rendered)
    last = rendered.document.pages[-1]
    assert page_boxes.page_name_of(last) == page_boxes.page_name_of(rendered.document.pages[0])
    box = last._page_box
    (area,) = areas_on(last)
    assert area.position_y + area.margin_top == pytest.approx(box.content_box_y(), abs=0.1)


def test_a_rule_stands_over_a_note_that_goes_on(engine: Engine) -> None:
    writer = Writer()
    body = writer.paragraph(30, writer.call(60)) + writer.paragraph(200, writer.call(2))
    rendered = laid_out(engine, body)
    parts = parts_of(rendered)
    begun = {part.page for part in parts["n1"][1:]}
    for number, page in enumerate(rendered.document.pages):
        for area in areas_on(page):
            assert (area.border_top_width > 0) == (number in begun)


def test_a_page_without_room_for_two_lines_sends_the_line_of_the_call_along(
    engine: Engine,
) -> None:
    writer = Writer()
    lines = "<br/>".join(writer.text(1) for _ in range(60))
    body = f"<p>{lines}</p>" + writer.paragraph(1, writer.call(1), writer.call(30))
    assert_all_is_there(writer, laid_out(engine, body))


@pytest.mark.parametrize("style", ["break-inside: avoid", "orphans: 9; widows: 9"])
def test_what_may_not_be_parted_is_not(engine: Engine, style: str) -> None:
    writer = Writer()
    call = writer.call(12).replace('class="note-p first"', f'style="display: block; {style}"')
    rendered = laid_out(engine, writer.paragraph(60) + f"<p>{writer.text(90)}{call}</p>")
    assert_all_is_there(writer, rendered)
    assert len(parts_of(rendered)["n1"]) == 1


@pytest.mark.parametrize(
    "style", ["margin: 4pt 0 7pt", "padding: 3pt 0; border-top: 1pt solid", "margin-top: -3pt"]
)
def test_a_theme_may_part_notes_by_space(engine: Engine, style: str) -> None:
    writer = Writer()
    styled = f'class="footnote" style="{style}"'
    calls = [writer.call(lines).replace('class="footnote"', styled) for lines in (3, 9, 30, 2, 14)]
    rendered = laid_out(engine, "".join(writer.paragraph(25, call) for call in calls))
    assert_all_is_there(writer, rendered)
    assert_parts_are_good(rendered)


# Planned


def as_a_planner(
    engine: Engine, body: str, plan: Callable[[NoteSplits, Any, Any, Any], None]
) -> Rendered:
    """`plan` is asked with a galley's page and its notes before the pages are made."""
    with notes_split() as splits:
        original = layout.make_all_pages

        def make_pages(context: Any, root: Any, html: Any, pages: Any) -> Any:
            waiting = context.footnotes.copy()
            context.rendered_notes = []
            splits.free = True
            galley, _ = page_layout.remake_page(0, context, root, html)
            splits.free = False
            context.footnotes[:] = waiting
            context.reported_footnotes = []
            layout.initialize_page_maker(context, root)
            plan(splits, context, galley, waiting)
            return original(context, root, html, pages)

        layout.make_all_pages = make_pages
        try:
            return engine.render(chapter_of(body))
        finally:
            layout.make_all_pages = original


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_is_met_and_its_heights_are_right(engine: Engine, kind: str) -> None:
    told: list[Pieces] = []

    def measure(splits: NoteSplits, context: Any, galley: Any, notes: Any) -> None:
        told.append(splits.pieces_of(context, notes[0], galley))

    def body(writer: Writer) -> str:
        return writer.paragraph(8, writer.call(14, kind)) + writer.paragraph(90)

    as_a_planner(engine, body(Writer()), measure)
    (pieces,) = told
    assert len(pieces.cuts) > 1
    for cut in pieces.cuts[:: max(len(pieces.cuts) // 4, 1)]:

        def plan(
            splits: NoteSplits, context: Any, galley: Any, notes: Any, at: int = cut.count
        ) -> None:
            splits.plan = {notes[0].element: at}

        writer = Writer()
        rendered = as_a_planner(engine, body(writer), plan)
        assert_all_is_there(writer, rendered)
        first, second = parts_of(rendered)["n1"]
        assert (first.page, second.page) == (0, 1)
        assert first.lines == cut.count
        for part, height in ((first, cut.above_px), (second, cut.below_px)):
            (area,) = areas_on(rendered.document.pages[part.page])
            assert area.height == pytest.approx(height, abs=0.1), (kind, cut.count)


def test_a_plan_that_names_no_note_leaves_all_whole(engine: Engine) -> None:
    def plan(splits: NoteSplits, context: Any, galley: Any, notes: Any) -> None:
        splits.plan = {}

    writer = Writer()
    body = writer.paragraph(60) + writer.paragraph(60, writer.call(14)) + writer.paragraph(60)
    rendered = as_a_planner(engine, body, plan)
    assert_all_is_there(writer, rendered)
    assert len(parts_of(rendered)["n1"]) == 1


def test_the_rest_of_a_note_is_known_to_a_planner(engine: Engine) -> None:
    known = []
    with notes_split() as splits:
        original = page_layout.remake_page

        def remake(index: int, context: Any, *rest: Any) -> Any:
            made = original(index, context, *rest)
            known.append(splits.rest_of(context))
            return made

        page_layout.remake_page = remake
        try:
            writer = Writer()
            body = writer.paragraph(30, writer.call(60)) + writer.paragraph(300)
            rendered = engine.render(chapter_of(body))
        finally:
            page_layout.remake_page = original
    parts = parts_of(rendered)["n1"]
    done = 0
    for rest, part in zip(known, parts, strict=False):
        done += part.lines
        assert (rest is None) == (part is parts[-1])
        if rest is not None:
            assert (rest.element.get("id"), rest.count) == ("n1", done)
            assert rest.pieces.count == sum(one.lines for one in parts)


# WeasyPrint


def test_what_is_stepped_in_for_is_what_was_read() -> None:
    """Read the new sources and the modules against each other before changing these."""
    parts = {
        part
        for module in (note_area, note_pages, note_pieces, split_notes)
        for part in module.LEANED_ON
    }
    digests = {
        part.__qualname__: hashlib.sha256(inspect.getsource(part).encode()).hexdigest()[:16]
        for part in parts
    }
    assert digests == {
        "LayoutContext._update_footnote_area": "2e317e4b066fb80c",
        "LayoutContext.layout_footnote": "5075f64aaae4a32d",
        "LayoutContext.overflows_page": "d18699b7ce2ebaa0",
        "LayoutContext.report_footnote": "f05bad3895c6824c",
        "LayoutContext.unlayout_footnote": "c7c223cf4a0fda54",
        "ParentBox.copy_with_children": "6b906f6c9326ab5d",
        "ParentBox.remove_decoration": "689d6c8b42f70410",
        "_linebox_layout": "e07bbe000974787e",
        "avoid_page_break": "2810fc88d7b6fbb7",
        "block_container_layout": "65842ca53a8391eb",
        "block_level_page_break": "4c36f807aa76498f",
        "create_anonymous_boxes": "f1e76cc779a89855",
        "make_page": "656f183328e8b1b5",
        "remake_page": "1ff09b2dffa17839",
        "set_page_type_computed_styles": "4e68b396b35c4a06",
    }
