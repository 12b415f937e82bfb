"""What goes on over several paragraphs: lists with their items, quotations, code."""

from __future__ import annotations

from dataclasses import dataclass, field

from dinobook.importers.docx.counting.source import CONTINUES
from dinobook.importers.inventory import Gatherer, words_in


@dataclass(slots=True)
class Groups:
    """Counts them when they end; `last` is the kind of what goes on."""

    found: Gatherer
    lists: list[tuple[str, int]] = field(default_factory=list)
    item: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    last: str = ""

    def text(self, words: str, kind: str) -> None:
        """A paragraph of a quotation or of code."""
        self._close_unless("quote" if kind == "indented" else kind)
        self.texts.append(words)
        if kind != "code":
            self.found.add("paragraphs", words)

    def term(self, words: str, kind: str) -> None:
        """A term, or a paragraph of what it means."""
        if self.last not in ("definition term", "definition"):
            self.close()
            self.found.add("lists")
        if self.last == kind == "definition":
            self.found.add("paragraphs", words)
        else:
            self._end_item()
        self.last = kind
        self.item.append(words)

    def entry(self, words: str, numbering: tuple[str, int], *, is_holder: bool) -> None:
        """An item of a list, or more of the one before; `is_holder`: a cell that begins with it."""
        number, depth = numbering
        if number == CONTINUES:
            if not self.item and not is_holder:
                self.close()
            if self.item or not is_holder:
                self.found.add("paragraphs", words)
            self.item += [words] if self.item else []
            return
        self._close_unless("list")
        self._end_item()
        while self.lists and self.lists[-1][1] > depth:
            self.lists.pop()
        if not self.lists or self.lists[-1][1] < depth:
            self.lists.append((number, depth))
            self.found.add("lists")
        elif self.lists[-1][0] != number:
            self.lists[-1] = (number, depth)
            self.found.add("lists")
        self.item = [words]

    def close(self) -> None:
        if self.texts:
            kind = "code" if self.last == "code" else "quotations"
            self.found.add(kind, " ".join(self.texts))
        self._end_item()
        self.texts, self.lists, self.last = [], [], ""

    def _close_unless(self, kind: str) -> None:
        if self.last != kind:
            self.close()
        self.last = kind

    def _end_item(self) -> None:
        if self.item:
            self.found.add("items", " ".join(words_in(" ".join(self.item))))
        self.item = []
