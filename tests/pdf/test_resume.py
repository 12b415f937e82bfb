"""Pages that are made from one of them on are those of a document laid out from its beginning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from weasyprint import layout

from dinobook import xhtml
from dinobook.manifest.model import EditionSpec
from dinobook.pdf import drawing, gaps
from dinobook.pdf.chapter import setting_lines
from dinobook.pdf.engine import Engine, Rendered
from dinobook.pdf.floats import Move
from dinobook.pdf.gaps import lay_out_without_gaps
from dinobook.pdf.grid import on_whole_lines
from dinobook.pdf.jobs import Part
from dinobook.pdf.notes import notes_stay
from dinobook.pdf.resume import Layout, pages_made_by
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.problems import Problem
from dinobook.theme.house import Theme, house_files
from pdf.fine.conftest import prose

PICTURE = "dinobook:theme/ornaments/tip.svg"
NOTE = '<span class="footnote">{text}</span>'
FIGURE = (
    '<figure class="figure" id="fig-{n}">'
    f'<img src="{PICTURE}" alt="tip" style="height: {{lines}}em"/>'
    '<figcaption><a href="#fig-{n}">Figuur</a> {n}.{note}</figcaption></figure>'
)
BLOCKS: dict[str, Callable[[int], str]] = {
    "text": lambda n: f"<p>{prose(n, 60)}</p>",
    "short text": lambda n: f"<p>{prose(n, 9)}</p>",
    "long text": lambda n: f"<p>{prose(n, 260)}{NOTE.format(text=prose(n + 1, 30))}</p>",
    "note": lambda n: f"<p>{prose(n, 20)}{NOTE.format(text=prose(n + 1, 12))} {prose(n, 30)}</p>",
    "reference": lambda n: f'<p>{prose(n, 9)} Zie <a class="xref" href="#een">dit</a>.</p>',
    "drop cap": lambda n: (
        f'<p class="with-initial"><span class="initial">D</span>{prose(n, 70)}</p>'
    ),
    "formula": lambda n: (
        f'<p>{prose(n, 30)} <img src="{PICTURE}" alt="x" style="height: 2em"/></p>'
    ),
    "list": lambda n: f"<ul><li>{prose(n, 30)}</li><li><p>{prose(n + 1, 30)}</p></li></ul>",
    "quotation": lambda n: f"<blockquote><p>{prose(n, 40)}</p><p>{prose(n, 20)}</p></blockquote>",
    "heading": lambda n: f'<h2 id="kop-{n}">{prose(n, 3)}</h2>',
    "figure": lambda n: FIGURE.format(n=n, lines=8 + n % 14, note=""),
    "figure with a note": lambda n: FIGURE.format(
        n=n, lines=8 + n % 14, note=NOTE.format(text=prose(n, 9))
    ),
    "plate": lambda n: f'<div class="full-page">{FIGURE.format(n=n, lines=9, note="")}</div>',
    "table": lambda n: (
        f'<figure class="table" id="fig-{n}"><figcaption>Uren</figcaption><table><thead><tr>'
        f"<th>dag</th></tr></thead><tbody>{'<tr><td>dinsdag</td></tr>' * (4 + n % 20)}</tbody>"
        "</table></figure>"
    ),
    "break": lambda _: '<hr class="scene-break"/>',
}
LOOKING_BACK = """
.chapter:has(> figure:last-child) p { letter-spacing: 0.1pt }
.chapter > p:nth-child(3n) { padding-left: 1em }
figure { counter-increment: plaat } figure + p::after { content: " (" counter(plaat) ")" }
h2::after { content: " " target-counter("#een", plaat) }
"""
"""What an author's own styles may look at."""
PAGE_NUMBERS = 'a.xref::after { content: " p. " target-counter(attr(href), page) }'
"""These WeasyPrint fills in by making pages again, so nothing is made from the middle on."""


@dataclass(frozen=True)
class Setting:
    """How chapters are laid out: with an engine, each paragraph as a whole or not."""

    engine: Engine

    def render(self, html: str) -> tuple[Rendered, tuple[Problem, ...]]:
        lines = setting_lines(self.engine, "een", {})
        with notes_stay(), on_whole_lines(), lines as said:
            rendered = self.engine.render(html, part=Part.TEXT)
        return rendered, said()


def setting_of(styles: str = "", *, fine: bool) -> Setting:
    files = house_files()
    theme = Theme({**files, "print.css": files["print.css"] + styles.encode()})
    sheets = stylesheets(theme, EditionSpec(format="pdf", page="105x160"))
    return Setting(
        Engine(sheets, {**face_resources(sheets[1]), **theme_resources(theme)}, fine=fine)
    )


@pytest.fixture(scope="module", params=["fine", "plain", "looking back"])
def setting(request: pytest.FixtureRequest) -> Setting:
    styles = LOOKING_BACK if request.param == "looking back" else ""
    return setting_of(styles, fine=request.param != "plain")


def chapter_of(blocks: Sequence[str]) -> str:
    return (
        f'<!DOCTYPE html><html xmlns="{xhtml.XHTML}" lang="nl-BE"><head><title>Weer</title></head>'
        '<body><section class="chapter body" id="een" data-part="" data-short="">'
        f"<header><h1>Weer</h1></header>{''.join(blocks)}</section></body></html>"
    )


