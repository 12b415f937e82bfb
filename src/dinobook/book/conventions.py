"""How a book numbers its figures and what it does with the addresses of links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dinobook.manifest.model import EditionSpec, Links, Manifest


@dataclass(frozen=True, slots=True)
class Conventions:
    """`by_chapter`: “Figuur 2.1” in place of “Figuur 3”. `links` as in the manifest."""

    by_chapter: bool = False
    links: Links = "none"


DEFAULT: Final = Conventions()


def conventions_of(manifest: Manifest, edition: EditionSpec) -> Conventions:
    return Conventions(manifest.book.numbering == "chapter", edition.links_shown)
