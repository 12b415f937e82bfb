"""What an import did to each part of its source, as text and JSON for beside the plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dinobook.importers.comparing import Difference
from dinobook.importers.inventory import CLASSES, LeftOut
from dinobook.importers.plan import Conserved, PlanRow, Report


def account_text(report: Report) -> str:
    """For people: what differs, what was left out and why, and what came through whole."""
    return "\n".join([*_lines(report), ""])


def account_json(report: Report) -> str:
    """The same for programs: `chapters`, `left-out` and `problems`, with every count."""
    said = {
        "importer": report.plan.importer if report.plan else "",
        "source": _source(report),
        "sha256": report.plan.sha256 if report.plan else "",
        "chapters": [_chapter(one) for one in report.conserved],
        "left-out": [_dropped(entry) for entry in report.draft.dropped],
        "problems": [
            {"code": one.code, "place": str(one.place), "message": one.message}
            for one in report.problems
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"What became of {_source(report)}, counted in the compiled chapters."
    open_ = sum(bool(one.differences) for one in report.conserved)
    whole = sum(not one.differences and not one.accepted for one in report.conserved)
    yield f"Chapters: {len(report.conserved)}; whole: {whole}; with differences: {open_}."
    for one in report.conserved:
        yield ""
        yield f"{one.origin.id} (from {one.origin.where})"
        yield f"  came through: {_counts(one)}"
        for difference in one.differences:
            yield f"  DIFFERS   {difference.kind}: {difference.said()}"
        for difference in one.accepted:
            yield f"  accepted  {difference.kind}: {difference.said()}"
        for gone in one.origin.left_out:
            yield f"  left out  {_left_out(gone)}"
    if report.draft.dropped:
        yield ""
        yield "Not brought in:"
    for entry in report.draft.dropped:
        named = f" {entry.title or entry.words}" if entry.title or entry.words else ""
        yield f"  {entry.where}:{named} ({entry.reason or 'dropped'})"


def _source(report: Report) -> str:
    return report.plan.source if report.plan else ""


def _counts(one: Conserved) -> str:
    counts = {kind: len(one.origin.inventory.get(kind, ())) for kind in CLASSES}
    return ", ".join(f"{kind} {count}" for kind, count in counts.items() if count) or "no text"


def _left_out(gone: LeftOut) -> str:
    words = f" “{gone.words}”" if gone.words else ""
    place = f" ({gone.place})" if gone.place else ""
    return f"{gone.count} × {gone.kind}{words}: {gone.reason}{place}"


def _chapter(one: Conserved) -> dict[str, Any]:
    return {
        "id": one.origin.id,
        "from": one.origin.where,
        "counts": {kind: len(pieces) for kind, pieces in one.origin.inventory.items()},
        "differences": [_difference(each) for each in one.differences],
        "accepted": [_difference(each) for each in one.accepted],
        "left-out": [
            {
                "class": each.kind,
                "count": each.count,
                "words": each.words,
                "reason": each.reason,
                "place": each.place,
            }
            for each in one.origin.left_out
        ],
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "class": one.kind,
        "what": one.key,
        "lost": one.lost,
        "count": one.count,
        "place": one.place,
    }


def _dropped(entry: PlanRow) -> dict[str, Any]:
    return {"from": entry.where, "title": entry.title or entry.words, "reason": entry.reason}
