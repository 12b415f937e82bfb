"""What cleaning leaves out, counted for a person to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from dinobook.importers.inventory import LeftOut

_SHOWN: Final = 200
"""So many characters of what went are kept."""


@dataclass(slots=True)
class Report:
    """Collects what goes: single things in their order, and what is only counted."""

    single: list[LeftOut] = field(default_factory=list)
    counted: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def tell(self, kind: str, words: str, reason: str) -> None:
        text = " ".join(words.split())
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        self.single.append(LeftOut(kind, shown, reason))

    def count(self, kind: str, what: str, reason: str) -> None:
        self.counted.setdefault((kind, reason), Counter())[what] += 1

    def left_out(self) -> tuple[LeftOut, ...]:
        counted = (
            LeftOut(kind, ", ".join(f"{what} ×{count}" for what, count in found.items()), reason)
            for (kind, reason), found in self.counted.items()
        )
        return (*self.single, *counted)
