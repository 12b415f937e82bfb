"""Reading an edited plan: strict, with the line and the nearest valid name of every mistake."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from dinobook.importers.dates import iso_date
from dinobook.importers.naming import ID, usable
from dinobook.importers.plan import REPAIRS_OF, Entry, Kind, Plan
from dinobook.importers.planfile import ENTRY_KEYS
from dinobook.importers.site import site_address
from dinobook.markup.front_values import CHECKS
from dinobook.problems import Place, Problem, did_you_mean

_KEYS: Final = ("importer", "source", "sha256", "site", "repairs", "entries", "digests")
_MOST_BRACKETS: Final = 200
_LINES: Final = re.compile(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?\Z")


def from_yaml(text: str, path: str = "plan.yaml") -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan, or None and every mistake in it."""
    if (line := _bracketed(text)) is not None:
        hint = "Make a new plan."
        return None, (Problem(Place(path, line), "import-006", "Brackets without end.", hint),)
    try:
        root = YAML().load(text)
    except (YAMLError, ValueError, RecursionError) as error:  # brackets without end
        return None, (_syntax(error, path, text.split("\n")),)
    reader = _Reader(path, text.split("\n"))
    plan = reader.plan(root)
    return (None if reader.problems else plan), tuple(reader.problems)


def _bracketed(text: str) -> int | None:
    """The first line with more brackets than any plan has: a reader of YAML drowns in them."""
    rows = enumerate(text.split("\n"), start=1)
    return next((n for n, row in rows if row.count("[") + row.count("{") > _MOST_BRACKETS), None)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _syntax(error: Exception, path: str, rows: list[str]) -> Problem:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    what = (error.problem if isinstance(error, MarkedYAMLError) else "") or "it is not valid YAML"
    line = mark.line + 1 if mark else 0
    if tab := next((n for n, row in enumerate(rows, 1) if "\t" in row[: _indent(row)]), 0):
        message = "The line begins with a tab, which a plan cannot have."
        return Problem(Place(path, tab), "import-006", message, "Write spaces in its place.")
    if line and "\t" in rows[line - 1]:
        message = "A tab stands in this line, where a plan has spaces."
        return Problem(Place(path, line), "import-006", message, "Write a space in its place.")
    hint = "Compare the line with those around it, or make a new plan."
    return Problem(Place(path, line), "import-006", f"The plan cannot be read: {what}.", hint)


