"""The text of a paragraph with what stands around it: styles, links, note calls, marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from dinobook.pdf.engine.hooks import InlineBox, TextBox, atom_width_px, edges_px

_PRESERVED: Final = frozenset("\n\t\f\r\x85\u2028\u2029")
_WRAPS: Final = ("normal", "pre-line")
ATOM: Final = "\ufffc"
"""The character that stands for a formula or picture in the text (Unicode's own for objects)."""
_APART: Final = re.compile(f"(?<!{ATOM}){ATOM}(?!{ATOM})")
_STIFF: Final = re.compile(
    "[^\\x00-\u058f\u1e00-\u1fff\u2000-\u218f\u2190-\u22ff\ufb00-\ufb06\ufffc\u200e\u200f]"
)
"""Letters that join, that carry signs in many places, or that are all of one width."""


@dataclass(slots=True, eq=False)
class Atom:
    """A formula or picture in the text, of known width: the text's `ATOM`."""

    style: Any
    width: float

    def width_px(self, text: str) -> float:
        return self.width * text.count(ATOM)


def as_letters(text: str) -> str:
    """The text with a letter for each atom: no line may end between it and what it touches.

    Unicode (UAX 14) lets one end on both sides, which is right only where atoms touch each other.
    """
    return _APART.sub("x", text)


class UnknownContentError(Exception):
    """Something in the paragraph whose width is not known before it is laid out."""


@dataclass(slots=True)
class Content:
    """A paragraph as one text.

    `leaves` are its text boxes with the place where each begins; `edges` are places with the width
    that an inline box adds there: True for its beginning. `spans` are, by the `id` of a box, where
    its text begins and ends. `calls` are the places of note calls, `joints` those where one leaf
    meets the next or an edge stands, in order.
    """

    text: str = ""
    leaves: list[tuple[int, Any]] = field(default_factory=list)
    edges: list[tuple[int, float, bool]] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    calls: list[int] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)

    def only_box(self, start: int, end: int) -> Any | None:
        """The text box that alone holds a part of the text; None where another comes near."""
        at = bisect_left(self.joints, start)
        if at < len(self.joints) and self.joints[at] <= end:
            return None
        return self.leaves[self._leaf_at(start)][1]

    def pieces(self, start: int, end: int) -> Iterator[tuple[Any, str]]:
        """The text boxes between two places, each with its part of the text."""
        for at in range(self._leaf_at(start), len(self.leaves)):
            begin, box = self.leaves[at]
            if begin >= end:
                return
            stop = self.leaves[at + 1][0] if at + 1 < len(self.leaves) else len(self.text)
            yield box, self.text[max(begin, start) : min(stop, end)]

    def box_at(self, place: int) -> Any:
        """The text box, or atom, of a character."""
        return self.leaves[self._leaf_at(place)][1]

    def style_at(self, place: int) -> Any:
        """The style of a character."""
        return self.box_at(place).style

    @property
    def stiff(self) -> bool:
        """Whether its letters keep their widths and distances."""
        return bool(_STIFF.search(self.text))

    def _leaf_at(self, place: int) -> int:
        return bisect_right(self.leaves, place, key=itemgetter(0)) - 1

    def stiff_px(self, start: int, end: int) -> float:
        """The width of the atoms between two places."""
        return sum(
            box.width for at, box in self.leaves if isinstance(box, Atom) and start <= at < end
        )

    def wraps_at(self, place: int) -> bool:
        """Whether a line may end after the character at `place`."""
        return self.style_at(place)["white_space"] in _WRAPS


def content_of(line: Any, container: Any) -> Content:
    """Read an unbroken `LineBox`. Raises `UnknownContentError` with what stands in the way."""
    content = Content()
    parts: list[str] = []
    end = _read(line, container, content, parts, 0)
    content.text = "".join(parts)
    content.spans[id(line)] = (0, end)
    edges = {place for place, _, _ in content.edges}
    content.joints = sorted(edges.union(begin for begin, _ in content.leaves[1:]))
    return content


def _read(box: Any, container: Any, content: Content, parts: list[str], at: int) -> int:
    for child in box.children:
        begin = at
        if isinstance(child, TextBox):
            at += _read_text(child, content, parts, at)
        elif isinstance(child, InlineBox) and child.is_in_normal_flow() and not child.is_leader:
            at = _read_inline(child, container, content, parts, at)
        elif (width := atom_width_px(child, container)) is not None:
            content.leaves.append((at, Atom(child.style, width)))
            parts.append(ATOM)
            at += 1
        else:
            raise UnknownContentError("a box or float inside the text")
        content.spans[id(child)] = (begin, at)
    return at


def _read_text(child: Any, content: Content, parts: list[str], at: int) -> int:
    if _PRESERVED.intersection(child.text):
        raise UnknownContentError("a line break that the author made")
    if child.text:
        content.leaves.append((at, child))
        parts.append(child.text)
    return len(child.text)


def _read_inline(child: Any, container: Any, content: Content, parts: list[str], at: int) -> int:
    before, after = edges_px(child, float(container.width))
    if before:
        content.edges.append((at, before, True))
    if child.footnote is not None:
        content.calls.append(at)
    end = _read(child, container, content, parts, at)
    if after:
        content.edges.append((end, after, False))
    return end
