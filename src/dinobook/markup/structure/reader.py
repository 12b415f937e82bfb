"""Reads the blocks of a chapter line by line, as CommonMark's reference parser does.

Each line is first held against the containers that are open (quotes, items, notes, meanings, the
author's own blocks), then looked at for new ones, and what is left of it goes to a leaf.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dinobook.markup.structure import leaves
from dinobook.markup.structure.cursor import TAB, Cursor
from dinobook.markup.structure.definitions import take_definitions
from dinobook.markup.structure.model import Begun, Fence, Kind, Node, Structure
from dinobook.markup.structure.raw import feed
from dinobook.markup.structure.starts import STARTS
from dinobook.markup.structure.tables import has_bar

_ALWAYS: Final = frozenset({"document", "list", "terms", "block"})
_ONLY: Final = {"list": "item", "terms": "meaning"}


def read_structure(text: str, lines: Sequence[int]) -> Structure:
    """The blocks of `text`; `lines` are the numbers in the file of its rows."""
    return Reader(text, lines).read()


class Reader:
    """The state between two lines: `open` are the containers, `leaf` the leaf that may go on."""

    def __init__(self, text: str, lines: Sequence[int]) -> None:
        self.text = text
        self.rows = text.removesuffix("\n").split("\n")
        self.lines = lines
        self.index = 0
        self.root = Node("document", lines[0] if lines else 1)
        self.open: list[Node] = [self.root]
        self.leaf: Node | None = None
        self.matched = 1
        self.fences: list[Fence] = []
        self.strays: list[tuple[int, int]] = []
        self.references: dict[str, tuple[str, str]] = {}
        self.abbreviations: dict[str, str] = {}

    def read(self) -> Structure:
        for self.index, row in enumerate(self.rows):  # noqa: B020 - the rules look at it
            self._row(Cursor(row))
        while self.open:
            self.close()
        return Structure(
            self.root,
            tuple(self.fences),
            tuple(self.strays),
            self.references,
            self.abbreviations,
        )

    @property
    def line(self) -> int:
        return self.lines[self.index]

    @property
    def is_whole(self) -> bool:
        """Whether this line goes on in all open containers."""
        return self.matched == len(self.open)

    @property
    def paragraph(self) -> Node | None:
        """The paragraph that this line could go on with."""
        return self.leaf if self.leaf is not None and self.leaf.kind == "paragraph" else None

    def next_row(self) -> str:
        return self.rows[self.index + 1] if self.index + 1 < len(self.rows) else ""

    # one line

    def _row(self, cursor: Cursor) -> None:
        self.matched = self._match(cursor)
        if self.is_whole and (self._option(cursor) or self._fed(cursor)):
            return
        opened = False
        while not cursor.is_blank:
            begun = self._begin(cursor)
            if begun is Begun.NOTHING:
                break
            if begun is Begun.LEAF:
                self._mark_blank(blank=False)
                return
            opened = True
        self._go_on(cursor, opened=opened)

    def _match(self, cursor: Cursor) -> int:
        for count, container in enumerate(self.open):
            if not self._continues(container, cursor):
                return count
        return len(self.open)

    def _continues(self, container: Node, cursor: Cursor) -> bool:
        if container.kind in _ALWAYS:
            return True
        if container.kind == "quote":
            if cursor.indent >= TAB or not cursor.bare.startswith(">"):
                return False
            cursor.advance(1)
            cursor.skip(1)
            return True
        if cursor.is_blank:
            cursor.skip(cursor.indent)
            return bool(container.children) or container.kind == "note"
        if cursor.indent < container.offset:
            return False
        cursor.skip(container.offset)
        return True

    def _option(self, cursor: Cursor) -> bool:
        """Whether this is one of the lines of options right below the line that opens a block."""
        fence = self.open[-1].fence
        if fence is None or cursor.is_blank or cursor.indent < TAB:
            return False
        above = fence.rows[-1][0] if fence.rows else fence.line
        if above != self.lines[self.index - 1]:
            return False
        fence.rows.append((self.line, cursor.bare))
        return True

    def _fed(self, cursor: Cursor) -> bool:
        """Whether a leaf that takes its lines raw has taken this one."""
        if self.leaf is None or self.leaf.kind in ("paragraph", "table"):
            return False
        leaf, blank = self.leaf, cursor.is_blank and not self.leaf.sign
        goes_on = feed(leaf, cursor)
        if goes_on is None:
            self.end_leaf()
            return False
        leaf.end_line = self.line
        if not goes_on:
            self.end_leaf()
        self._mark_blank(blank=blank)
        return True

    def _begin(self, cursor: Cursor) -> Begun:
        if cursor.indent >= TAB:
            return self._indented(cursor)
        for start in STARTS:
            begun = start(self, cursor)
            if begun is not Begun.NOTHING:
                return begun
        return Begun.NOTHING

    def _indented(self, cursor: Cursor) -> Begun:
        if self.paragraph is not None:
            return Begun.NOTHING
        if cursor.bare.startswith("<") and leaves.html_end(cursor.bare) is not None:
            above = self._above()
            if above is not None and above.kind == "html":  # the next row of a table, say
                html = self.add("html")
                html.lines.append(cursor.bare)
                self.leaf = html
                return Begun.LEAF
        code = self.add("code")
        cursor.skip(TAB)
        code.lines.append(cursor.rest)
        self.leaf = code
        return Begun.LEAF

    def _above(self) -> Node | None:
        inner = self.open[self.matched - 1]
        return inner.children[-1] if inner.children else None

    def _go_on(self, cursor: Cursor, *, opened: bool) -> None:
        """What is left of a line is text, or nothing."""
        blank = cursor.is_blank
        paragraph = self.paragraph
        if paragraph and not self.is_whole and not opened and not blank and not self._is_term():
            paragraph.say(cursor.bare, self.line)  # a lazy line
            return
        self.settle()
        if blank:
            self.end_leaf()
        elif self.leaf is not None and self._takes(self.leaf, cursor.bare):
            self.leaf.say(cursor.bare, self.line)
        else:
            self.end_leaf()
            self.leaf = self.add("paragraph")
            self.leaf.say(cursor.bare, self.line)
        self._mark_blank(blank=blank)

    def _takes(self, leaf: Node, text: str) -> bool:
        return leaf.kind == "paragraph" or (leaf.kind == "table" and has_bar(text))

    def _is_term(self) -> bool:
        """Whether a line below a meaning is the next term: the line after it gives a meaning."""
        unmatched = self.open[self.matched :]
        below = self.next_row().lstrip(" ")
        return any(one.kind == "meaning" for one in unmatched) and bool(leaves.MEANING.match(below))

    def _mark_blank(self, *, blank: bool) -> None:
        """Remember where blank lines stand: they tell tight lists from loose ones."""
        inner = self.leaf or self.open[-1]
        if blank and inner.children:
            inner.children[-1].blank_after = True
        fresh = inner.kind == "item" and not inner.children and inner.line == self.line
        after = blank and not fresh and inner.kind != "quote"
        node: Node | None = inner
        while node is not None:
            node.blank_after = after
            node = node.parent

    # for the rules that begin a block

    def settle(self) -> None:
        """Close the containers that this line does not go on in."""
        while len(self.open) > self.matched:
            self.close()

    def add(self, kind: Kind) -> Node:
        """A new block, as a child of the innermost container that this line goes on in."""
        self.settle()
        self.end_leaf()
        while (only := _ONLY.get(self.open[-1].kind)) and only != kind:
            self.close()
        self.matched = len(self.open)
        parent = self.open[-1]
        node = Node(kind, self.line, parent, end_line=self.line)
        parent.children.append(node)
        return node

    def push(self, node: Node) -> None:
        """Go into a new container."""
        self.open.append(node)
        self.matched = len(self.open)

    def close(self) -> None:
        """Close the innermost container."""
        self.end_leaf()
        node = self.open.pop()
        self.matched = min(self.matched, len(self.open))
        last = max((child.end_line for child in node.children), default=node.line)
        node.end_line = max(node.end_line, last)
        if node.kind == "list":
            node.tight = not _is_loose(node)

    def end_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        if leaf.kind == "paragraph":
            self.take_references(leaf)
            if not leaf.lines and leaf.parent is not None:
                leaf.parent.children.remove(leaf)
        elif leaf.kind == "code" and not leaf.sign:
            while leaf.lines and not leaf.lines[-1].strip():
                leaf.lines.pop()
                leaf.end_line -= 1

    def take_references(self, paragraph: Node) -> None:
        """Take the definitions of links off the start of a paragraph."""
        if not paragraph.lines or not paragraph.lines[0].startswith("["):
            return
        found, rest = take_definitions(paragraph.text, self.text)
        for name, target in found.items():
            self.references.setdefault(name, target)
        if found:
            kept = rest.split("\n") if rest.strip() else []
            paragraph.lines = kept
            paragraph.numbers = paragraph.numbers[-len(kept) :] if kept else []
            paragraph.line = paragraph.numbers[0] if kept else paragraph.line


def _is_loose(node: Node) -> bool:
    """CommonMark 5.3: a blank line between two items, or between two blocks of one."""
    for item in node.children:
        is_last = item is node.children[-1]
        if item.ends_blank() and not is_last:
            return True
        for child in item.children:
            if child.ends_blank() and not (is_last and child is item.children[-1]):
                return True
    return False
