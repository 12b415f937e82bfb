"""Two changes of one text made together, when they concern different rows or lines.

`base` is the text that both began with. What one side did to a row, and the other to another row,
is no conflict, however near they are: a row is known by its id, not by its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from dinobook.editing.history.units import LISTS, Name, Unit, by_lines, by_rows, name_in_words
from dinobook.errors import ManifestError

Split = Callable[[str], tuple[Unit, ...]]


@dataclass(frozen=True, slots=True)
class Clash:
    """What both changed: its name, its line in `theirs`, and its line in `base`.

    The texts are those lines, whole; empty where it is not there.
    """

    what: str
    line_now: int
    line_then: int
    text_now: str = ""
    text_then: str = ""


class ClashError(Exception):
    """Both sides changed the same thing."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(clashes)
        self.clashes = clashes


def merge_rows(base: str, ours: str, theirs: str) -> str:
    """Three manifests as one. Raises `ClashError`; `ManifestError` when one is not YAML."""
    return _merged(base, ours, theirs, by_rows)


def merge_lines(base: str, ours: str, theirs: str) -> str:
    """Three chapters as one, line by line. Raises `ClashError`."""
    return _merged(base, ours, theirs, by_lines)


def distance(text: str, other: str) -> int:
    """How many lines of the two have no equal in the other."""
    left, right = text.splitlines(), other.splitlines()
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return len(left) + len(right) - 2 * sum(block.size for block in blocks)


def _merged(base: str, ours: str, theirs: str, split: Split) -> str:
    """With the ends of lines that `theirs` has; the last line has one, if not both took it away."""
    newline = "\r\n" if "\r\n" in theirs else "\n"
    open_ended = [bool(one) and not one.endswith("\n") for one in (base, ours, theirs)]
    whole = [
        re.sub("\r?\n", newline, one) + newline * is_open
        for one, is_open in zip((base, ours, theirs), open_ended, strict=True)
    ]
    first, second, third = map(split, whole)
    text = _Merge(first, second, third, split).text()
    stays_open = open_ended[1] if open_ended[0] == open_ended[2] else open_ended[2]
    return text.removesuffix(newline) if stays_open else text


@dataclass(frozen=True, slots=True)
class _Hunk:
    """`base[start:end]` became `units`, the first of which is at `line`."""

    start: int
    end: int
    units: tuple[Unit, ...]
    line: int

    @property
    def names(self) -> list[Name]:
        return [unit.name for unit in self.units]


class _Side:
    """What one side made of the base."""

    def __init__(self, base: tuple[Unit, ...], units: tuple[Unit, ...]) -> None:
        self.units = units
        self.rows = {unit.name: unit for unit in units if unit.name[0] != "line"}
        was, now = [unit.name for unit in base], [unit.name for unit in units]
        matcher = SequenceMatcher(None, was, now, autojunk=False)
        self.hunks = [
            _Hunk(i1, i2, units[j1:j2], units[min(j1, len(units) - 1)].line if units else 1)
            for tag, i1, i2, j1, j2 in matcher.get_opcodes()
            if tag != "equal"
        ]
        self.put = {hunk.start: hunk for hunk in self.hunks if hunk.units}
        self.gone = {at for hunk in self.hunks for at in range(hunk.start, hunk.end)}


