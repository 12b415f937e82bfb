"""Where in an order something is put."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place among the rows of an order: one of `before`, `after`, `first`, `last`, or a group.

    `before` and `after` name a row: a chapter's id, a part's id or title, or the name of a made
    page. `part` and `matter` (front, body, back) name a group, whose last place is meant unless
    `first` is said. `first` and `last` alone: among the chapters of the matter that it is in.

    A place where something stood (`spot_of`) is exact: behind `rows` rows, when `rows` is not None,
    and `gap` lines below the last of those.
    """

    before: str = ""
    after: str = ""
    part: str = ""
    matter: str = ""
    first: bool = False
    last: bool = False
    rows: int | None = None
    gap: int = 0
