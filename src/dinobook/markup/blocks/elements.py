"""Blocks as elements; their text is still Markdown, for the engine's inline rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Final
from xml.etree import ElementTree

from dinobook.markup.blocks.callouts import CALLOUT, start_callout
from dinobook.markup.blocks.dialect import end_block, set_raw, start_block
from dinobook.markup.blocks.html import html_pieces
from dinobook.markup.blocks.kinds import KINDS
from dinobook.markup.inline.notes_syntax import NOTE_MARK
from dinobook.markup.structure.leaves import COMMENT_END
from dinobook.markup.structure.model import Node
from dinobook.markup.structure.tables import cells_of
from dinobook.markup.tree import ENGINE_MARK, LINE_MARK

DISPLAY_MARK: Final = f"{ENGINE_MARK}display-formula"
"""On the empty `<div>` of a formula on lines of its own: its LaTeX."""

TASK: Final = "task"
TASKS: Final = {" ": "☐", "x": "☑", "X": "☑"}

_TASK: Final = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_PICTURE: Final = re.compile(r"!\[.*\](?:\(.*\)|\[.*\])(?:\{.*\})?\s*", re.DOTALL)
_LANGUAGE: Final = re.compile(r"[A-Za-z][\w.-]*")
_INFO: Final = re.compile(r"[^\s{}]+")

Element = ElementTree.Element
Store = Callable[[str], str]
"""Puts HTML away until the end, and gives the sign that stands for it."""


class Builder:
    """Writes the elements of one chapter. Notes come last, each a marked `<div>`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.notes: dict[str, Element] = {}

    def build(self, document: Node, root: Element) -> None:
        self._children(document, root)
        root.extend(self.notes.values())

    def _children(self, node: Node, into: Element) -> None:
        self._write(node.children, into)

    def _write(self, nodes: Sequence[Node], into: Element) -> None:
        for node in nodes:
            _WRITERS[node.kind](self, node, into)

    def paragraph(self, node: Node, into: Element) -> None:
        text = node.text.strip(" \t")
        if into.get("class") == TASK and not len(into) and (found := _TASK.match(text)):
            sign = self.store(f'<span class="task-sign">{TASKS[found.group(1)]} </span>')
            text = sign + text[found.end() :]
        if into.tag in ("li", "dd") and not len(into) and _is_bare(node):
            into.text = (into.text or "") + text
        else:
            _new(into, "p", node).text = text

    def heading(self, node: Node, into: Element) -> None:
        _new(into, f"h{node.level}", node).text = node.text

    def rule(self, node: Node, into: Element) -> None:
        _new(into, "hr", node)

    def quote(self, node: Node, into: Element) -> None:
        first = node.children[0] if node.children else None
        found = CALLOUT.match(first.lines[0]) if first and first.kind == "paragraph" else None
        if first is None or found is None:
            self._children(node, _new(into, "blockquote", node))
            return
        box = start_callout(into, found)
        box.set(LINE_MARK, str(node.line))
        below = [_below(first)] if len(first.lines) > 1 else []
        self._write([*below, *node.children[1:]], box)

    def list(self, node: Node, into: Element) -> None:
        mark = node.children[0].mark
        if mark is None or not mark.delimiter:
            element = _new(into, "ul", node)
        else:
            element = _new(into, "ol", node)
            if mark.style != "1":
                element.set("type", mark.style)
            if mark.value != 1:
                element.set("start", str(mark.value))
            if mark.delimiter == ")":
                element.set("class", "brackets")
        for item in node.children:
            self._item(item, element)

    def _item(self, node: Node, into: Element) -> None:
        item = _new(into, "li", node)
        first = node.children[0] if node.children else None
        if first is not None and first.kind == "paragraph" and _TASK.match(first.lines[0]):
            item.set("class", TASK)
        self._children(node, item)

    def terms(self, node: Node, into: Element) -> None:
        element = _new(into, "dl", node)
        for meaning in node.children:
            for line, term in meaning.terms:
                ElementTree.SubElement(element, "dt", {LINE_MARK: str(line)}).text = term
            self._children(meaning, _new(element, "dd", meaning))

    def note(self, node: Node, into: Element) -> None:
        if node.label not in self.notes:
            self.notes[node.label] = element = Element("div", {NOTE_MARK: node.label})
            self._children(node, element)

    def block(self, node: Node, into: Element) -> None:
        fence = node.fence
        kind = KINDS.get(fence.name.lower()) if fence else None
        if fence is None or kind is None:
            self._children(node, _new(into, "div", node))
            return
        element, content = start_block(into, kind, fence)
        element.set(LINE_MARK, str(node.line))
        for child in node.children:
            if child.kind == "raw":
                set_raw(content, kind, child.lines)
            else:
                _WRITERS[child.kind](self, child, content)
        end_block(element, kind, fence)

    def code(self, node: Node, into: Element) -> None:
        words = _INFO.findall(node.label)
        name = next((word.lstrip(".") for word in words if not word.startswith("#")), "")
        language = f' class="language-{name}"' if _LANGUAGE.fullmatch(name) else ""
        own = next((f' id="{escape(one[1:])}"' for one in words if one.startswith("#")), "")
        text = escape("".join(f"{row}\n" for row in node.lines))
        self._put(f'<pre{own} {LINE_MARK}="{node.line}"><code{language}>{text}</code></pre>', into)

    def html(self, node: Node, into: Element) -> None:
        if node.sign == COMMENT_END:
            return
        for piece in html_pieces(node):
            if isinstance(piece, str):
                self._put(piece, into)
            else:
                element = ElementTree.SubElement(into, piece.tag, piece.attributes)
                element.text = piece.text

    def _put(self, html: str, into: Element) -> None:
        ElementTree.SubElement(into, "p").text = self.store(html)

    def table(self, node: Node, into: Element) -> None:
        table = _new(into, "table", node)
        head, *rows = node.lines
        _row(ElementTree.SubElement(table, "thead"), "th", head, node.aligns)
        if rows:
            body = ElementTree.SubElement(table, "tbody")
            for row in rows:
                _row(body, "td", row, node.aligns)

    def formula(self, node: Node, into: Element) -> None:
        text = node.text.strip()
        _new(into, "div", node).attrib.update({"class": "formula display", DISPLAY_MARK: text})


