"""Two orders of one book side by side: what each would be, and who stands beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.editing.arrangements import arrangement_use
from dinobook.errors import UsageError
from dinobook.impact.ask import impact
from dinobook.impact.model import Impact
from dinobook.manifest import Manifest, read_manifest
from dinobook.manifest.model import ChapterRow, Row
from dinobook.problems import did_you_mean
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.overlay import OverlayProject
from dinobook.storage.project import MANIFEST, Project, read_text

OUTLINE: Final = "outline"
"""What the outline is called beside arrangements."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A chapter with those above and below it, in the first order and in the second."""

    chapter: str
    first: tuple[str, str]
    second: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`impact` is what it does to go from the first order to the second.

    `neighbours` are the chapters whose neighbours are others there, in its order; a chapter on hold
    is none. `only_first` and `only_second` are printed in one of the two alone.
    """

    first: str
    second: str
    impact: Impact
    neighbours: tuple[Neighbours, ...]
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()


def compare(
    project: Project,
    out: OutputFolder,
    first: str,
    second: str,
    edition: str = "",
    *,
    exact: bool = False,
) -> Comparison:
    """Orders by name; “outline” is the outline. Raises as `OpenBook.compare` does."""
    manifest = read_manifest(project)
    for name in (first, second):
        _require(manifest, name)
    text = read_text(project, MANIFEST)
    editions = [one.name for one in manifest.editions]
    names = ["" if name == OUTLINE else name for name in (first, second)]
    texts = [arrangement_use(text, name, editions) for name in names]
    overlay = OverlayProject(project, {MANIFEST: texts[0].encode()})
    found = impact(overlay, out, texts[1], edition, exact=exact)
    old, new = (_printed(manifest.order(name)) for name in names)
    return Comparison(
        first,
        second,
        found,
        tuple(_neighbours(old, new)),
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name not in old),
    )


def _require(manifest: Manifest, name: str) -> None:
    names = [OUTLINE, *(one.name for one in manifest.arrangements)]
    if name not in names:
        hint = did_you_mean(name, names) or f"There are: {', '.join(names)}."
        raise UsageError(f"There is no arrangement “{name}”. {hint}")


def _printed(rows: Sequence[Row]) -> list[str]:
    return [row.id for row in rows if isinstance(row, ChapterRow) and row.status != "hold"]


def _neighbours(old: Sequence[str], new: Sequence[str]) -> list[Neighbours]:
    was = {name: _beside(old, at) for at, name in enumerate(old)}
    return [
        Neighbours(name, was[name], now)
        for at, name in enumerate(new)
        if name in was and (now := _beside(new, at)) != was[name]
    ]


def _beside(names: Sequence[str], at: int) -> tuple[str, str]:
    return names[at - 1] if at else "", names[at + 1] if at + 1 < len(names) else ""
