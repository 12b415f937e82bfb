"""What the styles of a document say: by the name that Word gives them in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dinobook.importers.docx.ooxml import W, is_on, value

_HEADING: Final = re.compile(
    r"(?:heading|kop|titre|überschrift|rubrik|título|titolo|overskrift) ?([1-9])\b"
)
_LEVELS: Final = range(9)
CAPTIONS: Final = frozenset(
    {"caption", "bijschrift", "légende", "beschriftung", "figure caption", "table caption"}
)
_CAPTION_ENDS: Final = (
    *("caption", "bijschrift", "figuurtitel", "tabeltitel", "figuuronderschrift"),
    *("tabelbovenschrift", "onderschrift"),
)
QUOTES: Final = frozenset({"quote", "intense quote", "block text", "citaat", "duidelijk citaat"})
CODES: Final = frozenset({"source code", "html preformatted", "macro text", "plain text"})
_SIZE: Final = 11.0


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it is declared; `based_on` is the id of another."""

    name: str
    based_on: str
    properties: etree._Element


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = root
        self.known: dict[str, Style] = {}
        self.default = ""
        for row in [] if root is None else root.iter(f"{W}style"):
            key = value(row, "styleId")
            name = value(row.find(f"{W}name")) or key
            self.known[key] = Style(name.lower().strip(), value(row.find(f"{W}basedOn")), row)
            if value(row, "type") == "paragraph" and value(row, "default") in ("1", "true"):
                self.default = key

    def chain(self, key: str) -> Iterator[Style]:
        """The style, then those that it is based on."""
        seen: set[str] = set()
        while key in self.known and key not in seen:
            seen.add(key)
            yield self.known[key]
            key = self.known[key].based_on

    def names(self, key: str) -> tuple[str, ...]:
        """Its name, then those of what it is based on; the id of a style that is not declared."""
        return tuple(style.name for style in self.chain(key)) or (key.lower(),)

    def level(self, key: str) -> int:
        """1 to 9 for a heading; 0 for text."""
        for name in self.names(key):
            if found := _HEADING.match(name):
                return int(found[1])
        if found := _HEADING.match(re.sub(r"(?<=[a-z])(?=\d)", " ", key.lower())):
            return int(found[1]) if key not in self.known else 0
        for style in self.chain(key):
            level = value(style.properties.find(f"{W}pPr/{W}outlineLvl"))
            if level.isdecimal():
                return int(level) + 1 if int(level) in _LEVELS else 0
        return 0

    def is_caption(self, key: str) -> bool:
        return any(name in CAPTIONS or name.endswith(_CAPTION_ENDS) for name in self.names(key))

    def is_quote(self, key: str) -> bool:
        return any(name in QUOTES for name in self.names(key))

    def property(self, key: str, path: str) -> etree._Element | None:
        """The nearest of the chain that says something of `path`, such as `pPr/numPr`."""
        tags = "/".join(f"{W}{part}" for part in path.split("/"))
        for style in self.chain(key or self.default):
            found = style.properties.find(tags)
            if found is not None:
                return found
        if self.root is None:
            return None
        group = "rPrDefault" if path.startswith("rPr") else "pPrDefault"
        return self.root.find(f"{W}docDefaults/{W}{group}/{tags}")

    def is_bold(self, key: str) -> bool:
        return is_on(self.property(key, "rPr/b"))

    def size(self, key: str) -> float:
        """In points."""
        half_points = value(self.property(key, "rPr/sz"))
        return int(half_points) / 2 if half_points.isdecimal() else _SIZE
