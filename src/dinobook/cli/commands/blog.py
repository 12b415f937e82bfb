"""How the leftovers of a blog look in a terminal, and `check --fix`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from dinobook import CODES
from dinobook.cli.show import say, show_lines, show_problems, sum_up

if TYPE_CHECKING:
    from dinobook import Change
    from dinobook.blog import Finding, Reading

MOST_SHOWN = 20
"""Of one rule in one chapter."""

SIDE = 24
"""So many characters are shown on each side of the words, less the word that is cut."""


def show_readings(readings: Iterable[Reading]) -> None:
    """Chapter by chapter and rule by rule, a line for each finding, on stderr."""
    for reading in readings:
        if reading.findings:
            show_lines(reading.path, _rows(reading.findings))
        show_problems(reading.needless)


def summary(readings: Sequence[Reading], *, every: bool) -> str:
    """A sentence for the end of a check; empty when no chapter was read.

    `every`: `--blog` had every chapter read.
    """
    whole = [reading for reading in readings if not reading.slips_only]
    slips = [reading for reading in readings if reading.slips_only and reading.findings]
    texts = [_counted("Leftovers of the blog", whole, every, " read")] if whole else []
    if slips:
        texts.append(_counted("Perhaps slips of the pen", slips, every))
    return " ".join(texts)


def _counted(what: str, readings: Sequence[Reading], every: bool, read: str = "") -> str:
    from dinobook import MENDING

    found = [finding for reading in readings for finding in reading.findings]
    accepted = sum(reading.accepted for reading in readings)
    text = f"{what}: {len(found)} in {_number(len(readings), 'chapter')}{read}"
    text += f", {accepted} accepted." if accepted else "."
    safe = {code: sum(one.safe for one in found if one.code == code) for code in MENDING}
    for code, count in safe.items():
        if count:
            options = f"{'--blog ' * every}--fix {code} --dry-run"
            text += f" {options} shows {_number(count, 'safe change')}."
    return text


def unread(count: int) -> str:
    """Where to go with so many chapters that an import made; empty for none."""
    if not count:
        return ""
    them = "it" if count == 1 else "them"
    came = f"{_number(count, 'chapter')} came from an import"
    return f"{came}: check --blog reads {them} for leftovers of the blog."


def show_changes(changes: Sequence[Change], *, dry_run: bool, every: bool) -> None:
    """The lines that changed, before and after, on stdout. `every`: every chapter was read."""
    for change in changes:
        say(f"{change.place}\n  - {change.before}\n  + {change.after}")
    places = _number(len(changes), "place")
    if not changes:
        more = "" if every else " With --blog, chapters that were no posts are read too."
        sum_up(f"There is nothing that is safe to change.{more}")
    elif dry_run:
        sum_up(f"{places} would change; nothing was written. Leave out --dry-run to write.")
    else:
        sum_up(f"Changed {places}. Read them where they stand.")


def changes_json(changes: Sequence[Change]) -> list[dict[str, object]]:
    return [
        {
            "path": change.place.path,
            "line": change.place.line,
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]


def _rows(findings: Sequence[Finding]) -> Iterable[str]:
    ordered = sorted(findings, key=lambda one: (one.code, one.start))
    for code, group in groupby(ordered, key=lambda one: one.code):
        same = list(group)
        yield f"  {code} {CODES[code]}"
        for finding in same[:MOST_SHOWN]:
            yield f"  {finding.place.line:6}  {_line(finding)}"
        if len(same) > MOST_SHOWN:
            yield f"          and {len(same) - MOST_SHOWN} more (all of them: --json)"
        for advice in dict.fromkeys(finding.advice for finding in same):
            yield f"        → {advice}"


def _line(finding: Finding) -> str:
    if finding.proposal:
        return f"{finding.words} → {finding.proposal}"
    before, behind = finding.around
    left, right = before[-SIDE:], behind[:SIDE]
    left = left if left == before else left.partition(" ")[2]
    right = right if right == behind else right.rpartition(" ")[0]
    return f"{left}[{finding.words}]{right}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
