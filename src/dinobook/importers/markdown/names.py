"""What the name of a post's file says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

DATED: Final = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)-(?P<rest>.+)")
_COUNTED: Final = re.compile(r"\d{1,3}[-_.\s]+(?=[^\W\d])")
"""Before names that count the files of a folder: `01-inleiding`."""
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
    def uncounted(self) -> str:
        """`inleiding` of `01-inleiding`."""
        return _COUNTED.sub("", self.rest, count=1) if _COUNTED.match(self.rest) else self.rest

    @property
    def title(self) -> str:
        """`de-trein` → `De trein`, `01-inleiding` → `Inleiding`, `10-redenen` → `10 redenen`."""
        name = self.uncounted if self.rest.startswith("0") else self.rest
        words = " ".join(re.split(r"[-_\s]+", name)).strip()
        return words[:1].upper() + words[1:] or self.rest
