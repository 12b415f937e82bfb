"""What a worker is asked to do. Nothing here needs the page engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dinobook.storage.cache import key_of

SCHEME: Final = "dinobook:"
"""Addresses of what the book holds: `dinobook:manuscript/images/x.svg`, `dinobook:fonts/…`."""

TURNED: Final = "turned"
"""The name of pages that lie on their side, for wide tables."""

PAGE_OF: Final = "data-page-of"
"""The attribute of a hole: the id whose page is printed there, or the name of a book's number."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture or typeface that a page may ask for."""

    data: bytes
    media_type: str

    @property
    def is_font(self) -> bool:
        return self.media_type.startswith("font/")


@dataclass(frozen=True, slots=True)
class LayoutSetup:
    """What all sections of an edition share: style sheets and resources by address.

    `fine`: the lines of whole paragraphs are chosen together.
    """

    sheets: tuple[str, ...]
    resources: Mapping[str, Resource]
    fine: bool = False

    def digest(self) -> str:
        parts: list[str | bytes] = [str(self.fine), *self.sheets]
        for address in sorted(self.resources):
            parts += [address, self.resources[address].data]
        return key_of(*parts)


@dataclass(frozen=True, slots=True)
class ScreenCover:
    """The cover of an edition for a screen: a page's XHTML, and its pictures by address."""

    html: str
    resources: Mapping[str, Resource] = field(default_factory=dict)


class Part(StrEnum):
    """What of a page is drawn.

    TEXT: all but the margin boxes. HEADS: the margin boxes alone, without the page's background.
    BLANK: the second page of the document, whole.
    """

    TEXT = "text"
    HEADS = "heads"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """One section to lay out.

    `name` is the section's id, `html` a whole document, `resources` its own pictures.
    `exceptions` are the words in it that are broken in a way of their own, as `Book` has them.
    `folios` are numbers in it that stand for the number of the page on which they are.
    """

    name: str
    html: str
    resources: Mapping[str, Resource] = field(default_factory=dict)
    part: Part = Part.TEXT
    exceptions: tuple[tuple[str, str], ...] = ()
    folios: tuple[str, ...] = ()

    @property
    def tagged(self) -> bool:
        """Heads, folios and blank pages stand outside the reading order."""
        return self.part is Part.TEXT

    def key(self, setup: str, program: str) -> str:
        """The key of the result, for a setup and a program with these digests."""
        pictures = [
            part
            for address in sorted(self.resources)
            for part in (address, self.resources[address].data)
        ]
        said = (self.name, self.html, self.part.value, repr(self.exceptions))
        return key_of("fragment", program, setup, *said, *self.folios, *pictures)
