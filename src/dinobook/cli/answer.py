"""What a command answers, beside what it shows: its result for machines, and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dinobook import Problem, UserError, sort_problems

VERSION: Final = 1
"""Of all objects that `--json` prints: within one, keys are added and keep their meaning."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The keys that a command prints for machines, with the problems that it met.

    `failure` is what it ends with although it has a result, such as errors that `check` found.
    """

    keys: Mapping[str, object] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    failure: UserError | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command ended: an exit code, the sentence that says why, and its answer."""

    exit_code: int = 0
    message: str = ""
    answer: Answer = field(default_factory=Answer)

    def as_object(self, command: str) -> dict[str, Any]:
        """The object for `--json`; `docs/commands.md` describes it."""
        return {
            "format": f"dinobook-{command}" if command else "dinobook",
            "version": VERSION,
            "exit_code": self.exit_code,
            "message": self.message,
            "problems": [problem.as_row() for problem in sort_problems(self.answer.problems)],
            **self.answer.keys,
        }


def write_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.write(text.encode("utf-8", "replace").decode())  # a file's name may be any bytes
