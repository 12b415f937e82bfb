"""Title, subtitle, authors, date and abstract of a document, as its styles name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dinobook.importers.docx.settle.document import Document, block_words
from dinobook.importers.docx.tree.build import Element

_TAKEN: Final = ("title", "subtitle", "author", "date")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Front:
    """What the document says of itself; each empty when its styles name nothing."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    abstract: str = ""


def take_front(document: Document) -> Front:
    """The front, which stays in the text before the first heading, where a cover is.

    Titles in the text, where no heading is, begin chapters: their author used them so.
    """
    titles = [one for one in document.root if document.role(one) == "title" and block_words(one)]
    has_headings = next(document.root.iter("h1"), None) is not None
    if len(titles) > 1 and not has_headings:
        for title in titles:
            title.tag = "h1"
        return Front()
    found: dict[str, list[str]] = {}
    for block in _before_headings(document.root):
        role = document.role(block)
        words = block_words(block)
        if words and (role in _TAKEN or role == "abstract"):
            found.setdefault(role, []).append(words)
    return Front(
        " ".join(found.get("title", [])),
        " ".join(found.get("subtitle", [])),
        tuple(found.get("author", [])),
        " ".join(found.get("date", [])),
        "\n\n".join(found.get("abstract", [])),
    )


def _before_headings(root: Element) -> list[Element]:
    found = []
    for block in root:
        if block.tag in _HEADINGS:
            break
        found.append(block)
    return found