class _Merge:
    def __init__(
        self, base: tuple[Unit, ...], ours: tuple[Unit, ...], theirs: tuple[Unit, ...], split: Split
    ) -> None:
        self.base, self.split = base, split
        self.rows = {unit.name: (at, unit) for at, unit in enumerate(base) if unit.is_row}
        self.ours, self.theirs = _Side(base, ours), _Side(base, theirs)

    def text(self) -> str:
        clashes = [*self._line_clashes(), *self._row_clashes()]
        if clashes:
            raise ClashError(clashes)
        units = list(self._units())
        clashes = [*self._twice(units)]
        if clashes:
            raise ClashError(clashes)
        text = "".join(self._content(unit).whole for unit in units)
        self._check(units, text)
        return text

    def _units(self) -> Iterator[Unit]:
        """The units of the result in order; rows with the content of one of the sides."""
        kept = self._kept_lists()
        for at in range(len(self.base) + 1):
            yield from self._put_at(at)
            if at < len(self.base):
                unit = self.base[at]
                gone = at in self.ours.gone or at in self.theirs.gone
                if not gone or (unit.name[0] == "list" and unit.name[1] in kept):
                    yield unit

    def _put_at(self, at: int) -> list[Unit]:
        """What both sides put before `base[at]`: theirs first; the same thing once."""
        ours, theirs = self.ours.put.get(at), self.theirs.put.get(at)
        if ours is None or theirs is None:
            return list((ours or theirs).units) if ours or theirs else []  # type: ignore[union-attr]
        if ours.names == theirs.names:
            return list(theirs.units)
        seen = {unit.name for unit in theirs.units if unit.is_row}
        return [*theirs.units, *(unit for unit in ours.units if unit.name not in seen)]

    def _kept_lists(self) -> set[str]:
        """Lists whose key one side took away with the last row, while the other put a row there."""
        return {
            unit.name[1]
            for side, other in ((self.ours, self.theirs), (self.theirs, self.ours))
            for hunk in side.hunks
            for unit in hunk.units
            if unit.is_row and unit.name not in other.rows and unit.name not in self.rows
        }

    def _content(self, unit: Unit) -> Unit:
        """A row with its text and its comments as whoever changed them wrote them."""
        if not unit.is_row:
            return unit
        ours, theirs = self.ours.rows.get(unit.name), self.theirs.rows.get(unit.name)
        if ours is None or theirs is None:
            return ours or theirs or unit
        if unit.name not in self.rows:
            return theirs
        was = self.rows[unit.name][1]
        text = ours.text if theirs.text == was.text else theirs.text
        lead = ours.lead if theirs.lead == was.lead else theirs.lead
        return Unit(unit.name, text, unit.line, lead)

    def _row_clashes(self) -> Iterator[Clash]:
        """Rows that both sides moved, moved and deleted, changed, or changed and deleted."""
        for name in {**self.rows, **self.ours.rows, **self.theirs.rows}:
            if name[0] == "row" and self._is_clash(name):
                yield self._clash(name)

    def _is_clash(self, name: Name) -> bool:
        ours, theirs = self.ours.rows.get(name), self.theirs.rows.get(name)
        if name not in self.rows:  # new: on both sides only when it is the same
            return bool(ours and theirs) and ours.whole != theirs.whole  # type: ignore[union-attr]
        at, was = self.rows[name]
        if ours is None and theirs is None:  # one side put it into another list
            return self._new_homes(self.ours, name) != self._new_homes(self.theirs, name)
        moved = at in self.ours.gone and at in self.theirs.gone
        if ours is None or theirs is None:
            stays = ours or theirs
            return stays is not None and (moved or stays.whole != was.whole)
        return (moved and not self._same_place(name)) or _both(was, ours, theirs)

    def _new_homes(self, side: _Side, name: Name) -> list[str]:
        """The lists that a side put a chapter into."""
        return sorted(
            other[1] for other in side.rows if other[2:] == name[2:] and other not in self.rows
        )

    def _same_place(self, name: Name) -> bool:
        places = [
            [hunk.start for hunk in side.hunks if name in hunk.names]
            for side in (self.ours, self.theirs)
        ]
        return places[0] == places[1]

    def _line_clashes(self) -> Iterator[Clash]:
        """Lines that are no rows: both changed one, or one deleted what the other changed."""
        for ours in self.ours.hunks:
            for theirs in self.theirs.hunks:
                if ours.names != theirs.names and self._share_a_line(ours, theirs):
                    what = next(unit for unit in self.base[ours.start : ours.end] if unit.text)
                    now = next((unit for unit in theirs.units if not unit.is_blank), None)
                    yield _clash_of(what.name, now, what, theirs.line, what.line)

    def _share_a_line(self, ours: _Hunk, theirs: _Hunk) -> bool:
        start, end = max(ours.start, theirs.start), min(ours.end, theirs.end)
        shared = any(not unit.is_row and not unit.is_blank for unit in self.base[start:end])
        written = any(
            not unit.is_row and not unit.is_blank for unit in (*ours.units, *theirs.units)
        )
        return shared and written

    def _twice(self, units: list[Unit]) -> Iterator[Clash]:
        """Rows that would stand twice, as both sides put them somewhere; ids in two lists."""
        counts = Counter(unit.name for unit in units if unit.is_row)
        for name, count in counts.items():
            if count > 1:
                yield self._clash(name)
        for name in counts:
            if name[1] == LISTS[0] and name[2] == "id":
                aside = ("row", LISTS[1], *name[2:])
                both = name in self.theirs.rows and aside in self.theirs.rows
                if aside in counts and not both:
                    yield self._clash(name)

    def _clash(self, name: Name) -> Clash:
        """The row's line on either side; of one that is gone, that of the place where it was."""
        was = self.rows[name][1] if name in self.rows else None
        then = was.line if was else self._line_of(self.ours, name)
        now = self.theirs.rows.get(name)
        return _clash_of(name, now, was, self._line_of(self.theirs, name), then)

    def _line_of(self, side: _Side, name: Name) -> int:
        if name in side.rows:
            return side.rows[name].line
        at = self.rows[name][0] if name in self.rows else -1
        return next((hunk.line for hunk in side.hunks if hunk.start <= at < hunk.end), 1)

    def _check(self, units: list[Unit], text: str) -> None:
        """The result read again must have the rows that it was made of, each in its list."""
        wanted = sorted(unit.name for unit in units if unit.is_row)
        try:
            found = sorted(unit.name for unit in self.split(text) if unit.is_row)
        except ManifestError:
            found = None
        if found != wanted:
            hunk, then = self.theirs.hunks[0], self.ours.hunks[0]
            at = min(then.start, len(self.base) - 1)
            what = self.base[at]
            raise ClashError([Clash(name_in_words(what.name), hunk.line, what.line)])


def _clash_of(
    name: Name, now: Unit | None, then: Unit | None, line_now: int, line_then: int
) -> Clash:
    """With the first line of each that the other does not have, be it a comment above the row."""
    what = name_in_words(name)
    if now is None or then is None:
        return Clash(what, line_now, line_then, _first_line(now), _first_line(then))
    here, there = now.whole.splitlines(), then.whole.splitlines()
    pairs = enumerate(zip(here, there, strict=False))
    above = now.lead.count("\n"), then.lead.count("\n")
    differs = next((at for at, (one, other) in pairs if one != other), None)
    at = above if differs is None else (differs, differs)
    return Clash(
        what,
        line_now - above[0] + at[0],
        line_then - above[1] + at[1],
        "".join(here[at[0] : at[0] + 1]),
        "".join(there[at[1] : at[1] + 1]),
    )


def _first_line(unit: Unit | None) -> str:
    return next(iter(unit.text.splitlines()), "") if unit else ""


def _both(was: Unit, ours: Unit, theirs: Unit) -> bool:
    """Whether both sides changed a row's text, or its comments, in different ways."""
    texts = (was.text, ours.text, theirs.text), (was.lead, ours.lead, theirs.lead)
    return any(len(set(three)) == 3 for three in texts)
