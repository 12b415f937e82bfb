"""What is known of a PDF and its pages, for the rules to judge. Lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from dinobook.preflight.geometry import Rect, mm, overlap

PROCESS_INKS: Final = frozenset({"Cyan", "Magenta", "Yellow", "Black", "All", "None"})
_EDGE_PT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as the PDF says it.

    `kind` is gray, rgb, cmyk, lab, spot, pattern, or empty when it cannot be known; `values` are
    from 0 to 1, without them the colour itself is not known (in a picture). `inks` are the names
    of a spot colour.
    """

    kind: str
    values: tuple[float, ...] = ()
    inks: tuple[str, ...] = ()

    @property
    def ink_percent(self) -> float | None:
        """Ink on paper, of 400 %; None when that depends on how the colour is converted."""
        if self.kind == "gray" and self.values:
            return 100 * (1 - self.values[0])
        if self.kind == "cmyk" and self.values:
            return 100 * sum(self.values)
        if self.kind == "spot" and self.values:
            every = 4 if self.inks == ("All",) else 1
            return 100 * sum(self.values) * every
        return None

    @property
    def white(self) -> bool:
        if self.kind in ("gray", "rgb"):
            return bool(self.values) and min(self.values) >= 1
        return self.kind in ("cmyk", "spot") and bool(self.values) and max(self.values) <= 0

    @property
    def black_only(self) -> bool:
        return self.kind == "gray" or (
            self.kind == "cmyk" and len(self.values) == 4 and max(self.values[:3]) == 0
        )


BLACK = Colour("gray", (0.0,))


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface that a page sets text with. `kind` is its Subtype, or that of its descendant."""

    name: str
    kind: str
    embedded: bool
    readable: bool
    """Whether the file says which characters its glyphs are."""


@dataclass(frozen=True, slots=True)
class Text:
    """One run of text. `missing` counts glyphs that show as an empty box (.notdef)."""

    rect: Rect
    size_pt: float
    font: Font
    colour: Colour
    glyphs: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """One picture where it is placed. `dpi` is the lower of both directions; `stencil`: one ink."""

    rect: Rect
    width_px: int
    height_px: int
    dpi: float
    colour: Colour
    stencil: bool = False
    ink_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """Something filled: a path, or a shading."""

    rect: Rect
    colour: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """Something stroked, or filled and so thin that it is a line to the eye."""

    rect: Rect
    width_pt: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Transparency:
    reason: str
    rect: Rect | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What stands together on a line, read back by another engine than the one of `Text`."""

    rect: Rect
    text: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page, None where it has none of its own."""

    media: Rect | None
    crop: Rect | None = None
    bleed: Rect | None = None
    trim: Rect | None = None
    art: Rect | None = None

    @property
    def sheet(self) -> Rect:
        """All of the page that can be seen; without a MediaBox US letter, as readers take it."""
        return self.media or (0.0, 0.0, 612.0, 792.0)

    @property
    def page(self) -> Rect:
        """What the reader of the book will hold: the trimmed page."""
        return self.trim or self.crop or self.sheet

    @property
    def bled(self) -> Rect:
        """Up to where ink may go; without a BleedBox, all of the sheet that is shown."""
        return self.bleed or self.crop or self.sheet


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything that a page paints, in the order of painting."""

    texts: tuple[Text, ...] = ()
    images: tuple[Image, ...] = ()
    areas: tuple[Area, ...] = ()
    lines: tuple[Line, ...] = ()
    transparency: tuple[Transparency, ...] = ()
    lost: tuple[Area, ...] = ()
    """What is white, overprints, and lies on something: it will not be seen."""
    unread: str = ""
    """Why the rest of the page could not be read; empty when all of it was."""

    def on(self, page: Rect) -> Drawn:
        """What is left of it when the page is cut: marks and what is in the bleed alone are not."""
        return replace(
            self,
            texts=tuple(text for text in self.texts if _is_on(text.rect, page)),
            images=tuple(image for image in self.images if _is_on(image.rect, page)),
            areas=tuple(area for area in self.areas if _is_on(area.rect, page)),
            lines=tuple(line for line in self.lines if _is_on(line.rect, page)),
            lost=tuple(one for one in self.lost if _is_on(one.rect, page)),
        )

    def colours(self) -> list[tuple[Rect, Colour]]:
        """Every painted place with its colour."""
        return [(one.rect, one.colour) for one in self._all()]

    def rects(self) -> list[Rect]:
        """Every painted place, white left out."""
        return [one.rect for one in self._all() if not one.colour.white]

    def _all(self) -> list[Text | Image | Area | Line]:
        return [*self.texts, *self.images, *self.areas, *self.lines]


def _is_on(rect: Rect, page: Rect) -> bool:
    left, bottom, right, top = page
    inner = left + _EDGE_PT, bottom + _EDGE_PT, right - _EDGE_PT, top - _EDGE_PT
    return overlap(rect, inner) is not None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page. `number` counts from 1, so that odd ones are rectos.

    `drawn` is everything on the sheet, `printed` what is on the trimmed page.
    """

    number: int
    boxes: Boxes
    label: str = ""
    drawn: Drawn = Drawn()
    printed: Drawn = Drawn()
    words: tuple[Words, ...] = ()
    annotations: tuple[tuple[str, Rect], ...] = ()
    rotation: int = 0
    """By how many degrees a reader turns the page before it shows it."""
    unbled: tuple[Rect, ...] | None = None
    """Where ink touches the trim and does not reach the end of the bleed. None: not looked at."""

    @property
    def recto(self) -> bool:
        return self.number % 2 == 1

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the trimmed page as it is read."""
        left, bottom, right, top = self.boxes.page
        wide, high = mm(right - left), mm(top - bottom)
        return (high, wide) if self.rotation % 180 else (wide, high)

    @property
    def blank(self) -> bool:
        said = any(_is_on(words.rect, self.boxes.page) for words in self.words)
        return not self.printed.rects() and not self.drawn.unread and not said


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is kept of a page when the next one is read."""

    number: int
    width_mm: float
    height_mm: float
    blank: bool
    label: str
    folios: tuple[tuple[int, Rect], ...]
    """Numbers that stand by themselves, at the head or foot."""

    @staticmethod
    def of(page: PageFacts, folios: tuple[tuple[int, Rect], ...]) -> PageSummary:
        return PageSummary(page.number, *page.size_mm, page.blank, page.label, folios)


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: for which printing condition the colours are meant."""

    subtype: str
    condition: str
    profile: bool


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The file as a whole. `pages` are those that were read, `page_count` is how many there are."""

    page_count: int
    version: str
    locked: bool = False
    damage: str = ""
    """What had to be repaired to read it; empty: nothing."""
    bookmarks: int = 0
    scripts: bool = False
    fields: int = 0
    attachments: int = 0
    layers: int = 0
    hidden: tuple[str, ...] = ()
    """The names of layers that are not shown when the file is opened."""
    claims: tuple[str, ...] = ()
    """The standards that the file says it keeps: PDF/X-4, PDF/A-2b, PDF/UA-1."""
    intents: tuple[Intent, ...] = ()
    trapped: str = ""
    is_draft: bool = False
    pages: tuple[PageSummary, ...] = field(default=())
