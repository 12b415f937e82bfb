"""Callouts, `> [!note] Titel`, as GitHub and Obsidian have them: boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from lxml import etree

from dinobook import languages
from dinobook.language_tags import primary
from dinobook.markup.lines import Lines, line_of
from dinobook.markup.tree import ENGINE_MARK, Element, take
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.problems import Problem, Severity

CALLOUT: Final = re.compile(r"\[!([A-Za-z][\w-]*)\][-+]?(?:[ \t]+(.*))?$")

CALLOUT_MARK: Final = f"{ENGINE_MARK}callout"
"""On the box of a callout without a heading of its own: its kind."""

_ALSO: Final = {
    "abstract": "summary",
    "tldr": "summary",
    "hint": "tip",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "attention": "caution",
    "fail": "failure",
    "missing": "failure",
    "error": "danger",
    "cite": "quote",
}


def start_callout(into: ElementTree.Element, found: re.Match[str]) -> ElementTree.Element:
    """The box of a callout; a heading that the author gives stands in it."""
    kind = found.group(1).lower()
    look = "box-tip" if _ALSO.get(kind, kind) == "tip" else "callout"
    box = ElementTree.SubElement(into, "aside", {"class": f"box {look} callout-{kind}"})
    if title := (found.group(2) or "").strip():
        ElementTree.SubElement(box, "p", {"class": "box-title"}).text = title
    else:
        box.set(CALLOUT_MARK, kind)
    return box


def name_callouts(tree: Element, language: str, house: HouseStyle, lines: Lines) -> list[Problem]:
    """Give each callout without a heading the word for its kind, in the language of the text.

    A warning for each that has a word of English in another language.
    """
    problems: list[Problem] = []
    for box, kind in list(_without_heading(tree)):
        spoken = box.get("lang", language)
        heading = etree.Element("p", {"class": "box-title block-title"})
        heading.text = callout_word(kind, spoken, house)
        box.insert(0, heading)
        if not _is_known(kind, spoken, house):
            problems.append(_in_english(kind, heading.text, spoken, line_of(box), lines))
    return problems


def callout_word(kind: str, language: str, house: HouseStyle = DEFAULT_HOUSE) -> str:
    plain = _ALSO.get(kind, kind)
    own = house.own.callouts if house.own and house.own.language == primary(language) else ()
    return dict(own).get(plain) or callout_names(language).get(plain) or kind.capitalize()


def callout_names(language: str) -> dict[str, str]:
    """The kinds of callouts with their words: in English, when the language has none."""
    return {kind: str(word) for kind, word in languages.table(language)["callouts"].items()}


def _is_known(kind: str, language: str, house: HouseStyle) -> bool:
    plain = _ALSO.get(kind, kind)
    if languages.speaks(language) or plain not in callout_names(language):
        return True
    own = house.own
    return own is not None and own.language == primary(language) and plain in dict(own.callouts)


def _in_english(kind: str, word: str, language: str, line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line,
        "language-006",
        f"The box “[!{kind}]” is called “{word}”: dinobook has no word for it in “{language}”.",
        f"Write one behind it: > [!{kind}] …; or give it in manuscript/words.yaml, below "
        "“callouts”, when the book is in that language.",
        Severity.WARNING,
    )


def _without_heading(tree: Element) -> Iterator[tuple[Element, str]]:
    for box in tree.iter("aside"):
        kind = take(box, CALLOUT_MARK)
        if kind is not None:
            yield box, kind
