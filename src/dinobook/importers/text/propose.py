"""The proposal: what each line of the dump seems to be. Pure: text in, plan out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from dinobook.importers.changes import line_digests, sha256_of
from dinobook.importers.formats import REPAIRS
from dinobook.importers.marks import PostMark, read_mark
from dinobook.importers.naming import unique_slugs
from dinobook.importers.plan import Kind, Plan, PlanRow
from dinobook.importers.text.evidence import (
    HEADING_FROM,
    LOOK_AHEAD,
    TITLE_FROM,
    Finding,
    heading_evidence,
    same_words,
    title_evidence,
    total,
)
from dinobook.importers.text.quotes import quotes
from dinobook.importers.text.scene import (
    HEADING_LENGTH,
    TITLE_LENGTH,
    Scene,
    is_candidate,
    surroundings,
)
from dinobook.importers.text.segments import (
    ITEM,
    SCENE_BREAK,
    Segment,
    Shape,
    picture_at_end,
    picture_date,
    plain,
    segments,
)
from dinobook.importers.text.titles import title_of

FIRST_WORDS = 8
SURE: Final = 0.95


def propose(text: str, source: str = "dump.txt") -> Plan:
    """One entry for every part of `text`; nothing is left out and nothing is split for good."""
    parts = segments(text)
    entries = list(_entries(parts))
    return Plan(
        importer="text",
        source=source,
        sha256=sha256_of(text.encode()),
        entries=tuple(_dated(_named(entries, text))),
        digests=line_digests(text),
        repairs=tuple(REPAIRS),
    )


def _entries(parts: Sequence[Segment]) -> Iterator[PlanRow]:
    around = surroundings(parts)
    quoted = quotes(parts)
    marked = any(part.shape is Shape.MARK for part in parts)
    opened, skip_to = -1, 0
    before: PlanRow | None = None
    for index, part in enumerate(parts):
        if index < skip_to:
            continue
        if index in quoted:
            skip_to, before = quoted[index]
            yield replace(before, words=_first_words(before.words))
            continue
        before = _judge(Scene(around, index, opened), before, marked)
        if before.kind is Kind.POST:
            opened = index
        yield replace(before, words=_first_words(part.text))
        yield from _picture_after(part, before)


def _judge(scene: Scene, before: PlanRow | None, marked: bool) -> PlanRow:
    part = scene.here
    match part.shape:
        case Shape.MARK:
            return _marked(part)
        case Shape.PICTURE:
            return _entry(part, Kind.IMAGE_MISSING, SURE, "reads like the file name of a picture")
        case Shape.LIST:
            return _list(part)
        case Shape.VERSE:
            return _entry(part, Kind.VERSE, 0.75, "short lines without a blank line between them")
    if part.text[:1].islower() and _follows_verse(scene, before):
        return _entry(part, Kind.VERSE, 0.5, "goes on after verse with a small letter")
    limit = TITLE_LENGTH if scene.index == 0 else HEADING_LENGTH
    if is_candidate(part, limit):
        return _short_line(scene, marked)
    return _entry(part, Kind.PARAGRAPH, SURE, _paragraph_reason(part))


def _marked(part: Segment) -> PlanRow:
    mark = read_mark(part.text) or PostMark(part.text)
    made = _entry(part, Kind.POST, 1.0, "marked with === in the dump")
    return replace(made, date=mark.date, source=mark.source)


def _list(part: Segment) -> PlanRow:
    if len(part.lines) == 1 and part.text[:1] in "-–*":
        return _entry(part, Kind.LIST, 0.6, "one line that starts with a dash")
    return _entry(part, Kind.LIST, SURE if ITEM.match(part.lines[0]) else 0.6, "starts with a sign")


def _follows_verse(scene: Scene, before: PlanRow | None) -> bool:
    return (
        before is not None and before.kind is Kind.VERSE and len(scene.here.text) <= HEADING_LENGTH
    )


def _paragraph_reason(part: Segment) -> str:
    if SCENE_BREAK.match(part.text):
        return "a row of signs: a scene break"
    return (
        "ordinary text"
        if len(part.text) > HEADING_LENGTH
        else "ends like a sentence, or is wholly quoted"
    )


def _short_line(scene: Scene, marked: bool) -> PlanRow:
    """A title, a heading, or a sentence after all."""
    part = scene.here
    findings = _title_findings(scene)
    if total(findings) >= TITLE_FROM and not (marked and scene.index > 0):
        if scene.index and _is_label(scene):
            reason = "a label, a heading or the first half of a title: make it tag, or you decide"
            return _entry(part, Kind.PARAGRAPH, 0.3, reason)
        return _entry(part, Kind.POST, min(SURE, 0.4 + total(findings) / 2), _because(findings))
    before = scene.near(-1)
    if before is not None and is_candidate(before) and same_words(part.text, before.text):
        reason = f"repeats line {before.first}, perhaps a picture's caption; drop it if so"
        return _entry(part, Kind.PARAGRAPH, 0.4, reason)
    if repeated := _title_again(scene):
        reason = f"repeats the title on line {repeated}; drop it if so"
        return _entry(part, Kind.PARAGRAPH, 0.4, reason)
    against = heading_evidence(scene)
    score = total(against)
    if score >= HEADING_FROM:
        return _entry(part, Kind.HEADING, score, _because(against))
    return _entry(part, Kind.PARAGRAPH, min(SURE, 1 - score), _because(against))


def _title_again(scene: Scene) -> int:
    """The line of the post's title, when this one says it again near the top; else 0."""
    if not 0 <= scene.opened < scene.index <= scene.opened + LOOK_AHEAD:
        return 0
    title = scene.surroundings.parts[scene.opened]
    texts = (plain(title_of(title.lines)[0]), scene.here.text)
    said, here = (text.casefold().strip(".!?… ") for text in texts)
    return title.first if said == here else 0


