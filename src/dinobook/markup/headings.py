"""The chapter's title and the headings inside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from lxml import etree

from dinobook.markup.fragment import Heading
from dinobook.markup.inline.citations import cited_in
from dinobook.markup.lines import Lines, letters, line_of
from dinobook.markup.tree import NOTE_CALL, Element, is_bare, plain_text, remove
from dinobook.problems import Problem, Severity
from dinobook.slugs import slug

TITLE_NOTES: Final = "title-notes"
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}


def take_title(
    root: Element,
    front_title: str,
    front_line: int,
    lines: Lines,
    typeset: Callable[[Element], object],
) -> tuple[str, list[Problem]]:
    """The chapter's title, with `# Title` taken out of the tree.

    A title in the front matter and one in the text are fine when they say the same. `typeset` sets
    the one in the text, while it is known what of it is code.
    """
    tops = list(root.iter("h1"))
    problems: list[Problem] = []
    if tops and (tops[0].getprevious() is not None or (root.text or "").strip()):
        problems.append(_second_title(tops[0], lines))
    elif tops:
        typeset(tops[0])
        found = plain_text(tops[0])
        line = line_of(tops[0]) or lines.find(found)
        if front_title and letters(found) != letters(front_title):
            problems.append(
                lines.source.problem(
                    line,
                    "text-001",
                    f"The chapter has two titles: “{found}” here and “{front_title}” in its front "
                    f"matter, line {front_line}.",
                    "Delete one of them; a heading inside the chapter begins with ##.",
                )
            )
        problems += [*cited_in(tops[0], line, lines), *_vanishing(tops[0], line, lines)]
        front_title = front_title or found
        _keep_notes(root, tops[0])
        remove(tops[0])
    problems += [_second_title(top, lines) for top in tops[1:]]
    for top in root.iter("h1"):
        top.tag = "h2"
    return front_title, problems


def untitled(lines: Lines) -> Problem:
    """What to say of a chapter without a title."""
    return lines.source.problem(
        lines.source.first_line,
        "text-003",
        "The chapter has no title.",
        "Write “title: …” in its front matter, or “# Title” on its first line.",
    )


def titles_in_notes(notes: Iterable[Element], lines: Lines) -> list[Problem]:
    """A note too can hold a line with one #."""
    tops = [top for note in notes for top in note.iter("h1")]
    for top in tops:
        top.tag = "h2"
    return [_second_title(top, lines) for top in tops]


def _vanishing(title: Element, line: int, lines: Lines) -> list[Problem]:
    """What a title, which is printed as words alone, would lose."""
    lost = ["A picture"] if title.find(".//img") is not None else []
    bare = (one for one in title.iter("a") if is_bare(one) and one.get("class") != NOTE_CALL)
    lost += ["A link without words"] if any(True for _ in bare) else []
    return [
        lines.source.problem(
            line,
            "text-034",
            f"{what} stands in the chapter’s title, and would vanish there.",
            "Put it in the text below; a title is printed as words alone.",
        )
        for what in lost
    ]


def _keep_notes(root: Element, title: Element) -> None:
    """Put the calls of a title's notes before the text; the book puts them behind its title."""
    calls = [one for one in title.iter("a") if one.get("class") == NOTE_CALL]
    if calls:
        holder = etree.Element("div", {"class": TITLE_NOTES})
        root.insert(0, holder)
        holder.extend(calls)
        for call in calls:
            call.tail = None


def _second_title(top: Element, lines: Lines) -> Problem:
    text = plain_text(top)
    return lines.source.problem(
        line_of(top) or lines.find(text),
        "text-002",
        f"“{text}” is a title (one #) in the middle of the chapter.",
        "Write ## for a heading; only the first line of a chapter may be a title.",
    )


def name_headings(
    root: Element, chapter: str, taken: frozenset[str], lines: Lines
) -> tuple[list[Heading], list[Problem]]:
    """Give every heading an id, and list them all. Ids in `taken` are not made again."""
    headings: list[Heading] = []
    problems: list[Problem] = []
    used = set(taken)
    tried: Counter[str] = Counter()
    above = 1
    for element in root.iter(*_LEVELS):
        level, text = _LEVELS[str(element.tag)], plain_text(element)
        line = line_of(element) or lines.find(text)
        if not text:
            problems.append(
                lines.source.problem(line, "text-005", "A heading has no text.", "Delete it.")
            )
        if level > above + 1:
            problems.append(_skipped(text, level, above, line, lines))
        above = level
        if not element.get("id"):
            element.set("id", free_id(f"{chapter}--{slug(text) or 'kop'}", used, tried))
        used.add(element.get("id") or "")
        headings.append(Heading(level, text, element.get("id") or "", line))
    return headings, problems


def _skipped(text: str, level: int, above: int, line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line,
        "text-004",
        f"“{text}” is a heading of level {level} directly under level {above}.",
        f"Write it with {'#' * (above + 1)}.",
        Severity.WARNING,
    )


def free_id(wanted: str, used: set[str], tried: Counter[str]) -> str:
    """`wanted`, or with the first number behind it that makes it new."""
    name = wanted
    while name in used:
        tried[wanted] += 1
        name = f"{wanted}-{tried[wanted] + 1}"
    return name
