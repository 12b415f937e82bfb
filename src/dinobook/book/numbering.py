"""Numbers of parts, chapters, figures and tables, given once, in the order of the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.words import Words

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)

BOOK_NUMBER: Final = "book-number"
"""The class of a number that the book gives: pages are kept without it, and it is filled in."""


def roman(number: int) -> str:
    """1 → I, 1994 → MCMXCIV; for parts and for folios of the front matter (in lower case)."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


class Captions:
    """Counts figures and tables through the whole book and writes their labels."""

    def __init__(self, words: Words) -> None:
        self._labels = {"figure": words.figure, "table": words.table}
        self._counts: Counter[str] = Counter()

    def number(self, root: etree._Element) -> None:
        """Fill every empty caption label below `root`, in document order."""
        for figure in root.iter(xhtml.tag("figure")):
            label = _label_of(figure)
            kind = _kind_of(xhtml.classes(figure))
            if label is not None and kind:
                self._counts[kind] += 1
                _write(label, self._labels[kind], str(self._counts[kind]))
                label.tail = " " + (label.tail or "").lstrip()


def _write(label: etree._Element, form: str, number: str) -> None:
    """A label such as "Figuur 3", its number in an element of its own."""
    before, _, after = form.partition("{}")
    label.text = before
    element = etree.SubElement(label, xhtml.tag("span"), {"class": BOOK_NUMBER})
    element.text, element.tail = number, after


def _kind_of(names: Iterable[str]) -> str:
    return next((name for name in names if name in ("figure", "table")), "")


def _label_of(figure: etree._Element) -> etree._Element | None:
    for span in figure.iter(xhtml.tag("span")):
        if xhtml.has_class(span, "caption-label"):
            return span
    return None
