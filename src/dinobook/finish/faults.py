"""What stands in the way of a standard, page by page.

The line of a problem's place is the number of its page, until `located` puts the chapter there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dinobook.problems import NOWHERE, Place, Problem

_OTHERWISE = "Change the theme or the picture, or ask for x-4, which allows it."


class UnfitColour(ValueError):  # noqa: N818 - said of a colour; it becomes a problem
    """A colour that has no inks here; the text says what it is, for a sentence."""


def transparent(page: int, what: str, standard: str) -> Problem:
    """Something shows through on a page, counted from 1."""
    message = f"Page {page} of the PDF holds {what}, which PDF/{standard.upper()} forbids."
    return Problem(Place(line=page), "finish-003", message, _OTHERWISE)


def unconvertible(page: int, what: str, colour: str) -> Problem:
    """A colour on a page, counted from 1, cannot be converted."""
    inks = "CMYK" if colour == "cmyk" else "gray"
    message = f"Page {page} of the PDF holds {what}, which cannot be converted to {inks}."
    hint = "Name the profile of the press (icc: …), draw it with plain colours, or in black."
    return Problem(Place(line=page), "finish-004", message, hint)


def located(problem: Problem, places: Sequence[Place]) -> Problem:
    """The problem at the chapter whose page it is; `places` has one for each page of the file."""
    page = problem.place.line
    return replace(problem, place=places[page - 1] if 0 < page <= len(places) else NOWHERE)
