"""Colour spaces of a PDF (ISO 32000-1, 8.6), as far as their colours have inks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pikepdf import Array, Name, Object

from dinobook.finish.faults import UnfitColour
from dinobook.finish.inks import Components, Inks
from dinobook.finish.objects import entries
from dinobook.finish.profile import Profile

Kind = Literal["gray", "rgb", "cmyk", "lab", "pattern", "spot"]

_NAMED: Final[dict[str, Kind]] = {
    "/DeviceGray": "gray",
    "/G": "gray",
    "/CalGray": "gray",
    "/DeviceRGB": "rgb",
    "/RGB": "rgb",
    "/CalRGB": "rgb",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Lab": "lab",
    "/Pattern": "pattern",
}
_BY_COMPONENTS: Final[dict[int, Kind]] = {1: "gray", 3: "rgb", 4: "cmyk"}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space. `profile` is its own, for RGB; a `spot` has an ink of its own."""

    kind: Kind
    profile: Profile | None = None

    def inks(self, values: Sequence[float], inks: Inks, *, mixed: bool = False) -> Components:
        """A colour of this space in inks; `mixed` as for `Inks.of_rgb`."""
        if self.kind == "gray":
            return inks.black(values[0])
        if self.kind == "rgb":
            return inks.of_rgb(values, self.profile, mixed=mixed)
        if self.kind == "lab":
            return inks.of_lab(values)
        return inks.of_cmyk(values)


GRAY: Final = Space("gray")


def space_of(named: Object, resources: Object, inks: Inks) -> Space:
    """The space that a content stream or picture names. Raises `UnfitColour`."""
    if isinstance(named, Name) and str(named) not in _NAMED:
        named = entries(resources, "/ColorSpace").get(str(named), named)
    if isinstance(named, Name):
        return Space(_NAMED[str(named)]) if str(named) in _NAMED else _unknown(str(named))
    return _of_array(named, resources, inks)


def _of_array(space: Object, resources: Object, inks: Inks) -> Space:
    if not isinstance(space, Array):
        return _unknown("an unknown one")
    family = str(space[0])
    if family == "/ICCBased":
        kind = _BY_COMPONENTS[int(space[1].N)]
        return Space(kind, Profile(space[1].read_bytes(), "RGB", "") if kind == "rgb" else None)
    if family in ("/Separation", "/DeviceN"):
        printed = space_of(space[2], resources, inks).kind
        if printed == "gray" or (printed == "cmyk" and inks.mode == "CMYK"):
            return Space("spot")
        raise UnfitColour("a spot colour")
    return Space(_NAMED[family]) if family in _NAMED else _unknown(family)


def _unknown(name: str) -> Space:
    raise UnfitColour(f"a colour of the space {name.removeprefix('/')}")
