"""Where and when chapters were published first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from dinobook.book.model import Kind, Section
from dinobook.markup.fragment import Fragment

# A line may end behind a slash and before these; never with a hyphen, which would be read along.
_BREAKS: Final = re.compile(r"(?<=/)|(?=[.?&=#_-])")


@dataclass(frozen=True, slots=True)
class FirstPublished:
    """A chapter with its first place. `pieces` are the address as printed, cut where lines may."""

    section: Section
    address: str
    pieces: tuple[str, ...]


def first_published(
    sections: Iterable[Section], fragments: Mapping[str, Fragment]
) -> tuple[FirstPublished, ...]:
    """Every chapter with a `source`, in the order of the book."""
    chapters = [one for one in sections if one.kind is Kind.CHAPTER and one.id in fragments]
    return tuple(
        FirstPublished(one, address, printed(address))
        for one in chapters
        if (address := fragments[one.id].meta.source)
    )


def printed(address: str) -> tuple[str, ...]:
    """An address as one types it: no scheme, `www.`, last slash, nor what counts readers."""
    parts = urlsplit(address)
    query = "&".join(one for one in parts.query.split("&") if not one.startswith("utm_"))
    shown = parts.netloc.removeprefix("www.") + parts.path.rstrip("/")
    return tuple(filter(None, _BREAKS.split(f"{shown}{'?' if query else ''}{query}")))
