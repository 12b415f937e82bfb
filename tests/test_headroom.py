"""Calls at the edge of a chunk of frames: without headroom each is paid for, with it none is."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from dinobook.processes.headroom import with_headroom

CALLS = 200
DEEPEST = 600


def _faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def _nothing() -> None:
    pass


def _faults_of_calls(depth: int) -> int:
    """Page faults of many calls, made below `depth` other calls."""
    if depth:
        return _faults_of_calls(depth - 1)
    before = _faults()
    for _ in range(CALLS):
        _nothing()
    return _faults() - before


def _most_faults(measured: Callable[[int], int]) -> int:
    return max(measured(depth) for depth in range(DEEPEST))


def test_no_depth_of_calls_is_slow() -> None:
    if _most_faults(_faults_of_calls) < CALLS:
        pytest.skip("this Python gives no chunk back")
    assert _most_faults(with_headroom(_faults_of_calls)) < CALLS / 4


def test_what_has_headroom_is_told_the_same_and_answers_the_same() -> None:
    @with_headroom
    def told(first: int, *, second: str) -> tuple[int, str]:
        return first, second

    assert told(1, second="two") == (1, "two")
    assert told.__name__ == "told"
