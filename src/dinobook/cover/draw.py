"""A design → the wrap as a PDF with its boxes, and the front alone as a picture for shops."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pikepdf
import pypdfium2

from dinobook.cover.design import CLOTH_MM, Design
from dinobook.cover.sides import back_of, code_of, flaps_of, spine_of
from dinobook.cover.wrap import Area, Wrap
from dinobook.pdf.engine import render
from dinobook.pdf.jobs import Resource
from dinobook.pdf.stylesheet import face_resources, face_rules, theme_resources
from dinobook.printers import Printer
from dinobook.problems import Problem
from dinobook.theme import Theme
from dinobook.theme.house import COVER

PT_PER_MM: Final = 72 / 25.4
STORE_PX: Final = (1600, 2560)
"""What shops ask of a cover, at the trade's ratio of 1.6 (KDP, Ingram)."""
SLUG_MM: Final = 8.0
"""Room for marks beyond the bleed."""
_MARK_MM: Final = 5.0
_LINE_MM: Final = 0.09
_OVERLAP_MM: Final = 0.2
_OVER_THE_FOLD_MM: Final = 2.0
"""The front's drawing goes on over the fold of a flap: a fold may be off."""
_BLACK: Final = {"rgb": "#000"}
_BLACK_INK: Final = "device-cmyk(0 0 0 1)"


def draw_wrap(
    design: Design, theme: Theme, printer: Printer, picture: Resource | None
) -> tuple[bytes, tuple[Problem, ...]]:
    """The whole cover as a PDF of one page, and what the page engine had to say."""
    wrap = design.wrap
    slug = SLUG_MM if "crop" in printer.marks.value else 0.0
    margin = wrap.bleed_mm + slug
    code = code_of(design)
    html = theme.template(
        f"{COVER}/wrap.xhtml",
        design=design,
        margin=margin,
        ground=_ground(wrap),
        band=_band(wrap),
        spill={"x": _spill(wrap), "y": wrap.bleed_mm + wrap.turn_in_mm + _OVERLAP_MM},
        back=back_of(design, code),
        flaps=tuple(flaps_of(design)),
        spine=spine_of(design, printer),
        code=code,
        marks=tuple(_marks(wrap)) if slug else (),
        black=_BLACK.get(printer.colour.value, _BLACK_INK),
    )
    width, height = wrap.size_mm
    size = (width + 2 * margin, height + 2 * margin)
    data, problems = _rendered(design, theme, html, size, picture)
    return _boxed(data, design, slug), problems


def draw_front(design: Design, theme: Theme, picture: Resource | None) -> bytes:
    """The front as a JPEG of exactly `STORE_PX`; its panel must have that shape."""
    html = theme.template(f"{COVER}/store.xhtml", design=design)
    area = design.front.area
    data, _ = _rendered(design, theme, html, (area.width, area.height), picture)
    page = pypdfium2.PdfDocument(data)[0]
    drawn = page.render(scale=STORE_PX[0] / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    drawn.resize(STORE_PX).save(out, "JPEG", quality=90, dpi=(300, 300))
    return out.getvalue()


def _rendered(
    design: Design,
    theme: Theme,
    html: str,
    size_mm: tuple[float, float],
    picture: Resource | None,
) -> tuple[bytes, tuple[Problem, ...]]:
    css = theme.cover_css(design.layout)
    width, height = size_mm
    page = f"@page {{ size: {width:.4f}mm {height:.4f}mm; margin: 0 }}"
    resources = {**face_resources(css), **theme_resources(theme)}
    if picture is not None:
        resources[design.picture] = picture
    rendered = render(html, (face_rules(css), css, page), resources)
    return rendered.pdf(lambda *_: None), rendered.problems


def _boxed(data: bytes, design: Design, slug_mm: float) -> bytes:
    """The PDF with exact boxes: what the engine rounds is set from the measures."""
    width, height = design.wrap.size_mm
    bleed = design.wrap.bleed_mm
    edge = bleed + slug_mm
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        page.MediaBox = _box(0, 0, width + 2 * edge, height + 2 * edge)
        page.BleedBox = _box(
            slug_mm, slug_mm, slug_mm + width + 2 * bleed, slug_mm + height + 2 * bleed
        )
        page.TrimBox = _box(edge, edge, edge + width, edge + height)
        document.docinfo["/Title"] = design.book.title
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _box(*sides_mm: float) -> pikepdf.Array:
    return pikepdf.Array([round(side * PT_PER_MM, 4) for side in sides_mm])


def _ground(wrap: Wrap) -> Area:
    """The colour behind everything: to the bleed and a little more, so no white line is left."""
    width, height = wrap.sheet_mm
    more = wrap.bleed_mm + _OVERLAP_MM
    return Area(-more, -more, width + 2 * _OVERLAP_MM, height + 2 * _OVERLAP_MM)


def _band(wrap: Wrap) -> Area:
    """The spine and a strip on either side of it."""
    reach = max(CLOTH_MM, wrap.hinge_mm)
    ground = _ground(wrap)
    return Area(wrap.spine.x - reach, ground.y, wrap.spine.width + 2 * reach, ground.height)


def _spill(wrap: Wrap) -> float:
    """How far the front's picture goes on beyond the front's outer edge."""
    return _OVER_THE_FOLD_MM if wrap.flap_mm else wrap.turn_in_mm + wrap.bleed_mm + _OVERLAP_MM


def _marks(wrap: Wrap) -> Iterator[Area]:
    """Crop marks at the corners and fold marks at the folds, on the sheet with its slug."""
    width, height = wrap.size_mm
    edge = wrap.bleed_mm + SLUG_MM
    start = SLUG_MM - _MARK_MM - 1
    rows = (start, edge + height + wrap.bleed_mm + 1)
    for x in (0.0, *wrap.folds_mm, width):
        for y in rows:
            yield Area(edge + x - _LINE_MM / 2, y, _LINE_MM, _MARK_MM)
    columns = (start, edge + width + wrap.bleed_mm + 1)
    for y in (0.0, height):
        for x in columns:
            yield Area(x, edge + y - _LINE_MM / 2, _MARK_MM, _LINE_MM)
