"""A letter: salutation, text, closing and signature, told apart by where they stand."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.rows import join, rows_of
from dinobook.markup.tree import Element, plain_text
from dinobook.xhtml import add_class

_POSTSCRIPT: Final = re.compile(r"(?:P\.? ?)+S\.?(?: |$|:)")


def set_letter(block: Element) -> str:
    """Name the parts of a letter. What is wrong; empty: nothing."""
    paragraphs = [one for one in block.findall("p") if one.get("class") != "letter-date"]
    while paragraphs and _POSTSCRIPT.match(plain_text(paragraphs[-1])):
        add_class(paragraphs.pop(), "postscript")
    if len(paragraphs) < 3:
        return "has no salutation, text and closing, each a paragraph of its own"
    add_class(paragraphs[0], "salutation")
    _set_closing(paragraphs[-1])
    return ""


def _set_closing(paragraph: Element) -> None:
    """The first row closes the letter, those after it sign it; a row alone is the signature."""
    rows = [row for row in rows_of(paragraph) if plain_text(row)]
    if len(rows) > 1:
        rows[0].set("class", "closing")
        rows[0].tail = "\n"
        paragraph.addprevious(rows.pop(0))
    signature = join(rows)
    signature.set("class", "signature")
    signature.tail = paragraph.tail
    parent = paragraph.getparent()
    if parent is not None:
        paragraph.tail = None
        parent.replace(paragraph, signature)
