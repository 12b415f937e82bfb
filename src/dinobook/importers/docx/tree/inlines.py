"""Inline elements of Pandoc's answer, and the marks in its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dinobook.importers.docx.marks import (
    CITATION,
    FORMULA,
    MARK,
    OBJECT,
    PARAGRAPH,
    PICTURE,
    REFERENCE,
    RULE,
    TARGET,
    Marks,
    without_marks,
)
from dinobook.importers.docx.tree.build import PLACE, Element, add_text, element, take_out

Item = Mapping[str, Any]
Blocks = Callable[[Sequence[Item], Element], None]

_WRAPPED: Final = {
    "Emph": "em",
    "Underline": "u",
    "Strong": "strong",
    "Strikeout": "s",
    "Superscript": "sup",
    "Subscript": "sub",
    "SmallCaps": "",
}
_QUOTES: Final = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_NUMBER: Final = re.compile(r"[\d\s.,:;/()%€+\-−–±=<>*]*\d[\d\s.,:;/()%€+\-−–±=<>*]*\Z")
_MINUS: Final = re.compile(r"-\s?")
_TEX_SIGNS: Final = (
    ("{,}", ","),
    ("\\%", "%"),
    ("\\ ", " "),
    ("\\,", "\u202f"),
    ("\\text{€}", "€"),
    ("{.}", "."),
    ("~", "\u00a0"),
)


class Inlines:
    """Adds inline content to an element. `blocks` adds those of a note."""

    def __init__(self, marks: Marks, blocks: Blocks) -> None:
        self.marks, self.blocks = marks, blocks
        self.formulas: list[tuple[str, str]] = []
        """The letters of each formula in Word, and its LaTeX."""
        self._waiting: list[str] = []

    def add(self, items: Sequence[Item], parent: Element) -> None:
        for item in items:
            self._add(str(item["t"]), item.get("c"), parent)

    def _add(self, kind: str, content: Any, parent: Element) -> None:
        if kind in ("Str", "Space", "SoftBreak"):
            self.text(content if kind == "Str" else " ", parent)
        elif kind in _WRAPPED:
            self._wrap(_WRAPPED[kind], content, parent)
        elif kind in ("Quoted", "Span", "Cite", "Link", "Image"):
            self._add_with_attributes(kind, content, parent)
        elif kind == "LineBreak":
            parent.append(element("br"))
        elif kind == "Note":
            self.blocks(content, _appended(parent, element("span", **{"class": "note"})))
        elif kind == "Code":
            self._code(content[1], parent)
        elif kind == "Math":
            self._formula(content[0]["t"], content[1], parent)
        else:
            self.text(str(content[-1]) if isinstance(content, list) else "", parent)

    def _wrap(self, tag: str, items: Sequence[Item], parent: Element) -> None:
        self.add(items, _appended(parent, element(tag)) if tag else parent)

    def _add_with_attributes(self, kind: str, content: Any, parent: Element) -> None:
        if kind == "Quoted":
            marks = _QUOTES[content[0]["t"]]
            add_text(parent, marks[0])
            self.add(content[1], parent)
            add_text(parent, marks[1])
        elif kind == "Link":
            address = str(content[2][0])
            self.add(content[1], _appended(parent, element("a", href=address)))
        else:
            self.add(content[1], parent)

    def text(self, text: str, parent: Element) -> None:
        """Text, with every mark in it as an element."""
        at = 0
        for found in MARK.finditer(text):
            add_text(parent, without_marks(text[at : found.start()]))
            if found[1] == FORMULA:
                self._waiting.append(self.marks.formulas[int(found[2])])
            else:
                parent.append(self._marked(found[1], int(found[2])))
            at = found.end()
        add_text(parent, without_marks(text[at:]))

    def _marked(self, kind: str, number: int) -> Element:
        said = str(number)
        if kind == PARAGRAPH:
            return element("w-p", n=said)
        if kind == PICTURE:
            return element("img", n=said)
        if kind == CITATION:
            cited = self.marks.citations[number]
            return element("span", **{"class": "citation", "data-markdown": cited.markdown})
        if kind == OBJECT:
            return element("w-o", n=said)
        return element({REFERENCE: "w-r", TARGET: "w-t", RULE: "w-h"}[kind], n=said)

    def _code(self, text: str, parent: Element) -> None:
        """Marks inside code come before it."""
        for found in MARK.finditer(text):
            parent.append(self._marked(found[1], int(found[2])))
        words = without_marks(text)
        if words.strip():
            add_text(_appended(parent, element("code")), words)

    def _formula(self, kind: str, tex: str, parent: Element) -> None:
        tex = tex.strip()
        letters = self._waiting.pop(0) if self._waiting else ""
        if plain := as_number(tex):
            add_text(parent, plain)
        elif tex:
            self.formulas.append((letters, tex))
            tag = "w-f" if kind == "DisplayMath" else "span"
            parent.append(element(tag, **{"class": "formula", "data-tex": tex}))


def as_number(tex: str) -> str:
    """A formula that is only a number, as text; else empty."""
    for typed, shown in _TEX_SIGNS:
        tex = tex.replace(typed, shown)
    return _MINUS.sub("−", tex) if _NUMBER.fullmatch(tex) else ""


def settle_place(block: Element) -> None:
    """The block says from which paragraph it comes, and its mark goes."""
    for number, mark in enumerate(list(block.iter("w-p"))):
        if number == 0:
            block.set(PLACE, mark.get("n", ""))
        take_out(mark)


def _appended(parent: Element, child: Element) -> Element:
    parent.append(child)
    return child
