from __future__ import annotations

import pytest

from dinobook.pdf.engine.lines import FineSetter, Typography, typography_of
from dinobook.pdf.engine.lines.measure import _rivers, _runs
from dinobook.pdf.typography import PageLines, WideLine
from pdf.fine.conftest import Render, paragraphs, prose, texts_on


def test_hyphens_and_ladders_are_those_that_are_seen(render: Render) -> None:
    rendered = render(paragraphs(30))
    found = typography_of(rendered.document.pages)
    texts = texts_on(rendered)
    assert found.lines == len(texts)
    assert found.hyphenated == sum(text.endswith("‐") for text in texts)
    assert found.paragraphs == 30


def test_a_line_with_wide_spaces_is_loose(render: Render) -> None:
    body = f'<p class="whole">een twee drie {"w" * 40}</p>'
    found = typography_of(render(body).document.pages)
    assert (found.lines, found.loose) == (2, 1)
    assert found.worst[0].gap_em > 1


def test_the_widest_lines_are_named_with_their_page(render: Render) -> None:
    wide = f'<p class="whole">een twee drie {"w" * 32}</p>'
    rendered = render(paragraphs(30) + wide, FineSetter())
    found = typography_of(rendered.document.pages)
    first = found.worst[0]
    assert (first.words, first.page) == ("een twee drie", len(rendered.document.pages))
    assert first.gap_em > 1
    assert found.from_page(11).worst[0].page == first.page + 10
    assert sum(page.lines for page in found.pages) == found.lines
    assert sum(page.hyphenated for page in found.pages) >= found.hyphenated
    assert found.pages[-1].loose >= 1


def test_spaces_letters_and_the_edge_are_measured(render: Render) -> None:
    fine = typography_of(render(paragraphs(40), FineSetter()).document.pages)
    plain = typography_of(render(paragraphs(40)).document.pages)
    assert fine.spread_em < 0.7 * plain.spread_em
    assert fine.wide_percent < plain.wide_percent / 3
    assert 0.8 < fine.letters_percent < 1.6
    assert plain.letters_percent == 0
    assert 0 < fine.uneven_percent < 12
    assert fine.off_edge == 0


def test_a_lone_letter_is_a_short_end(render: Render) -> None:
    body = "".join(f"<p>{'wachten ' * count}o</p>" for count in range(5, 25))
    rendered = render(body)
    alone = texts_on(rendered).count("o")
    assert alone > 0
    assert typography_of(rendered.document.pages).short_ends == alone


def test_ragged_text_is_not_counted(render: Render) -> None:
    body = f'<p class="ragged">{prose(1, 90)}</p>'
    assert typography_of(render(body).document.pages) == Typography()


def test_widows_and_orphans_are_seen(render: Render) -> None:
    body = f'<div style="widows: 1; orphans: 1">{paragraphs(50, words=50)}</div>'
    found = typography_of(render(body).document.pages)
    assert found.widows + found.orphans > 0
    kept = typography_of(render(paragraphs(50, words=50)).document.pages)
    assert (kept.widows, kept.orphans) == (0, 0)


def test_runs() -> None:
    assert _runs([True, True, False, True, True, True]) == [2, 3]
    assert _runs([]) == []


@pytest.mark.parametrize(
    ("lines", "rivers"),
    [
        ([[(1, 2)], [(1.5, 3)], [(2.5, 4)]], 1),
        ([[(1, 2)], [(1.5, 3)], [], [(1, 2)]], 0),
        ([[(1, 2)]] * 6, 1),
        ([[(1, 2), (8, 9)]] * 3, 2),
        ([[(1, 2)], [(2, 3)], [(3, 4)]], 0),
    ],
)
def test_rivers(lines: list[list[tuple[float, float]]], rivers: int) -> None:
    assert _rivers(lines) == rivers


def test_chapters_add_up() -> None:
    pages = (PageLines(1, 10, 2, 1, 0), PageLines(2, 30, 0, 0, 3))
    worst = (WideLine(0.31, 1, "een"), WideLine(0.47, 2, "twee"))
    one = Typography(
        lines=10, loose=1, longest_ladder=3, gaps=((20, 5), (30, 4)), worst=worst[:1], pages=pages
    )
    two = Typography(
        lines=30, loose=1, longest_ladder=2, gaps=((30, 9), (50, 2)), worst=worst[1:], pages=pages
    )
    both = one + two
    assert (both.lines, both.loose_percent, both.longest_ladder) == (40, 5.0, 3)
    assert both.gaps == ((20, 5), (30, 13), (50, 2))
    assert both.worst == worst[::-1]
    assert both.pages == (PageLines(1, 20, 4, 2, 0), PageLines(2, 60, 0, 0, 6))
    assert sum([one, two], Typography()) == both
