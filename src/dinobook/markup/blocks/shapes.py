"""The parts inside a block, once its Markdown is a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from dinobook.markup.blocks.dialect import BLOCK_MARK, OPTION_MARK
from dinobook.markup.blocks.dialogue import set_dialogue
from dinobook.markup.blocks.letters import set_letter
from dinobook.markup.blocks.plates import set_full_page, set_side_by_side
from dinobook.markup.blocks.qr_codes import set_qr_code
from dinobook.markup.blocks.verse import set_verse
from dinobook.markup.lines import Lines, line_of
from dinobook.markup.tree import Element, take
from dinobook.problems import Problem

FILL_IN: Final = "fill-in"
"""The class of a rule to write on."""

Shape = Callable[[Element, Mapping[str, int]], str]


def shape_blocks(tree: Element, lines: Lines) -> list[Problem]:
    """Tell the parts of each block apart, and report a block that lacks one."""
    problems: list[Problem] = []
    for element in list(tree.iter()):
        name = element.get(BLOCK_MARK) or ""
        if name not in SHAPES:
            continue
        line = line_of(element)
        if fault := SHAPES[name](element, _numbers(element)):
            problems.append(
                lines.source.problem(
                    line, "block-009", f"The block “{name}” {fault}.", _HINTS.get(name, "")
                )
            )
    return problems


def _numbers(element: Element) -> dict[str, int]:
    """The block's own options; a value that was reported already counts as not given."""
    found: dict[str, int] = {}
    for name in [str(key) for key in element.attrib if str(key).startswith(OPTION_MARK)]:
        value = take(element, name) or ""
        if value.isdecimal():
            found[name.removeprefix(OPTION_MARK)] = int(value)
    return found


def _verse(block: Element, options: Mapping[str, int]) -> str:
    set_verse(block, options.get("nummers", 0))
    return ""


def _exercise(block: Element, options: Mapping[str, int]) -> str:
    _add_rules(block, options.get("lijnen", 0))
    return ""


def _questions(block: Element, options: Mapping[str, int]) -> str:
    """Each question has its own lines to write on."""
    items = [item for kind in ("ol", "ul") for item in block.findall(f"{kind}/li")]
    for item in items:
        _add_rules(item, options.get("lijnen", 0))
    return "" if items else "holds no list of questions"


def _timeline(block: Element, options: Mapping[str, int]) -> str:
    return "" if block.find("dl") is not None else "holds no dates"


def _add_rules(element: Element, count: int) -> None:
    for _ in range(count):
        etree.SubElement(element, "hr", {"class": FILL_IN})


SHAPES: Final[Mapping[str, Shape]] = {
    "vers": _verse,
    "doe-het-zelf": _exercise,
    "oefening": _exercise,
    "reflectie": _exercise,
    "vragen": _questions,
    "tijdlijn": _timeline,
    "dialoog": lambda block, options: set_dialogue(block),
    "brief": lambda block, options: set_letter(block),
    "naast-elkaar": lambda block, options: set_side_by_side(block),
    "paginabeeld": lambda block, options: set_full_page(block),
    "qr": set_qr_code,
}

_HINTS: Final = {
    "vragen": "Write a list: “1. Wie mist dit?” on a line of its own, and so on.",
    "tijdlijn": "Write a date on a line of its own, and on the next line “: wat er gebeurde”.",
    "dialoog": "Begin each turn with the speaker’s name in capitals and a colon: FONS: Niks.",
    "brief": "Leave a blank line below the salutation and above the closing.",
    "naast-elkaar": 'Put only pictures in it: ![Beschrijving](images/plan.svg "Bijschrift")',
    "qr": "Write a few words between its lines; a long address needs more room, such as mm: 30.",
    "paginabeeld": "Put one picture in it: ![Beschrijving](images/plan.svg). Only without "
    "“class: aflopend” may it have a caption.",
}
