"""From a checked plan and its dump to Markdown chapters, one for each post."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dinobook.importers.escape import escape_heading, escape_line, escape_text
from dinobook.importers.plan import Kind, NewFile, Plan, PlanRow
from dinobook.importers.text.coverage import ordered
from dinobook.importers.text.repairs import repair_line
from dinobook.importers.text.segments import ITEM, SCENE_BREAK, SPEAKER, plain
from dinobook.importers.text.titles import title_of
from dinobook.markup.front_matter.split import IMPORTED
from dinobook.storage.project import MANUSCRIPT

_PARTING: Final = re.compile(r"\s+[–—/-]\s+")
_DASH: Final = re.compile(r"\A\s*[–—-]\s+")
_HANGING: Final = re.compile(r"\s+[–—/-]\s*\Z")


def chapters(plan: Plan, text: str) -> tuple[NewFile, ...]:
    """The chapters in the order of the dump. `coverage.faults` must have found nothing."""
    parts = {entry.first: entry.part.strip() for entry in plan.entries if entry.part}
    writer = _Writer(plan, text.split("\n"), parts)
    posts: list[list[PlanRow]] = []
    tags: list[list[str]] = []
    waiting: list[str] = []
    for entry in ordered(plan):
        if entry.kind is Kind.TAG:
            waiting.append(writer.text(entry))
        elif entry.kind is Kind.POST:
            posts.append([entry])
            tags.append(waiting)
            waiting = []
        elif entry.kind is not Kind.DROP:
            posts[-1].append(entry)
            tags[-1] += waiting  # they do not stand right above a post
            waiting = []
    if posts:
        tags[-1] += waiting
    return tuple(writer.chapter(*both) for both in zip(posts, tags, strict=True))


def verse_lines(lines: Sequence[str]) -> list[str]:
    """Lines of verse. A stanza on one line is parted at its dashes; those that hang go."""
    made: list[str] = []
    for filled, group in groupby(lines, lambda line: bool(line.strip())):
        made += _stanza([line.strip() for line in group]) if filled else [""]
    return made


def _stanza(lines: list[str]) -> list[str]:
    if len(lines) == 1:
        return _PARTING.split(_DASH.sub("", lines[0]))
    if all(_DASH.match(line) for line in lines[1:]):
        return [_DASH.sub("", line) for line in lines]
    if all(_HANGING.search(line) for line in lines[:-1]):
        return [_HANGING.sub("", line) for line in lines]
    return lines


@dataclass(frozen=True, slots=True)
class _Writer:
    plan: Plan
    lines: list[str]
    parts: dict[int, str]

    def chapter(self, entries: Sequence[PlanRow], tags: Sequence[str]) -> NewFile:
        post = entries[0]
        blocks = [self.front_matter(post, entries[-1].last, tags)]
        for run in _verse_together(entries[1:]):
            blocks.append(self.verse(run) if run[0].kind is Kind.VERSE else self.block(run[0]))
        made = "\n\n".join(block for block in blocks if block) + "\n"
        return NewFile(f"{MANUSCRIPT}/{post.id}.md", made.encode(), post.id)

    def front_matter(self, post: PlanRow, last: int, tags: Sequence[str]) -> str:
        title, subtitle = title_of([line for _, line in self.numbered(post)])
        rows = ["---", f"title: {_quoted(title)}"]
        if subtitle:
            rows.append(f"subtitle: {_quoted(subtitle)}")
        if post.date:
            rows.append(f"date: {post.date}")
        elif post.guessed_date:
            rows.append(f"# date: {post.guessed_date} (guessed from a picture's name)")
        if post.source:
            rows.append(f"source: {_quoted(post.source)}")
        if tags:
            rows.append(f"tags: {json.dumps(tags, ensure_ascii=False)}")
        rows.append(f"{IMPORTED}{self.plan.source}, lines {post.first}-{last}")
        return "\n".join([*rows, "---"])

    def block(self, entry: PlanRow) -> str:
        match entry.kind:
            case Kind.HEADING:
                return f"## {escape_heading(self.text(entry))}"
            case Kind.LIST:
                return self.items(entry)
            case Kind.QUOTE:
                return _fenced("citaat", self.source(entry), self.paragraphs(entry))
            case Kind.DIALOGUE:
                return self.dialogue(entry)
            case Kind.IMAGE_MISSING:
                name = self.mended(entry.part, entry.first) if entry.part else self.text(entry)
                return _fenced("beeld-ontbreekt", plain(name), "")
            case _:
                return self.paragraphs(entry)

    def paragraphs(self, entry: PlanRow) -> str:
        """The entry's lines, with the blank lines between them; signs in a row part scenes."""
        rows = [
            "* * *" if SCENE_BREAK.match(line) else escape_line(line)
            for number, line in self.numbered(entry)
            if number != entry.source_line
        ]
        return _tidy(rows)

    def dialogue(self, entry: PlanRow) -> str:
        """The turns in a block, each a paragraph; what comes before the first is none of it."""
        lines = [line for _, line in self.numbered(entry) if line.strip()]
        first = next((i for i, line in enumerate(lines) if SPEAKER.match(line)), len(lines))
        before = "\n\n".join(escape_line(line) for line in lines[:first])
        turns = "\n\n".join(escape_line(line) for line in lines[first:])
        block = _fenced("dialoog", "", turns) if turns else ""
        return "\n\n".join(part for part in (before, block) if part)

    def verse(self, stanzas: Sequence[PlanRow]) -> str:
        rows: list[str] = []
        for entry in stanzas:
            lines = [line for number, line in self.numbered(entry) if number != entry.source_line]
            rows += ["", *(escape_line(line) for line in verse_lines(lines))]
        return _fenced("vers", self.source(stanzas[-1]), _tidy(rows))

    def items(self, entry: PlanRow) -> str:
        lines = [line for _, line in self.numbered(entry) if line.strip()]
        signed = any(ITEM.match(line) for line in lines)
        depths: list[int] = []
        rows: list[str] = []
        for line in lines:
            found = ITEM.match(line)
            if signed and found is None:
                rows.append(f"{' ' * 4 * max(1, len(depths))}{escape_line(line)}")
                continue
            indent = len(found["indent"].expandtabs(4)) if found else 0
            while depths and indent < depths[-1]:
                depths.pop()
            if not depths or indent > depths[-1]:
                depths.append(indent)
            text = escape_line(found["text"] if found else line)
            rows.append(
                f"{' ' * 4 * (len(depths) - 1)}{_marker(found['marker'] if found else '')}{text}"
            )
        return "\n".join(rows)

    def source(self, entry: PlanRow) -> str:
        if not entry.source_line:
            return ""
        return escape_text(self.mended(self.lines[entry.source_line - 1], entry.source_line))

    def text(self, entry: PlanRow) -> str:
        return plain(" ".join(line for _, line in self.numbered(entry)))

    def numbered(self, entry: PlanRow) -> list[tuple[int, str]]:
        """The entry's repaired lines, without the parts that are entries of their own."""
        return [
            (number, self.mended(self.whole(number), number))
            for number in range(entry.first, entry.last + 1)
        ]

    def whole(self, number: int) -> str:
        line = self.lines[number - 1]
        part = self.parts.get(number, "")
        return line.rstrip().removesuffix(part) if part else line

    def mended(self, line: str, number: int) -> str:
        return repair_line(line, number, self.plan.repairs)[0].rstrip()


def _verse_together(entries: Sequence[PlanRow]) -> list[list[PlanRow]]:
    """Verse entries in a row are the stanzas of one poem, up to the one that names its source."""
    runs: list[list[PlanRow]] = []
    for entry in entries:
        before = runs[-1][-1] if runs else None
        goes_on = before is not None and before.kind is Kind.VERSE and not before.source_line
        if goes_on and entry.kind is Kind.VERSE:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _fenced(name: str, bar: str, content: str) -> str:
    head = f"/// {name} | {bar}" if bar else f"/// {name}"
    return "\n".join(part for part in (head, content, "///") if part)


def _marker(marker: str) -> str:
    """Four columns, so that what hangs below lines up: `1.  ` or `-   `."""
    return f"{marker.rstrip('.)') + '.':<4}" if marker[:1].isdigit() else "-   "


def _tidy(rows: Sequence[str]) -> str:
    """The rows with single blank ones between, none at the ends."""
    kept = [(bool(row), row) for row in rows]
    groups = [
        [row for _, row in group] for filled, group in groupby(kept, lambda r: r[0]) if filled
    ]
    return "\n\n".join("\n".join(group) for group in groups)


def _quoted(text: str) -> str:
    return json.dumps(plain(text), ensure_ascii=False)
