"""Verse: every line is an element, so that it can be counted, and indented where it turns."""

from __future__ import annotations

from typing import Final

from lxml import etree

from dinobook.markup.rows import rows_of
from dinobook.markup.tree import Element

LINE_NUMBER: Final = "data-line-number"
"""On a line whose number the page shows beside it."""


def set_verse(block: Element, every: int) -> None:
    """Lines in place of rows; each `every`-th of the poem gets its number (0: none)."""
    count = 0
    for stanza in block.findall("p"):
        if stanza.get("class") != "stanza":
            continue
        rows = rows_of(stanza)
        stanza[:] = []
        stanza.text = None
        for row in rows:
            count += 1
            row.tag = "span"
            row.attrib.clear()
            row.set("class", "line")
            if every and count % every == 0:
                row.set(LINE_NUMBER, str(count))
            if len(stanza):
                # for readers without the style sheet, which sets lines as blocks
                etree.SubElement(stanza, "br").tail = "\n"
            stanza.append(row)
