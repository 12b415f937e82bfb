"""The blocks that an author may write between `///` lines, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Bar = Literal["title", "source", "date", "caption", "name", "description", "address", "nothing"]
EQUATION: Final = "vergelijking"


@dataclass(frozen=True, slots=True)
class BlockKind:
    """One block.

    `bar` is what the text after `|` means; `tag` and `classes` are its element's; `own_options`
    are those that not every block has.
    """

    name: str
    tag: str
    classes: str
    bar: Bar
    own_options: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        return (*OPTIONS, *self.own_options)


OPTIONS: Final = ("id", "lang", "class")
"""The options of every block."""

ROW_HEADS: Final = "rijkoppen"

NUMBERS: Final = {"nummers": 50, "lijnen": 30, "mm": 60, ROW_HEADS: 3}
"""Options that are whole numbers, with the highest that makes sense; 1 is the lowest."""

CHOICES: Final = {"wide": ("turn", "shrink")}
"""Options that are one of a few words."""

BLOCKS: Final = (
    BlockKind("tip", "aside", "box box-tip", "title"),
    BlockKind("durf-benoemen", "aside", "box box-durf-benoemen", "title"),
    BlockKind("doe-het-zelf", "aside", "box box-doe-het-zelf", "title", ("lijnen",)),
    BlockKind("oefening", "aside", "box box-oefening", "title", ("lijnen",)),
    BlockKind("reflectie", "aside", "box box-reflectie", "title", ("lijnen",)),
    BlockKind("vragen", "div", "questions", "title", ("lijnen",)),
    BlockKind("uitgelicht", "aside", "pullquote", "nothing"),
    BlockKind("citaat", "blockquote", "quote", "source"),
    BlockKind("motto", "div", "epigraph", "source"),
    BlockKind("vers", "div", "verse", "source", ("nummers",)),
    BlockKind("dialoog", "div", "dialogue", "title"),
    BlockKind("brief", "blockquote", "letter", "date"),
    BlockKind("tijdlijn", "div", "timeline", "title"),
    BlockKind("naast-elkaar", "div", "side-by-side", "nothing"),
    BlockKind("paginabeeld", "div", "full-page", "nothing"),
    BlockKind("begrippen", "div", "terms", "nothing"),
    BlockKind("qr", "div", "web-link", "address", ("mm",)),
    BlockKind("beeld-ontbreekt", "figure", "missing", "name"),
    BlockKind("tabel", "figure", "table", "caption", ("wide", ROW_HEADS)),
    BlockKind("figuur", "figure", "figure", "caption"),
    BlockKind(EQUATION, "figure", "equation", "description"),
)

KINDS: Final = {kind.name: kind for kind in BLOCKS}
