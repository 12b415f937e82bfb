"""What is wrong with a picture, before it is known who shows it."""

from __future__ import annotations


class UnusableError(Exception):
    """A picture that the book cannot show: what `Problem` will say of it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
