"""The blocks that an author may write between `///` lines, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Bar = Literal["title", "source", "caption", "name", "description", "nothing"]
EQUATION: Final = "vergelijking"


@dataclass(frozen=True, slots=True)
class BlockKind:
    """One block. `bar` is what the text after `|` means; `tag` and `classes` are its element's.

    `options` are those that it takes besides `OPTIONS`, each with its values.
    """

    name: str
    tag: str
    classes: str
    bar: Bar
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()


BLOCKS: Final = (
    BlockKind("tip", "aside", "box box-tip", "title"),
    BlockKind("durf-benoemen", "aside", "box box-durf-benoemen", "title"),
    BlockKind("doe-het-zelf", "aside", "box box-doe-het-zelf", "title"),
    BlockKind("uitgelicht", "aside", "pullquote", "nothing"),
    BlockKind("citaat", "blockquote", "quote", "source"),
    BlockKind("motto", "div", "epigraph", "source"),
    BlockKind("vers", "div", "verse", "source"),
    BlockKind("beeld-ontbreekt", "figure", "missing", "name"),
    BlockKind("tabel", "figure", "table", "caption", (("wide", ("turn", "shrink")),)),
    BlockKind("figuur", "figure", "figure", "caption"),
    BlockKind(EQUATION, "figure", "equation", "description"),
)

KINDS: Final = {kind.name: kind for kind in BLOCKS}
OPTIONS: Final = ("id", "lang", "class")
