"""Blocks of Pandoc's answer (pandoc-types 1.23) as blocks of an import tree.

Elements whose names begin with `w-` stand for marks until they are settled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dinobook.importers.docx.marks import MARK, Marks, without_marks
from dinobook.importers.docx.tree.build import (
    PLACE,
    Element,
    add_text,
    element,
    forget,
    like,
    strip_ends,
)
from dinobook.importers.docx.tree.inlines import Inlines, settle_place
from dinobook.importers.docx.tree.tables import table

Item = Mapping[str, Any]

_LIST_TYPES: Final = {
    "LowerAlpha": "a",
    "UpperAlpha": "A",
    "LowerRoman": "i",
    "UpperRoman": "I",
}
_BOXES: Final = {"\u2610": "todo", "\u2612": "done", "\u2611": "done", "\U0001f5f9": "done"}
_DEEPEST: Final = 6


class Blocks:
    """Adds blocks to an element."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.inlines = Inlines(marks, self.add)
        self._ways: dict[str, Callable[[Any, Element], None]] = {
            "Plain": self._paragraph,
            "Para": self._paragraph,
            "Header": lambda content, parent: self._paragraph(content[2], parent),
            "BlockQuote": self._quote,
            "BulletList": lambda content, parent: self._list(element("ul"), content, parent),
            "OrderedList": self._ordered,
            "DefinitionList": self._terms,
            "CodeBlock": self._code,
            "Table": lambda content, parent: parent.append(table(content, self.add)),
            "LineBlock": self._lines,
            "Div": lambda content, parent: self.add(content[1], parent),
            "Figure": lambda content, parent: self.add(content[2], parent),
            "HorizontalRule": lambda _, parent: parent.append(element("hr")),
            "RawBlock": lambda content, parent: self._code(["", content[1]], parent),
        }

    def add(self, items: Sequence[Item], parent: Element) -> None:
        for item in items:
            way = self._ways.get(str(item["t"]))
            if way is not None:
                way(item.get("c"), parent)

    def _paragraph(self, items: Sequence[Item], parent: Element) -> None:
        """A paragraph or a heading; formulas and rules on lines of their own part it."""
        whole = element("p")
        self.inlines.add(items, whole)
        settle_place(whole)
        facts = self._facts(whole)
        if facts and facts.level:
            whole.tag = f"h{min(facts.level, _DEEPEST)}"
        for block in _parted(whole):
            strip_ends(block)
            parent.append(block)

    def _facts(self, block: Element) -> Any:
        place = block.get(PLACE)
        return self.marks.paragraphs[int(place)] if place else None

    def _quote(self, items: Sequence[Item], parent: Element) -> None:
        quote = element("blockquote")
        self.add(items, quote)
        parent.append(quote)

    def _ordered(self, content: Any, parent: Element) -> None:
        start, style, _ = content[0]
        made = element("ol")
        if int(start) != 1:
            made.set("start", str(start))
        if style["t"] in _LIST_TYPES:
            made.set("type", _LIST_TYPES[style["t"]])
        self._list(made, content[1], parent)

    def _list(self, made: Element, items: Sequence[Sequence[Item]], parent: Element) -> None:
        for blocks in items:
            item = element("li")
            self.add(blocks, item)
            _settle_box(item)
            made.append(item)
        parent.append(made)

    def _terms(self, content: Any, parent: Element) -> None:
        made = element("dl")
        for term, meanings in content:
            name = element("dt")
            self.inlines.add(term, name)
            settle_place(name)
            strip_ends(name)
            made.append(name)
            for blocks in meanings:
                meaning = element("dd")
                self.add(blocks, meaning)
                made.append(meaning)
        parent.append(made)

    def _code(self, content: Any, parent: Element) -> None:
        block = element("pre")
        found = MARK.search(content[1])
        if found:
            block.set(PLACE, found[2])
        add_text(block, without_marks(content[1]))
        parent.append(block)

    def _lines(self, lines: Sequence[Sequence[Item]], parent: Element) -> None:
        block = element("p")
        for number, line in enumerate(lines):
            if number:
                block.append(element("br"))
            self.inlines.add(line, block)
        settle_place(block)
        parent.append(block)


def _parted(whole: Element) -> list[Element]:
    """The paragraph in pieces, where a formula or a rule of its own parts it."""
    if whole.find("w-f") is None and whole.find("w-h") is None:
        return [whole]
    made: list[Element] = []
    current = like(whole)
    add_text(current, whole.text or "")
    for child in list(whole):
        tail, child.tail = child.tail or "", None
        if child.tag not in ("w-f", "w-h"):
            current.append(child)
            add_text(current, tail)
            continue
        made.append(current)
        child.tag = "div" if child.tag == "w-f" else "hr"
        forget(child, "n")
        made.append(child)
        current = like(whole)
        add_text(current, tail)
    made.append(current)
    return [one for one in made if one.tag in ("div", "hr") or len(one) or (one.text or "").strip()]


def _settle_box(item: Element) -> None:
    """A box to tick at the start of an item."""
    first = item[0] if len(item) else None
    if first is None or first.tag != "p":
        return
    box = (first.text or "").lstrip()[:1]
    if box in _BOXES:
        item.set("class", _BOXES[box])
        first.text = (first.text or "").lstrip()[1:].lstrip()
