"""Putting safe proposals in the place of the words they are for, and touching nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from dinobook.blog.finding import Finding, without_overlaps
from dinobook.blog.reading import Reading
from dinobook.blog.rules import RULES
from dinobook.errors import UsageError
from dinobook.problems import Place, did_you_mean
from dinobook.storage import Write, digest_of
from dinobook.storage.project import Project

MENDING = tuple(rule.code for rule in RULES if rule.mends)
"""The rules that have changes which are safe to make."""
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """What is different now: the words with their surroundings, before and after."""

    place: Place
    before: str
    after: str


def refuse_unknown(codes: Collection[str]) -> None:
    """Raise `UsageError` for a rule that does not exist, or that has nothing to put in place."""
    known = [rule.code for rule in RULES]
    for code in codes:
        if code not in known:
            hint = did_you_mean(code, known) or f"The rules are {', '.join(known)}."
            raise UsageError(f"--fix {code}: there is no such rule. {hint}")
        if code not in MENDING:
            raise UsageError(
                f"--fix {code}: what this rule finds takes a person. "
                f"Rules with safe changes: {', '.join(MENDING)}."
            )


def mend_chapters(
    project: Project, readings: Iterable[Reading], codes: Collection[str], *, dry_run: bool = False
) -> tuple[Change, ...]:
    """Make every safe change of the rules in `codes`, or none; in a dry run only say which.

    Raises `SourceError` when a chapter is no longer the one that was read.
    """
    changes: list[Change] = []
    writes: list[Write] = []
    for reading in readings:
        chosen = without_overlaps(
            finding for finding in reading.findings if finding.safe and finding.code in codes
        )
        if chosen and not dry_run:
            data = project.read_bytes(reading.path)
            if digest_of(data) == reading.digest:
                data = mend(data, chosen)
            writes.append(Write(reading.path, data, reading.digest))
        changes += [_change(one) for one in chosen]
    if writes:
        project.apply(writes)
    return tuple(changes)


def mend(data: bytes, findings: Iterable[Finding]) -> bytes:
    """The file with the proposals of `findings` in place; they must have been found in it.

    Every other byte stays: line ends, byte order mark, and a line end inside the words.
    """
    mark = _MARK if data.startswith(_MARK) else b""
    text = data.removeprefix(mark).decode("utf-8")
    # findings count CRLF as one character
    twofold = [found.start() - index for index, found in enumerate(re.finditer("\r\n", text))]
    for finding in sorted(findings, key=lambda one: one.start, reverse=True):
        start, end = (at + bisect_left(twofold, at) for at in (finding.start, finding.end))
        text = text[:start] + _with_line_end(finding.proposal, text[start:end]) + text[end:]
    return mark + text.encode("utf-8")


def _with_line_end(proposal: str, words: str) -> str:
    """The proposal, broken where it has a space if the words were broken."""
    found = re.search(r"[ \t]*[\r\n]+[ \t]*", words)
    return proposal.replace(" ", found.group(), 1) if found else proposal


def _change(finding: Finding) -> Change:
    before, behind = finding.around
    place = replace(finding.place, excerpt="")
    return Change(place, finding.place.excerpt, f"{before}{finding.proposal}{behind}")
