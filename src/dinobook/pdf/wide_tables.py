"""Tables that are wider than the text area: set smaller, and at last with words broken anywhere.

Which tables these are is known when they are laid out. So a section that has one is laid out
again with it marked for the style sheet, at most as many times as there are `STEPS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes

from dinobook import xhtml
from dinobook.pdf.engine import Rendered
from dinobook.pdf.floats import Move
from dinobook.problems import Place, Problem, Severity

STEPS: Final = ("narrow", "narrower", "narrowest")
"""Classes of a table, each with narrower columns than the one before it."""

_MM_PER_PX: Final = 25.4 / 96
_SLACK_PX: Final = 0.5
_TRIM_PX: Final = 8
"""What comes as near as this (2 mm) to the edge of a page may be cut off."""
_WORDS: Final = 4
_SHOWN: Final = 60

LaidOut = tuple[Rendered, tuple[Move, ...]]
"""A document, and the moves of its floats."""


def document_of(laid_out: LaidOut) -> Any:
    """WeasyPrint's own document."""
    return laid_out[0].document


class _Wide(NamedTuple):
    """A table that sticks out: the id of the figure around it, by how much, and whether text may
    be cut off."""

    name: str
    over_px: float
    lost: bool


def with_tables_that_fit(
    html: str, lay_out: Callable[[str], LaidOut]
) -> tuple[LaidOut, tuple[Problem, ...]]:
    """What `lay_out` makes of a document in which every table is as narrow as it must be.

    Also one problem for each table that was too wide: a warning, or an error when it still runs
    off the page.
    """
    laid_out = lay_out(html)
    found = wide = _too_wide(document_of(laid_out))
    for step in STEPS:
        if not wide:
            break
        html = _marked(html, wide, step)
        laid_out = lay_out(html)
        wide = _too_wide(document_of(laid_out))
        found = {**wide, **found}
    return laid_out, tuple(
        _problem(text, one, fits=text not in wide) for text, one in found.items()
    )


def _marked(html: str, tables: Mapping[str, _Wide], step: str) -> str:
    """Tables are told by their text: those with the same text are as wide."""
    root = xhtml.parse(html)
    for table in root.iter(xhtml.tag("table")):
        if _text(table) in tables:
            others = [one for one in xhtml.classes(table) if one not in STEPS]
            table.set("class", " ".join([*others, step]))
    return "<!DOCTYPE html>" + xhtml.serialise(root)


def _too_wide(document: Any) -> dict[str, _Wide]:
    """The tables of a laid-out WeasyPrint document that stick out, by their text."""
    found: dict[str, _Wide] = {}
    for page in document.pages:
        right = page._page_box.content_box_x() + page._page_box.width
        for table, name in _tables(page._page_box, ""):
            edge = table.position_x + table.width
            if edge - right > _SLACK_PX:
                text = _text(table.element)
                lost = edge > page.width - _TRIM_PX or (text in found and found[text].lost)
                found[text] = _Wide(name, edge - right, lost)
    return found


def _text(table: Any) -> str:
    return " ".join("".join(table.itertext()).split())


def _tables(box: Any, name: str) -> Iterator[tuple[Any, str]]:
    """The tables inside a box, each with the id of the figure around it."""
    for child in getattr(box, "children", ()):
        around = child.element.get("id", "") if child.element_tag == "figure" else name
        if isinstance(child, boxes.TableBox):
            yield child, around
        yield from _tables(child, around)


def _problem(text: str, table: _Wide, *, fits: bool) -> Problem:
    words = " ".join(text.split()[:_WORDS])
    shown = words if len(words) <= _SHOWN else words[:_SHOWN]
    called = f"“{table.name}”" if table.name else f"that begins “{shown} …”"
    over = f"The table {called} is {table.over_px * _MM_PER_PX:.0f} mm wider than the text"
    return Problem(
        Place("", 0, words),
        "layout-003",
        f"{over}: it is set smaller, and words in it are broken." if fits else f"{over}.",
        "Write “wide: turn” or “wide: shrink” below its line “/// tabel”, or give it fewer "
        "columns or shorter words.",
        Severity.ERROR if table.lost and not fits else Severity.WARNING,
    )
