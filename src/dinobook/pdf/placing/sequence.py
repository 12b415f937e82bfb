"""Which page comes where: sections in their order, each on the side that it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dinobook.pdf.drawn_section import DrawnPage, DrawnSection
from dinobook.pdf.placing.folios import Page, folios
from dinobook.pdf.placing.sides import blank_at_end, first_pages
from dinobook.printers import Printer


@dataclass(frozen=True, slots=True)
class Placed:
    """Pages and where they stand: those of a section, or one blank page after it.

    `first` counts from 0. A blank page makes the next section start on the side it asks for; it
    belongs to the section before.
    """

    section: str
    drawn_section: DrawnSection
    first: int
    blank: bool = False

    @property
    def left(self) -> bool:
        """Whether the pages start on a verso."""
        return self.first % 2 == 1

    @property
    def end(self) -> int:
        """Where the next page comes."""
        return self.first + len(self.drawn_section.pages)


def place(drawn_sections: Sequence[tuple[str, DrawnSection]]) -> tuple[Placed, ...]:
    """The sections in their order, each with its id, placed from page 0 (a recto) on."""
    placed: list[Placed] = []
    firsts = first_pages([(one.starts, len(one.pages)) for _, one in drawn_sections])
    for (section, drawn_section), first in zip(drawn_sections, firsts, strict=True):
        if placed and placed[-1].end < first:
            placed.append(_blank_after(placed[-1], placed[-1].end))
        placed.append(Placed(section, drawn_section, first))
    return tuple(placed)


def filled_up(placed: tuple[Placed, ...], printer: Printer | None) -> tuple[Placed, ...]:
    """The same with as many blank pages at the end as the printer asks for."""
    if printer is None or not placed:
        return placed
    pages = sum(len(section.drawn_section.pages) for section in placed)
    missing = blank_at_end(pages, printer)
    return (*placed, *(_blank_after(placed[-1], pages + at) for at in range(missing)))


def _blank_after(placed: Placed, at: int) -> Placed:
    last = placed.drawn_section.pages[-1]
    page = DrawnPage(
        content=0,
        boxes=last.boxes,
        annotations=(),
        marks=(),
        anchors=(),
        bookmarks=(),
        strings=(),
        name=last.name,
        blank=True,
        text_box_pt=last.text_box_pt,
        fill=0.0,
    )
    return Placed(placed.section, DrawnSection(b"", (), (page,), (), (), (), ()), at, blank=True)


def pages_of(placed: Sequence[Placed], first_of_body: str) -> tuple[Page, ...]:
    """Every page of the book, with its folio."""
    owners = [(section, page) for section in placed for page in section.drawn_section.pages]
    numbers = folios((one.section for one, _ in owners), first_of_body)
    return tuple(
        Page(
            section=one.section,
            numbering=numbering,
            number=number,
            label=label,
            recto=index % 2 == 0,
            blank=page.blank,
            anchors=tuple(name for name, _, _ in page.anchors),
            text="",
            text_box_pt=page.text_box_pt,
            fill=page.fill,
        )
        for index, ((one, page), (numbering, number, label)) in enumerate(
            zip(owners, numbers, strict=True)
        )
    )


def page_of(pages: Sequence[Page]) -> Mapping[str, Page]:
    """The page on which each id starts."""
    found: dict[str, Page] = {}
    for page in pages:
        for name in page.anchors:
            found.setdefault(name, page)
    return found
