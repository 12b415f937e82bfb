"""A project in which some files are others than they are on disk: a change before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dinobook.storage.changes import ABSENT, Change, digest_of, steps
from dinobook.storage.paths import missing, normalise
from dinobook.storage.project import Readable


@dataclass(slots=True)
class OverlayProject:
    """`inner` with `replaced` files by project path; None: it is gone. Nothing is written to it."""

    inner: Readable
    replaced: dict[str, bytes | None] = field(default_factory=dict)

    def exists(self, path: str) -> bool:
        clean = normalise(path)
        if clean in self.replaced:
            return self.replaced[clean] is not None
        return self.inner.exists(path)

    def files(self, folder: str) -> tuple[str, ...]:
        prefix = f"{normalise(folder)}/".removeprefix("/")
        new = {path for path, data in self.replaced.items() if data is not None}
        kept = [path for path in self.inner.files(folder) if path not in self.replaced]
        return tuple(sorted([*kept, *(path for path in new if path.startswith(prefix))]))

    def read_bytes(self, path: str) -> bytes:
        clean = normalise(path)
        if clean not in self.replaced:
            return self.inner.read_bytes(path)
        data = self.replaced[clean]
        if data is None:
            raise missing(path)
        return data

    def digest(self, path: str) -> str:
        return digest_of(self.read_bytes(path)) if self.exists(path) else ABSENT

    def apply(self, changes: Iterable[Change]) -> None:
        """As every project does, in the overlay alone."""
        for step in steps(self, changes):
            self.replaced[normalise(step.path)] = step.after
