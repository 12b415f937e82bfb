"""Stepping in for functions of WeasyPrint: once, for the life of a process.

Each module that steps in for something lists it in `STAND_INS`. A stand-in whose work is not the
same for every document goes by a `Switch`, and leaves all to WeasyPrint while that is off. So
nothing of WeasyPrint is exchanged while it is at work. docs/engine.md says what each is for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any, Final, Generic, NamedTuple, TypeVar

from dinobook.errors import SetupError
from dinobook.pdf.engine.version import WANTED, may_step_in, other_version

_MODULES: Final = (
    *("notes", "pagination.split_notes", "pagination.steering", "pagination.paging", "grid"),
    *("hooks", "lines.laying", "drawing", "glyphs", "tagging.stand_in", "quick", "shaping"),
)
"""Where a function has two stand-ins, the later one is asked first."""

State = TypeVar("State")


class StandIn(NamedTuple):
    """`make` gives what stands in for `owner.name`, and is given what stood there.

    `everywhere`: also in other modules of WeasyPrint that know it by this name.
    """

    owner: Any
    name: str
    make: Callable[[Any], Any]
    everywhere: bool = False


class Switch(Generic[State]):
    """What stand-ins go by for the document at hand; None: WeasyPrint goes its own way."""

    def __init__(self) -> None:
        self.now: State | None = None

    @contextmanager
    def set_to(self, state: State) -> Iterator[State]:
        """Let stand-ins go by `state` in this block."""
        step_in()
        before, self.now = self.now, state
        try:
            yield state
        finally:
            self.now = before


@cache
def step_in() -> None:
    """Put every stand-in in place. Raises `SetupError` where WeasyPrint must be left alone."""
    import weasyprint

    if not may_step_in() or weasyprint.__version__ != WANTED:
        said = other_version(weasyprint.__version__)
        raise SetupError(f"Nothing can be added to this WeasyPrint. {said}")
    modules = [import_module(f"dinobook.pdf.engine.{name}") for name in _MODULES]
    for module in modules:
        for owner, name, make, everywhere in module.STAND_INS:
            original = getattr(owner, name)
            stand_in = make(original)
            for place in _namesakes(name, original) if everywhere else (owner,):
                setattr(place, name, stand_in)


def _namesakes(name: str, original: Any) -> list[Any]:
    """The modules of WeasyPrint that know `original` by this name."""
    return [
        module
        for title, module in list(sys.modules.items())
        if title.startswith("weasyprint.") and vars(module).get(name) is original
    ]
