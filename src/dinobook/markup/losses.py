"""Words that converting a chapter lost or doubled, as problems."""

from __future__ import annotations

from dinobook.markup.conservation import differences
from dinobook.markup.fragment import Fragment
from dinobook.markup.source import Source
from dinobook.problems import Problem, Severity


def losses(text: str, fragment: Fragment, source: Source) -> list[Problem]:
    """One problem for each line that lost words, or whose words stand there twice."""
    found = differences(text, fragment)
    lost = [
        source.problem(
            line,
            "words-001",
            f"Converting the chapter lost: {words}.",
            "Look for mark-up that hides it: a table row with too many cells, a stray bracket.",
        )
        for line, words in _by_line(found.lost)
    ]
    return lost + [
        source.problem(
            line,
            "words-010",
            f"Converting the chapter doubled: {words}.",
            "Look at the passage in the book. Simplify its mark-up, and please report this.",
            Severity.WARNING,
        )
        for line, words in _by_line(found.doubled)
    ]


def _by_line(words: tuple[tuple[str, int], ...]) -> list[tuple[int, str]]:
    """Each line with the first words of those that stand there."""
    lines: dict[int, list[str]] = {}
    for word, line in words:
        lines.setdefault(line, []).append(word)
    return [(line, ", ".join(found[:8])) for line, found in sorted(lines.items())]
