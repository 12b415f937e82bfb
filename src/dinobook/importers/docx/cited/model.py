"""A work that is cited, and the works of a document by their keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dinobook.slugs import slug

Item = Mapping[str, Any]
"""A work as CSL-JSON describes it (citeproc-js, CSL 1.0.2)."""

_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_YEAR: Final = re.compile(r"\d{4}")
_UNSAFE: Final = str.maketrans({"[": "(", "]": ")", ";": ",", "@": "", "{": "(", "}": ")"})
_MARKUP: Final = re.compile(r"[*_`~^=$\\<>|]")


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work inside a citation. `own_key` tells it from others, `name` is its owner’s for it."""

    item: Item
    own_key: str = ""
    name: str = ""
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    without_author: bool = False


_LABELS: Final = {
    "page": "p.",
    "chapter": "h.",
    "section": "§",
    "paragraph": "par.",
    "volume": "vol.",
    "figure": "fig.",
    "line": "r.",
    "issue": "nr.",
    "number": "nr.",
    "note": "noot",
    "verse": "v.",
}


class Works:
    """Every work of a document once, by a key that the author may type."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self._by_own: dict[str, str] = {}

    def key(self, work: CitedWork) -> str:
        """The key of a work; the same work has the same key."""
        own = work.own_key or _same(work.item)
        if own not in self._by_own:
            self._by_own[own] = made = self._new_key(work)
            self.items[made] = {**work.item, "id": made}
        return self._by_own[own]

    def markdown(self, works: list[CitedWork]) -> tuple[str, tuple[str, ...]]:
        """`[zie @peeters2010, p. 4; @raes2009]`, and the keys in it."""
        keys = tuple(map(self.key, works))
        parts = "; ".join(_written(work, key) for work, key in zip(works, keys, strict=True))
        return f"[{parts}]", keys

    def _new_key(self, work: CitedWork) -> str:
        if _KEY.match(work.name) and work.name not in self.items:
            return work.name
        wanted = _readable(work.item)
        taken = [wanted, *(f"{wanted}{letter}" for letter in _LETTERS)]
        taken += [f"{wanted}-{number}" for number in range(2, len(self.items) + 3)]
        return next(key for key in taken if key not in self.items)


def _written(work: CitedWork, key: str) -> str:
    before = f"{_safe(work.prefix)} " if work.prefix.strip() else ""
    sign = "-" if work.without_author else ""
    locator = " ".join(work.locator.split())
    if locator:
        label = _LABELS.get(work.label, work.label)
        locator = f", {label} {_safe(locator)}" if label else f", {_safe(locator)}"
    suffix = _safe(work.suffix)
    after = f", {suffix.lstrip(', ')}" if suffix.strip(" ,") else ""
    return f"{before}{sign}@{key}{locator}{after}"


def _safe(text: str) -> str:
    """Text that ends no citation and is no markup."""
    return " ".join(_MARKUP.sub(r"\\\g<0>", text.translate(_UNSAFE)).split())


def _same(item: Item) -> str:
    return "\n".join((str(item.get("title", "")).casefold(), _first_name(item), _year(item)))


def _readable(item: Item) -> str:
    """`peeters2010`, after the first author and the year."""
    name = slug(_first_name(item), limit=30).replace("-", "")
    if not name:
        name = slug(str(item.get("title", "")), limit=20).replace("-", "")
    name = name if name[:1].isalpha() else f"bron{name}"
    return f"{name}{_year(item)}"


def _first_name(item: Item) -> str:
    for role in ("author", "editor", "translator"):
        people = item.get(role)
        if isinstance(people, list) and people and isinstance(people[0], dict):
            first = people[0]
            found = first.get("family") or first.get("literal") or first.get("given")
            if found:
                return str(found)
    return ""


def _year(item: Item) -> str:
    issued = item.get("issued")
    found = _YEAR.search(str(issued)) if issued else None
    return found[0] if found else ""
