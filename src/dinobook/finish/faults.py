"""What stands in the way of a standard, page by page."""

from __future__ import annotations

from dinobook.problems import NOWHERE, Problem

_OTHERWISE = "Change the theme or the picture, or ask for x-4, which allows it."


class UnfitColour(ValueError):  # noqa: N818 - said of a colour; it becomes a problem
    """A colour that has no inks here; the text says what it is, for a sentence."""


def transparent(page: int, what: str, standard: str) -> Problem:
    """Something shows through on a page, counted from 1."""
    message = f"Page {page} of the PDF holds {what}, which PDF/{standard.upper()} forbids."
    return Problem(NOWHERE, "finish-003", message, _OTHERWISE)


def unconvertible(page: int, what: str, colour: str) -> Problem:
    """A colour on a page, counted from 1, cannot be converted."""
    inks = "CMYK" if colour == "cmyk" else "gray"
    message = f"Page {page} of the PDF holds {what}, which cannot be converted to {inks}."
    hint = "Name the profile of the press (icc: …), draw it with plain colours, or in black."
    return Problem(NOWHERE, "finish-004", message, hint)
