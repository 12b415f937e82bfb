"""Content streams, with their marked content numbered anew for the tags that hold it.

The engine marks each text and picture with a number, and what it takes for decoration as an
artifact. It draws the line below or through a text inside that text, where no artifact may stand
(ISO 14289-1, 7.1): the text is parted there.
"""

from __future__ import annotations

from typing import Any, Final

import pydyf

from dinobook.pdf.engine.tagging.hyphens import hyphen_apart
from dinobook.pdf.engine.tagging.tag import PICTURES, Mark, Tag
from dinobook.pdf.engine.tagging.visit import DECORATION, FOOTER, HEADER, PageMarks

_SETS_COLOURS: Final = frozenset(
    (b"rg", b"RG", b"g", b"G", b"k", b"K", b"cs", b"CS", b"scn", b"SCN", b"sc", b"SC", b"gs")
)
_EDGES: Final = {HEADER: "/Top", FOOTER: "/Bottom"}
_ARTIFACT: Final = object()
_INSIDE: Final = object()


class Numbering:
    """The marked content of one page, stream by stream.

    `rows` has the tag of each number, `groups` the numbers in each group with their tags.
    """

    def __init__(self, page: PageMarks, pdf: pydyf.PDF) -> None:
        self.rows: list[Tag] = []
        self.groups: list[tuple[Any, dict[int, Tag]]] = []
        self._page, self._pdf = page, pdf
        self._out: list[Any] = []
        self._open: list[Any] = []
        self._begun: int | None = None
        self._joins = ""
        self._inside: Any = None

    def write(self, stream: Any) -> None:
        """Number a stream, and the groups that are drawn in it."""
        around = self._out
        items, self._out, self._joins = stream.stream, [], ""
        at = 0
        while at < len(items):
            if not self._open and (group := self._group(items[at], stream)) is not None:
                self._write_group(group)
            at += self._item(items, at)
        stream.stream[:] = self._out
        self._out = around

    def _write_group(self, group: Any) -> None:
        """Number a group, which knows the tags of its content itself (ISO 32000-1, 14.7.4.4)."""
        first = len(self.rows)
        around, self._inside = self._inside, group
        self.write(group)
        self._inside = around
        if self.rows[first:]:
            self.groups.append((group, dict(enumerate(self.rows[first:], start=first))))

    def _group(self, item: Any, stream: Any) -> Any:
        """The group that an operator draws, such as a text that shines through; None: none."""
        if not isinstance(item, bytes) or not item.endswith(b" Do"):
            return None
        drawn = stream._resources["XObject"].get(item[1:-3].decode())
        group = self._pdf.objects[int(drawn.split()[0])] if isinstance(drawn, bytes) else None
        return group if getattr(group, "_tags", None) is not None else None

    def _item(self, items: list[Any], at: int) -> int:
        """Take the next item, or the few that begin marked content; how many."""
        item = items[at]
        if isinstance(item, str) and item.startswith("/") and at + 1 < len(items):
            if items[at + 1] == b"BMC":
                self._begin(None)
                return 2
            if at + 2 < len(items) and items[at + 2] == b"BDC":
                self._begin(items[at + 1]["MCID"])
                return 3
        if item == b"EMC":
            self._end()
            return 1
        if self._open and isinstance(self._open[-1], tuple):
            if count := self._line_through(items, at):
                return count
            self._start_text(item)
        self._out.append(item)
        self._joins = ""
        return 1

    def _line_through(self, items: list[Any], at: int) -> int:
        """Make an artifact of a line that is drawn at a text, such as below it; how many items."""
        tag, mark = self._open[-1]
        if items[at] != b"q" or tag.role in PICTURES:
            return 0
        end = _end_of_state(items, at)
        drawn = items[at:end]
        if any(isinstance(item, bytes) and item.endswith(b" Do") for item in drawn):
            return 0  # an emoji
        self._stop_text((tag, mark))
        self._out += ["/Artifact", b"BMC", *drawn, b"EMC"]
        return len(drawn)

    def _begin(self, number: int | None) -> None:
        """Begin marked content: a text or picture, or an artifact (`number` None)."""
        if number in self._page.marks and number is not None:
            self._open.append(self._page.marks[number])
            return
        if self._open and self._open[-1] in (_ARTIFACT, _INSIDE):
            self._open.append(_INSIDE)
            return
        self._stop_text()
        self._open.append(_ARTIFACT)
        kind = DECORATION if number is None else self._page.artifacts.get(number, DECORATION)
        if self._joins == f"-{kind}":
            self._out.pop()  # goes on where one of its kind ends
        else:
            self._out += _artifact(kind)
        self._joins = kind

    def _end(self) -> None:
        ended = self._open.pop()
        if ended is _ARTIFACT:
            self._out.append(b"EMC")
            self._joins = f"-{self._joins}"
        elif ended is not _INSIDE:
            self._stop_text(ended)

    def _start_text(self, item: Any) -> None:
        """Begin the content of a tag where something is drawn."""
        if self._begun is not None or _sets_colour(item):
            return
        tag, mark = self._open[-1]
        self._begun = len(self._out)
        mark.numbers.append(len(self.rows))
        mark.group = self._inside
        properties = pydyf.Dictionary({"MCID": len(self.rows)})
        self._out += [f"/{tag.role}", properties, b"BDC"]
        self.rows.append(tag)

    def _stop_text(self, ended: tuple[Tag, Mark] | None = None) -> None:
        """End the content of a tag; the hyphen of a broken word becomes one of its own."""
        begun, self._begun = self._begun, None
        if begun is None:
            return
        self._joins = ""
        if ended is not None and ended[1].is_broken:
            parted = hyphen_apart(self._out[begun:], len(self.rows))
            if parted:
                self._out[begun:] = parted
                self.rows.append(_hyphen(*ended, len(self.rows)))
                return
        self._out.append(b"EMC")


def _hyphen(tag: Tag, mark: Mark, number: int) -> Tag:
    """A new tag behind the content of a broken word."""
    made = Tag("Span", tag, [Mark(mark.page, numbers=[number], group=mark.group)])
    made.entries["ActualText"] = pydyf.String("\u00ad")
    tag.kids.insert(tag.kids.index(mark) + 1, made)
    return made


def _end_of_state(items: list[Any], at: int) -> int:
    """Where what begins with a `q` has ended."""
    depth = 0
    for end in range(at, len(items)):
        depth += (items[end] == b"q") - (items[end] == b"Q")
        if not depth:
            return end + 1
    return len(items)


def _sets_colour(item: Any) -> bool:
    return isinstance(item, bytes) and item.rpartition(b" ")[2] in _SETS_COLOURS


def _artifact(kind: str) -> list[Any]:
    """What begins an artifact of a kind: the head or foot of a page, or decoration."""
    if kind not in _EDGES:
        return ["/Artifact", b"BMC"]
    edges = pydyf.Array([_EDGES[kind]])
    said = {"Type": "/Pagination", "Subtype": f"/{kind}", "Attached": edges}
    return ["/Artifact", pydyf.Dictionary(said), b"BDC"]
