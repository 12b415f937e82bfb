"""Edits that keep the rules of order: what would break one is refused, with the nearest place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from dinobook.errors import ManifestError
from dinobook.manifest.constraints import nearest_legal, newly_broken, ruled
from dinobook.manifest.edit import load
from dinobook.manifest.fit import Fitter
from dinobook.manifest.model import Row
from dinobook.manifest.outline import read_outline
from dinobook.problems import Place, Problem
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Mapping, Sequence

_FORCE = "With --force it is done all the same."


def obeying(
    change: Callable[[str], str],
    moved: Collection[str] = (),
    *,
    arrangement: str = "",
    path: str = MANIFEST,
) -> Callable[[str], str]:
    """`change`, but with a `ManifestError` where it would break a rule that was kept before.

    `moved` are the chapters that it moves: a place near theirs is offered.
    """

    def checked(text: str) -> str:
        changed = change(text)
        broken = broken_rules(text, changed, moved, arrangement=arrangement, path=path)
        if broken:
            raise ManifestError(f"{path} cannot be changed like that.", broken)
        return changed

    return checked


def broken_rules(
    before: str,
    after: str,
    moved: Collection[str] = (),
    *,
    arrangement: str = "",
    path: str = MANIFEST,
) -> tuple[Problem, ...]:
    """The rules that the second text breaks and the first did not; the last with what to do."""
    old, new = rows_in(before, arrangement, path), rows_in(after, arrangement, path)
    broken = newly_broken(old, new)
    if not broken:
        return ()
    found = nearest_legal(old, new, moved) if moved else None
    where = ""
    if found:
        where = f"The nearest place that breaks nothing is {found[0]} “{found[1]}”. "
    source = load(before, path).source
    lines = {row.id: row.line for row in old if hasattr(row, "id")}
    return tuple(
        Problem(
            source.place(source.bounds(lines[one.chapter])[0])
            if lines.get(one.chapter)
            else Place(path),
            "order-005",
            one.message,
            f"{where}{_FORCE}" if one is broken[-1] else "",
        )
        for one in broken
    )


@lru_cache(maxsize=4)
def rows_in(text: str, arrangement: str = "", path: str = MANIFEST) -> tuple[Row, ...]:
    """The rows of an order with the rules that hold in it, as far as they can be read.

    An edit that is planned and then made asks for the same twice.
    """
    document = load(text, path)
    fitter = Fitter(document.source)
    outline = document.root.get("outline")
    rows = read_outline(fitter, outline) if isinstance(outline, Sequence) else ()
    if not arrangement:
        return rows
    listed = document.root.get("arrangements")
    own = listed.get(arrangement) if isinstance(listed, Mapping) else None
    return ruled(read_outline(fitter, own) if isinstance(own, Sequence) else (), rows)
