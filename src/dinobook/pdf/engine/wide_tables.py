"""Tables that are wider than the text area: set smaller, and at last with words broken anywhere.

See `dinobook.pdf.engine.fitting`, which lays them out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes

from dinobook import xhtml
from dinobook.pdf.engine.long_words import too_wide_texts
from dinobook.problems import Place, Problem, Severity

STEPS: Final = ("narrow", "narrower", "narrowest")
"""Classes of a table, each with narrower columns than the one before it."""

ID_MADE: Final = "--"
"""In every id that the author did not give."""
_MM_PER_PX: Final = 25.4 / 96
_SLACK_PX: Final = 0.5
_TRIM_PX: Final = 8
"""What comes as near as this (2 mm) to the edge of a page may be cut off."""
_WORDS: Final = 4
_SHOWN: Final = 60


class Wide(NamedTuple):
    """A table that sticks out, by so much; `name` is the id of the figure around it.

    `lost`: text may be cut off.
    """

    name: str
    over_px: float
    lost: bool


def mark_table(element: Any, steps: Mapping[str, str]) -> None:
    """Give a table the class that it needs. Tables are told by their text: the same is as wide."""
    if xhtml.name_of(element) == "table" and (step := steps.get(_text(element))):
        xhtml.add_class(element, step)


def too_wide(document: Any) -> dict[str, Wide]:
    """The tables of a laid-out WeasyPrint document that stick out, by their text."""
    found: dict[str, Wide] = {}
    for page in document.pages:
        right = page._page_box.content_box_x() + page._page_box.width
        for table, name in _tables(page._page_box, ""):
            edge = table.position_x + table.width
            over = max(edge - right, _out_of_cells(table))
            if over > _SLACK_PX:
                text = _text(table.element)
                lost = edge > page.width - _TRIM_PX or (text in found and found[text].lost)
                found[text] = Wide(name, over, lost)
    return found


def _out_of_cells(table: Any) -> float:
    """How far some word sticks out of its cell, in pixels."""
    return max((over for _, over in too_wide_texts(table, in_tables=True)), default=0.0)


def _text(table: Any) -> str:
    return " ".join("".join(table.itertext()).split())


def _tables(box: Any, name: str) -> Iterator[tuple[Any, str]]:
    """The tables inside a box, each with the id of the figure around it."""
    for child in getattr(box, "children", ()):
        around = child.element.get("id", "") if child.element_tag == "figure" else name
        if isinstance(child, boxes.TableBox):
            yield child, around
        yield from _tables(child, around)


def problem_of(text: str, table: Wide, *, fits: bool) -> Problem:
    """A warning, or an error when it still runs off the page."""
    words = " ".join(text.split()[:_WORDS])
    shown = words if len(words) <= _SHOWN else words[:_SHOWN]
    own_name = table.name and ID_MADE not in table.name
    called = f"“{table.name}”" if own_name else f"that begins “{shown} …”"
    over = f"The table {called} is {table.over_px * _MM_PER_PX:.0f} mm wider than the text"
    return Problem(
        Place("", 0, words),
        "layout-003",
        f"{over}: it is set smaller, and words in it are broken." if fits else f"{over}.",
        "Write “wide: turn” or “wide: shrink” below its line “/// tabel”, or give it fewer "
        "columns or shorter words.",
        Severity.ERROR if table.lost and not fits else Severity.WARNING,
    )
