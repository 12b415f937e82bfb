"""One pass over an assembled PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from dinobook.errors import EngineError
from dinobook.finish.boxes import boxes_of, set_boxes
from dinobook.finish.faults import UnfitColour, located, transparent, unconvertible
from dinobook.finish.inks import Inks
from dinobook.finish.marks import add_marks
from dinobook.finish.objects import drop, entries
from dinobook.finish.pictures import PictureConverter
from dinobook.finish.placements import Inches, ObjectId, largest, placements
from dinobook.finish.second_tags import renew_tags
from dinobook.finish.separate import KNOCKOUT, OVERPRINT, separate
from dinobook.finish.settings import UNFINISHED, Finish
from dinobook.finish.shadings import separate_shading
from dinobook.finish.spaces import space_of
from dinobook.finish.standards import identify, version_of
from dinobook.finish.streams import Drawing, drawings
from dinobook.finish.strip import strip
from dinobook.finish.transparency import flatten_pictures, make_opaque, see_through
from dinobook.problems import Place, Problem
from dinobook.storage.cache import NO_CACHE, Cache

_GRAY_MASKS: Final = Inks("gray", None)


def finish(
    data: bytes,
    settings: Finish,
    cache: Cache = NO_CACHE,
    name: str = "",
    places: Sequence[Place] = (),
) -> bytes:
    """The PDF as the settings want it; `cache` keeps converted pictures, `name` is the file's.

    `places` are the chapters of its pages, for the problems. The text and the look of the pages do
    not change. Raises `EngineError` with a problem for each page that cannot be had so.
    """
    if settings == UNFINISHED:
        return data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        strip(pdf, settings)
        _raise_on((located(colour, places) for colour in _colours(pdf, settings, cache)), name)
        for index, page in enumerate(pdf.pages):
            _finish_page(pdf, page.obj, index, settings)
        if settings.standard == "ua-2":
            renew_tags(pdf)
        identify(pdf, settings)
        return _written(pdf, settings)


def _raise_on(problems: Iterable[Problem], name: str) -> None:
    if found := list(dict.fromkeys(problems)):
        raise EngineError(f"{name or 'The PDF'} cannot be finished as the edition asks.", found)


def _written(pdf: pikepdf.Pdf, settings: Finish) -> bytes:
    """The same file gives the same bytes. Object streams came with PDF 1.5."""
    modes = pikepdf.ObjectStreamMode
    out = io.BytesIO()
    pdf.save(
        out,
        force_version=version_of(settings),
        object_stream_mode=modes.disable if settings.is_opaque else modes.generate,
        deterministic_id=True,
    )
    return out.getvalue()


def _finish_page(pdf: pikepdf.Pdf, page: Object, index: int, settings: Finish) -> None:
    boxes = boxes_of(page, index, settings)
    set_boxes(page, boxes)
    if settings.marks:
        add_marks(pdf, page, boxes, settings)
    if settings.is_opaque:
        drop(page, "/Group")
    elif settings.separates:  # else a press mixes what is transparent in the colours of a screen
        inks = Name.DeviceCMYK if settings.colour == "cmyk" else Name.DeviceGray
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=inks)


# colour ------------------------------------------------------------------------------------


def _colours(pdf: pikepdf.Pdf, settings: Finish, cache: Cache) -> Iterator[Problem]:
    """Convert every colour, as far as that is asked for; what stands in the way."""
    drawn = list(drawings(pdf))  # joins the streams of a page, which all that follows reads
    if settings.is_opaque:
        yield from flatten_pictures(pdf, settings.standard)
    inks = _inks(settings)
    sizes = largest(placements(pdf)) if settings.dpi else {}
    yield from _pictures(drawn, PictureConverter(settings, inks, cache), sizes)
    if inks is None:
        return
    done: set[tuple[int, int]] = set()
    for one in drawn:
        yield from _separate_drawing(pdf, one, settings, inks, done)
    for one in drawn:
        _tidy(one, settings, inks)


def _inks(settings: Finish) -> Inks | None:
    if not settings.separates:
        return None
    return Inks(settings.colour, settings.profile, settings.most_ink)


def _pictures(
    drawn: Iterable[Drawing], converter: PictureConverter, sizes: dict[ObjectId, Inches]
) -> Iterator[Problem]:
    done: set[tuple[int, int]] = set()
    for one in drawn:
        for picture in entries(one.resources, "/XObject").values():
            if picture.get("/Subtype") != Name.Image or picture.objgen in done:
                continue
            done.add(picture.objgen)
            try:
                converter.convert(picture, one.resources, sizes.get(picture.objgen))
            except UnfitColour as error:
                yield unconvertible(one.page, str(error), converter.settings.colour)


def _separate_drawing(
    pdf: pikepdf.Pdf, one: Drawing, settings: Finish, inks: Inks, done: set[tuple[int, int]]
) -> Iterator[Problem]:
    """Convert a stream and the gradients it names. The lightness of a soft mask is its opacity."""
    used = _GRAY_MASKS if one.in_mask else inks
    overprint = settings.colour == "cmyk" and not one.in_mask
    try:
        instructions = pikepdf.parse_content_stream(one.stream)
        separated = separate(instructions, one.resources, used, overprint=overprint)
        for shading in _shadings(one.resources):
            if shading.objgen not in done or shading.objgen == (0, 0):
                done.add(shading.objgen)
                separate_shading(pdf, shading, one.resources, used)
    except UnfitColour as error:
        yield unconvertible(one.page, str(error), settings.colour)
        return
    one.stream.write(separated.content)
    if separated.states & {OVERPRINT, KNOCKOUT}:
        _add_overprint(one.resources)
    if settings.is_opaque:
        for what in see_through(one, separated.states):
            yield transparent(one.page, what, settings.standard)


def _shadings(resources: Object) -> Iterator[Object]:
    yield from entries(resources, "/Shading").values()
    for pattern in entries(resources, "/Pattern").values():
        if not isinstance(pattern, Stream):
            yield pattern.Shading


def _add_overprint(resources: Object) -> None:
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    for name, on in ((OVERPRINT, True), (KNOCKOUT, False)):
        resources.ExtGState[name] = Dictionary(Type=Name.ExtGState, OP=on, op=on, OPM=int(on))


def _tidy(one: Drawing, settings: Finish, inks: Inks) -> None:
    """Take away names of colours that are no longer used; what is mixed, is mixed in inks."""
    if settings.is_opaque:
        make_opaque(one)
    elif "/Group" in one.stream and "/CS" in one.stream.Group:
        gray = one.in_mask or inks.mode == "L"
        one.stream.Group.CS = Name.DeviceGray if gray else Name.DeviceCMYK
    for name in entries(one.resources, "/ColorSpace"):
        if not _is_kept(name, one.resources, inks):
            drop(one.resources.ColorSpace, name)


def _is_kept(name: str, resources: Object, inks: Inks) -> bool:
    try:
        return space_of(Name(name), resources, inks).kind in ("pattern", "spot")
    except UnfitColour:
        return False  # had it been used, the page would have been refused
