"""What the post takes as a letter, as data (`post.yaml`), and what a book is to it."""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from dinobook.strict_yaml import read_own


@dataclass(frozen=True, slots=True)
class PostClass:
    """What goes as one kind of item: no side longer, no heavier than the last of `grams`.

    `grams` are the steps at which the postage grows. `source` and `seen`: where and when it was
    read.
    """

    name: str
    size_mm: tuple[float, float, float]
    grams: tuple[int, ...]
    source: str
    seen: str = ""

    def step_for(self, sides_mm: Sequence[float], grams: float) -> int | None:
        """The weight up to which such an item is paid; None: it does not go as this."""
        pairs = zip(sorted(sides_mm), sorted(self.size_mm), strict=True)
        if any(side > limit for side, limit in pairs):
            return None
        return next((step for step in self.grams if grams <= step), None)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A postal company and its kinds of items, the cheapest first."""

    name: str
    country: str
    classes: tuple[PostClass, ...]

    def kind_of(self, sides_mm: Sequence[float], grams: float) -> str:
        """The first kind that takes it, with its weight step; empty: none does."""
        for class_name in self.classes:
            step = class_name.step_for(sides_mm, grams)
            if step is not None:
                return f"{class_name.name}, up to {step:,} g"
        return ""


@cache
def carriers() -> tuple[Carrier, ...]:
    """Every carrier that dinobook knows."""
    text = (importlib.resources.files(__package__) / "post.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Carrier, ...]).validate_python(read_own("post.yaml", text))
