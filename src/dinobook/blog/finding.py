"""One leftover of the web: where it is, what it says, and what could stand there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dinobook.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a chapter that a book should not print unread.

    `start` and `end` count the characters of the whole file, with its line ends read as one and
    without its byte order mark; `around` is what stands before and behind on the line. `proposal`
    may take the place of the words; when it is `safe`, a machine may put it there. A `hint` is
    about words that may well be right as they stand.
    """

    place: Place
    code: str
    start: int
    end: int
    words: str
    around: tuple[str, str]
    message: str
    advice: str
    proposal: str = ""
    safe: bool = False
    hint: bool = False

    def problem(self) -> Problem:
        advice = self.advice
        if self.proposal:
            advice = f"Write “{self.proposal}”, or: {advice[:1].lower()}{advice[1:]}"
        severity = Severity.NOTE if self.hint else Severity.WARNING
        return Problem(self.place, self.code, f"“{self.words}”: {self.message}", advice, severity)


def without_overlaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of the text; of two that share characters, the first and longest."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.start, -one.end, one.code)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)
