"""Widths of text in each type of a book, measured once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from dinobook.pdf.engine.hooks import Ruler, type_of
from dinobook.pdf.engine.lines.faces import FaceMeasure, measure_of

_SAMPLE: Final = "de meeste mensen lezen een regel van ongeveer zestig tekens het best, en wij ook"


class Break(NamedTuple):
    """A place inside a word where a line may end, `at` so many characters from its beginning.

    `before` and `after` are the widths of its two parts, the first with the hyphen that is drawn;
    `spaces_before` and `spaces_after` are those in them, which are not to be broken at. `hangs` is
    how far the first part may stand out of the line, and the second one of the next line.
    """

    at: int
    before: float
    after: float
    spaces_before: int
    spaces_after: int
    penalty: float
    hyphen: bool
    drawn: bool
    ragged: bool
    yields: bool
    hangs: tuple[float, float]


@dataclass(slots=True)
class Known:
    """What was measured of one type: its `ruler`, and what is remembered of texts and words."""

    ruler: Any
    face: FaceMeasure
    widths: dict[str, float] = field(default_factory=dict)
    breaks: dict[tuple[Any, ...], tuple[Break, ...]] = field(default_factory=dict)

    def width_px(self, text: str) -> float:
        found = self.widths.get(text)
        if found is None:
            found = self.widths[text] = self.ruler.width_px(text) if text else 0.0
        return found


class Rulers:
    """Widths that were measured, kept for a whole book: one object for each font configuration."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Known] = {}

    def width_px(self, style: Any, text: str) -> float:
        return self.of(style).width_px(text)

    def of(self, style: Any) -> Known:
        kind = type_of(style)
        known = self._known.get(kind)
        if known is None:
            ruler = Ruler(style)
            em = style["font_size"] or 1.0
            face = measure_of(
                style["font_family"],
                ruler.width_px(" ") / em,
                ruler.width_px(_SAMPLE) / len(_SAMPLE) / em,
                italic=style["font_style"] != "normal",
            )
            known = self._known[kind] = Known(ruler, face)
        return known
