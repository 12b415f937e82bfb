"""Words, addresses and codes that are wider than their line, found where they stick out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook import xhtml
from dinobook.pdf.engine.hooks import (
    LineBox,
    ParentBox,
    ReplacedBox,
    TableBox,
    TextBox,
    is_finely_set,
)
from dinobook.problems import Place, Problem, Severity

LONG_WORD: Final = "long-word"
"""The class of an element in which a word of letters is too wide: it is hyphenated."""
LONG_RUN: Final = "long-run"
"""The class of one with something else that is too wide: it is broken anywhere."""

GLUED: Final = "long-glued"
"""The class of a long word right behind other mark-up."""

Element = tuple[str, str]
"""An element as it is found again in another layout: its name and its text."""

_SLACK_PX: Final = 0.5
_SHOWN: Final = 60
_WORD: Final = re.compile(r"[\W\d_]*[^\W\d_]{6,70}[\W\d_]*(?:[^\W\d_]+[\W\d_]*)?")
_LONG_FIRST: Final = re.compile(r"\S{20,}")
_SPACES: Final = re.compile(r"[ \t\n\r\u2003]+")


def key_of(element: Any) -> Element:
    """An element of WeasyPrint's tree or of lxml's."""
    return str(element.tag).rpartition("}")[2], "".join(element.itertext())


def sticking_out(document: Any) -> dict[Element, str]:
    """The elements of a laid-out WeasyPrint document with text wider than its line; that text.

    Those in tables are left out: there the table is too wide.
    """
    found: dict[Element, str] = {}
    for page in document.pages:
        for box, over_px in too_wide_texts(page._page_box):
            if over_px > _SLACK_PX and box.element is not None and "::" not in box.element_tag:
                found.setdefault(key_of(box.element), _longest(box.text))
    return found


def too_wide_texts(box: Any, *, in_tables: bool = False) -> Iterator[tuple[Any, float]]:
    """The first text box of each line that sticks out of its block, and how far, in pixels."""
    for line, container in _lines(box, in_tables):
        if is_finely_set(line):
            continue  # what is too wide was broken when its lines were chosen
        edge = container.content_box_x() + container.width
        for descendant in line.descendants():
            if isinstance(descendant, ReplacedBox) and _right_px(descendant) > edge - _SLACK_PX:
                break  # a picture has the whole line; the words behind it are not to blame
            if (
                isinstance(descendant, TextBox)
                and descendant.text.strip()
                and _end_px(descendant) > edge
            ):
                yield descendant, _end_px(descendant) - edge
                break


def _right_px(picture: Any) -> float:
    """Where a picture ends."""
    return float(picture.position_x + picture.margin_width())


def _end_px(text: Any) -> float:
    """Where the text of a box ends. In code, whose signs are equally wide, spaces hang there."""
    width: float = text.width
    if text.style["white_space"] == "pre-wrap" and text.text:
        width *= len(text.text.rstrip(" ")) / len(text.text)
    return float(text.position_x) + width


def _lines(box: Any, in_tables: bool) -> Iterator[tuple[Any, Any]]:
    """The lines below a box, each with the block that it stands in."""
    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            yield child, box
            blocks = [
                descendant
                for descendant in child.descendants()
                if isinstance(descendant, ParentBox)
            ]
            yield from (
                (line, block)
                for block in blocks
                for line in block.children
                if isinstance(line, LineBox)
            )
        elif isinstance(child, ParentBox) and (in_tables or not isinstance(child, TableBox)):
            yield from _lines(child, in_tables)


def _longest(text: str) -> str:
    return max(_SPACES.split(text.strip()), key=len)


def class_for(run: str) -> str:
    return LONG_WORD if _WORD.fullmatch(run) else LONG_RUN


def mark_long(element: Any, found: Mapping[Element, str]) -> None:
    """Give an element the class that its text needs."""
    run = found.get(key_of(element))
    if run is not None:
        xhtml.add_class(element, class_for(run))
        _free_glued(element)


def _free_glued(element: Any) -> None:
    """Let a long word that touches the text before it be broken.

    The engine breaks other text at the start of a line only, where this never stands.
    """
    for child in list(element):
        _free_first(child, "tail")
    parent, above = element.getparent(), element.getprevious()
    if parent is not None:
        before = above.tail if above is not None else parent.text
        if (above is not None and not before) or (before and not before[-1].isspace()):
            _free_first(element, "text")


def _free_first(element: Any, where: str) -> None:
    """Put the first word of an element's text, or of the text behind it, in a span of its own."""
    found = _LONG_FIRST.match(getattr(element, where) or "")
    if found is None:
        return
    span = etree.Element(xhtml.tag("span"), {"class": GLUED})
    span.text, span.tail = found.group(), (getattr(element, where) or "")[found.end() :]
    setattr(element, where, None)
    if where == "tail":
        element.addnext(span)
    else:
        element.insert(0, span)


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
