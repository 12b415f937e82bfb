"""An import plan as a YAML file that a person reads and edits."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from dinobook.importers.formats import FORMATS, Format, Locator
from dinobook.importers.plan import AcceptedLoss, Plan, PlanRow

DIGESTS_IN_ROW = 12

ENTRY_KEYS: Final[dict[str, str]] = {
    "item": "item",
    "file": "file",
    "kind": "kind",
    "id": "id",
    "title": "title",
    "into": "into",
    "date": "date",
    "guessed-date": "guessed_date",
    "source": "source",
    "source-line": "source_line",
    "part": "part",
    "confidence": "confidence",
    "words": "words",
    "reason": "reason",
}
"""The keys of an entry beside `lines`, in the order of the file, with their field."""


def plan_to_yaml(plan: Plan) -> str:
    """The plan with an explanation on top; one line for each entry."""
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    root = CommentedMap(importer=plan.importer, source=plan.source, sha256=plan.sha256)
    form = FORMATS[plan.importer]
    if form.has_site:
        root["site"] = DoubleQuotedScalarString(plan.site)
    for name in form.options:
        root[name] = DoubleQuotedScalarString(plan.option(name))
    if form.repairs:
        root["repairs"] = _flow(plan.repairs)
    if plan.accepted:
        root["accept-losses"] = CommentedSeq(_loss(form, one) for one in plan.accepted)
    root["entries"] = CommentedSeq(_row(entry) for entry in plan.entries)
    root["digests"] = CommentedSeq(_digest_rows(plan))
    stream = io.StringIO()
    yaml.dump(root, stream)
    return _head(plan) + stream.getvalue()


def _head(plan: Plan) -> str:
    form = FORMATS[plan.importer]
    return form.head.format(
        source=plan.source, kinds=", ".join(form.kinds), repairs=_explained(form.repairs)
    )


def _explained(repairs: Mapping[str, str]) -> str:
    return "\n".join(f"#   {name}: {what}" for name, what in repairs.items())


def _row(entry: PlanRow) -> CommentedMap:
    row = CommentedMap()
    if not (entry.file or entry.item):
        row["lines"] = entry.first if entry.first == entry.last else entry.lines
    for key, name in ENTRY_KEYS.items():
        value = getattr(entry, name)
        if value not in ("", 0) or key == "confidence":
            row[key] = _value(name, value)
    row.fa.set_flow_style()
    return row


def _loss(form: Format, loss: AcceptedLoss) -> CommentedMap:
    row = CommentedMap()
    row[form.locator.value] = DoubleQuotedScalarString(loss.where)
    row["class"] = loss.kind
    row["count"] = loss.count
    row["reason"] = DoubleQuotedScalarString(loss.reason)
    row.fa.set_flow_style()
    return row


def _value(name: str, value: object) -> object:
    """Words from the source go between quotes: they may hold any sign."""
    if not isinstance(value, str):
        return value
    return str(value) if name in ("kind", "id") else DoubleQuotedScalarString(value)


def _flow(values: tuple[str, ...]) -> CommentedSeq:
    made = CommentedSeq(values)
    made.fa.set_flow_style()
    return made


def _digest_rows(plan: Plan) -> Iterator[str]:
    """A text has so many lines that several digests share a row; a folder has one a file."""
    step = DIGESTS_IN_ROW if FORMATS[plan.importer].locator is Locator.LINES else 1
    for start in range(0, len(plan.digests), step):
        yield " ".join(plan.digests[start : start + step])
