"""One thing that is wrong for print: what, on which page, where on it, and by whose rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dinobook.preflight.geometry import Rect
from dinobook.printers import Printer
from dinobook.printers.model import Rule
from dinobook.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose rule it is, where it stands, and the ISO date on which it was read there."""

    who: str
    source: str
    seen: str = ""

    def __str__(self) -> str:
        return f"{self.who}: {self.source}" + (f" (read {self.seen})" if self.seen else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """`page` counts from 1, 0 is the whole file; `places` are rectangles on it in points."""

    code: str
    message: str
    advice: str
    authority: Authority
    page: int = 0
    places: tuple[Rect, ...] = ()
    severity: Severity = Severity.ERROR

    def on(self, page: int, places: Sequence[Rect] = ()) -> Finding:
        return replace(self, page=page, places=tuple(places))

    def problem(self, name: str) -> Problem:
        """The finding among others of the program; the number behind the file is the page."""
        return Problem(Place(name, self.page), self.code, self.message, self.advice, self.severity)

    def as_row(self) -> dict[str, Any]:
        """The finding for JSON."""
        return {
            "severity": self.severity.name.lower(),
            "code": self.code,
            "page": self.page,
            "places": [[round(side, 2) for side in rect] for rect in self.places],
            "message": self.message,
            "hint": self.advice,
            "authority": self.authority.who,
            "source": self.authority.source,
            "seen": self.authority.seen,
        }


@dataclass(frozen=True, slots=True)
class Order:
    """What a file is judged by: the printer, if one is named, and how many pages the book has.

    `bound`: its pages are left and right ones.
    """

    printer: Printer | None
    page_count: int
    bound: bool = True


def rule_of(printer: Printer, rule: Rule[Any]) -> Authority:
    return Authority(printer.title, rule.source, rule.seen)


def every_printer(source: str) -> Authority:
    """For what no printer can do without."""
    return Authority("every printer", source)


def standard_name(name: str) -> str:
    """`x-1a` as the standard writes it."""
    return f"PDF/X{name.removeprefix('x')}"


def joined(places: Sequence[Rect], most: int = 20) -> tuple[Rect, ...]:
    """The first places, each once."""
    return tuple(dict.fromkeys(places))[:most]


def number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
