"""Marks for the index: `[woord]{.index}`, with a term of its own, a subentry, an end, a reference.

What the author writes as attributes travels as `data-dinobook-…` until it is taken off here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from dinobook import xhtml
from dinobook.markup.fragment import IndexMark
from dinobook.markup.lines import Lines
from dinobook.markup.tree import ENGINE_MARK, Element, plain_text, take
from dinobook.problems import Problem, nearest

INDEX: Final = "index"
OPTIONS: Final = ("term", "see", "also", "sort", "until")
_MARKED: Final = "index-mark"


def take_marks(
    trees: Sequence[tuple[Element, int]],
    chapter: str,
    typeset: Callable[[str], str],
    taken: Collection[str],
    lines: Lines,
) -> tuple[list[IndexMark], list[Problem]]:
    """Every mark in document order; each gets an id that is not in `taken`.

    `trees` come with the number of their note, 0 for the text. `typeset` is for
    terms that the author writes in the mark.
    """
    marks: list[IndexMark] = []
    problems: list[Problem] = []
    for tree, note in trees:
        for span in tree.iter("span"):
            if not xhtml.has_class(span, INDEX):
                continue
            names = [_MARKED if name == INDEX else name for name in xhtml.classes(span)]
            span.set("class", " ".join(names))
            line = lines.take("index", f".{INDEX}", in_note=bool(note))
            mark = _read(span, note, line, typeset)
            if problem := _fault(mark, lines):
                problems.append(problem)
                continue
            if not mark.see:
                mark = replace(mark, at=span.get("id") or _new_id(chapter, marks, taken))
                span.set("id", mark.at)
            marks.append(mark)
    return marks, problems


def _read(span: Element, note: int, line: int, typeset: Callable[[str], str]) -> IndexMark:
    said = {name: take(span, ENGINE_MARK + name) or "" for name in OPTIONS}
    said |= {name: typeset(said[name]) for name in ("term", "see", "also")}
    term, _, sub = (said["term"] or plain_text(span)).partition("!")
    return IndexMark(
        term.strip(),
        sub=sub.strip(),
        note=note,
        see=said["see"],
        also=said["also"],
        sort_as=said["sort"],
        until=said["until"].lstrip("#"),
        line=line,
    )


def _fault(mark: IndexMark, lines: Lines) -> Problem | None:
    if not mark.term:
        message = "This index mark names no term."
    elif "!" in mark.sub:
        message = f"The term “{mark.term}!{mark.sub}” has more than one “!”."
    elif mark.see and mark.until:
        message = "An index mark with “see” has no pages, so it cannot have “until”."
    else:
        return None
    hint = 'Write [woord]{.index}, [woord]{.index term="hoofdwoord!onderwoord"} or see="…".'
    return lines.source.problem(mark.line, "index-001", message, hint)


def _new_id(chapter: str, marks: Sequence[IndexMark], taken: Collection[str]) -> str:
    name = f"{chapter}--ix{len(marks) + 1}"
    while name in taken:
        name += "x"
    return name


def settle_ends(
    marks: Iterable[IndexMark], chapter: str, ids: Collection[str], lines: Lines
) -> tuple[list[IndexMark], list[Problem]]:
    """The marks with the whole id at which their passage ends. `ids` are those of the chapter."""
    settled: list[IndexMark] = []
    problems: list[Problem] = []
    for mark in marks:
        ends = [name for name in (mark.until, f"{chapter}--{mark.until}") if name in ids]
        if mark.until and not ends:
            close = nearest(mark.until, list(ids))
            problems.append(
                lines.source.problem(
                    mark.line,
                    "index-002",
                    f"The passage about “{mark.term}” ends at “{mark.until}”, which is no id in "
                    "this chapter.",
                    f"Did you mean “{close}”?" if close else "Put []{#id} where it ends.",
                )
            )
        settled.append(replace(mark, until=ends[0] if ends else ""))
    return settled, problems
