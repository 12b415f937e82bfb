"""The blocks that an author may write between `///` lines, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Bar = Literal["title", "source", "caption", "name", "nothing"]


@dataclass(frozen=True, slots=True)
class BlockKind:
    """One block. `bar` is what the text after `|` means; `tag` and `classes` are its element's."""

    name: str
    tag: str
    classes: str
    bar: Bar


BLOCKS: Final = (
    BlockKind("tip", "aside", "box box-tip", "title"),
    BlockKind("durf-benoemen", "aside", "box box-durf-benoemen", "title"),
    BlockKind("doe-het-zelf", "aside", "box box-doe-het-zelf", "title"),
    BlockKind("uitgelicht", "aside", "pullquote", "nothing"),
    BlockKind("citaat", "blockquote", "quote", "source"),
    BlockKind("motto", "div", "epigraph", "source"),
    BlockKind("vers", "div", "verse", "source"),
    BlockKind("begrippen", "div", "terms", "nothing"),
    BlockKind("beeld-ontbreekt", "figure", "missing", "name"),
    BlockKind("tabel", "figure", "table", "caption"),
    BlockKind("figuur", "figure", "figure", "caption"),
)

KINDS: Final = {kind.name: kind for kind in BLOCKS}
OPTIONS: Final = ("id", "lang", "class")