def shown(made: tuple[Rendered, tuple[Problem, ...]]) -> tuple[Any, ...]:
    """All that a fragment is made of: the drawn and tagged pages, and what else they tell."""
    rendered, advice = made
    pages = rendered.document.pages
    places = [(page.anchors, page.bookmarks, drawing.strings_of(page)) for page in pages]
    with drawing.exact_widths():
        data = rendered.pdf(
            lambda *_: None, pdf_tags=True, pdf_identifier=b"0", uncompressed_pdf=True
        )
    return len(pages), places, advice, rendered.problems, data


@dataclass(frozen=True)
class Try:
    """A block that is moved past so many others when so many pages more are made.

    After `more` pages it is kept, or all is as it was before.
    """

    pages: int
    block: int
    past: int
    more: int
    kept: bool


TRIES = st.lists(
    st.builds(
        Try,
        st.integers(0, 4),
        st.integers(1, 11),
        st.integers(1, 3),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=4,
)


def made_with(tries: Sequence[Try], order: list[int]) -> Callable[[Layout], Layout]:
    """Makes the pages so; `order` becomes that of the blocks."""

    def make(layout: Layout) -> Layout:
        number = {block: at for at, block in enumerate(layout.blocks)}
        for one in tries:
            for _ in range(one.pages):
                layout.make_page()
            at, to = one.block, one.block + one.past
            if to >= len(layout.blocks):
                continue
            tried = layout.with_moved(layout.blocks[at], layout.blocks[to])
            for _ in range(one.more):
                tried.make_page()
            layout = tried if one.kept else layout
        while layout.make_page():
            pass
        order[:] = [number[block] for block in layout.blocks]
        return layout

    return make


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # an example takes seconds: none is made smaller
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.sampled_from(sorted(BLOCKS)), min_size=6, max_size=11), TRIES)
@example(
    ["long text", "text", "figure", "note", "long text", "figure with a note", "note", "text"],
    [Try(3, 3, 1, 1, kept=False), Try(0, 3, 2, 2, kept=True), Try(1, 6, 2, 0, kept=True)],
)
@example(  # the second block that moves stands on a page that the first one kept
    ["long text", "long text", "short text", "figure", "reference", "list", "reference"],
    [Try(6, 5, 1, 1, kept=True), Try(2, 4, 1, 1, kept=True)],
)
def test_pages_are_those_of_a_fresh_layout(
    setting: Setting, kinds: list[str], tries: list[Try]
) -> None:
    blocks = [BLOCKS[kind](n) for n, kind in enumerate(kinds)]
    order: list[int] = []
    with pages_made_by(made_with(tries, order), "een"):
        made = shown(setting.render(chapter_of(blocks)))
    moved = [blocks[at - 1] for at in order[1:]] if order else blocks
    assert made == shown(setting.render(chapter_of(moved)))


GAPS = [
    *("long text", "figure", "reference", "text", "note", "text", "heading", "long text"),
    *("text", "drop cap", "figure", "short text", "text", "plate", "text", "note", "text", "table"),
    *("text", "long text", "figure", "text", "text", "short text", "text", "text"),
]
FIGURES = [n for n, kind in enumerate(GAPS) if kind in {"figure", "plate", "table"}]
FIRST = 4
"""The seed of the first block: with this one, two figures leave gaps."""


def without_gaps(setting: Setting) -> tuple[tuple[Move, ...], tuple[Any, ...]]:
    """The moves that are found for a chapter, and its pages."""
    blocks = [BLOCKS[kind](n + FIRST) for n, kind in enumerate(GAPS)]
    named = "".join(f'<a class="xref" href="#fig-{n + FIRST}"> </a>' for n in FIGURES)
    advice: list[tuple[Problem, ...]] = []

    def render(html: str) -> Rendered:
        rendered, said = setting.render(html)
        advice.append(said)
        return rendered

    rendered, moves = lay_out_without_gaps(chapter_of([f"<p>{named}</p>", *blocks]), render)
    return moves, shown((rendered, advice[-1]))


@pytest.mark.parametrize("styles", ["", PAGE_NUMBERS], ids=["plain text", "numbers of pages"])
def test_the_same_figures_move_as_in_whole_layouts(
    styles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = setting_of(styles, fine=True)
    moves, pages = without_gaps(setting)
    monkeypatch.setattr(gaps, "pages_made_by", lambda *_: nullcontext())
    assert (moves, pages) == without_gaps(setting)
    assert len(moves) > 1, "the chapter has gaps to fill"


def test_pages_before_the_block_that_moves_are_not_made_again() -> None:
    kept: list[int] = []

    def make(first: Layout) -> Layout:
        while first.make_page():
            pass
        *_, moved, past = first.blocks
        second = first.with_moved(moved, past)
        kept.append(sum(old is new for old, new in zip(first.pages, second.pages, strict=False)))
        while second.make_page():
            pass
        return second

    with pages_made_by(make, "een"):
        blocks = [BLOCKS["long text"](n) for n in range(8)]
        rendered, _ = setting_of(fine=True).render(chapter_of(blocks))
    assert kept[0] > len(rendered.document.pages) / 2, "only the last two of eight blocks move"


def test_weasyprint_is_itself_again_afterwards() -> None:
    before = layout.make_all_pages
    with pages_made_by(lambda made: made, "een"):
        assert layout.make_all_pages is not before
    assert layout.make_all_pages is before
