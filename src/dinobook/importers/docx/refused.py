"""A file, or a part of one, that the import does not take."""

from __future__ import annotations

from dinobook.problems import Place, Problem


class RefusedError(Exception):
    """What `Problem` will say of the file."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint

    def problem(self, name: str) -> Problem:
        """At the file called `name`."""
        return Problem(Place(name), self.code, self.message, self.hint)
