"""Sections laid out until nothing in them is wider than the page has room for.

What is too wide is known when it is laid out. Then it is marked for the style sheet, which breaks
it or sets it smaller, and the section is laid out again. A section in which all fits, as nearly
all do, is laid out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from dinobook import xhtml
from dinobook.pdf.engine.engine import Rendered
from dinobook.pdf.engine.long_words import Element, mark_long, sticking_out
from dinobook.pdf.engine.long_words import problem_of as long_problem
from dinobook.pdf.engine.wide_tables import STEPS, Wide, mark_table, too_wide
from dinobook.pdf.engine.wide_tables import problem_of as table_problem
from dinobook.pdf.floats import Move
from dinobook.pdf.typography import PageBottoms
from dinobook.problems import Problem

_TRIES: Final = len(STEPS) + 1


class LaidOut(NamedTuple):
    """A document, the moves of its floats, and how its pages end."""

    rendered: Rendered
    moves: tuple[Move, ...] = ()
    feet: PageBottoms = PageBottoms()


def drawn_document(laid_out: LaidOut) -> Any:
    """WeasyPrint's own document."""
    return laid_out.rendered.document


def lay_out_fitting(
    html: str, lay_out: Callable[[str], LaidOut]
) -> tuple[LaidOut, tuple[Problem, ...]]:
    """What `lay_out` makes of a document when it fits, and what was to be done for that."""
    laid_out = lay_out(html)
    steps: dict[str, int] = {}
    wide: dict[str, Wide] = {}
    long: dict[Element, str] = {}
    left = too_wide(drawn_document(laid_out))
    for _ in range(_TRIES):
        new = {
            name: text
            for name, text in sticking_out(drawn_document(laid_out)).items()
            if name not in long
        }
        narrowed = {text: steps.get(text, -1) + 1 for text in left}
        narrowed = {text: step for text, step in narrowed.items() if step < len(STEPS)}
        if not new and not narrowed:
            break
        long, wide, steps = {**long, **new}, {**left, **wide}, {**steps, **narrowed}
        laid_out = lay_out(_marked(html, long, {text: STEPS[at] for text, at in steps.items()}))
        left = too_wide(drawn_document(laid_out))
    return laid_out, tuple(_problems({**left, **wide}, left, long))


def _marked(html: str, long: Mapping[Element, str], steps: Mapping[str, str]) -> str:
    root = xhtml.parse(html)
    for element in root.iter():
        if isinstance(element.tag, str):
            mark_long(element, long)
            mark_table(element, steps)
    return xhtml.document(root)


def _problems(
    wide: Mapping[str, Wide], left: Mapping[str, Wide], long: Mapping[Element, str]
) -> Iterator[Problem]:
    for text, table in wide.items():
        yield table_problem(text, left.get(text, table), fits=text not in left)
    for run in dict.fromkeys(long.values()):
        yield long_problem(run)
