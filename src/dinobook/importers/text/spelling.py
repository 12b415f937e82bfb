"""What looks like a slip of the pen. Only reported: an import never changes a letter."""

from __future__ import annotations

import re

from dinobook.blog.slips import SLIPS
from dinobook.problems import Place, Problem, Severity


def slips(text: str, name: str) -> tuple[Problem, ...]:
    """A note for every slip, with the words around it."""
    found: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        for slip in SLIPS:
            hits = slip.pattern.finditer(line)
            found.extend(_note(name, number, line, hit, slip.what) for hit in hits)
        if line.count("“") != line.count("”"):
            message = f"{line.count('“')} opening and {line.count('”')} closing quotation marks."
            found.append(_problem(name, number, line[:60], message))
    return tuple(found)


def _note(name: str, number: int, line: str, hit: re.Match[str], what: str) -> Problem:
    around = line[max(0, hit.start() - 20) : hit.end() + 20].strip()
    return _problem(name, number, around, f"Perhaps {what}.")


def _problem(name: str, number: int, excerpt: str, message: str) -> Problem:
    hint = "Nothing was changed; mend it in the chapter if it is wrong: check repeats it there."
    return Problem(Place(name, number, excerpt), "import-013", message, hint, Severity.NOTE)
