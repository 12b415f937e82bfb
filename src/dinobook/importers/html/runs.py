"""The words of a paragraph as runs, each with the marks that it stands in.

White space is folded as a browser folds it, and stands outside the marks that end or begin at it;
marks of one kind that touch are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from dinobook.importers.html.vocabulary import SPANS, Element, kind_of

_FOLDED: Final = re.compile("[ \t\n\r\f\u2028\u2029]{2,}|[\t\n\r\f\u2028\u2029]")
_SPACES: Final = re.compile(
    "(?P<folds>[ \t\n\r\f\v\x1c-\x1f\u2028\u2029]+)|[^ \t\n\r\f\u2028\u2029]+"
)
_ONCE: Final = frozenset({"code", "del", "em", "ins", "kbd", "mark", "strong", "u"})
"""Marks that say nothing when they stand in each other."""
_MERGE: Final = _ONCE - {"kbd"} | {"small", "sub", "sup"}
_ALONE: Final = frozenset({"note", "citation", "reference"})
"""What cannot stand in a link."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`own` tells marks of one kind apart that may not be joined."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    own: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or one thing that is none: a picture, a note, a line break (`<br>`), a place."""

    text: str
    marks: tuple[Mark, ...] = ()
    atom: Element | None = None

    @property
    def is_space(self) -> bool:
        return self.atom is None and self.text == " "

    @property
    def is_break(self) -> bool:
        return self.atom is not None and self.atom.tag == "br"


@dataclass(slots=True)
class Marked:
    """A mark with what stands in it."""

    mark: Mark
    children: list[Marked | Run] = field(default_factory=list)


def runs_of(element: Element) -> list[Run]:
    """What stands in an element, white space at its ends left out."""
    return settled(list(_read(element, ())))


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line, parted at the line breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.is_break:
            lines.append([])
        else:
            lines[-1].append(run)
    return lines


def nested(runs: Sequence[Run]) -> list[Marked | Run]:
    """The runs as a tree of marks."""
    root = Marked(Mark(""))
    stack = [root]
    for run in runs:
        common = _common(tuple(one.mark for one in stack[1:]), run.marks)
        del stack[len(common) + 1 :]
        for mark in run.marks[len(common) :]:
            inner = Marked(mark)
            stack[-1].children.append(inner)
            stack.append(inner)
        stack[-1].children.append(run)
    return root.children


def words_in(pieces: Sequence[Marked | Run]) -> str:
    """The text alone; U+FFFC stands for what is no text."""
    return "".join(
        words_in(one.children) if isinstance(one, Marked) else one.text or "\ufffc"
        for one in pieces
    )


def edge(piece: Marked | Run | None, *, first: bool) -> str:
    """The first or last character of a piece, U+FFFC for what is no text; empty without one."""
    while isinstance(piece, Marked):
        piece = piece.children[0 if first else -1]
    if piece is None:
        return ""
    return (piece.text[:1] if first else piece.text[-1:]) or "\ufffc"


def _read(element: Element, marks: tuple[Mark, ...]) -> Iterator[Run]:
    yield from split_words(element.text, marks)
    for child in element:
        yield from _child(child, marks)
        yield from split_words(child.tail, marks)


def _child(child: Element, marks: tuple[Mark, ...]) -> Iterator[Run]:
    if child.tag in ("br", "img") or kind_of(child) in (*SPANS, "reference"):
        yield Run("", _around(child, marks), child)
        return
    inner = list(_read(child, (*marks, *_mark(child, marks))))
    if child.get("id") and all(run.is_space for run in inner):
        yield Run("", marks, child)
    yield from inner


def _around(atom: Element, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    if kind_of(atom) not in _ALONE:
        return marks
    return tuple(mark for mark in marks if mark.tag != "a")


def _mark(element: Element, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    tag = "del" if element.tag == "s" else str(element.tag)
    attributes = tuple((str(key), str(value)) for key, value in element.attrib.items())
    if tag == "span" and not attributes:
        return ()
    if tag in _ONCE and any(mark.tag == tag for mark in marks):
        return ()
    merges = (tag in _MERGE or tag == "span") and "id" not in element.attrib
    return (Mark(tag, attributes, 0 if merges else id(element)),)


def split_words(text: str | None, marks: tuple[Mark, ...]) -> Iterator[Run]:
    """The words, space between them folded, and the space at their ends, each a run."""
    words = (text or "").strip()
    if not words:
        yield from _spaces(text or "", marks)
        return
    start = (text or "").index(words)
    yield from _spaces((text or "")[:start], marks)
    yield Run(_FOLDED.sub(" ", words), marks)
    yield from _spaces((text or "")[start + len(words) :], marks)


def _spaces(text: str, marks: tuple[Mark, ...]) -> Iterator[Run]:
    for piece in _SPACES.finditer(text):
        yield Run(" " if piece["folds"] else piece[0], marks)


def settled(runs: list[Run]) -> list[Run]:
    """Space folded and outside of marks; runs that stand in the same marks joined."""
    return _joined(_with_common_marks(_without_idle_space(runs)))


def _without_idle_space(runs: list[Run]) -> list[Run]:
    """One space between words, none beside a line break; neither at the ends."""
    kept: list[Run] = []
    for run in runs:
        if run.is_space and (not kept or kept[-1].is_space or kept[-1].is_break):
            continue
        if run.is_break:
            if kept and kept[-1].is_space:
                kept.pop()
            if not kept:
                continue
        kept.append(run)
    while kept and (kept[-1].is_space or kept[-1].is_break):
        kept.pop()
    return kept


def _with_common_marks(runs: list[Run]) -> list[Run]:
    """Space and line breaks stand in those marks only that go on over them."""
    settled: list[Run] = []
    waiting: list[Run] = []
    before: tuple[Mark, ...] = ()
    for run in runs:
        if run.is_break or (run.atom is None and not run.text.strip()):
            waiting.append(run)
            continue
        settled += _marked_as(waiting, _common(before, run.marks))
        waiting = []
        settled.append(run)
        before = run.marks
    return settled + _marked_as(waiting, ())


def _marked_as(runs: list[Run], marks: tuple[Mark, ...]) -> list[Run]:
    return [Run(run.text, marks, run.atom) for run in runs]


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for marks, found in groupby(runs, key=_words_in):
        if marks is None:
            joined += found
        else:
            joined.append(Run("".join(run.text for run in found), marks))
    return joined


def _words_in(run: Run) -> tuple[Mark, ...] | None:
    """The marks of words; None for anything else."""
    return run.marks if run.atom is None else None


def _common(first: tuple[Mark, ...], second: tuple[Mark, ...]) -> tuple[Mark, ...]:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return first[:count]
