"""What is said of a link inside the book: its own words, and not an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from dinobook.pdf.engine.objects import BOOK_LINK
from dinobook.pdf.engine.tagging.ancestry import name_of
from dinobook.pdf.engine.tagging.pictures import words_for
from dinobook.pdf.workers.jobs import PAGE_OF


def describe_link(annotation: Any, element: Any, pseudo: str) -> None:
    """Write down the words of a link; one that leads out of the book keeps its address."""
    address = annotation.get("A", {}).get("URI")
    if isinstance(address, pydyf.String) and not address.string.startswith(BOOK_LINK):
        return
    if words := str(element.get("data-number") or "") if pseudo else _words(element):
        annotation["Contents"] = pydyf.String(words)


def _words(element: Any) -> str:
    """The text of an element, with what is said in the place of its pictures."""
    return " ".join("".join(_said(element)).split())


def _said(element: Any) -> Iterator[str]:
    """The pieces of text in an element, without numbers that are not known yet."""
    if name_of(element) == "img":
        yield f" {words_for(element)} "
    if element.get(PAGE_OF) is not None:
        return
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""
