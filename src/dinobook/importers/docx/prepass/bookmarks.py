"""Bookmarks that something leads to become marks; the others go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from dinobook.importers.docx.marks import Marks
from dinobook.importers.docx.ooxml import W, drop, run, value

_START: Final = f"{W}bookmarkStart"
_INSIDE: Final = (f"{W}p", f"{W}hyperlink", f"{W}ins")


def settle_bookmarks(roots: Iterable[etree._Element], wanted: set[str], marks: Marks) -> None:
    """A bookmark that stands between paragraphs is that of the next one."""
    stories = list(roots)
    links = [link for root in stories for link in root.iter(f"{W}hyperlink")]
    names = wanted | {value(link, "anchor") for link in links}
    for root in stories:
        for start in list(root.iter(_START)):
            if value(start, "name") in names:
                _put(start, marks.target(value(start, "name")))
            drop(start)
        for end in list(root.iter(f"{W}bookmarkEnd")):
            drop(end)
    for link in links:
        anchor = value(link, "anchor")
        if anchor in marks.targets:
            link.set(f"{W}anchor", f"t{marks.targets.index(anchor)}")


def _put(start: etree._Element, text: str) -> None:
    parent = start.getparent()
    if parent is not None and parent.tag in _INSIDE:
        start.addprevious(run(text))
        return
    for following in start.itersiblings():
        paragraph = following if following.tag == f"{W}p" else following.find(f".//{W}p")
        if paragraph is not None:
            paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, run(text))
            return
