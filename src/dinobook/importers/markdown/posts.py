"""From a plan for a folder to chapters and pictures in the manuscript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from dinobook.importers.markdown.front import Head, read_head
from dinobook.importers.markdown.links import Target, rewrite, targets
from dinobook.importers.naming import ID
from dinobook.importers.plan import Draft, Entry, Kind, NewFile, Plan
from dinobook.problems import Place, Problem, Severity, did_you_mean
from dinobook.project import MANUSCRIPT, Project

IMAGES = "images"

_SHORTCODE: Final = re.compile(r"\{\{[<%]|\{%-?\s*\w+")
_ADDRESSES: Final = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)|^ {0,3}\[[^\[\]]+\]:.*$|src=\S+", re.M
)


def draft_files(plan: Plan, source: Project, texts: Mapping[str, str]) -> Draft:
    """Every chapter with its pictures. `texts` are the folder's Markdown files by path."""
    problems = list(_plan_faults(plan, source, texts))
    if problems:
        return Draft(problems=tuple(problems))
    names = {entry.file: _new_name(entry) for entry in plan.entries if entry.kind is not Kind.DROP}
    files: list[NewFile] = []
    for entry in plan.entries:
        if entry.kind is Kind.POST:
            made, found = _chapter(entry, texts, names)
            files.append(made)
            problems += found
        elif entry.kind is Kind.IMAGE:
            path = f"{MANUSCRIPT}/{names[entry.file]}"
            files.append(NewFile(path, source.read_bytes(entry.file)))
    dropped = tuple(entry for entry in plan.entries if entry.kind is Kind.DROP)
    return Draft(tuple(files), dropped, (), tuple(problems))


def _new_name(entry: Entry) -> str:
    """What the chapters call it: a chapter by its id, a picture by its path below manuscript/."""
    if entry.kind is Kind.POST:
        return entry.id
    return f"{IMAGES}/{entry.id}{PurePosixPath(entry.file).suffix.lower()}"


def _chapter(
    entry: Entry, texts: Mapping[str, str], names: Mapping[str, str]
) -> tuple[NewFile, list[Problem]]:
    head = read_head(texts[entry.file], entry.file)
    found = targets(head.body, entry.file, head.body_line)
    body = rewrite(head.body, found, lambda target: _address(target, names))
    problems = [*head.problems, *_shortcodes(head, entry.file)]
    for target in (target for target in found if target.image):
        problems += _picture_faults(target, entry.file, names)
    if _words(head.body) != _words(body):
        message = "The words of the file are not those of the chapter that would be made of it."
        hint = "Nothing was written. Please report this fault."
        problems.append(Problem(Place(entry.file), "import-012", message, hint))
    text = f"{_front_matter(entry, head)}\n\n{body.strip(chr(10))}\n"
    return NewFile(f"{MANUSCRIPT}/{entry.id}.md", text.encode(), entry.id), problems


def _address(target: Target, names: Mapping[str, str]) -> str:
    new = names.get(target.path, "")
    is_file = new.startswith(f"{IMAGES}/")
    return new if is_file or not target.image else ""


def _front_matter(entry: Entry, head: Head) -> str:
    kept = {key: value for key, value in head.kept if key != "id"}
    if entry.date:
        kept["date"] = entry.date
    rows = [
        f"{key}: {value if key == 'date' else json.dumps(value, ensure_ascii=False)}"
        for key, value in kept.items()
    ]
    if head.tags:
        rows.append(f"tags: {json.dumps(head.tags, ensure_ascii=False)}")
    remarks = (*head.remarks, f"# imported from {entry.file}")
    return "\n".join(["---", *rows, *remarks, "---"])


def _picture_faults(target: Target, path: str, names: Mapping[str, str]) -> Iterator[Problem]:
    place = Place(path, target.line, target.address[:80])
    if target.outside:
        message = f"The picture “{target.address}” lies outside the folder."
        yield Problem(place, "import-015", message, "Copy it into the folder.")
    elif not target.path:
        message = f"The picture “{target.address[:80]}” lies on the web, not in the folder."
        hint = "Save it in manuscript/images and name it by its path there."
        yield Problem(place, "import-015", message, hint, Severity.WARNING)
    elif target.path not in names:
        message = f"The picture “{target.address}” is not in the folder, or the plan drops it."
        hint = did_you_mean(target.path, names) or "Put it there and make a new plan."
        yield Problem(place, "import-015", message, hint)


def _shortcodes(head: Head, path: str) -> Iterator[Problem]:
    for number, line in enumerate(head.body.split("\n"), start=head.body_line):
        if _SHORTCODE.search(line):
            message = "This line holds a command for a blog program; the book would print it."
            hint = "Write what it should show."
            place = Place(path, number, line.strip()[:80])
            yield Problem(place, "import-017", message, hint, Severity.WARNING)


def _words(body: str) -> list[str]:
    return re.findall(r"\w+", _ADDRESSES.sub("", body))


def _plan_faults(plan: Plan, source: Project, texts: Mapping[str, str]) -> Iterator[Problem]:
    planned: set[str] = set()
    ids: dict[str, str] = {}
    for entry in plan.entries:
        place = Place(entry.file or plan.source)
        if not entry.file or not source.exists(entry.file):
            message = f"The plan names “{entry.file}”, which is not in the folder."
            hint = did_you_mean(entry.file, source.files(".")) or "Make a new plan."
            yield Problem(place, "import-008", message, hint)
        if entry.file in planned:
            yield Problem(place, "import-008", "The file is in two entries.", "Delete one of them.")
        planned.add(entry.file)
        yield from _kind_faults(entry, texts, place)
        if entry.kind is Kind.DROP:
            continue
        name = _new_name(entry)
        if not ID.match(entry.id) or name in ids:
            other = f", as {ids[name]} has" if name in ids else ""
            message = f"“{entry.id}” cannot be the id of this file{other}."
            hint = "Small letters, digits and hyphens, and no two the same."
            yield Problem(place, "import-009", message, hint)
        ids[name] = entry.file
    for path in sorted(texts.keys() - planned):
        message = "The file is in no entry of the plan."
        hint = f"To leave it out: {{file: {path}, kind: drop}}"
        yield Problem(Place(path), "import-008", message, hint)


def _kind_faults(entry: Entry, texts: Mapping[str, str], place: Place) -> Iterator[Problem]:
    fitting = Kind.POST if entry.file in texts else Kind.IMAGE
    if entry.kind not in (fitting, Kind.DROP):
        message = f"The file cannot be a {entry.kind.value}."
        yield Problem(place, "import-008", message, f"Make it {fitting.value} or drop.")
