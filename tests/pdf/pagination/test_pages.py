"""Pages of real chapters: what was planned is what is printed, and every word of it once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from dinobook import xhtml
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.engine.engine import Engine
from dinobook.pdf.engine.grid import on_whole_lines
from dinobook.pdf.engine.pagination.paging import Outcome, lay_out_planned, planned_pages
from dinobook.pdf.engine.section import setting_lines
from dinobook.pdf.floats import Move, move
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.pdf.workers.jobs import Part
from dinobook.theme.house import Theme, house_files
from pdf.fine.conftest import prose

PICTURE = "dinobook:theme/ornaments/tip.svg"
NOTE = ' <span class="footnote" id="n{n}" data-number="{n}">{text}</span>'
SLACK_PX = 3.0


def words(n: int, count: int) -> str:
    """Text in which every word is told from every other one in the chapter."""
    plain = prose(n, count).replace(".", "").split()
    return " ".join(f"{word}{n}x{at}" for at, word in enumerate(plain))


def figure(n: int, lines: int, note: str = "") -> str:
    return (
        f'<figure class="figure" id="fig-{n}"><img src="{PICTURE}" alt="tip" '
        f'style="height: {lines}em"/><figcaption>Figuur {words(n, 3)}{note}</figcaption></figure>'
    )


def note(n: int, count: int) -> str:
    return NOTE.format(n=n, text=f'<span class="note-p first">{words(n + 500, count)}</span>')


def table(n: int, rows: int) -> str:
    body = "".join(f"<tr><td>rij{n}x{at}</td></tr>" for at in range(rows))
    return (
        f'<figure class="table" id="fig-{n}"><figcaption>Uren{n}</figcaption><table><thead><tr>'
        f"<th>dag</th></tr></thead><tbody>{body}</tbody></table></figure>"
    )


BLOCKS: dict[str, Callable[[int], str]] = {
    "text": lambda n: f"<p>{words(n, 60)}</p>",
    "short text": lambda n: f"<p>{words(n, 9)}</p>",
    "long text": lambda n: f"<p>{words(n, 220)}</p>",
    "note": lambda n: f"<p>{words(n, 20)}{note(n, 12)} {words(n + 300, 30)}</p>",
    "long note": lambda n: f"<p>{words(n, 20)}{note(n, 150)} {words(n + 300, 30)}</p>",
    "drop cap": lambda n: (
        f'<p class="with-initial"><span class="initial">D</span>{words(n, 70)}</p>'
    ),
    "list": lambda n: f"<ul><li>{words(n, 30)}</li><li><p>{words(n + 300, 30)}</p></li></ul>",
    "quotation": lambda n: (
        f"<blockquote><p>{words(n, 40)}</p><p>{words(n + 300, 20)}</p></blockquote>"
    ),
    "heading": lambda n: f'<h2 id="kop-{n}">{words(n, 3)}</h2>',
    "figure": lambda n: figure(n, 8 + n % 14),
    "figure with a note": lambda n: figure(n, 8 + n % 9, note(n, 9)),
    "plate": lambda n: f'<div class="full-page">{figure(n, 9)}</div>',
    "table": lambda n: table(n, 4 + n % 12),
    "long table": lambda n: table(n, 30 + n % 20),
    "box": lambda n: (
        f'<aside class="box"><p class="box-title">{words(n, 2)}</p>'
        f"<p>{words(n + 300, 40)}</p></aside>"
    ),
    "break": lambda _: '<hr class="scene-break"/>',
}


@dataclass
class Made:
    """A chapter in pages: `pages` are WeasyPrint's page boxes."""

    pages: list[Any]
    outcome: Outcome
    moves: tuple[Move, ...]


def engine_for(**edition: Any) -> Engine:
    spec = EditionSpec(format="pdf", **edition)
    theme = Theme(house_files())
    sheets = stylesheets(theme, spec)
    return Engine(sheets, {**face_resources(sheets[1]), **theme_resources(theme)}, fine=True)


SIZES = {
    "pocket": {"page": "105x160"},
    "book": {"page": "135x210"},
    "large": {"layout": "large-print"},
    "airy": {"layout": "easy-reading"},
}


