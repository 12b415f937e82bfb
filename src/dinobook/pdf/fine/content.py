"""The text of a paragraph with what stands around it: styles, links, note calls, marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from dinobook.pdf.hooks import InlineBox, TextBox, edges_px

_PRESERVED: Final = frozenset("\n\t\f\r\x85\u2028\u2029")
_WRAPS: Final = ("normal", "pre-line")


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

    def style_at(self, place: int) -> Any:
        """The style of a character."""
        return self.leaves[self._leaf_at(place)][1].style

    def _leaf_at(self, place: int) -> int:
        return bisect_right(self.leaves, place, key=itemgetter(0)) - 1

    def wraps_at(self, place: int) -> bool:
        """Whether a line may end after the character at `place`."""
        return self.style_at(place)["white_space"] in _WRAPS


def content_of(line: Any, width: float) -> Content:
    """Read an unbroken `LineBox`. Raises `UnknownContentError` with what stands in the way."""
    content = Content()
    parts: list[str] = []
    end = _read(line, width, content, parts, 0)
    content.text = "".join(parts)
    content.spans[id(line)] = (0, end)
    edges = {place for place, _, _ in content.edges}
    content.joints = sorted(edges.union(begin for begin, _ in content.leaves[1:]))
    return content


def _read(box: Any, width: float, content: Content, parts: list[str], at: int) -> int:
    for child in box.children:
        begin = at
        if isinstance(child, TextBox):
            at += _read_text(child, content, parts, at)
        elif isinstance(child, InlineBox) and child.is_in_normal_flow() and not child.is_leader:
            at = _read_inline(child, width, content, parts, at)
        else:
            raise UnknownContentError("a picture, box or float inside the text")
        content.spans[id(child)] = (begin, at)
    return at


def _read_text(child: Any, content: Content, parts: list[str], at: int) -> int:
    if _PRESERVED.intersection(child.text):
        raise UnknownContentError("a line break that the author made")
    if child.text:
        content.leaves.append((at, child))
        parts.append(child.text)
    return len(child.text)


def _read_inline(child: Any, width: float, content: Content, parts: list[str], at: int) -> int:
    before, after = edges_px(child, width)
    if before:
        content.edges.append((at, before, True))
    if child.footnote is not None:
        content.calls.append(at)
    end = _read(child, width, content, parts, at)
    if after:
        content.edges.append((end, after, False))
    return end
