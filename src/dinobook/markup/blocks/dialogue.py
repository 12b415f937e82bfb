"""A conversation: who speaks is set apart from what is said."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from dinobook.markup.rows import append_text, rows_of
from dinobook.markup.tree import Element, plain_text

_SPEAKER: Final = re.compile(r"\s*([^:\n(]{1,40}?)[ ]?(?:\([^():\n]{1,60}\))?:(?=\s|$)")
"""A name, and perhaps how it is said: FONS (boos):"""


def set_dialogue(block: Element) -> str:
    """Give each turn a paragraph with its speaker's name marked. What is wrong; empty: nothing."""
    first = True
    for paragraph in block.findall("p"):
        if paragraph.get("class") == "block-title":
            continue
        turns = _turns(paragraph)
        if first and _speaker(turns[0]) is None:
            return f"begins with “{plain_text(turns[0])[:40]}”, and nobody is named who says that"
        first = False
        for turn in turns:
            _mark_speaker(turn)
            paragraph.addprevious(turn)
        turns[-1].tail = paragraph.tail
        block.remove(paragraph)
    return "holds no conversation" if first else ""


def _turns(paragraph: Element) -> list[Element]:
    """The paragraph cut at each row that begins with a name."""
    turns: list[Element] = []
    for row in rows_of(paragraph, deep=False):
        if not turns or _speaker(row) is not None:
            turns.append(row)
            continue
        append_text(turns[-1], "\n" + (row.text or ""))
        turns[-1].extend(list(row))
    for turn in turns[:-1]:
        turn.tail = "\n"
    return turns


def _speaker(row: Element) -> re.Match[str] | None:
    """A name in capitals and a colon at the start of the row."""
    found = _SPEAKER.match(row.text or "")
    return found if found and found.group(1).isupper() else None


def _mark_speaker(turn: Element) -> None:
    found = _speaker(turn)
    if found is None:
        return
    turn.set("class", "turn")
    name = etree.Element("span", {"class": "speaker"})
    name.text = found.group().strip()
    name.tail = (turn.text or "")[found.end() :]
    turn.text = None
    turn.insert(0, name)
