"""The sentences of the colophon, from what the manifest says of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.book.model import Imprint, Metadata
from dinobook.book.words.matter import MatterWords
from dinobook.book.words.model import Words, written_date
from dinobook.markup.typography.tree import typeset_text

# The licences of Creative Commons, as people write them: CC BY-NC-SA 4.0.
_CREATIVE_COMMONS: Final = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statements:
    """What stands in the colophon; empty for what the manifest does not say.

    `deed` is the address of a known licence. `numbers` are ISBNs, legal deposit and NUR.
    """

    rights: str
    licence: str
    deed: str
    credits: tuple[str, ...]
    responsible: str
    printings: tuple[str, ...]
    numbers: tuple[str, ...]


def statements(metadata: Metadata, words: Words, matter_words: MatterWords) -> Statements:
    imprint = metadata.imprint
    return Statements(
        rights=metadata.rights,
        licence=matter_words.licence.format(imprint.licence) if imprint.licence else "",
        deed=_deed(imprint.licence),
        credits=tuple(matter_words.credits[task].format(name) for task, name in imprint.credits),
        responsible=(
            matter_words.responsible.format(typeset_text(imprint.responsible, metadata.language))
            if imprint.responsible
            else ""
        ),
        printings=tuple(_printings(imprint, words, matter_words)),
        numbers=tuple(_numbers(metadata, matter_words)),
    )


def _deed(licence: str) -> str:
    found = _CREATIVE_COMMONS.fullmatch(licence.strip())
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""


def _printings(imprint: Imprint, words: Words, matter_words: MatterWords) -> Iterator[str]:
    for number, date in enumerate(imprint.printings, start=1):
        yield f"{matter_words.printing_number(number)}, {written_date(date, words)}"


def _numbers(metadata: Metadata, matter_words: MatterWords) -> Iterator[str]:
    """Each ISBN says what it is the number of, unless it can only be this very edition."""
    isbns = metadata.imprint.isbns
    for form, isbn in isbns:
        alone = len(isbns) == 1 and isbn == metadata.isbn
        yield f"ISBN {isbn}" if alone else f"ISBN {isbn} ({matter_words.forms[form]})"
    if metadata.imprint.depot:
        yield metadata.imprint.depot
    if metadata.nur:
        yield f"NUR {metadata.nur}"
