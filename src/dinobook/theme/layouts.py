"""Layouts: named choices of type and page, each one style sheet over those of the medium."""

from __future__ import annotations

from typing import Final

from dinobook.theme.house import Theme

_MEDIA: Final = ("print.css", "screen.css")


def with_layout(theme: Theme, name: str | None) -> Theme:
    """The theme with `layouts/NAME.css` behind the sheets of pages; None: as it is.

    An e-book's sheet stays what it is: its readers choose.
    """
    if name is None:
        return theme
    sheet = f"\n{theme.text(f'layouts/{name}.css')}".encode()
    return Theme({**theme.files, **{one: theme.files[one] + sheet for one in _MEDIA}})
