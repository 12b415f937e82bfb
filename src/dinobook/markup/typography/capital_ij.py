"""IJ is one letter in Dutch: at the beginning of a word both its parts are capitals, or neither."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.source import Source
from dinobook.problems import Problem, Severity

_HALF: Final = re.compile(r"(?<![\w/.@#-])Ij[^\W\d_]*")


def half_capitals(source: Source) -> list[Problem]:
    """A warning for each word that begins with “Ij”; the text itself stays as it is."""
    return [
        source.problem(
            source.line_at(found.start()),
            "typography-007",
            f"“{found.group()}” begins with half a capital.",
            f"Write “IJ{found.group()[2:]}”.",
            Severity.WARNING,
        )
        for found in _HALF.finditer(source.plain)
    ]
