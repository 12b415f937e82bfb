"""Every construct in every container that can hold it, as cases with names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

from bench.torture.cases import Case

from law.constructs import BLOCKS, INLINE, LINES, Construct
from law.containers import (
    BLOCK_CONTAINERS,
    BOXES,
    EDGES,
    LINE_CONTAINERS,
    Container,
)
from law.refusals import is_expected

SIGN: Final = "§"
"""Stands for the case's own number in a construct and its container."""

_APART: Final = 7

_TWO_WAYS: Final = frozenset(
    [("indented code", "item by four spaces"), ("indented code", "definition")]
)
"""Where CommonMark and the habit of four spaces disagree on what belongs to the code."""


_CALLED_LAST: Final = frozenset(
    [("note call", "chapter's title"), ("inline note", "chapter's title")]
)
"""A title's note is called behind its last word; `tests/build/test_note_calls.py` has it."""


def line_cases() -> list[Case]:
    """What fits into one line, in all that takes one."""
    numbers = count(1)
    return [
        _case(construct, container, next(numbers))
        for container in LINE_CONTAINERS
        for construct in INLINE
        if (construct.name, container.name) not in _CALLED_LAST
    ]


def block_cases() -> list[Case]:
    """What takes lines of its own, in all that holds paragraphs; each block in one of the boxes."""
    numbers = count(5001)
    return [_case(*pair, next(numbers)) for pair in _block_pairs()]


def edge_cases() -> list[Case]:
    """Chapters that begin with one construct and end with another, so that each does both."""
    constructs = (*LINES, *BLOCKS)
    numbers = count(9001)
    ends = (*constructs[_APART:], *constructs[:_APART])
    return [
        _edges(_case(first, EDGES[0], next(numbers)), _case(last, EDGES[1], next(numbers)))
        for first, last in zip(constructs, ends, strict=True)
    ]


def _edges(first: Case, last: Case) -> Case:
    return Case(
        f"{first.name}, {last.name}",
        f"{first.text}\n\n{last.text}",
        (*first.shows, *last.shows),
        (),
        (*first.code, *last.code),
        alone=True,
    )


def _block_pairs() -> Iterator[tuple[Construct, Container]]:
    constructs = (*LINES, *BLOCKS)
    for container in BLOCK_CONTAINERS:
        for construct in constructs:
            if (construct.name, container.name) not in _TWO_WAYS:
                yield construct, container
    for at, construct in enumerate(constructs):
        yield construct, BOXES[at % len(BOXES)]


def _case(construct: Construct, container: Container, number: int) -> Case:
    def own(text: str) -> str:
        return text.replace(SIGN, str(number))

    name = f"{construct.name} in {container.name}"
    text = container.wrap(construct.text)
    if construct.after:
        text = f"{text}\n\n{construct.after}"
    return Case(
        name,
        own(text),
        tuple(map(own, construct.shows)),
        tuple(map(own, construct.hides)),
        tuple(map(own, construct.code)),
        container.alone or is_expected(name),  # or all that share its chapter are asked again
    )