def _new(into: Element, tag: str, node: Node) -> Element:
    return ElementTree.SubElement(into, tag, {LINE_MARK: str(node.line)})


def _below(paragraph: Node) -> Node:
    """A paragraph without its first line."""
    return replace(
        paragraph,
        line=paragraph.numbers[1],
        lines=paragraph.lines[1:],
        numbers=paragraph.numbers[1:],
    )


def _is_bare(paragraph: Node) -> bool:
    """Whether a paragraph is all the text of its item, and no blank line parts it from another.

    A picture alone keeps its paragraph, which will be a figure.
    """
    item = paragraph.parent
    if item is None or item.parent is None or _PICTURE.fullmatch(paragraph.text):
        return False
    others = [child for child in item.children if child is not paragraph]
    if item.kind == "meaning":
        return item.parent.tight and not any(other.kind == "paragraph" for other in others)
    return item.parent.tight and all(one.kind == "list" for one in others)


def _row(into: Element, tag: str, row: str, aligns: list[str]) -> None:
    line = ElementTree.SubElement(into, "tr")
    cells = cells_of(row, len(aligns))
    for index, align in enumerate(aligns):
        cell = ElementTree.SubElement(line, tag, {"align": align} if align else {})
        cell.text = cells[index] if index < len(cells) else ""


Writer = Callable[[Builder, Node, Element], None]

_WRITERS: Final[Mapping[str, Writer]] = {
    "paragraph": Builder.paragraph,
    "heading": Builder.heading,
    "rule": Builder.rule,
    "quote": Builder.quote,
    "list": Builder.list,
    "terms": Builder.terms,
    "note": Builder.note,
    "block": Builder.block,
    "code": Builder.code,
    "html": Builder.html,
    "table": Builder.table,
    "formula": Builder.formula,
}
