"""Reading an edited plan: strict, with the line and the nearest valid name of every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Final, TypeVar

from dinobook.importers.dates import iso_date
from dinobook.importers.formats import FORMATS, Format, Locator
from dinobook.importers.inventory import CLASSES
from dinobook.importers.naming import ID, usable
from dinobook.importers.plan import FAULTS, AcceptedLoss, Kind, Plan, PlanRow
from dinobook.importers.planfile import ENTRY_KEYS
from dinobook.importers.site import site_address
from dinobook.markup.front_matter.values import CHECKS, MAX_ID
from dinobook.problems import Place, Problem, did_you_mean
from dinobook.storage.project import MAX_TEXT_BYTES
from dinobook.strict_yaml import (
    SLIPS,
    Mapping,
    Node,
    Rules,
    Scalar,
    Sequence,
    Source,
    is_nothing,
    read,
)

N = TypeVar("N", Mapping, Scalar)

_KEYS: Final = ("importer", "source", "sha256", "site", "repairs", "entries", "digests")
_LOSSES: Final = "accept-losses"
_LOSS_KEYS: Final = ("class", "count", "reason")
_LINES: Final = re.compile(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?\Z")
_ENTRIES: Final = "entries such as “- {lines: 3, kind: paragraph}”"
_LOSS: Final = "losses such as “- {item: 12, class: links, count: 1, reason: …}”"
_RULES: Final = Rules(
    called="the plan",
    codes={slip: "import-006" for slip in SLIPS if slip != "control"},
    most_characters=MAX_TEXT_BYTES,
    too_long="Make a new plan.",
    unreadable="The plan cannot be read.",
)


def from_yaml(
    text: str, path: str = "plan.yaml", wanted: str = ""
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan, or None and every mistake in it; one of another format than `wanted` is none."""
    source = Source(path, text)
    root, problems = read(source, _RULES)
    if problems:
        return None, tuple(
            replace(problem, hint=f"{problem.hint} Or make a new plan.") for problem in problems
        )
    reader = _Reader(source, wanted)
    plan = reader.plan(root)
    return (None if reader.problems else plan), tuple(reader.problems)


def other_format(made_for: str, wanted: str, place: Place) -> tuple[Problem, ...]:
    """A plan that was made for another importer than the one that is at work."""
    if made_for == wanted or not wanted:
        return ()
    message = f"This plan is for an import of “{made_for}”, not of “{wanted}”."
    hint = "Name the plan that was made for this source."
    return (Problem(place, "import-006", message, hint),)


