"""How a book sets its text, numbers its figures and shows the addresses of links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dinobook.book.words.author import NO_WORDS, OwnWords
from dinobook.manifest.model import EditionSpec, Links, Manifest
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle


@dataclass(frozen=True, slots=True)
class Conventions:
    """`by_chapter`: “Figuur 2.1” in place of “Figuur 3”. `links` as in the manifest.

    `qr_codes`: the edition is on paper, so blocks `qr` are drawn. `headings`: they have numbers.

    `house` is for titles that stand in the manifest; the text of chapters is set before.
    """

    by_chapter: bool = False
    links: Links = "none"
    qr_codes: bool = False
    house: HouseStyle = DEFAULT_HOUSE
    headings: bool = False


DEFAULT: Final = Conventions()


def conventions_of(
    manifest: Manifest, edition: EditionSpec, own: OwnWords = NO_WORDS
) -> Conventions:
    by_chapter = manifest.book.numbering == "chapter"
    headings = edition.layout == "thesis"
    shown, drawn = edition.links_shown, edition.on_paper
    return Conventions(by_chapter, shown, drawn, house_of(manifest, own), headings)


def house_of(manifest: Manifest, own: OwnWords = NO_WORDS) -> HouseStyle:
    """What the manifest chooses for quotes, dashes and ellipses, and the author's file of words."""
    chosen = manifest.typography
    return HouseStyle(chosen.quotes, chosen.dashes, chosen.ellipsis, own.for_text())