def _title_findings(scene: Scene) -> tuple[Finding, ...]:
    """A label right above a title lends it what speaks for it: both start the post."""
    own = title_evidence(scene)
    above = scene.step(-1)
    if above is None or not is_candidate(above.here) or not _is_label(above):
        return own
    return tuple(dict.fromkeys((*title_evidence(above), *own))) if above.index else own


def _is_label(scene: Scene) -> bool:
    """Of two short lines one after the other the longer is taken for the title."""
    below = scene.near(1)
    if below is None or not is_candidate(below) or same_words(scene.here.text, below.text):
        return False
    return len(scene.here.text) < len(below.text)


def _because(findings: Sequence[Finding]) -> str:
    return "; ".join(finding.reason for finding in findings)


def _picture_after(part: Segment, entry: PlanRow) -> Iterator[PlanRow]:
    name = picture_at_end(part.lines[-1]) if entry.kind is Kind.PARAGRAPH else ""
    if name:
        reason = "reads like the file name of a picture, at the end of a paragraph"
        words = _first_words(name)
        yield PlanRow(Kind.IMAGE_MISSING, part.last, part.last, words, 0.9, reason, part=name)


def _entry(part: Segment, kind: Kind, sure: float, reason: str) -> PlanRow:
    return PlanRow(kind, part.first, part.last, "", round(sure, 2), reason)


def _first_words(text: str) -> str:
    words = plain(text).split(" ")
    return " ".join(words[:FIRST_WORDS])[:80] + (" …" if len(words) > FIRST_WORDS else "")


def _named(entries: Sequence[PlanRow], text: str) -> Iterator[PlanRow]:
    """Give every post the id that its chapter will have."""
    lines = text.split("\n")
    posts = [entry for entry in entries if entry.kind is Kind.POST]
    ids = iter(unique_slugs(title_of(lines[post.first - 1 : post.last])[0] for post in posts))
    for entry in entries:
        yield replace(entry, id=next(ids)) if entry.kind is Kind.POST else entry


def _dated(entries: Iterable[PlanRow]) -> Iterator[PlanRow]:
    """Guess each undated post's date from the newest date in the names of its pictures."""
    posts: list[list[PlanRow]] = []
    for entry in entries:
        if entry.kind is Kind.POST or not posts:
            posts.append([])
        posts[-1].append(entry)
    for post in posts:
        pictures = (entry.words for entry in post if entry.kind is Kind.IMAGE_MISSING)
        guess = max((picture_date(name) for name in pictures), default="")
        for entry in post:
            known = entry.kind is not Kind.POST or entry.date or not guess
            yield entry if known else replace(entry, guessed_date=guess)
