"""Tables that are wider than the text area: their columns cannot be made any narrower."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes

from dinobook.problems import NOWHERE, Problem, Severity

_MM_PER_PX: Final = 25.4 / 96
_SLACK_PX: Final = 0.5
_TRIM_PX: Final = 8
"""What comes as near as this (2 mm) to the edge of a page may be cut off."""
_WORDS: Final = 4


def too_wide(document: Any) -> tuple[Problem, ...]:
    """One problem for each table of a laid-out WeasyPrint document that sticks out.

    An error when it runs off the page, else a warning.
    """
    found: dict[Any, tuple[str, float]] = {}
    lost: set[Any] = set()
    for page in document.pages:
        right = page._page_box.content_box_x() + page._page_box.width
        for table, name in _tables(page._page_box, ""):
            edge = table.position_x + table.width
            if edge - right > _SLACK_PX:
                found.setdefault(table.element, (name, edge - right))
                lost |= {table.element} if edge > page.width - _TRIM_PX else set()
    return tuple(
        _problem(table, name, over, lost=table in lost) for table, (name, over) in found.items()
    )


def _tables(box: Any, name: str) -> Iterator[tuple[Any, str]]:
    """The tables inside a box, each with the id of the figure around it."""
    for child in getattr(box, "children", ()):
        around = child.element.get("id", "") if child.element_tag == "figure" else name
        if isinstance(child, boxes.TableBox):
            yield child, around
        yield from _tables(child, around)


def _problem(table: Any, name: str, over_px: float, *, lost: bool) -> Problem:
    words = " ".join("".join(table.itertext()).split()[:_WORDS])
    called = f"“{name}”" if name else f"that begins “{words} …”"
    return Problem(
        NOWHERE,
        "layout-003",
        f"The table {called} is {over_px * _MM_PER_PX:.0f} mm wider than the text.",
        "Write “wide: turn” or “wide: shrink” below its line “/// tabel”, or give it fewer "
        "columns or shorter words.",
        Severity.ERROR if lost else Severity.WARNING,
    )
