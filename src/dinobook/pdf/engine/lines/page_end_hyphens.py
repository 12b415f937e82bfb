"""No word broken where a page ends, when the paragraph can be set as well in as many lines.

A reader must keep the first half of the word in mind while turning the page. The number of lines
stays, so nothing else on the pages moves, and only the lines that change are placed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from dinobook.pdf.engine.lines.compose import Cut, compose
from dinobook.pdf.engine.lines.laying import lay_again, swap_lines
from dinobook.pdf.engine.lines.paragraph import Paragraph, Placed, placed_lines
from dinobook.pdf.engine.lines.points import Wanted

if TYPE_CHECKING:
    from dinobook.pdf.engine.lines.setter import FineSetter

_LONG: Final = 40
_NEAR: Final = 8
"""How many lines before and after a broken word are chosen anew in a paragraph that is long."""
_WORTH_EM: Final = 0.50
"""A broken word is the smaller fault when mending it needs wider spaces than this."""


def mend_turns(
    context: Any, pages: Sequence[Any], setter: FineSetter
) -> tuple[int, tuple[str, ...]]:
    """Mend what can be. Gives the number of turns mended and the words that stay broken."""
    by_page = [list(placed_lines(page)) for page in pages]
    turns = _turns(by_page)
    mended = 0
    remaining: list[str] = []
    for paragraph, numbers in turns.items():
        placed = [one for page in by_page for one in page if one.paragraph is paragraph]
        if _mend(context, paragraph, numbers, placed, setter):
            mended += len(numbers)
        else:
            remaining += [paragraph.words(number) for number in sorted(numbers)]
    return mended, tuple(line.rsplit(" ", 1)[-1] for line in remaining)


def _turns(by_page: Sequence[Sequence[Placed]]) -> dict[Paragraph, set[int]]:
    """Each paragraph with the numbers of its lines that end a page in the middle of a word."""
    found: dict[Paragraph, set[int]] = {}
    for before, after in pairwise(by_page):
        begun = {(id(one.paragraph), one.number) for one in after}
        for one in before:
            cut = one.paragraph.cuts[one.number]
            if cut.hyphen and (id(one.paragraph), one.number + 1) in begun:
                found.setdefault(one.paragraph, set()).add(one.number)
    return found


def _mend(
    context: Any,
    paragraph: Paragraph,
    numbers: set[int],
    placed: Sequence[Placed],
    setter: FineSetter,
) -> bool:
    count = len(paragraph.cuts)
    content, measure = paragraph.content, paragraph.measure
    if len(measure.widths) > 2 or [section.number for section in placed] != list(range(count)):
        return False
    cuts = setter.decide(content, measure, _wanted(paragraph.cuts, numbers))
    if not cuts or max(cut.gap_em for cut in cuts) > max(_WORTH_EM, _widest(paragraph.cuts)):
        return False
    if _moves_a_call(paragraph, cuts, numbers):
        return False
    lines = compose(paragraph.box, content, cuts)
    paragraph.number(lines)
    new = {
        id(one.line): lay_again(context, one.line, lines[one.number], one.container)
        for one in placed
    }
    if None in new.values():
        return False
    for one in {id(one.container): one for one in placed}.values():
        swap_lines(context, one.page, one.container, new)
    paragraph.cuts, paragraph.lines = cuts, lines
    return True


def _wanted(cuts: Sequence[Cut], numbers: set[int]) -> Wanted:
    """As many lines, and these not broken; far from them, a long paragraph stays as it is.

    To choose all lines of a paragraph anew, with their number given, takes a time that grows with
    the square of it.
    """
    whole = frozenset(numbers)
    if len(cuts) <= _LONG:
        return Wanted(len(cuts), whole)
    ends = [0, *(cut.at for cut in cuts)]
    free = tuple(
        (ends[max(one - _NEAR, 0)], ends[min(one + _NEAR + 1, len(cuts))]) for one in sorted(whole)
    )
    held = {
        cut.at: number
        for number, cut in enumerate(cuts)
        if not any(first < cut.at < last for first, last in free)
    }
    return Wanted(len(cuts), whole, held, free)


def _widest(cuts: Sequence[Cut]) -> float:
    return max(cut.gap_em for cut in cuts)


def _moves_a_call(paragraph: Paragraph, cuts: Sequence[Cut], numbers: set[int]) -> bool:
    """Whether a note call would change pages, away from its note."""
    return any(
        (call < paragraph.cuts[number].at) != (call < cuts[number].at)
        for call in paragraph.content.calls
        for number in numbers
    )
