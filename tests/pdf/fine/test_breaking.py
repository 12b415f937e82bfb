from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dinobook.pdf.engine.lines import breaking
from dinobook.pdf.engine.lines import page_end_hyphens as turns
from dinobook.pdf.engine.lines.breaking import choose_lines
from dinobook.pdf.engine.lines.compose import Cut
from dinobook.pdf.engine.lines.elastic import Elasticity
from dinobook.pdf.engine.lines.points import Line, Measure, Point, Wanted, Word
from dinobook.pdf.engine.lines.settings import FineSettings

WISHES = FineSettings()
SPACE = 2.0
EM = 10.0
ELASTIC = Elasticity()


def words_of(widths: Sequence[float], breakable: bool = False) -> list[Word]:
    """Words of these widths with a space after each; each can be broken in its middle."""
    words: list[Word] = []
    place, spaces, at = 0.0, 0, 0
    for number, width in enumerate(widths):
        last = number == len(widths) - 1
        after = (0.0, 0) if last else (SPACE, 1)
        middle = place + width / 2
        half = Point(at + 1, middle + 3, spaces, middle, spaces, WISHES.hyphen, True, True)
        end = Point(at + 2, place + width, spaces, place + width + after[0], spaces + after[1])
        points = [half] if breakable and width > 20 else []
        words.append(Word(place, spaces, partial(list, points), end))
        place, spaces, at = end.next_width, end.next_spaces, at + 2
    return words


def measure(width: float = 100.0) -> Measure:
    return Measure((width - 10, width), EM, SPACE, 10)


def widths_of(lines: tuple[Line, ...]) -> list[float]:
    """How wide each line is with what is given out over it."""
    starts = (0.0, *(line.end.next_width for line in lines))
    return [
        line.end.width - start + (line.slack if line.spaces else 0.0)
        for start, line in zip(starts, lines, strict=False)
    ]


@given(st.lists(st.integers(5, 60), min_size=1, max_size=80), st.booleans())
def test_every_line_is_full_but_the_last(widths: list[int], breakable: bool) -> None:
    lines = choose_lines(words_of(widths, breakable), measure(), WISHES)
    assert lines is not None
    assert lines[-1].end.at == 2 * len(widths)
    found = widths_of(lines)
    assert all(width <= 100.02 for width in found)
    for number, line in enumerate(lines[:-1]):
        if line.slack and line.spaces:
            assert found[number] == pytest.approx(90 if number == 0 else 100)


@given(st.lists(st.integers(21, 70), min_size=3, max_size=60))
def test_never_more_than_two_hyphens_in_a_row(widths: list[int]) -> None:
    lines = choose_lines(words_of(widths, breakable=True), measure(), WISHES)
    assert lines is not None
    ends = "".join("-" if line.end.hyphen else " " for line in lines)
    assert "---" not in ends


@given(st.lists(st.integers(15, 40), min_size=10, max_size=60), st.sampled_from([-1, 0, 1]))
def test_a_number_of_lines_is_kept(widths: list[int], more: int) -> None:
    words = words_of(widths, breakable=True)
    first = choose_lines(words, measure(), WISHES)
    assert first is not None
    again = choose_lines(words, measure(), WISHES, Wanted(len(first) + more))
    assert again is None or len(again) == len(first) + more
    if not more:
        assert again is not None


def test_a_line_is_kept_whole_when_asked() -> None:
    words = words_of([30, 30, 50, 30, 25, 45, 30, 30, 40, 30], breakable=True)
    first = choose_lines(words, measure(), WISHES)
    assert first is not None
    broken = [number for number, line in enumerate(first) if line.end.hyphen]
    assert broken
    again = choose_lines(words, measure(), WISHES, Wanted(whole=frozenset(broken)))
    assert again is not None
    assert not any(again[number].end.hyphen for number in broken)


@given(st.lists(st.integers(5, 40), min_size=2, max_size=9))
@example([5, 5, 5, 20, 40, 7])
def test_no_other_way_has_smaller_gaps(widths: list[int]) -> None:
    """Compared with every way to cut a short paragraph at its spaces that stretches no space more.

    Spaces are stretched further than is calm only when there is no other way.
    """
    wishes = FineSettings(second_hyphen=0, last_word=0, short_end=0, rhythm=0)
    words = words_of(widths)
    lines = choose_lines(words, measure(), wishes)
    assert lines is not None
    most = max(wishes.calm, *map(ratio, lines))
    ways = [way for way in every_way(words) if all(ratio(one) <= most + 1e-6 for one in way)]
    assert cost(lines) == pytest.approx(min(map(cost, ways)), rel=1e-6)


def every_way(words: list[Word]) -> list[tuple[Line, ...]]:
    found = []
    for count in range(len(words)):
        for ends in combinations(range(len(words) - 1), count):
            lines = laid(words, (*ends, len(words) - 1))
            if lines is not None:
                found.append(lines)
    return found


def laid(words: list[Word], ends: tuple[int, ...]) -> tuple[Line, ...] | None:
    lines = []
    start, spaces = 0.0, 0
    for number, end in enumerate(words[index].end for index in ends):
        width = 90.0 if number == 0 else 100.0
        room = width - (end.width - start)
        last = number == len(ends) - 1
        line = Line(end, min(room, 0.0) if last else room, end.spaces - spaces, width, room)
        if line.slack < -tightest(line) - 0.01:
            return None
        lines.append(line)
        start, spaces = end.next_width, end.next_spaces
    return tuple(lines)


def tightest(line: Line) -> float:
    return line.spaces * ELASTIC.shrink_em * EM + line.width * ELASTIC.take


