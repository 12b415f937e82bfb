"""The two kinds of failure.

    UserError (the author can mend it: message, no traceback, an exit code)
    ├── CheckError       1   checks found errors
    ├── UsageError       2   the command was typed wrongly
    ├── SetupError       3   something that dinobook needs is not there
    ├── ManifestError    3   the manifest or the theme is at fault
    ├── SourceError      4   chapters, images or other sources are at fault
    └── EngineError      5   an engine (EPUB or PDF) could not do its work

Everything else that is raised is a bug of ours: a traceback, and exit code 70.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from dinobook.problems import Problem, sort_problems

EXIT_BUG = 70
EXIT_STOPPED = 130
"""By Ctrl-C, as shells say it: 128 and the number of the signal."""


class UserError(Exception):
    """Something that the author can mend. `problems` says what, where, and what to do."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = sort_problems(problems)

    def __reduce__(self) -> tuple[type[UserError], tuple[str, tuple[Problem, ...]]]:
        """All of it travels from a worker process, not the message alone."""
        return type(self), (self.message, self.problems)


class CheckError(UserError):
    exit_code = 1


class UsageError(UserError):
    exit_code = 2


class SetupError(UserError):
    exit_code = 3


class ManifestError(UserError):
    exit_code = 3


class SourceError(UserError):
    exit_code = 4


class EngineError(UserError):
    exit_code = 5
