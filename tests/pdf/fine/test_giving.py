"""Slack is given out whole, evenly, and within what nobody sees."""

from __future__ import annotations

from itertools import pairwise
from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.pdf.engine.lines.elastic import COMMON, stiff
from dinobook.pdf.engine.lines.justification import Share, give_out
from dinobook.pdf.engine.lines.points import Line, Measure, Point
from dinobook.pdf.engine.lines.settings import FineSettings

EM, WIDTH = 10.0, 280.0
MEASURE = Measure((WIDTH,), EM, 2.0)
WISHES = FineSettings()

slacks = st.lists(st.tuples(st.floats(-12, 40), st.integers(4, 14)), min_size=1, max_size=20)


def paragraph(full: list[tuple[float, int]], room: float = 100.0, spaces: int = 5) -> list[Line]:
    end = Point(0, 0.0, 0, 0.0, 0)
    lines = [Line(end, slack, count, WIDTH, slack) for slack, count in full]
    return [*lines, Line(end, min(room, 0.0), spaces, WIDTH, room)]


def shares(lines: list[Line], measure: Measure = MEASURE) -> list[Share]:
    return give_out(lines, [0.0] * len(lines), measure, WISHES)


@given(slacks, st.floats(-5, 200))
def test_every_line_is_given_its_slack(full: list[tuple[float, int]], room: float) -> None:
    lines = paragraph(full, room)
    for line, share in zip(lines, shares(lines), strict=True):
        assert -COMMON.take - 1e-9 <= share.letters <= COMMON.give + 1e-9
        given = share.letters * (WIDTH - line.room) + share.gain_px * line.spaces
        if share.filled:
            assert given == pytest.approx(line.slack, abs=1e-6)
        else:
            assert line is lines[-1]
            assert given <= max(room, 0) + 1e-6


@given(slacks)
def test_letters_that_join_stay_as_they_are(full: list[tuple[float, int]]) -> None:
    measure = Measure((WIDTH,), EM, 2.0, elastic=stiff(COMMON))
    lines = paragraph(full)
    for line, share in zip(lines[:-1], shares(lines, measure), strict=False):
        assert share.letters == 0
        assert share.gain_px == pytest.approx(line.slack / line.spaces)


def test_neighbours_come_nearer_to_each_other() -> None:
    lines = paragraph([(18.0, 8), (-8.0, 9), (20.0, 8), (-6.0, 9), (15.0, 8)])
    alone = [shares(paragraph([(line.slack, line.spaces)]))[0].letters for line in lines[:-1]]
    together = [share.letters for share in shares(lines)][:-1]
    assert steps(together) < 0.95 * steps(alone)


def test_spaces_are_more_even_than_if_they_took_all() -> None:
    full = [(18.0, 8), (-8.0, 9), (20.0, 8), (-6.0, 9), (15.0, 8), (2.0, 7)]
    lines = paragraph(full)
    gains = [share.gain_px for share in shares(lines)][:-1]
    assert pstdev(gains) < 0.7 * pstdev(slack / count for slack, count in full)


def test_a_last_line_looks_like_those_above_it() -> None:
    *above, last = shares(paragraph([(10.0, 8)] * 4))
    assert not last.filled
    assert last.letters == pytest.approx(above[0].letters, rel=0.05)
    assert last.gain_px == pytest.approx(above[0].gain_px, rel=0.05)


def test_a_last_line_is_not_loose_where_those_above_it_are() -> None:
    *above, last = shares(paragraph([(80.0, 1), (5.0, 6)]))
    assert above[0].gain_px > 5 * EM
    assert last.gain_px <= COMMON.stretch_em * EM


def test_a_paragraph_of_one_line_stays_as_it_is() -> None:
    assert shares(paragraph([])) == [Share(0.0, 0.0, filled=False)]


def test_a_line_without_a_space_is_not_stretched() -> None:
    lines = paragraph([(40.0, 0), (5.0, 8)])
    assert shares(lines)[0] == Share(0.0, 0.0, filled=False)


def steps(values: list[float]) -> float:
    return sum(abs(one - other) for one, other in pairwise(values))
