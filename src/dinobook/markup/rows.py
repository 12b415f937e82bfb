"""The rows of a paragraph: where the author ended a line, whatever mark-up goes on over it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from dinobook.markup.tree import INLINE, Element

_WHOLE: Final = frozenset({"code", "kbd", "math", "samp"})


def rows_of(element: Element, *, deep: bool = True) -> list[Element]:
    """The element once for each of its rows; mark-up that goes on is closed and opened again.

    `deep` False: a row that ends inside such mark-up goes on. An id stays with the first row. The
    children move to the rows.
    """
    rows = [_shell(element, first=True)]
    _add_text(rows, element, element.text)
    for child in list(element):
        tail, child.tail = child.tail, None
        splits = deep and child.tag in INLINE and child.tag not in _WHOLE
        for number, part in enumerate(rows_of(child) if splits else [child]):
            if number:
                rows.append(_shell(element, first=False))
            rows[-1].append(part)
        _add_text(rows, element, tail)
    return rows


def join(rows: list[Element]) -> Element:
    """The rows as one element again, with a line break between them."""
    whole = rows[0]
    for row in rows[1:]:
        line_break = etree.SubElement(whole, "br")
        line_break.tail = row.text
        whole.extend(list(row))
    return whole


def _shell(element: Element, *, first: bool) -> Element:
    kept = {str(name): str(value) for name, value in element.attrib.items()}
    if not first:
        kept.pop("id", None)
    return etree.Element(str(element.tag), kept)


def _add_text(rows: list[Element], element: Element, text: str | None) -> None:
    for number, piece in enumerate((text or "").split("\n")):
        if number:
            rows.append(_shell(element, first=False))
        append_text(rows[-1], piece)


def append_text(element: Element, text: str) -> None:
    """Write behind all that the element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
