"""Standards without transparency: soft edges of pictures are mixed with the ground they lie on."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object
from PIL import Image

from dinobook.finish.faults import transparent
from dinobook.finish.objects import drop, entries
from dinobook.finish.pictures import (
    encoded,
    in_full,
    is_jpeg,
    opened_picture,
    replace_pixels,
)
from dinobook.finish.placements import ObjectId, Placement, placements
from dinobook.finish.streams import Drawing
from dinobook.problems import Problem

Rgb = tuple[int, int, int]
Sides = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""

_SAMPLE_PX: Final = 200
"""The longer side of the ground that is looked at."""
_OPAQUE_BLENDS: Final = (Name.Normal, Name.Compatible)


def flatten_pictures(pdf: pikepdf.Pdf, standard: str) -> list[Problem]:
    """Mix soft-edged pictures with a plain ground; what has no plain ground is a problem."""
    by_picture: defaultdict[ObjectId, list[Placement]] = defaultdict(list)
    for placement in placements(pdf):
        if "/SMask" in placement.picture:
            by_picture[placement.picture.objgen].append(placement)
    problems: list[Problem] = []
    for placed in by_picture.values():
        problems += _flatten(pdf, placed, standard)
    return problems


def _flatten(pdf: pikepdf.Pdf, placed: list[Placement], standard: str) -> Iterator[Problem]:
    picture = placed[0].picture
    mask = in_full(opened_picture(picture.SMask)).convert("L")
    if mask.getextrema() != (255, 255):
        grounds = [_ground(pdf, one) if one.direct else None for one in placed]
        colours = set(grounds)
        if None in colours or len(colours) > 1:
            pages = (one.page for one, ground in zip(placed, grounds, strict=True) if not ground)
            page = next(pages, placed[-1].page)
            yield transparent(page, "a picture with soft edges on no plain ground", standard)
            return
        _mix(picture, mask, next(colour for colour in colours if colour is not None))
    del picture.SMask


def _mix(picture: Object, mask: Image.Image, ground: Rgb) -> None:
    pixels = in_full(opened_picture(picture)).convert("RGB")
    if mask.size != pixels.size:
        mask = mask.resize(pixels.size, Image.Resampling.LANCZOS)
    mixed = Image.composite(pixels, Image.new("RGB", pixels.size, ground), mask)
    replace_pixels(picture, encoded(mixed, lossy=is_jpeg(picture)))


def _ground(pdf: pikepdf.Pdf, placed: Placement) -> Rgb | None:
    """The one colour that the page has below a picture when it is drawn; None: it has several."""
    page = pdf.pages[placed.page - 1]
    steps = list(pikepdf.parse_content_stream(page.obj.Contents))[: placed.step]
    with pikepdf.new() as before:
        before.pages.append(page)
        copy = before.pages[0].obj
        copy.Contents = before.make_stream(pikepdf.unparse_content_stream(steps))
        drop(copy, "/CropBox", "/BleedBox", "/TrimBox", "/Rotate", "/Annots", "/Group")
        left, bottom, right, top = _on_sheet(_box(placed), page.mediabox)
        copy.MediaBox = Array([left, bottom, right, top])
        drawn = _render(before, _SAMPLE_PX / max(right - left, top - bottom, 1.0))
    colours = drawn.getcolors(maxcolors=1)
    if colours is None or not isinstance(colours[0][1], tuple):
        return None
    red, green, blue = colours[0][1]
    return red, green, blue


def _on_sheet(box: Sides, sheet: Iterable[Any]) -> Sides:
    """The part of a box that is on the sheet; nobody sees what hangs over its edges."""
    left, bottom, right, top = (float(side) for side in sheet)
    seen = max(box[0], left), max(box[1], bottom), min(box[2], right), min(box[3], top)
    return seen if seen[0] < seen[2] and seen[1] < seen[3] else box


def _render(pdf: pikepdf.Pdf, scale: float) -> Image.Image:
    """The only page, without the outermost pixels, which its edges cut."""
    out = io.BytesIO()
    pdf.save(out)
    page = pypdfium2.PdfDocument(out.getvalue())[0]
    drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    width, height = drawn.size
    return drawn.crop((1, 1, width - 1, height - 1)) if min(width, height) > 2 else drawn


def _box(placed: Placement) -> Sides:
    """What the picture covers, in points."""
    corners = [placed.matrix.transform(corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def see_through(drawing: Drawing, states: Iterable[str]) -> Iterator[str]:
    """What the graphics states that a stream sets let show through, in words."""
    known = entries(drawing.resources, "/ExtGState")
    for name in sorted(states):
        if name in known and (what := _what(known[name])):
            yield what


def _what(state: Object) -> str:
    if isinstance(state.get("/SMask"), Dictionary):
        return "something that fades out"
    if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
        return "something half transparent"
    if state.get("/BM", Name.Normal) not in _OPAQUE_BLENDS:
        return "colours that are blended"
    return ""


def make_opaque(drawing: Drawing) -> None:
    """Take away what would only say that something may be transparent, when nothing is."""
    drop(drawing.stream, "/Group")
    for name, state in entries(drawing.resources, "/ExtGState").items():
        if _what(state):
            drop(drawing.resources.ExtGState, name)  # no stream sets it
