"""A design → the wrap as a PDF of its sheet, and the front alone as a picture for shops."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

import pikepdf
import pypdfium2
from PIL import Image as Pillow

from dinobook.cover.design import CLOTH_MM, Design, Panel
from dinobook.cover.sides import back_of, code_of, flaps_of, spine_of
from dinobook.cover.wrap import Area, Wrap
from dinobook.pdf.file.frame import info_of
from dinobook.pdf.file.xmp import xmp
from dinobook.pdf.stylesheet import face_resources, face_rules, theme_resources
from dinobook.pdf.workers import tasks
from dinobook.pdf.workers.jobs import Resource
from dinobook.printers import Printer
from dinobook.problems import Problem
from dinobook.processes.pool import Pool, answer_of
from dinobook.theme import Theme
from dinobook.theme.house import COVER

PT_PER_MM: Final = 72 / 25.4
STORE_PX: Final = (1600, 2560)
"""What shops ask of a cover, at the trade's ratio of 1.6 (KDP, Ingram)."""
_OVERLAP_MM: Final = 0.2
_OVER_THE_FOLD_MM: Final = 2.0
"""The front's drawing goes on over the fold of a flap: a fold may be off."""
_BLACK: Final = {"rgb": "#000"}
_BLACK_INK: Final = "device-cmyk(0 0 0 1)"


def draw_wrap(
    design: Design, theme: Theme, printer: Printer, picture: Resource | None, pool: Pool
) -> tuple[bytes, tuple[Problem, ...]]:
    """The whole cover with its bleed as a PDF of one page, and what the page engine had to say."""
    html = wrap_page(design, theme, printer)
    future = _begun(design, theme, html, design.wrap.sheet_mm, picture, pool)
    data, problems = answer_of(future)
    return _described(data, design), problems


def wrap_page(design: Design, theme: Theme, printer: Printer) -> str:
    """The page of the whole cover."""
    wrap = design.wrap
    code = code_of(design)
    return theme.template(
        f"{COVER}/wrap.xhtml",
        design=design,
        margin=wrap.bleed_mm,
        ground=_ground(wrap),
        band=_band(wrap),
        spill={"x": _spill(wrap), "y": wrap.bleed_mm + wrap.turn_in_mm + _OVERLAP_MM},
        back=back_of(design, code),
        flaps=tuple(flaps_of(design)),
        spine=spine_of(design, printer),
        code=code,
        black=_BLACK.get(printer.colour.value, _BLACK_INK),
    )


def draw_front(
    panel: Panel,
    theme: Theme,
    picture: Resource | None,
    size_px: tuple[int, int],
    pool: Pool,
    *,
    is_own: bool = False,
) -> Callable[[], Pillow.Image]:
    """Begin to draw the front in exactly this size, of which the panel must have the shape.

    What is returned waits for it. `is_own`: it is the author's own picture, with what a draft's
    style sheet sets on it.
    """
    html = theme.template(f"{COVER}/store.xhtml", design=panel)
    if is_own:
        page = theme.page("cover", design=panel, is_own=True, css="")
        html = f"<!DOCTYPE html><html><body>{page}</body></html>"
    area = panel.front.area
    future = _begun(panel, theme, html, (area.width, area.height), picture, pool)

    def drawn() -> Pillow.Image:
        page = pypdfium2.PdfDocument(answer_of(future)[0])[0]
        bitmap: Pillow.Image = page.render(scale=size_px[0] / page.get_width()).to_pil()
        return bitmap.convert("RGB").resize(size_px)

    return drawn


def jpeg(picture: Pillow.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, dpi=(300, 300))
    return out.getvalue()


def _begun(
    design: Design | Panel,
    theme: Theme,
    html: str,
    size_mm: tuple[float, float],
    picture: Resource | None,
    pool: Pool,
) -> Future[tuple[bytes, tuple[Problem, ...]]]:
    """A page of a cover on its way to a PDF."""
    css = theme.cover_css(design.layout)
    width, height = size_mm
    page = f"@page {{ size: {width:.4f}mm {height:.4f}mm; margin: 0 }}"
    resources = {**face_resources(css), **theme_resources(theme)}
    if picture is not None:
        resources[design.picture] = picture
    return pool.submit(tasks.draw, html, (face_rules(css), css, page), resources)


def _described(data: bytes, design: Design) -> bytes:
    """The PDF with exact boxes, where the engine rounds, and with what it says of itself."""
    width, height = design.wrap.sheet_mm
    bleed = design.wrap.bleed_mm
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        page.MediaBox = page.BleedBox = _box(0, 0, width, height)
        page.TrimBox = _box(bleed, bleed, width - bleed, height - bleed)
        for key, text in info_of(design.book).items():
            document.docinfo[f"/{key}"] = text
        document.Root.Metadata = document.make_stream(xmp(design.book))
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
