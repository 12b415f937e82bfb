"""What stands in the citations of a chapter: keys, prefixes, locators, suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dinobook import xhtml
from dinobook.markup.citation_syntax import GROUP, IN_TEXT, KEY
from dinobook.markup.fragment import CITATION_MARK, Citation, CitedItem
from dinobook.markup.lines import Lines
from dinobook.markup.locators import split_locator
from dinobook.markup.tree import Element, is_inside, plain_text, take
from dinobook.problems import Problem

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINKS: Final = frozenset({"a"})
_ITEM: Final = re.compile(
    rf"(?P<prefix>(?:.*?[\s(])?)(?P<without_author>-?)@(?P<key>{KEY})(?P<rest>.*)", re.DOTALL
)
_NARRATIVE: Final = re.compile(rf"@(?P<key>{KEY})(?:\s\[(?P<rest>[^\]]*)\])?")


def take_citations(trees: Iterable[Element], lines: Lines) -> tuple[list[Citation], list[Problem]]:
    """Number every marked citation, notes last, and read it. What is none becomes text again."""
    citations: list[Citation] = []
    problems: list[Problem] = []
    for position, tree in enumerate(trees):
        for element in [one for one in tree.iter("cite") if one.get(CITATION_MARK) is not None]:
            form = take(element, CITATION_MARK)
            text = plain_text(element)
            found = _read(text, form or "", lines, in_note=position > 0)
            if isinstance(found, Citation) and is_inside(element, _HEADINGS):
                found = _in_heading(found.text, found.line, lines) if form == GROUP else None
            if isinstance(found, Citation) and not is_inside(element, _LINKS):
                element.set(CITATION_MARK, str(len(citations)))
                citations.append(found)
                continue
            if isinstance(found, Problem):
                problems.append(found)
            if form in (GROUP, IN_TEXT):
                xhtml.unwrap(element)
    return citations, problems


def _read(text: str, form: str, lines: Lines, *, in_note: bool) -> Citation | Problem | None:
    if form == GROUP:
        return _group(text, lines, in_note=in_note)
    found = _NARRATIVE.fullmatch(text) if form == IN_TEXT else None
    if found is None:
        return None
    locator, suffix = split_locator(found["rest"] or "")
    item = CitedItem(found["key"], locator=locator, suffix=suffix)
    line = lines.take("citation", item.key, in_note=in_note)
    return Citation(text, (item,), line, narrative=True)


def _group(text: str, lines: Lines, *, in_note: bool) -> Citation | Problem | None:
    """None for brackets that begin with other words and are no citation throughout."""
    items: list[CitedItem] = []
    line = 0
    for part in text.removeprefix("[").removesuffix("]").split(";"):
        found = _ITEM.fullmatch(part.strip())
        if found is None:
            sure = text.startswith(("[@", "[-@"))
            return _without_key(text, part.strip(), line, lines) if sure else None
        locator, suffix = split_locator(found["rest"])
        item = CitedItem(
            found["key"], found["prefix"].strip(), locator, suffix, bool(found["without_author"])
        )
        taken = lines.take("citation", item.key, in_note=in_note)
        line = line or taken
        items.append(item)
    return Citation(text, tuple(items), line, prefixed=bool(items[0].prefix))


def _without_key(text: str, part: str, line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line or lines.find(text),
        "cite-003",
        f"“{part}” in the citation {text} names no source.",
        "Between two semicolons stands one source: [@sleutel, p. 4; @andere].",
    )


def cited_in(title: Element, line: int, lines: Lines) -> list[Problem]:
    """The citations in a chapter's title, where none can stand."""
    marked = [one for one in title.iter("cite") if one.get(CITATION_MARK) == GROUP]
    return [_in_heading(plain_text(one), line, lines) for one in marked]


def _in_heading(text: str, line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line,
        "cite-004",
        f"The citation {text} stands in a heading.",
        "Put it in the text below: contents and running heads repeat a heading without it.",
    )
