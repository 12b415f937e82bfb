"""Words, addresses and codes that are wider than their line, found where they stick out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.hooks import LineBox, ParentBox, TextBox, is_finely_set
from dinobook.problems import Place, Problem, Severity

LONG_WORD: Final = "long-word"
"""The class of an element in which a word of letters is too wide: it is hyphenated."""
LONG_RUN: Final = "long-run"
"""The class of one with something else that is too wide: it is broken anywhere."""

Element = tuple[str, str]
"""An element as it is found again in another layout: its name and its text."""

_SLACK_PX: Final = 0.5
_SHOWN: Final = 60
_WORD: Final = re.compile(r"[\W\d_]*[^\W\d_]{6,70}[\W\d_]*(?:[^\W\d_]+[\W\d_]*)?")
_SPACES: Final = re.compile(r"[ \t\n\r\u2003]+")


def key_of(element: Any) -> Element:
    """An element of WeasyPrint's tree or of lxml's."""
    return str(element.tag).rpartition("}")[2], "".join(element.itertext())


def sticking_out(document: Any) -> dict[Element, str]:
    """The elements of a laid-out WeasyPrint document with text wider than its line; that text."""
    found: dict[Element, str] = {}
    for page in document.pages:
        for line, container in _lines(page._page_box):
            if is_finely_set(line):
                continue  # what is too wide was broken when its lines were chosen
            edge = container.content_box_x() + container.width + _SLACK_PX
            for box in line.descendants():
                wide = isinstance(box, TextBox) and box.position_x + box.width > edge
                if wide and box.element is not None and "::" not in box.element_tag:
                    found.setdefault(key_of(box.element), _longest(box.text))
    return found


def _lines(box: Any) -> Iterator[tuple[Any, Any]]:
    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            yield child, box
            for inner in child.descendants():
                if isinstance(inner, ParentBox) and not isinstance(inner, LineBox):
                    yield from _own_lines(inner)
        elif isinstance(child, ParentBox):
            yield from _lines(child)


def _own_lines(box: Any) -> Iterator[tuple[Any, Any]]:
    """The lines right inside a block that stands in a line."""
    for child in box.children:
        if isinstance(child, LineBox):
            yield child, box


def _longest(text: str) -> str:
    return max(_SPACES.split(text.strip()), key=len)


def class_for(run: str) -> str:
    return LONG_WORD if _WORD.fullmatch(run) else LONG_RUN


def mark_long(element: Any, found: Mapping[Element, str]) -> None:
    """Give an element the class that its text needs."""
    run = found.get(key_of(element))
    if run is not None:
        element.set("class", " ".join([*element.get("class", "").split(), class_for(run)]))


def problem_of(run: str) -> Problem:
    """What the author is told. The line of the text is found by the words."""
    shown = run if len(run) <= _SHOWN else run[:_SHOWN] + "…"
    return Problem(
        Place("", 0, run),
        "layout-030",
        f"“{shown}” is wider than its line, and is broken where the line is full.",
        "If that looks bad: let a short text be the link to a long address, and say in "
        "hyphenation.txt where a long word may be broken.",
        Severity.WARNING,
    )
