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

SIGN: Final = "§"
"""Stands for the case's own number in a construct and its container."""

_APART: Final = 7


def line_cases() -> list[Case]:
    """What fits into one line, in all that takes one."""
    numbers = count(1)
    return [
        _case(construct, container, next(numbers))
        for container in LINE_CONTAINERS
        for construct in INLINE
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
        yield from ((construct, container) for construct in constructs)
    for at, construct in enumerate(constructs):
        yield construct, BOXES[at % len(BOXES)]


def _case(construct: Construct, container: Container, number: int) -> Case:
    def own(text: str) -> str:
        return text.replace(SIGN, str(number))

    text = container.wrap(construct.text)
    if construct.after:
        text = f"{text}\n\n{construct.after}"
    return Case(
        f"{construct.name} in {container.name}",
        own(text),
        tuple(map(own, construct.shows)),
        tuple(map(own, construct.hides)),
        tuple(map(own, construct.code)),
        container.alone,
    )
