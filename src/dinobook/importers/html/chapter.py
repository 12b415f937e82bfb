"""A chapter while it is written: its notes so far, and how its parts write what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from dinobook.importers.html.inline import Lines, write_inline, write_paragraph
from dinobook.importers.html.parts import Rows, would_join
from dinobook.importers.html.runs import runs_of
from dinobook.importers.html.vocabulary import MARKS, Element

_BREAK: Final = "<br>"
_NOTHING: Final = ["<!-- -->", ""]
_LETTER_MARK: Final = re.compile(r"([A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})[.)](?=\s|$)")


class Chapter:
    """`write_block` writes one block; a part that holds others asks for them here."""

    def __init__(self, tree: Element, write_block: Callable[[Element, Chapter], Rows]) -> None:
        self._write_block = write_block
        self._letter_marks = frozenset(_letter_marks(tree))
        self._counts_in_letters = any(one.get("type", "1") != "1" for one in tree.iter("ol"))
        self.lines = Lines(self._call, self._is_list)
        self.notes: list[Element] = []

    def blocks(self, elements: Iterable[Element]) -> Rows:
        """The blocks with blank lines between them."""
        rows: Rows = []
        above: Element | None = None
        for element in elements:
            for one in self._with_hoisted(element):
                written = self._write_block(one, self)
                if not written:
                    continue
                if above is not None:
                    rows += ["", *(_NOTHING if would_join(above, one) else [])]
                rows += written
                above = one
        return rows

    def one_block(self, element: Element) -> Rows:
        return self.blocks([element])

    def line(self, element: Element) -> str:
        """Words behind a bar, in a heading, in a cell: line breaks are tags."""
        return write_inline(runs_of(element), self.lines, line_break=_BREAK)

    def paragraph(self, element: Element) -> str:
        return write_paragraph(runs_of(element), self.lines)

    def _with_hoisted(self, element: Element) -> Iterator[Element]:
        """The block, and the pictures that are missing in it, which stand below it."""
        yield element
        while self.lines.hoisted:
            yield self.lines.hoisted.pop(0)

    def _call(self, note: Element) -> str:
        self.notes.append(note)
        return f"[^{len(self.notes)}]"

    def _is_list(self, mark: str) -> bool:
        """Letters begin a list where others like them stand at the start of a line too."""
        letter = mark[:-1]
        if mark.endswith(")") or len(letter) > 1 or self._counts_in_letters:
            return True
        if any(len(one) > 1 for one in self._letter_marks):
            return True
        return not {chr(ord(letter) - 1), chr(ord(letter) + 1)}.isdisjoint(self._letter_marks)


def _letter_marks(tree: Element) -> Iterator[str]:
    """Those that a block or a line of the tree begins with."""
    for element in tree.iter():
        if element.tag in MARKS or element.tag == "img":
            continue
        text = (element.tail or "") if element.tag == "br" else _first_words(element)
        if found := _LETTER_MARK.match(text.lstrip()):
            yield found[1]


def _first_words(element: Element) -> str:
    inner = element
    while not (inner.text or "").strip() and len(inner) and inner[0].tag in MARKS:
        inner = inner[0]
    return f"{inner.text or ''} "
