"""What becomes of a chapter file. It is loaded alone where all chapters are in the cache."""

from __future__ import annotations

from dataclasses import dataclass

from dinobook.markup.fragment import Fragment
from dinobook.problems import Problem


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted chapter. `fragment` is None when there was nothing safe to convert.

    `notes` are what the typography changed: for a report, never a reason to stop.
    """

    fragment: Fragment | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
