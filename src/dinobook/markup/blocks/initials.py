"""Drop caps: the first letter of a paragraph, set apart so that it can be set large."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from dinobook.markup.tree import Element, plain_text, take
from dinobook.xhtml import add_class

ASKED: Final = "initiaal"
"""The class that asks for one: `{.initiaal}`."""

_FIRST: Final = re.compile(r"\s*([“‘«„(]*)((?:’[^\W\d_]{1,2}\s)?)((?:IJ|Ij(?=[^\W\d_]))|[^\W\d_])")
"""Quotes, a word that has lost its beginning (’s Avonds, ’t Is), and the letter."""
_DEEP: Final = frozenset({"J", "IJ", "Ij", "Q"})
"""Capitals that reach below the line in many typefaces: they need room there."""
_DUTCH: Final = ("nl", "fy", "af")
_INSIDE: Final = frozenset({"em", "strong", "i", "b", "span", "cite", "q", "mark"})


def set_initials(tree: Element, language: str, *, first: bool) -> list[str]:
    """Mark the letters that are asked for, and give the beginnings that have none.

    `first`: also that of the first paragraph, quotes and boxes left out.
    """
    asked = [paragraph for paragraph in tree.iter("p") if _asks(paragraph)]
    opening = next((one for one in tree.findall("p") if not one.get("class")), None)
    if first and opening is not None and opening not in asked:
        asked.append(opening)
    refused = []
    for paragraph in asked:
        if _mark(paragraph, _language_of(paragraph, language)):
            add_class(paragraph, "with-initial")
        else:
            refused.append(plain_text(paragraph)[:40])
    return refused


def _asks(paragraph: Element) -> bool:
    """Take the class off, or the words of it.

    The engine reads `{.initiaal}` on a line of its own only; at the end of one it is text.
    """
    names = (take(paragraph, "class") or "").split()
    for name in names:
        if name != ASKED:
            add_class(paragraph, name)
    return ASKED in names or _ends_asking(paragraph)


def _ends_asking(paragraph: Element) -> bool:
    last = paragraph[-1] if len(paragraph) else None
    text = (paragraph.text if last is None else last.tail) or ""
    bare = text.rstrip().removesuffix(f"{{.{ASKED}}}")
    if bare == text.rstrip():
        return False
    if last is None:
        paragraph.text = bare.rstrip()
    else:
        last.tail = bare.rstrip()
    return True


def _language_of(paragraph: Element, language: str) -> str:
    around = [paragraph, *paragraph.iterancestors()]
    return next((str(one.get("lang")) for one in around if one.get("lang")), language)


def _mark(paragraph: Element, language: str) -> bool:
    holder = _first_holder(paragraph)
    found = _FIRST.match(holder.text or "")
    if found is None:
        return False
    quote, before, letter = found.groups()
    if len(letter) > 1 and not language.startswith(_DUTCH):
        letter = letter[0]
    end = found.start(3) + len(letter)
    deep = " initial-deep" if letter in _DEEP else ""
    initial = etree.Element("span", {"class": f"initial{deep}"})
    for name, text in (("initial-quote", quote), ("initial-before", before)):
        if text:
            etree.SubElement(initial, "span", {"class": name}).text = text
    if len(initial):
        initial[-1].tail = letter
    else:
        initial.text = letter
    initial.tail = (holder.text or "")[end:]
    holder.text = None
    holder.insert(0, initial)
    return True


def _first_holder(paragraph: Element) -> Element:
    """The element whose text comes first, whatever emphasis it stands in."""
    holder = paragraph
    while not (holder.text or "").strip() and len(holder) and holder[0].tag in _INSIDE:
        holder = holder[0]
    return holder
