"""The outline (bookmarks) of a PDF as linked objects (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dinobook.pdf.drawn_section import Bookmark
from dinobook.pdf.file.strings import text_string
from dinobook.pdf.file.writer import PdfFile


@dataclass(slots=True)
class _Line:
    bookmark: Bookmark
    page: int
    tag: int
    children: list[_Line] = field(default_factory=list)

    def shown(self) -> int:
        """How many lines are seen below this one when it is open."""
        return sum(1 + (child.shown() if child.bookmark.open else 0) for child in self.children)


Marked = tuple[Bookmark, int, int]
"""A bookmark with the object numbers of its page and of its tag; 0: it leads to the page alone."""


def destinations(place: bytes, tag: int) -> bytes:
    """A place on a page and a tag that one may go to (ISO 32000-2, 12.3.2.3)."""
    return b"<</D%b/SD[%d 0 R%b>>" % (place, tag, place[place.index(b"/XYZ") :])


def outline(file: PdfFile, bookmarks: Sequence[Marked]) -> int | None:
    """Add the outline; its object's number, or None when there is no bookmark.

    A level that is skipped counts as the
    next one, as readers indent it.
    """
    roots = _tree(bookmarks)
    if not roots:
        return None
    top = file.reserve()
    first, last = _add(file, roots, top)
    count = sum(1 + (root.shown() if root.bookmark.open else 0) for root in roots)
    file.put(top, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, count))
    return top


def _tree(bookmarks: Sequence[Marked]) -> list[_Line]:
    roots: list[_Line] = []
    above: list[_Line] = []
    for bookmark, page, tag in bookmarks:
        line = _Line(bookmark, page, tag)
        while above and above[-1].bookmark.level >= bookmark.level:
            above.pop()
        (above[-1].children if above else roots).append(line)
        above.append(line)
    return roots


def _add(file: PdfFile, lines: Sequence[_Line], parent: int) -> tuple[int, int]:
    """Add sibling lines and all below them; the numbers of the first and the last."""
    numbers = [file.reserve() for _ in lines]
    for at, (line, number) in enumerate(zip(lines, numbers, strict=True)):
        bookmark = line.bookmark
        body = b"<</Title%b/Parent %d 0 R%b" % (text_string(bookmark.label), parent, _target(line))
        if at:
            body += b"/Prev %d 0 R" % numbers[at - 1]
        if at < len(numbers) - 1:
            body += b"/Next %d 0 R" % numbers[at + 1]
        if line.children:
            first, last = _add(file, line.children, number)
            count = line.shown() if bookmark.open else -line.shown()
            body += b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count)
        file.put(number, body + b">>")
    return numbers[0], numbers[-1]


def _target(line: _Line) -> bytes:
    place = b"[%d 0 R/XYZ %.3f %.3f 0]" % (line.page, line.bookmark.x_pt, line.bookmark.y_pt)
    if not line.tag:
        return b"/Dest%b" % place
    return b"/A<</S/GoTo%b" % destinations(place, line.tag)[2:]
