"""Fields as they are counted: what they type, what they show, and what that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_CITING: Final = ("CITATION", "ZOTERO_ITEM", "CSL_CITATION", "EN.CITE", "CITAVIPLACEHOLDER")
GENERATED: Final = ("TOC", "INDEX", "TOA")
BIBLIOGRAPHY: Final = ("BIBLIOGRAPHY", "ZOTERO_BIBL", "EN.REFLIST", "BIBLIOGRAPHY CSL")


@dataclass(slots=True)
class CountedField:
    typed: str = ""
    shown: str = ""
    in_result: bool = False

    def is_any(self, names: tuple[str, ...]) -> bool:
        words = self.typed.upper().split()[:2]
        return any(word.startswith(names) for word in words)


def is_citation(one: CountedField) -> bool:
    return one.is_any(_CITING) and not one.is_any(BIBLIOGRAPHY) and "CSL_BIBLIO" not in one.typed


def hides(one: CountedField) -> bool:
    """Whether what it shows is counted as something else than text."""
    words = one.typed.split()
    if not one.in_result or not words:
        return False
    named = len(words) > 1 and "\\p" not in words
    return is_citation(one) or (words[0].upper() in ("REF", "PAGEREF", "NOTEREF") and named)


def address_of(one: CountedField) -> str | None:
    found = re.search(r'HYPERLINK\s+(?:"([^"]+)"|([^\s\\"]\S*))', one.typed, re.IGNORECASE)
    anchor = re.search(r'\\l\s+"?([^"\s]+)', one.typed)
    address = (found[1] or found[2] or "") if found else ""
    if anchor:
        return f"{address}#{anchor[1]}"
    return address or None
