"""What a finished file is joined from: runs of pages, and what it says besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dinobook.pdf.drawn_section import DrawnSection


@dataclass(frozen=True, slots=True)
class Overlay:
    """Running heads and folios of a run of pages.

    Over each of the pages lies the page of `heads` that `over` names, counted from 0, with the
    page's own folio in its holes.
    """

    heads: DrawnSection
    over: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageRun:
    """A run of pages as the book has it: the section's, and what lies over them.

    `overlay` None: nothing does. `number` is that of the first page.
    """

    body: DrawnSection
    overlay: Overlay | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """What the file says besides its pages.

    `entries` are further lines of the catalogue, already PDF; `targets` are the ids that some link
    leads to: only they become named destinations. `turns`: wide pages are turned upright.
    `to_tags`: links and outline lead to tags as well as to places on pages.
    """

    title: str
    language: str
    info: Mapping[str, str]
    identifier: bytes
    entries: Mapping[str, bytes]
    xmp: bytes
    targets: frozenset[str]
    turns: bool = False
    to_tags: bool = False
