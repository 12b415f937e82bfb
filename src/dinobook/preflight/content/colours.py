"""Colour spaces of a PDF (ISO 32000-2, 8.6), as far as a printer cares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pikepdf

from dinobook.preflight.facts import PROCESS_INKS, Colour

_SPACES: Final = {
    "/DeviceGray": "gray",
    "/CalGray": "gray",
    "/G": "gray",
    "/DeviceRGB": "rgb",
    "/CalRGB": "rgb",
    "/RGB": "rgb",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Lab": "lab",
    "/Pattern": "pattern",
}
_BY_COMPONENTS: Final = {1: "gray", 3: "rgb", 4: "cmyk"}
_NESTED: Final = 4
_FIRST: Final = {"gray": (0.0,), "rgb": (0.0, 0.0, 0.0), "cmyk": (0.0, 0.0, 0.0, 1.0)}
UNKNOWN: Final = Colour("")


def space(given: Any, resources: Any, depth: int = 0) -> Colour:
    """The colour space as a colour without values. `given` is a name or an array."""
    if depth > _NESTED:
        return UNKNOWN
    if isinstance(given, pikepdf.Name):
        return _named(str(given), resources, depth)
    if not isinstance(given, pikepdf.Array) or not len(given):
        return UNKNOWN
    family = str(given[0])
    if family in ("/Separation", "/DeviceN") and len(given) > 1:
        return _inks(given)
    if family == "/ICCBased" and len(given) > 1 and isinstance(given[1], pikepdf.Stream):
        return Colour(_BY_COMPONENTS.get(int(given[1].get("/N", 0)), ""))
    if family in ("/Indexed", "/I") and len(given) > 1:
        return space(given[1], resources, depth + 1)
    return Colour(_SPACES.get(family, ""))


def first_colour(one: Colour) -> Colour:
    """What a colour space paints with before a colour is chosen (8.6.8)."""
    if one.kind == "spot":
        return Colour("spot", (1.0,) * len(one.inks), one.inks)
    return Colour(one.kind, _FIRST.get(one.kind, ()))


def mixed(one: Colour, operands: Sequence[Any]) -> Colour:
    """The colour of these numbers in a space."""
    return Colour(one.kind, tuple(_share(part) for part in operands), one.inks)


def _share(part: Any) -> float:
    try:
        return float(part)
    except (TypeError, ValueError):
        return 0.0


def _named(name: str, resources: Any, depth: int) -> Colour:
    if name in _SPACES:
        return Colour(_SPACES[name])
    if not isinstance(resources, pikepdf.Dictionary):
        return UNKNOWN
    spaces = resources.get("/ColorSpace")
    found = spaces.get(name) if isinstance(spaces, pikepdf.Dictionary) else None
    return UNKNOWN if found is None else space(found, resources, depth + 1)


def _inks(given: pikepdf.Array) -> Colour:
    """Spot colours; the names of process inks stand for the inks themselves."""
    named = given[1]
    names = [named] if isinstance(named, pikepdf.Name) else list(named)
    inks = tuple(str(name).lstrip("/") for name in names)
    if inks == ("Cyan", "Magenta", "Yellow", "Black"):
        return Colour("cmyk")
    return Colour("spot", (), inks)


def is_spot(one: Colour) -> bool:
    """Whether an ink beside cyan, magenta, yellow and black is needed."""
    return one.kind == "spot" and not PROCESS_INKS.issuperset(one.inks)
