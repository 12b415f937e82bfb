"""What the author may want to rewrite, as notes: none of it stops a build."""

from __future__ import annotations

from dataclasses import replace

from dinobook.pdf.engine.lines.settings import FineReport
from dinobook.pdf.engine.long_words import problem_of
from dinobook.problems import NOWHERE, Place, Problem, Severity


def advice_of(report: FineReport, place: Place = NOWHERE) -> tuple[Problem, ...]:
    """The lines that could not be set well. `place` is the chapter's file."""
    stretched = [
        Problem(
            replace(place, excerpt=line.words),
            "fine-001",
            f"This line has spaces of {line.gap_em:.2f} em, too wide to look good: “{line.words}”",
            "Change a word there, or say where its long words may be broken.",
            Severity.NOTE,
        )
        for line in report.stretched
    ]
    broken = [
        Problem(
            replace(place, excerpt=word),
            "fine-002",
            f"A page ends in the middle of a word, after “{word}”",
            "Change a word in that paragraph if the page must not end so.",
            Severity.NOTE,
        )
        for word in report.turns
    ]
    return (*stretched, *broken, *map(problem_of, report.forced))