@dataclass(slots=True)
class _Reader:
    """Walks the YAML once and gathers what is wrong."""

    path: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def plan(self, root: Any) -> Plan | None:
        if not isinstance(root, CommentedMap):
            self.fault(0, "import-006", "The file is not an import plan.", "Make a new plan.")
            return None
        self.keys(root, _KEYS)
        for key in ("importer", "source", "sha256", "entries"):
            if key not in root:
                self.fault(1, "import-006", f"“{key}” is missing.", "Make a new plan.")
        importer = str(root.get("importer", ""))
        entries = self.rows(root, "entries")
        known = REPAIRS_OF.get(importer, {})
        repairs = self.texts(root, "repairs") if "repairs" in root else tuple(known)
        for name in repairs:
            if name not in known:
                self.unknown(self.line(root, "repairs"), "repair", name, known)
        digests = self.texts(root, "digests")
        if importer == "text":
            digests = tuple(part for row in digests for part in row.split())
        made = (self.entry(row) for row in entries)
        return Plan(
            importer=importer,
            source=str(root.get("source", "")),
            sha256=str(root.get("sha256", "")),
            entries=tuple(entry for entry in made if entry is not None),
            digests=digests,
            repairs=repairs,
            site=self.site(root),
        )

    def site(self, root: CommentedMap) -> str:
        """The address of the blog, as a whole address."""
        written = self.text(root, "site") if "site" in root else ""
        found = site_address(written)
        if written and not found:
            self.fault(
                self.line(root, "site"),
                "import-007",
                f"“{written}” is not the address of a site.",
                "Write it as https://example.org, or leave it empty.",
            )
        return found

    def rows(self, root: CommentedMap, key: str) -> list[CommentedMap]:
        found = root.get(key) or []
        if isinstance(found, CommentedSeq) and all(isinstance(row, CommentedMap) for row in found):
            return list(found)
        if found:
            self.fault(
                self.line(root, key),
                "import-006",
                f"“{key}” is not a list of entries.",
                "Write each entry as “- {lines: 3, kind: paragraph}”.",
            )
        return []

    def texts(self, root: CommentedMap, key: str) -> tuple[str, ...]:
        found = root.get(key) or CommentedSeq()
        if isinstance(found, CommentedSeq):
            return tuple(str(value) for value in found)
        self.fault(self.line(root, key), "import-006", f"“{key}” is not a list.")
        return ()

    def entry(self, row: CommentedMap) -> Entry | None:
        line = row.lc.line + 1
        self.keys(row, ("lines", *ENTRY_KEYS))
        first, last = self.span(row, line)
        values = {name: self.text(row, key) for key, name in ENTRY_KEYS.items()}
        kind = values.pop("kind")
        if kind not in set(Kind):
            self.unknown(line, "kind", kind, list(Kind))
            return None
        if values["id"] and not ID.match(values["id"]):
            better = usable(values["id"])
            hint = f"Write “{better}”." if better else "Use small letters, digits and hyphens."
            self.fault(line, "import-007", f"The id “{values['id']}” is not a file name.", hint)
        values["date"] = self.date(values["date"], line)
        is_address, message, hint = CHECKS["source"]
        if values["source"] and not is_address(values["source"]):
            self.fault(line, "import-007", message.format(values["source"]), hint)
        confidence = self.number(row, "confidence", 1.0)
        source_line = int(self.number(row, "source-line", 0))
        values = {k: v for k, v in values.items() if k not in ("confidence", "source_line")}
        return Entry(
            Kind(kind), first, last, confidence=confidence, source_line=source_line, **values
        )

    def date(self, written: str, line: int) -> str:
        """As the book has it: `14 juli 2016` is 2016-07-14."""
        found = iso_date(written, whole=True)
        if written and not found:
            hint = "Write it as 2016-07-14 or 2016-07."
            self.fault(line, "import-007", f"“{written}” is not a date.", hint)
        return found

    def span(self, row: CommentedMap, line: int) -> tuple[int, int]:
        if "file" in row and "lines" not in row:
            return 0, 0
        text = str(row.get("lines", ""))
        found = _LINES.match(text)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not 0 < first <= last:
            said = (
                f"“{text}” does not say which lines are meant." if text else "“lines” is missing."
            )
            self.fault(line, "import-007", said, "Write one number, or first-last: 13-17.")
        return first, last

    def text(self, row: CommentedMap, key: str) -> str:
        value = row.get(key)
        if value is None:
            return ""
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, (CommentedMap, CommentedSeq)):
            self.fault(row.lc.line + 1, "import-007", f"“{key}” is not a text.")
            return ""
        return str(value)

    def number(self, row: CommentedMap, key: str, default: float) -> float:
        value = row.get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value):
            return float(value)
        self.fault(row.lc.line + 1, "import-007", f"“{key}” is not a number: “{value}”.")
        return default

    def keys(self, row: CommentedMap, known: Iterable[str]) -> None:
        valid = list(known)
        for key in row:
            if key not in valid:
                self.unknown(self.line(row, key), "key", str(key), valid)

    def line(self, row: CommentedMap, key: Any) -> int:
        try:
            return int(row.lc.key(key)[0]) + 1
        except (KeyError, TypeError):
            return int(row.lc.line) + 1

    def unknown(self, line: int, what: str, name: str, valid: Iterable[str]) -> None:
        known = [str(value) for value in valid]
        hint = did_you_mean(name, known) or f"Known are: {', '.join(known)}."
        message = (
            f"“{name}” is not a {what} of an import plan." if name else f"A {what} is missing."
        )
        self.fault(line, "import-007", message, hint)

    def fault(self, line: int, code: str, message: str, hint: str = "") -> None:
        excerpt = self.lines[line - 1].strip()[:80] if 0 < line <= len(self.lines) else ""
        self.problems.append(Problem(Place(self.path, line, excerpt), code, message, hint))