@pytest.fixture(scope="module", params=SIZES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_for(**SIZES[request.param])


def chapter_of(blocks: Sequence[str]) -> str:
    return (
        f'<!DOCTYPE html><html xmlns="{xhtml.XHTML}" lang="nl-BE"><head><title>Weer</title></head>'
        '<body><section class="chapter body" id="een" data-part="" data-short="">'
        f'<header class="opener"><h1>Weer</h1></header>{"".join(blocks)}</section></body></html>'
    )


def made(engine: Engine, blocks: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> Made:
    outcomes: list[Outcome] = []

    def watched(floats: Any, *, facing: bool) -> Any:
        found = planned_pages(floats, facing=facing)

        class Watch:
            def __enter__(self) -> Outcome:
                outcomes.append(found.__enter__())
                return outcomes[-1]

            def __exit__(self, *error: Any) -> Any:
                return found.__exit__(*error)

        return Watch()

    monkeypatch.setattr("dinobook.pdf.engine.pagination.paging.planned_pages", watched)

    def render(html: str) -> Any:
        with on_whole_lines(), setting_lines(engine, "een", {}):
            return engine.render(html, part=Part.TEXT)

    rendered, moves, _ = lay_out_planned(chapter_of(blocks), render)
    return Made([page._page_box for page in rendered.document.pages], outcomes[-1], moves)


def lines_of(page: Any) -> list[Any]:
    return [one for one in page.children[0].descendants() if isinstance(one, boxes.LineBox)]


def text_of(box: Any) -> str:
    """The text of a box, line by line."""
    return "\n".join(
        "".join(one.text for one in line.descendants() if isinstance(one, boxes.TextBox))
        for line in outer_lines(box)
    )


def outer_lines(box: Any) -> Iterator[Any]:
    """The lines of a box, without those of boxes that stand in a line."""
    if isinstance(box, boxes.LineBox):
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from outer_lines(child)


def said(text: str) -> list[str]:
    """The words that are told from each other, whole again where a hyphen parts them."""
    return re.findall(r"[^\W\d]+\d+x\d+", re.sub("[-\u2010\u00ad]\\s*\n|\u00ad", "", text))


def shown(page: Any) -> tuple[str, str]:
    """The text of a page, and that of its notes."""
    notes = [one for one in page.children if isinstance(one, boxes.FootnoteAreaBox)]
    return text_of(page.children[0]), "\n".join(map(text_of, notes))


def expected(blocks: Sequence[str], moves: Sequence[Move]) -> str:
    root = xhtml.parse(
        f'<section xmlns="{xhtml.XHTML}" id="een"><header/>{"".join(blocks)}</section>'
    )
    move(root, moves)
    for call in list(root.iter(xhtml.tag("span"))):
        if call.get("class") == "footnote":
            for inner in list(call):
                call.remove(inner)
    return " ".join(map(str, root.itertext()))


KINDS = st.lists(st.sampled_from(sorted(BLOCKS)), min_size=6, max_size=14).map(
    lambda kinds: [
        kind
        for kind, after in zip(kinds, [*kinds[1:], "heading"], strict=True)
        if (kind, after) != ("heading", "heading")
    ]
)
"""Blocks of a chapter in which every heading stands above something."""


@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # an example takes seconds: none is made smaller
    suppress_health_check=list(HealthCheck),
)
@given(KINDS)
@example(["long text", "text", "figure", "heading", "long note", "figure with a note", "note"])
@example(["text", "long table", "text", "plate", "text", "text", "box", "heading", "long text"])
@example(["long note", "long note", "text", "figure", "list", "table", "heading", "short text"])
def test_every_word_is_printed_once_in_its_order_and_no_line_stands_alone(
    engine: Engine, kinds: list[str]
) -> None:
    blocks = [BLOCKS[kind](n) for n, kind in enumerate(kinds, start=1)]

    with pytest.MonkeyPatch.context() as patch:
        found = made(engine, blocks, patch)

    texts = [shown(page) for page in found.pages]
    assert said("\n".join(text for text, _ in texts)) == said(expected(blocks, found.moves))
    notes = said("\n".join(text for _, text in texts))
    wanted = [word for block in blocks for word in said(re.sub("<[^>]*>", " ", block))]
    assert sorted(notes) == sorted(word for word in wanted if re.search(r"[a-z](5\d\d)x", word))
    assert found.outcome.unmet == [], "pages are as they were planned"
    assert_no_line_alone(found.pages)


def assert_no_line_alone(pages: Sequence[Any]) -> None:
    """A heading stands with its text, and two lines of a paragraph on each page it stands on."""
    for before, after in pairwise(pages):
        above, below = lines_of(before), lines_of(after)
        if not above or not below:
            continue
        last, first = above[-1], below[0]
        assert last.element.tag != xhtml.tag("h2")
        if last.element is first.element and first.element.tag == xhtml.tag("p"):
            assert len([one for one in above if one.element is last.element]) >= 2
            assert len([one for one in below if one.element is first.element]) >= 2


def foot_of(page: Any) -> float:
    """Where a page ends: its lowest line, or the foot of its notes."""
    notes = [one for one in page.children if isinstance(one, boxes.FootnoteAreaBox)]
    lowest = max(line.position_y + line.height for line in lines_of(page))
    return float(max([lowest, *(one.position_y + one.margin_height() for one in notes)]))


def test_facing_pages_of_plain_prose_end_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [f"<p>{words(n, 20 + (n * 37) % 90)}</p>" for n in range(1, 70)]

    found = made(engine_for(page="135x210"), blocks, monkeypatch)

    inner = found.pages[1:-1]
    pairs = list(zip(inner[::2], inner[1::2], strict=False))
    assert len(pairs) >= 4
    even = [abs(foot_of(left) - foot_of(right)) < SLACK_PX for left, right in pairs]
    assert sum(even) >= 0.8 * len(pairs)


def test_a_figure_fills_the_next_page_instead_of_leaving_a_hole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = [f"<p>{words(n, 45)}</p>" for n in range(1, 12)]
    blocks = [*text[:2], figure(20, 17), *text[2:]]

    found = made(engine_for(page="135x210"), blocks, monkeypatch)

    assert found.moves
    first = found.pages[0]
    assert foot_of(first) > first.content_box_y() + first.height * 0.85


def test_text_below_a_figure_that_may_move_is_indented(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [f"<p>{words(1, 30)}</p>", figure(2, 6), f"<p>{words(3, 30)}</p>"]

    found = made(engine_for(page="135x210"), blocks, monkeypatch)

    starts = [line for line in lines_of(found.pages[0]) if "3x0" in text_of(line)]
    lefts = {round(line.children[0].position_x - line.position_x) for line in starts}
    assert lefts
    assert min(lefts) > 0


def test_the_rows_of_a_table_go_on_under_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [f"<p>{words(1, 120)}</p>", table(2, 60), f"<p>{words(3, 90)}</p>"]

    found = made(engine_for(page="135x210"), blocks, monkeypatch)

    with_rows = [text for text, _ in map(shown, found.pages) if "rij2x" in text]
    assert len(with_rows) > 1
    assert all("dag" in text for text in with_rows)
    assert all(len(re.findall("rij2x", text)) >= 2 for text in with_rows)
    assert found.outcome.unmet == []


def test_the_last_page_has_five_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for count in range(60, 78, 3):
        blocks = [f"<p>{words(n, count)}</p>" for n in range(1, 9)]
        found = made(engine_for(page="135x210"), blocks, monkeypatch)
        assert len(lines_of(found.pages[-1])) >= 5, count


def test_what_is_higher_than_a_page_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    box = f'<aside class="box"><p class="box-title">Doos</p><p>{words(2, 700)}</p></aside>'
    blocks = [f"<p>{words(1, 60)}</p>", box, f"<p>{words(3, 60)}</p>"]

    found = made(engine_for(page="105x160"), blocks, monkeypatch)

    printed = "\n".join(text for text, _ in map(shown, found.pages))
    assert said(printed) == said(expected(blocks, found.moves))


@pytest.mark.parametrize("kind", ["note", "long note"])
def test_columns_and_notes_stand_on_one_page(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = f'<div style="columns: 2">{BLOCKS[kind](1)}<p>{words(2, 150)}</p></div>'
    blocks = [BLOCKS["note"](3), columns, BLOCKS["text"](4)]

    found = made(engine_for(page="135x210"), blocks, monkeypatch)

    printed = said("\n".join("\n".join(shown(page)) for page in found.pages))
    wanted = said(re.sub("<[^>]*>", " ", "".join(blocks)))
    assert sorted(printed) == sorted(wanted)


@pytest.mark.parametrize("display", ["columns: 2", "display: flex; flex-direction: column"])
def test_a_section_that_is_no_plain_column_is_left_to_the_engine(
    monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    blocks = [f"<p>{words(n, 40)}</p>" for n in range(1, 9)]
    styled = [f"<style>.chapter {{ {display} }}</style>", *blocks]

    found = made(engine_for(page="135x210"), styled, monkeypatch)

    assert found.outcome.feet_of == []
    printed = "\n".join(text for text, _ in map(shown, found.pages))
    assert sorted(said(printed)) == sorted(said(expected(blocks, ())))


def test_notes_that_go_on_stay_where_pages_are_numbered_by_css(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = "<style>a::after { content: target-counter(attr(href), page) }</style>"
    far = "".join(f'<p>{words(n, 60)} <a href="#n{n}">zie</a></p>' for n in range(1, 7))
    blocks = [numbers, far, *(BLOCKS["long note"](n) for n in range(1, 7))]

    found = made(engine_for(page="105x160"), blocks, monkeypatch)

    notes = said("\n".join(text for _, text in map(shown, found.pages)))
    wanted = [word for n in range(1, 7) for word in said(words(n + 500, 150))]
    assert notes == wanted
