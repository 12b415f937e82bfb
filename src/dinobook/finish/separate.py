"""Colours in content streams → inks; black text overprints what is below it.

Where black text is knocked out of a coloured ground, the smallest shift of the press shows as a
white edge. So text in full black ink alone is printed over its ground (ISO 32000-1, 8.6.7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

import pikepdf
from pikepdf import Name, Object, Operator

from dinobook.finish.faults import UnfitColour
from dinobook.finish.inks import Components, Inks
from dinobook.finish.spaces import GRAY, Kind, Space, space_of

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Written = tuple[Sequence[object], Operator]

OVERPRINT: Final = "/OverprintOn"
KNOCKOUT: Final = "/OverprintOff"
_ONLY_BLACK: Final = (0.0, 0.0, 0.0, 1.0)

_DEVICE: Final[dict[str, Kind]] = {"g": "gray", "rg": "rgb", "k": "cmyk"}
_TEXT: Final = frozenset({"Tj", "TJ", "'", '"'})
_PAINT: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"})
_INLINE_IMAGE: Final = "INLINE IMAGE"  # pikepdf's name for BI … ID … EI


@dataclass(frozen=True, slots=True)
class Separated:
    """A content stream in inks, and the graphics states that it sets, by name."""

    content: bytes
    states: frozenset[str]


@dataclass(slots=True)
class _State:
    """What `q` saves."""

    fill: Space = GRAY
    stroke: Space = GRAY
    black: bool = False
    overprints: bool = False


def separate(
    instructions: Iterable[Instruction], resources: Object, inks: Inks, *, overprint: bool
) -> Separated:
    """The instructions with every colour in inks. Raises `UnfitColour` for one that has none."""
    return _Separation(resources, inks, overprint).run(instructions)


@dataclass(slots=True)
class _Separation:
    """One content stream on its way."""

    resources: Object
    inks: Inks
    overprint: bool
    state: _State = field(default_factory=_State)
    saved: list[_State] = field(default_factory=list)
    out: list[Instruction | Written] = field(default_factory=list)
    states: set[str] = field(default_factory=set)

    def run(self, instructions: Iterable[Instruction]) -> Separated:
        rules = self._rules()
        for instruction in instructions:
            operator = str(instruction.operator)
            if operator in rules:
                rules[operator](operator, instruction)
            else:
                self.out.append(instruction)
        content = pikepdf.unparse_content_stream(self.out)  # type: ignore[arg-type] # numbers too
        return Separated(content, frozenset(self.states))

    def _rules(self) -> dict[str, Callable[[str, Instruction], None]]:
        return {
            "q": self._save,
            "Q": self._restore,
            "gs": self._graphics_state,
            "cs": self._space,
            "CS": self._space,
            _INLINE_IMAGE: self._inline_image,
            **dict.fromkeys((*_DEVICE, *map(str.upper, _DEVICE)), self._device_colour),
            **dict.fromkeys(("sc", "scn", "SC", "SCN"), self._colour),
            **dict.fromkeys(_TEXT, self._text),
            **dict.fromkeys(_PAINT, self._paint),
        }

    def _save(self, _: str, one: Instruction) -> None:
        self.saved.append(replace(self.state))
        self.out.append(one)

    def _restore(self, _: str, one: Instruction) -> None:
        self.state = self.saved.pop() if self.saved else _State()
        self.out.append(one)

    def _graphics_state(self, _: str, one: Instruction) -> None:
        self.states.add(str(one.operands[0]))
        self.out.append(one)

    def _space(self, operator: str, one: Instruction) -> None:
        """Device colours name their space themselves, so only patterns and spots keep this."""
        space = space_of(_operands(one)[0], self.resources, self.inks)
        self._remember(operator, space)
        if space.kind in ("pattern", "spot"):
            self.out.append(one)
        else:
            start = (0.0, 0.0, 0.0, 1.0) if space.kind == "cmyk" else (0.0, 0.0, 0.0)
            self._write(operator, space.inks(start, self.inks))

    def _device_colour(self, operator: str, one: Instruction) -> None:
        space = Space(_DEVICE[operator.lower()])
        self._remember(operator, space)
        self._write(operator, space.inks(_numbers(one), self.inks))

    def _colour(self, operator: str, one: Instruction) -> None:
        space = self.state.fill if operator.islower() else self.state.stroke
        if space.kind in ("pattern", "spot"):
            if space.kind == "pattern" and len(_operands(one)) > 1:
                raise UnfitColour("a pattern that is coloured where it is used")
            if operator.islower():
                self.state.black = False
            self.out.append(one)
        else:
            self._write(operator, space.inks(_numbers(one), self.inks))

    def _remember(self, operator: str, space: Space) -> None:
        if operator.islower():
            self.state.fill, self.state.black = space, False
        else:
            self.state.stroke = space

    def _write(self, operator: str, colour: Components) -> None:
        sets_fill = operator.islower()
        if sets_fill:
            self.state.black = colour == _ONLY_BLACK
        name = "k" if self.inks.mode == "CMYK" else "g"
        numbers = [Decimal(f"{part:.4f}").normalize() + 0 for part in colour]
        self.out.append((numbers, Operator(name if sets_fill else name.upper())))

    def _text(self, _: str, one: Instruction) -> None:
        self._set_overprint(self.state.black)
        self.out.append(one)

    def _paint(self, _: str, one: Instruction) -> None:
        self._set_overprint(False)
        self.out.append(one)

    def _set_overprint(self, wanted: bool) -> None:
        if self.overprint and wanted != self.state.overprints:
            self.state.overprints = wanted
            name = OVERPRINT if wanted else KNOCKOUT
            self.states.add(name)
            self.out.append(([Name(name)], Operator("gs")))

    def _inline_image(self, operator: str, one: Instruction) -> None:
        picture = one.operands[0]
        if not isinstance(picture, pikepdf.PdfInlineImage):
            raise TypeError("an inline image without a picture")
        if not picture.image_mask and picture.colorspace != "/DeviceGray":
            raise UnfitColour("a picture inside its drawing instructions")
        self._paint(operator, one)


def _operands(one: Instruction) -> Sequence[Object]:
    return one.operands  # type: ignore[return-value]


def _numbers(one: Instruction) -> tuple[float, ...]:
    return tuple(float(value) for value in _operands(one))
