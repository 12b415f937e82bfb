"""What is asked of a build, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dinobook.problems import Problem
from dinobook.storage.outputs import Made


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    `editions` empty: all. `epoch` is SOURCE_DATE_EPOCH in seconds, or None. `jobs` is how many
    processes lay out pages; 0: as many as processors and memory allow. `whole` lays out each PDF
    as one document; `plain` as well, by WeasyPrint's public interface alone. `now` is the time in
    seconds since 1970, by which old entries of the cache go; None: all stay.
    """

    editions: tuple[str, ...] = ()
    draft: bool = False
    epoch: int | None = None
    jobs: int = 0
    whole: bool = False
    plain: bool = False
    now: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files, in the order of the manifest; `fresh` names the editions made just now.

    `drawn` is, for each of these, how many of its pages are of chapters that were laid out anew.
    """

    files: tuple[Made, ...]
    fresh: tuple[str, ...]
    problems: tuple[Problem, ...]
    drawn: Mapping[str, int] = field(default_factory=dict)
