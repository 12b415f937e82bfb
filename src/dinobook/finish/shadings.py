"""Gradients in inks: their colours are worked out at many points, and each point is converted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from dinobook.finish.faults import UnfitColour
from dinobook.finish.inks import Components, Inks, is_neutral
from dinobook.finish.spaces import space_of

_SAMPLES: Final = 65
_AXIAL_OR_RADIAL: Final = (2, 3)
_INTERPOLATED, _STITCHED = 2, 3  # ISO 32000-1, 7.10.3 and 7.10.4


def separate_shading(pdf: pikepdf.Pdf, shading: Object, resources: Object, inks: Inks) -> None:
    """Convert a shading in place. Raises `UnfitColour` for one that is no simple gradient."""
    space = space_of(shading.ColorSpace, resources, inks)
    if space.kind in ("spot", "cmyk" if inks.mode == "CMYK" else "gray"):
        return
    if int(shading.ShadingType) not in _AXIAL_OR_RADIAL:
        raise UnfitColour("a gradient that is not along a line or a circle")
    domain = _range(shading.get("/Domain", Array([0, 1])))
    # Black ink alone between mixed inks would show as a stripe.
    along = _colours(shading.Function, domain)
    mixed = space.kind == "rgb" and not all(is_neutral(colour) for colour in along)

    def convert(colour: Components) -> Components:
        return space.inks(colour, inks, mixed=mixed)

    shading.Function = _separated(pdf, shading.Function, domain, convert)
    shading.ColorSpace = Name.DeviceCMYK if inks.mode == "CMYK" else Name.DeviceGray
    if "/Background" in shading:
        shading.Background = Array(list(convert(_floats(shading.Background))))


def _separated(
    pdf: pikepdf.Pdf,
    function: Object,
    domain: tuple[float, float],
    convert: Callable[[Components], Components],
) -> Object:
    """A function from a place on the gradient to inks; hard edges between its pieces stay hard."""
    if not isinstance(function, Array) and int(function.FunctionType) == _STITCHED:
        pieces = [
            _separated(pdf, piece, _range(piece.Domain), convert) for piece in function.Functions
        ]
        kept = {key: function[key] for key in ("/FunctionType", "/Domain", "/Bounds", "/Encode")}
        return Dictionary({**kept, "/Functions": Array(pieces)})
    return _sampled(pdf, [convert(colour) for colour in _colours(function, domain)], domain)


def _colours(function: Object, domain: tuple[float, float]) -> list[Components]:
    """The colours at so many places that lines between them are as good as the function."""
    start, end = domain
    colour = _evaluator(function)
    return [colour(start + (end - start) * at / (_SAMPLES - 1)) for at in range(_SAMPLES)]


def _sampled(
    pdf: pikepdf.Pdf, samples: Sequence[Components], domain: tuple[float, float]
) -> Stream:
    """A function of type 0: values between samples are on a straight line."""
    data = bytes(round(255 * part) for sample in samples for part in sample)
    made = pdf.make_stream(data)
    made.FunctionType = 0
    made.Domain = Array(list(domain))
    made.Range = Array([0, 1] * len(samples[0]))
    made.Size = Array([len(samples)])
    made.BitsPerSample = 8
    return made


def _evaluator(function: Object) -> Callable[[float], Components]:
    """The colour at a place, for the functions that page engines write."""
    if isinstance(function, Array):
        parts = [_evaluator(one) for one in function]
        return lambda at: tuple(part(at)[0] for part in parts)
    kind = int(function.FunctionType)
    if kind == _INTERPOLATED:
        return _interpolated(function)
    if kind == _STITCHED:
        return _stitched(function)
    raise UnfitColour("a gradient made by a program or a table")


def _interpolated(function: Object) -> Callable[[float], Components]:
    first = _floats(function.get("/C0", Array([0])))
    last = _floats(function.get("/C1", Array([1])))
    power = float(function.N)
    return lambda at: tuple(a + at**power * (b - a) for a, b in zip(first, last, strict=True))


def _stitched(function: Object) -> Callable[[float], Components]:
    pieces = [_evaluator(Function) for Function in function.Functions]
    inner = _floats(function.Bounds)
    edges = list(pairwise((_range(function.Domain)[0], *inner, _range(function.Domain)[1])))
    encoded = _floats(function.Encode)

    def colour(at: float) -> Components:
        piece = min(bisect_right(inner, at), len(pieces) - 1)
        (low, high), (start, end) = edges[piece], encoded[2 * piece : 2 * piece + 2]
        share = (at - low) / (high - low) if high > low else 0.0
        return pieces[piece](start + share * (end - start))

    return colour


def _range(values: Object) -> tuple[float, float]:
    first, last = _floats(values)
    return first, last


def _floats(values: Object) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