def ratio(line: Line) -> float:
    """How far a line is from its natural width, as a share of what it gives."""
    if not line.spaces and line.slack > 0:
        return 40.0
    widest = line.spaces * ELASTIC.stretch_em * EM + line.width * ELASTIC.give
    return min(line.slack / (widest if line.slack > 0 else tightest(line)), 40.0)


def cost(lines: tuple[Line, ...]) -> float:
    """TeX's demerits: a line that gives all that it can costs 110 squared."""
    return sum((10 + 100 * abs(ratio(line)) ** 3) ** 2 for line in lines)


uneven = st.floats(4, 60, allow_nan=False).map(lambda width: round(width, 3))


@given(
    st.lists(uneven, min_size=2, max_size=50),
    st.floats(70, 200),
    st.sampled_from([None, 0, 1]),
    st.sampled_from([1.0, 1.25, WISHES.loose]),
)
@example([9, 6, 13, 8, 8, 13, 23], 94.0, None, 1.25)  # more than that is better than a broken end
@example([7, 8, 12, 7, 8, 7, 23], 84.0, None, 1.0)
def test_the_short_way_to_the_lines_chooses_what_the_long_way_does(
    widths: list[float], width: float, more: int | None, loose: float
) -> None:
    """Where lines cannot be good, not every way is tried before that is known to be needed."""
    *before, last = words_of(widths, breakable=True)
    words = [*before, last._replace(inside=list)]  # broken in the last of all ways only
    wishes = replace(WISHES, loose=loose)
    first = choose_lines(words, measure(width), wishes)
    assert first == by_the_long_way(words, measure(width), 0, frozenset())
    if first is not None and more is not None:
        broken = frozenset(at for at, line in enumerate(first) if line.end.hyphen)
        count = len(first) + more
        again = choose_lines(words, measure(width), wishes, Wanted(count, broken))
        assert again == by_the_long_way(words, measure(width), count, broken)


def by_the_long_way(
    words: list[Word], measured: Measure, lines: int, whole: frozenset[int]
) -> tuple[Line, ...] | None:
    for broken, tolerance in ((False, WISHES.calm), (True, WISHES.good), (True, breaking._WORST)):
        search = breaking._Search(measured, WISHES, tolerance, Wanted(lines, whole))
        found = search.run(words, broken=broken)
        if found is not None:
            return found
    return None


def test_a_word_that_is_too_wide_has_no_lines() -> None:
    assert choose_lines(words_of([20, 120, 20]), measure(), WISHES) is None


def test_a_last_line_is_not_next_to_nothing() -> None:
    words = words_of([20] * 4 + [18] * 4 + [8])
    lines = choose_lines(words, measure(), WISHES)
    assert lines is not None
    last = lines[-1].end.width - lines[-2].end.next_width
    assert last > 20


def test_calm_paragraphs_keep_their_words_whole() -> None:
    words = words_of([22, 21, 23] * 13, breakable=True)
    lines = choose_lines(words, Measure((94.0,), EM, SPACE), WISHES)
    assert lines is not None
    assert not any(line.end.hyphen for line in lines)


def test_far_from_a_broken_word_a_long_paragraph_stays_as_it_is() -> None:
    words = words_of([8 + (at**3 * 31 + at * 17) % 47 for at in range(500)], breakable=True)
    first = choose_lines(words, measure(), WISHES)
    assert first is not None
    cuts = tuple(Cut(one.end.at, one.end.hyphen, one.end.drawn, 0) for one in first)
    assert len(cuts) > turns._LONG
    mended = 0
    for broken in [at for at, one in enumerate(first) if one.end.hyphen]:
        again = choose_lines(words, measure(), WISHES, turns._wanted(cuts, {broken}))
        if again is not None:
            mended += 1
            assert len(again) == len(first)
            assert not again[broken].end.hyphen
            changed = [at for at in range(len(first)) if first[at] != again[at]]
            assert max(abs(at - broken) for at in changed) <= turns._NEAR
    assert mended > 5


def test_the_time_of_a_long_paragraph_grows_with_its_length_alone() -> None:
    """Measured in the places that are tried."""

    def tried(times: int) -> int:
        words = words_of([23, 31, 12, 44, 8, 27, 39, 16] * times, breakable=True)
        first = choose_lines(words, measure(), WISHES)
        assert first is not None
        cuts = tuple(Cut(one.end.at, one.end.hyphen, one.end.drawn, 0) for one in first)
        broken = {at for at, one in enumerate(first) if one.end.hyphen and at % 30 == 0} or {30}
        with pytest.MonkeyPatch.context() as patch:
            count = 0
            ratio_of = breaking._Search._ratio

            def counting(
                self: breaking._Search, node: breaking._Node, slack: float, spaces: int
            ) -> float | None:
                nonlocal count
                count += 1
                return ratio_of(self, node, slack, spaces)

            patch.setattr(breaking._Search, "_ratio", counting)
            choose_lines(words, measure(), WISHES, turns._wanted(cuts, broken))
        return count

    assert tried(160) < 3 * tried(80)


def test_what_no_line_holds_is_broken_between_any_two_letters() -> None:
    """The line is left as short as it is, and no space is stretched for it."""
    letters = [
        Point(at, 22 + 6.0 * at, 1, 22 + 6.0 * at, 1, WISHES.anywhere, ragged=True)
        for at in range(1, 100)
    ]
    words = [
        Word(0, 0, list, Point(0, 20, 0, 22, 1)),
        Word(22, 1, partial(list, letters), Point(100, 622, 1, 622, 1)),
    ]
    lines = choose_lines(words, measure(), WISHES)
    assert lines is not None
    assert all(80 < width <= 100 for width in widths_of(lines)[:-1])
    assert all(one.ragged for one in lines[:-1])
