"""Whether a plan takes every line of the dump exactly once, and begins with a post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dinobook.importers.naming import ID
from dinobook.importers.plan import Kind, Plan, PlanRow
from dinobook.importers.text.segments import SPEAKER
from dinobook.problems import Place, Problem, Severity

_PARTIAL = (Kind.IMAGE_MISSING, Kind.DROP)


def ordered(plan: Plan) -> tuple[PlanRow, ...]:
    """The entries in the order of the dump; part of a line comes after the rest of it."""
    return tuple(sorted(plan.entries, key=lambda entry: (entry.first, bool(entry.part))))


def faults(plan: Plan, text: str) -> tuple[Problem, ...]:
    """Everything that keeps the plan from being carried out on this dump."""
    lines = text.split("\n")
    entries = ordered(plan)
    found = [*_lines(plan, entries, lines), *_parts(plan, entries, lines), *_posts(plan, entries)]
    return (*found, *_dialogues(plan, entries, lines))


def _dialogues(plan: Plan, entries: Sequence[PlanRow], lines: Sequence[str]) -> Iterator[Problem]:
    for entry in entries:
        spoken = lines[entry.first - 1 : entry.last]
        if entry.kind is Kind.DIALOGUE and not any(SPEAKER.match(line) for line in spoken):
            message = f"Nobody is named in lines {entry.lines}: they are set as ordinary text."
            hint = "A turn of a dialogue begins with a name in capitals and a colon."
            place = Place(plan.source, entry.first)
            yield Problem(place, "import-034", message, hint, Severity.WARNING)


def _lines(plan: Plan, entries: Sequence[PlanRow], lines: Sequence[str]) -> Iterator[Problem]:
    owner: dict[int, PlanRow] = {}
    for entry in entries:
        if entry.part:
            continue
        if entry.last > len(lines):
            message = f"The plan names lines {entry.lines}, but the dump has {len(lines)} lines."
            yield _fault(plan, entry.first, message, "Correct the lines of this entry.")
            continue
        yield from _taken(plan, entry, owner)
        if entry.source_line and not entry.first <= entry.source_line <= entry.last:
            message = f"The source line {entry.source_line} is not one of lines {entry.lines}."
            yield _fault(plan, entry.first, message, "Widen the entry's lines or correct it.")
    for number, line in enumerate(lines, start=1):
        if line.strip() and number not in owner:
            message = f"Line {number} is in no entry of the plan: “{line.strip()[:60]}”."
            hint = f"Add it to an entry; to leave it out: {{lines: {number}, kind: drop}}"
            yield _fault(plan, number, message, hint)


def _taken(plan: Plan, entry: PlanRow, owner: dict[int, PlanRow]) -> Iterator[Problem]:
    for number in range(entry.first, entry.last + 1):
        other = owner.setdefault(number, entry)
        if other is not entry:
            message = f"Line {number} is in two entries: lines {other.lines} and {entry.lines}."
            yield _fault(plan, number, message, "Leave it in one of them.")
            return


def _parts(plan: Plan, entries: Sequence[PlanRow], lines: Sequence[str]) -> Iterator[Problem]:
    for entry in (entry for entry in entries if entry.part):
        line = lines[entry.first - 1] if entry.first <= len(lines) else ""
        if entry.kind not in _PARTIAL:
            message = f"A part of line {entry.first} cannot be a {entry.kind.value}."
            yield _fault(plan, entry.first, message, "Make it image-missing or drop.")
        elif not line.rstrip().endswith(entry.part.strip()) or not entry.part.strip():
            message = f"Line {entry.first} does not end in “{entry.part}”."
            yield _fault(plan, entry.first, message, "Copy the part from the dump.")


def _posts(plan: Plan, entries: Sequence[PlanRow]) -> Iterator[Problem]:
    kept = [entry for entry in entries if entry.kind is not Kind.DROP]
    first = next((entry for entry in kept if entry.kind is not Kind.TAG), None)
    if first is not None and first.kind is not Kind.POST:
        message = f"Line {first.first} comes before the first post: “{first.words}”."
        hint = "Make a title of it (kind: post), or put “=== Title” above it in the dump."
        yield Problem(Place(plan.source, first.first), "import-010", message, hint)
    if not kept:
        message = "The plan leaves everything out."
        yield Problem(Place(plan.source), "import-010", message, "Make at least one entry a post.")
    seen: dict[str, PlanRow] = {}
    for entry in (entry for entry in kept if entry.kind is Kind.POST):
        if entry.id and entry.id in seen:
            message = (
                f"The posts on lines {seen[entry.id].first} and {entry.first} have the same id."
            )
            hint = f"Give one of them another id than “{entry.id}” in the plan."
            yield Problem(Place(plan.source, entry.first), "import-009", message, hint)
        if entry.id:
            seen[entry.id] = entry
        if not ID.match(entry.id):
            message = (
                f"The post on line {entry.first} has no id that can name a file: “{entry.id}”."
            )
            hint = "Write one in the plan: small letters, digits and hyphens."
            yield Problem(Place(plan.source, entry.first), "import-009", message, hint)
    for entry in (entry for entry in entries if entry.kind is Kind.IMAGE):
        message = f"Lines {entry.lines} cannot be an image: a dump has no pictures."
        yield _fault(plan, entry.first, message, "Make it image-missing.")


def _fault(plan: Plan, line: int, message: str, hint: str) -> Problem:
    return Problem(Place(plan.source, line), "import-008", message, hint)
