"""What is known of each page of a PDF: the edition, folio and chapter that it shows.

A proof says it itself, page by page (ISO 32000-1, 14.5: page-piece dictionaries), so that it can
be read back whatever became of its name and of the book. For another PDF a page map that fits it
does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Object

from dinobook.pagemap.model import MappedPage, PageMap
from dinobook.proof.annotations import DAMAGE
from dinobook.proof.manuscript import letters
from dinobook.proof.page_text import Box, Pages

_OWNER: Final = "/Dinobook"
_LOOKED_AT: Final = 8
"""A page shows its first word among so many letters: a chapter's number may stand before it."""
_BESIDE: Final = 2
"""So many pages before and behind one are looked at as well."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`kind` is that of the page's section; `inside` is where its text stands on a larger sheet."""

    edition: str = ""
    folio: str = ""
    chapter: str = ""
    kind: str = ""
    blank: bool = False
    inside: Box | None = None


NOTHING_KNOWN: Final = PageFacts()


def leave(page: Object, facts: PageFacts, day: str) -> None:
    """Write them on a page. `day` is the date of the proof, as ISO 8601 has it."""
    said = Dictionary(
        Edition=pikepdf.String(facts.edition),
        Folio=pikepdf.String(facts.folio),
        Chapter=pikepdf.String(facts.chapter),
        Kind=pikepdf.String(facts.kind),
        Blank=facts.blank,
    )
    if facts.inside is not None:
        said.Inside = Array([round(side, 4) for side in facts.inside])
    date = pikepdf.String(f"D:{day.replace('-', '')}000000Z")
    page.LastModified = date
    page.PieceInfo = Dictionary({_OWNER: Dictionary(LastModified=date, Private=said)})


def facts_of(
    pdf: pikepdf.Pdf, pages: Pages, maps: Mapping[str, PageMap], name: str, wanted: Sequence[int]
) -> dict[int, PageFacts]:
    """For each page, counted from 0, what is known of it.

    `maps` are the page maps of the book by edition; `name` is that of the file. A map fits that
    says how the pages `wanted` begin.
    """
    own = {number: _said(page.obj) for number, page in enumerate(pdf.pages)}
    if all(own.values()):
        return {number: facts or NOTHING_KNOWN for number, facts in own.items()}
    by_name = sorted(maps.items(), key=lambda each: each[1].file != name)
    fitting = (each for each in by_name if _fits(each[1], pages, wanted))
    edition, fit = next(fitting, ("", None))
    if fit is None:
        return {number: facts or NOTHING_KNOWN for number, facts in own.items()}
    kinds = {chapter.id: chapter.kind for chapter in fit.chapters}
    return {
        number: facts or _of_map(fit.pages[number], kinds, edition) for number, facts in own.items()
    }


def _of_map(page: MappedPage, kinds: Mapping[str, str], edition: str) -> PageFacts:
    kind = kinds.get(page.chapter, "") if page.chapter else "cover"
    return PageFacts(edition, page.folio, page.chapter, kind, page.blank)


def _said(page: Object) -> PageFacts | None:
    """What a proof says of its page; None for another PDF, and for what cannot be read."""
    try:
        said = page.PieceInfo[_OWNER].Private
        inside = [float(side) for side in said.Inside.as_list()]
        return PageFacts(
            str(said.Edition),
            str(said.Folio),
            str(said.Chapter),
            str(said.Kind),
            bool(said.Blank),
            (inside[0], inside[1], inside[2], inside[3]),
        )
    except DAMAGE:
        return None


def _fits(pages: PageMap, read: Pages, wanted: Sequence[int]) -> bool:
    """Whether the map has as many pages, and those that are wanted begin with its words."""
    if len(pages.pages) != len(read):
        return False
    beside = range(-_BESIDE, _BESIDE + 1)
    looked_at = {number + by for number in wanted for by in beside} & set(range(len(read)))
    for number in sorted(looked_at):
        first = pages.pages[number].first
        shown = read.read(number).letters[0]
        if first is None:
            continue
        rest = first.word[first.offset - first.word_offset :]
        if letters(rest) not in shown[: _LOOKED_AT + len(rest)]:
            return False
    return True