@dataclass(slots=True)
class _Reader:
    """Walks the nodes once and gathers what is wrong."""

    source: Source
    wanted: str = ""
    problems: list[Problem] = field(default_factory=list)

    def plan(self, root: Node | None) -> Plan | None:
        if not isinstance(root, Mapping):
            self.fault(None, "import-006", "The file is not an import plan.", "Make a new plan.")
            return None
        for key in ("importer", "source", "sha256", "entries"):
            if root.get(key) is None:
                self.fault(root.start, "import-006", f"“{key}” is missing.", "Make a new plan.")
        importer = self.text(root, "importer")
        form = FORMATS.get(importer)
        if form is None:
            self.unknown(self.key(root, "importer"), "importer", importer, FORMATS)
            return None
        if found := other_format(importer, self.wanted, self.source.place(root.start)):
            self.problems += found
            return None
        self.keys(root, (*_KEYS, _LOSSES, *form.options))
        made = (self.entry(row, form) for row in self.items(root, "entries", Mapping, _ENTRIES))
        entries = tuple(entry for entry in made if entry is not None)
        return Plan(
            importer=importer,
            source=self.text(root, "source"),
            sha256=self.text(root, "sha256"),
            entries=entries,
            digests=self.digests(root, form),
            repairs=self.repairs(root, form),
            site=self.site(root),
            options=tuple(self.options(root, form)),
            accepted=tuple(self.losses(root, form, {entry.where for entry in entries})),
        )

    def repairs(self, root: Mapping, form: Format) -> tuple[str, ...]:
        repairs = self.texts(root, "repairs") if root.entry("repairs") else tuple(form.repairs)
        for name in repairs:
            if name not in form.repairs:
                self.unknown(self.key(root, "repairs"), "repair", name, form.repairs)
        return repairs

    def digests(self, root: Mapping, form: Format) -> tuple[str, ...]:
        rows = self.texts(root, "digests")
        if form.locator is Locator.LINES:
            return tuple(part for row in rows for part in row.split())
        return rows

    def options(self, root: Mapping, form: Format) -> Iterator[tuple[str, str]]:
        """The importer's own settings; one that the plan does not name is empty."""
        for name, valid in form.options.items():
            chosen = self.text(root, name)
            if chosen and valid and chosen not in valid:
                self.unknown(self.key(root, name), f"value of “{name}”", chosen, valid)
            yield name, chosen

    def losses(self, root: Mapping, form: Format, rows: Set[str]) -> Iterator[AcceptedLoss]:
        """What the plan lets go, each of a row that the plan has."""
        for row in self.items(root, _LOSSES, Mapping, _LOSS):
            self.keys(row, (form.locator.value, *_LOSS_KEYS))
            where, kind = self.text(row, form.locator.value), self.text(row, "class")
            if kind not in (*CLASSES, FAULTS):
                self.unknown(row.start, "class", kind, (*CLASSES, FAULTS))
            if where not in rows:
                message = f"No entry of the plan is “{where}”, whose losses are accepted."
                hint = did_you_mean(where, sorted(rows)) or "Name it as its entry does."
                self.fault(row.start, "import-007", message, hint)
            count = int(self.number(row, "count", 1))
            yield AcceptedLoss(where, kind, count, self.text(row, "reason"))

    def site(self, root: Mapping) -> str:
        """The address of the blog, as a whole address."""
        written = self.text(root, "site")
        found = site_address(written)
        if written and not found:
            self.fault(
                self.key(root, "site"),
                "import-007",
                f"“{written}” is not the address of a site.",
                "Write it as https://example.org, or leave it empty.",
            )
        return found

    def items(self, root: Mapping, key: str, kind: type[N], what: str) -> tuple[N, ...]:
        """The items of a list, which are all of one kind."""
        found = root.get(key)
        items = found.items if isinstance(found, Sequence) else ()
        fitting = tuple(item for item in items if isinstance(item, kind))
        if len(fitting) < len(items) or not (isinstance(found, Sequence) or is_nothing(found)):
            self.fault(self.key(root, key), "import-006", f"“{key}” is not a list of {what}.")
        return fitting

    def texts(self, root: Mapping, key: str) -> tuple[str, ...]:
        return tuple(one.text for one in self.items(root, key, Scalar, "texts"))

    def entry(self, row: Mapping, form: Format) -> PlanRow | None:
        at = row.start
        self.keys(row, ("lines", *ENTRY_KEYS))
        first, last = self.span(row)
        values = {name: self.text(row, key) for key, name in ENTRY_KEYS.items()}
        kind = values.pop("kind")
        if kind not in form.kinds:
            self.unknown(at, "kind", kind, form.kinds)
            return None
        if values["id"] and (len(values["id"]) > MAX_ID or not ID.match(values["id"])):
            better = usable(values["id"])
            hint = f"Write “{better}”." if better else "Use small letters, digits and hyphens."
            self.fault(at, "import-007", f"The id “{values['id']}” is not a file name.", hint)
        values["date"] = self.date(values["date"], at)
        is_address, message, hint = CHECKS["source"]
        if values["source"] and not is_address(values["source"]):
            self.fault(at, "import-007", message.format(values["source"]), hint)
        confidence = self.number(row, "confidence", 1.0)
        source_line = int(self.number(row, "source-line", 0))
        values = {k: v for k, v in values.items() if k not in ("confidence", "source_line")}
        return PlanRow(
            Kind(kind), first, last, confidence=confidence, source_line=source_line, **values
        )

    def date(self, written: str, at: int) -> str:
        """As the book has it: `14 juli 2016` is 2016-07-14."""
        found = iso_date(written, whole=True)
        if written and not found:
            hint = "Write it as 2016-07-14 or 2016-07."
            self.fault(at, "import-007", f"“{written}” is not a date.", hint)
        return found

    def span(self, row: Mapping) -> tuple[int, int]:
        if (row.entry("file") or row.entry("item")) and not row.entry("lines"):
            return 0, 0
        text = self.text(row, "lines")
        found = _LINES.match(text)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not 0 < first <= last:
            said = (
                f"“{text}” does not say which lines are meant." if text else "“lines” is missing."
            )
            hint = "Write one number, or first-last: 13-17."
            self.fault(row.start, "import-007", said, hint)
        return first, last

    def text(self, row: Mapping, key: str) -> str:
        """As it is written; empty for nothing."""
        value = row.get(key)
        if value is None or is_nothing(value):
            return ""
        if not isinstance(value, Scalar):
            self.fault(value.start, "import-007", f"“{key}” is not a text.")
            return ""
        return value.text

    def number(self, row: Mapping, key: str, default: float) -> float:
        value = row.get(key)
        if value is None:
            return default
        try:
            found = float(value.text) if isinstance(value, Scalar) and value.bare else None
        except ValueError:
            found = None
        if found is not None and isfinite(found):
            return found
        text = value.text if isinstance(value, Scalar) else "…"
        self.fault(value.start, "import-007", f"“{key}” is not a number: “{text}”.")
        return default

    def keys(self, row: Mapping, known: Iterable[str]) -> None:
        valid = list(known)
        for entry in row.entries:
            if entry.key.text not in valid:
                self.unknown(entry.key.start, "key", entry.key.text, valid)

    def key(self, row: Mapping, name: str) -> int:
        entry = row.entry(name)
        return entry.key.start if entry else row.start

    def unknown(self, at: int, what: str, name: str, valid: Iterable[str]) -> None:
        known = [str(value) for value in valid]
        hint = did_you_mean(name, known) or f"Known are: {', '.join(known)}."
        message = (
            f"“{name}” is not a {what} of an import plan." if name else f"A {what} is missing."
        )
        self.fault(at, "import-007", message, hint)

    def fault(self, at: int | None, code: str, message: str, hint: str = "") -> None:
        place = self.source.whole() if at is None else self.source.place(at)
        self.problems.append(Problem(place, code, message, hint))
