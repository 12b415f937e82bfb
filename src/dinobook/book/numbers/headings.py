"""Numbers of headings (2.1, 2.1.3), as a thesis has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.numbers.numbering import Named, write_number
from dinobook.markup.fragment import Heading

HEADING_NUMBER: Final = "heading-number"
"""The class of what stands before the words of a numbered heading."""
_TAGS: Final = ("h2", "h3")


def with_numbers(headings: Iterable[Heading], names: Mapping[str, Named]) -> tuple[Heading, ...]:
    """The headings of a chapter with the numbers that the book gives them."""
    return tuple(
        replace(heading, number=names[heading.id].number) if heading.id in names else heading
        for heading in headings
    )


def number_headings(root: etree._Element, names: Mapping[str, Named]) -> None:
    """Write the number of every heading below `root` that has one before its words."""
    for heading in _headings(root):
        name = heading.get("id", "")
        if name not in names or not names[name].number:
            continue
        label = etree.Element(xhtml.tag("span"), {"class": HEADING_NUMBER})
        write_number(label, "{}", name, names[name].number)
        label.tail = f" {heading.text or ''}"
        heading.text = None
        heading.insert(0, label)


def _headings(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter(*(xhtml.tag(one) for one in _TAGS))
