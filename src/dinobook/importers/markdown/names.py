"""What the name of a post's file says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

DATED: Final = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)-(?P<rest>.+)")
NAMELESS: Final = ("index", "_index", "readme")


@dataclass(frozen=True, slots=True)
class FileName:
    """`date` is that of a name as Jekyll writes them; `rest` is the name without it."""

    date: str
    rest: str

    @staticmethod
    def of(path: str) -> FileName:
        """`index.md` is called by its folder."""
        pure = PurePosixPath(path)
        called_by_folder = pure.stem.lower() in NAMELESS and pure.parent.name
        stem = pure.parent.name if called_by_folder else pure.stem
        dated = DATED.fullmatch(stem)
        return FileName(dated["date"], dated["rest"]) if dated else FileName("", stem)

    @property
    def title(self) -> str:
        """`de-trein` → `De trein`."""
        words = " ".join(re.split(r"[-_\s]+", self.rest)).strip()
        return words[:1].upper() + words[1:] or self.rest
