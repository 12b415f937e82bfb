"""What was measured, kept as a JSON file so that sizes can be measured on different days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from bench.clock import Cost


@dataclass(frozen=True, slots=True)
class Conditions:
    """Where and when. `load` is how many processes wanted a processor just before (1 minute)."""

    processors: int
    load: float
    python: str
    weasyprint: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One book: `asked` pages were wanted, `pages` came out. `absent` programs were not there."""

    asked: int
    pages: int
    runs: int
    costs: Mapping[str, Cost]
    absent: tuple[str, ...]
    conditions: Conditions

    def ratio(self, name: str, to: str) -> float | None:
        """Time on the clock relative to `to`; None when one of them was not measured."""
        if name not in self.costs or to not in self.costs:
            return None
        return self.costs[name].wall_s / self.costs[to].wall_s


def merged(old: Iterable[Measured], new: Iterable[Measured]) -> tuple[Measured, ...]:
    """By size; a new measurement takes the place of the old one."""
    found = {one.asked: one for one in (*old, *new)}
    return tuple(found[asked] for asked in sorted(found))


def to_json(measured: Iterable[Measured]) -> str:
    rows = [asdict(one) for one in measured]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def from_json(text: str) -> tuple[Measured, ...]:
    return tuple(
        Measured(
            row["asked"],
            row["pages"],
            row["runs"],
            {name: Cost(**cost) for name, cost in row["costs"].items()},
            tuple(row["absent"]),
            Conditions(**row["conditions"]),
        )
        for row in json.loads(text)
    )
