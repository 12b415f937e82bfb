"""An import plan as a YAML file that a person reads and edits."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from dinobook.importers.plan import CHANGES, REPAIRS, Kind, Plan, PlanRow

DIGESTS_IN_ROW = 12

_HEAD: Final = """\
# What each part of {source} becomes. Nothing has been written yet.
#
# Look at the entries with the lowest confidence first, and change what is wrong:
#   kind     {kinds}
#   lines    one number, or first-last; every line with text belongs to one entry
#   id       the name of the chapter's file (of a post); keep it once it is in the book
#   date     of a post, when you know it; a guessed-date is only written as a remark
#   source   of a post, its address on the web, when you know it
#   source-line   the line that says where a verse or quotation comes from
#   part     text at the end of the line that the entry is about
# A post may have two lines: its title and its subtitle. “drop” leaves lines out of the book; “tag”
# makes a label of the post below it; “dialogue” is an interview, with each NAME: in capitals; a
# stanza of “verse” on one line is parted at its dashes, and dashes that lines begin or end with go.
# words, confidence and reason are only there for you. Leave sha256 and digests alone.
#
# repairs that you do not want can be deleted from the list:
{repairs}
"""

FOLDER_HEAD: Final = """\
# What each file of {source} becomes. Nothing has been written yet.
#
#   kind     post (a chapter), image (copied to manuscript/images), image-missing (a picture that
#            is not there: a box in a draft, until you put it there) or drop (left out)
#   id       the name of the chapter's or the picture's new file, without its suffix
#   date     of a post that has none of its own; source: its address on the web
# words, confidence and reason are only there for you. Leave sha256 and digests alone.
#
# site is the address that the blog has or had on the web, such as https://example.org: links to
# its pages are followed then, and those to pages that are no chapters become full addresses.
#
# changes that you do not want can be deleted from the list of repairs:
{repairs}
"""

ENTRY_KEYS: Final[dict[str, str]] = {
    "file": "file",
    "kind": "kind",
    "id": "id",
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
    if plan.importer == "markdown":
        root["site"] = DoubleQuotedScalarString(plan.site)
    root["repairs"] = _flow(plan.repairs)
    root["entries"] = CommentedSeq(_row(entry) for entry in plan.entries)
    root["digests"] = CommentedSeq(_digest_rows(plan))
    stream = io.StringIO()
    yaml.dump(root, stream)
    return _head(plan) + stream.getvalue()


def _head(plan: Plan) -> str:
    if plan.importer != "text":
        return FOLDER_HEAD.format(source=plan.source, repairs=_explained(CHANGES))
    kinds = ", ".join(kind for kind in Kind if kind is not Kind.IMAGE)
    return _HEAD.format(source=plan.source, kinds=kinds, repairs=_explained(REPAIRS))


def _explained(repairs: Mapping[str, str]) -> str:
    return "\n".join(f"#   {name}: {what}" for name, what in repairs.items())


def _row(entry: PlanRow) -> CommentedMap:
    row = CommentedMap()
    if not entry.file:
        row["lines"] = entry.first if entry.first == entry.last else entry.lines
    for key, name in ENTRY_KEYS.items():
        value = getattr(entry, name)
        if value not in ("", 0) or key == "confidence":
            row[key] = _value(name, value)
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
    step = DIGESTS_IN_ROW if plan.importer == "text" else 1
    for start in range(0, len(plan.digests), step):
        yield " ".join(plan.digests[start : start + step])
