"""What stands in the citations of a chapter: keys, prefixes, locators, suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dinobook import xhtml
from dinobook.markup.fragment import CITATION_MARK, Citation, CitedItem
from dinobook.markup.inline.citation_syntax import GROUP, IN_TEXT, KEY, NO_KEY
from dinobook.markup.inline.locators import split_locator
from dinobook.markup.lines import Lines
from dinobook.markup.tree import Element, is_inside, plain_text, take
from dinobook.problems import Problem

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINKS: Final = frozenset({"a"})
_KEYED: Final = re.compile(rf"(?:^|(?<=[\s(]))(?P<without_author>-?)@(?P<key>{KEY})")
_NARRATIVE: Final = re.compile(rf"@(?P<key>{KEY})(?:\s\[(?P<rest>[^\]]*)\])?", re.DOTALL)
_TOUCHING: Final = re.compile(r"[\s,.:)]")


def take_citations(trees: Iterable[Element], lines: Lines) -> tuple[list[Citation], list[Problem]]:
    """Number every marked citation, notes last, and read it. What is none becomes text again."""
    citations: list[Citation] = []
    problems: list[Problem] = []
    for position, tree in enumerate(trees):
        for element in [one for one in tree.iter("cite") if one.get(CITATION_MARK) is not None]:
            form = take(element, CITATION_MARK)
            text = plain_text(element)
            found = _read(text, form or "", lines, in_note=position > 0)
            _forget_marks(element)
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


def _forget_marks(element: Element) -> None:
    for one in element.iter():
        one.text = _typed(one.text) if one.text else None
        if one is not element and one.tail:
            one.tail = _typed(one.tail)


def _read(text: str, form: str, lines: Lines, *, in_note: bool) -> Citation | Problem | None:
    if form == GROUP:
        return _group(text, lines, in_note=in_note)
    found = _NARRATIVE.fullmatch(text) if form == IN_TEXT else None
    return _narrative(text, found, lines, in_note=in_note) if found else None


def _narrative(
    text: str, found: re.Match[str], lines: Lines, *, in_note: bool
) -> Citation | Problem:
    """`@a [p. 4]`, and `@a [aangehaald in @b; @c]`: other sources stand in the same brackets."""
    rest = found["rest"] or ""
    first, *parts = rest.split(";") if _KEYED.search(rest) else [rest]
    if first.strip() and not _TOUCHING.match(first):
        first = f", {first}"
    items = _items(f"@{found['key']}{first}")
    line = _line(items, lines, in_note=in_note)
    for part in parts:
        others = _items(part)
        if not others:
            return _without_key(text, part.strip(), line, lines)
        _line(others, lines, in_note=in_note)
        items += others
    return Citation(_typed(text), tuple(items), line, narrative=True)


def _group(text: str, lines: Lines, *, in_note: bool) -> Citation | Problem | None:
    """None for brackets that begin with other words and are no citation throughout."""
    items: list[CitedItem] = []
    line = 0
    for part in text.removeprefix("[").removesuffix("]").split(";"):
        found = _items(part)
        if not found:
            sure = text.startswith(("[@", "[-@"))
            return _without_key(text, part.strip(), line, lines) if sure else None
        taken = _line(found, lines, in_note=in_note)
        line = line or taken
        items += found
    return Citation(_typed(text), tuple(items), line, prefixed=bool(items[0].prefix))


def _items(part: str) -> list[CitedItem]:
    """The sources of a part without a semicolon; what stands behind a key is the next one's.

    Words between two keys stay as they are typed; the style parts keys with a comma between them.
    """
    text = re.sub(r"[ \t\n]+", " ", part.strip())
    found = list(_KEYED.finditer(text))
    items: list[CitedItem] = []
    before = text[: found[0].start()].strip() if found else ""
    for index, one in enumerate(found):
        last = index + 1 == len(found)
        behind = text[one.end() :] if last else text[one.end() : found[index + 1].start()]
        locator, suffix = split_locator(behind)
        item = CitedItem(one["key"], before, locator, "", bool(one["without_author"]))
        item = replace(item, runs_on=bool(items and before))
        items.append(replace(item, suffix=suffix) if last else item)
        before = _between(behind, suffix)
    return [_plain(one) for one in items]


def _between(behind: str, suffix: str) -> str:
    """What stands between two keys and behind a locator, with the space before it."""
    words = suffix.strip()
    if not words.strip(" ,"):
        return ""
    return words if words.startswith((",", ".", ":", ")")) else f" {words}"


def _typed(text: str) -> str:
    return text.replace(NO_KEY, "")


def _plain(item: CitedItem) -> CitedItem:
    """The item with the @ that is none of a key."""
    return replace(item, prefix=_typed(item.prefix), suffix=_typed(item.suffix))


def _line(items: Iterable[CitedItem], lines: Lines, *, in_note: bool) -> int:
    """The line of the first of these sources."""
    found = [lines.take("citation", item.key, in_note=in_note) for item in items]
    return found[0] if found else 0


def _without_key(text: str, part: str, line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line or lines.find(text),
        "cite-003",
        f"“{_typed(part)}” in the citation {_typed(text)} names no source.",
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
