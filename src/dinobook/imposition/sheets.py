"""A finished PDF → a PDF of sheets, for a printer at home that prints on both sides."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf

from dinobook.errors import UsageError
from dinobook.imposition.fold import Side, fold

SHEET_SIZES_MM: Final = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}  # ISO 216, lying
_PT_PER_MM: Final = 72 / 25.4
_QUARTER_TURNS: Final = (90, 270)


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets as a PDF. `scale` below 1: the pages were too large for the sheet."""

    data: bytes
    sheets: int
    blanks: int
    scale: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Paper in points, with what is done to the pages on it."""

    width: float
    height: float
    scale: float


def impose(
    data: bytes,
    gathering: int = 0,
    creep_mm: float = 0.0,
    sheet: str = "a4",
    name: str = "The file",
) -> Imposed:
    """The pages of a PDF, cut to their trim, two on a side of a sheet.

    `gathering` is `fold`'s. Each sheet moves its pages `creep_mm` further to the fold than the one
    around it, since inner sheets stand out when folded. Pages that are too large become smaller.
    Raises `UsageError` when `data` is no PDF with pages; `name` is what the message calls it.
    """
    try:
        source = pikepdf.open(io.BytesIO(data))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise UsageError(f"{name} is not a PDF that can be read.") from error
    with source, pikepdf.new() as target:
        pages = list(source.pages)
        if not pages:
            raise UsageError(f"{name} has no pages.")
        paper = _paper(pages, sheet)
        plan = fold(len(pages), gathering)
        for one in plan:
            creep = one.depth * creep_mm * _PT_PER_MM
            for side in (one.front, one.back):
                _draw(target, side, pages, paper, creep)
        _describe(target, source)
        file = io.BytesIO()
        target.save(file, deterministic_id=True)
    blanks = 4 * len(plan) - len(pages)
    return Imposed(file.getvalue(), len(plan), blanks, round(paper.scale, 4))


def _describe(target: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """The sheets of a draft are a draft too: a preflight knows it by its label."""
    with source.open_metadata() as said:
        title, label = said.get("dc:title"), said.get("xmp:Label")
    with target.open_metadata(set_pikepdf_as_editor=False) as own:
        if title:
            own["dc:title"] = str(title)
        if label:
            own["xmp:Label"] = str(label)


def _paper(pages: Sequence[pikepdf.Page], sheet: str) -> _Sheet:
    width, height = (side * _PT_PER_MM for side in SHEET_SIZES_MM[sheet])
    widest, highest = (max(sides) for sides in zip(*map(_size, pages), strict=True))
    return _Sheet(width, height, min(1.0, width / 2 / widest, height / highest))


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of the trimmed page, as it is read."""
    left, low, right, high = (float(side) for side in page.trimbox)
    width, height = right - left, high - low
    turned = int(page.obj.get("/Rotate", 0)) % 360 in _QUARTER_TURNS
    return (height, width) if turned else (width, height)


def _draw(
    target: pikepdf.Pdf,
    side: Side,
    pages: Sequence[pikepdf.Page],
    paper: _Sheet,
    creep: float,
) -> None:
    drawn = target.add_blank_page(page_size=(paper.width, paper.height))
    forms, content = pikepdf.Dictionary(), b""
    for at, place in _places(side, pages, paper, creep):
        # As a form a page is cut to its trim, and stands upright however it was turned.
        form = target.copy_foreign(pages[at].as_form_xobject())
        name = pikepdf.Name(f"/Page{at + 1}")
        forms[name] = form
        content += drawn.calc_form_xobject_placement(
            form, name, place, invert_transformations=True, allow_shrink=True, allow_expand=True
        )
    drawn.obj["/Resources"] = pikepdf.Dictionary(XObject=forms)
    drawn.obj["/Contents"] = target.make_stream(content)


def _places(
    side: Side, pages: Sequence[pikepdf.Page], paper: _Sheet, creep: float
) -> Iterator[tuple[int, pikepdf.Rectangle]]:
    """Where each page of a side stands: against the fold, half-way up."""
    middle = paper.width / 2
    for at, is_left in ((side.left, True), (side.right, False)):
        if at is None:
            continue
        width, height = (length * paper.scale for length in _size(pages[at]))
        start = middle - width + creep if is_left else middle - creep
        low = (paper.height - height) / 2
        yield at, pikepdf.Rectangle(start, low, start + width, low + height)
