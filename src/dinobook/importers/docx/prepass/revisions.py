"""Tracked changes: accepted or rejected as asked, moves included; comments go (ECMA-376, 17.13)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from lxml import etree

from dinobook.importers.docx.ooxml import W, above, drop, unwrap


class Changes(StrEnum):
    """What becomes of changes that Word has tracked."""

    ACCEPT = "accept"
    REJECT = "reject"


_NEW: Final = (f"{W}ins", f"{W}moveTo")
_OLD: Final = (f"{W}del", f"{W}moveFrom")
_CELLS: Final = (f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge")
_FORMER: Final = tuple(
    f"{W}{name}Change"
    for name in ("rPr", "pPr", "tblPr", "tblGrid", "tcPr", "trPr", "sectPr", "tblPrEx", "numbering")
)
_RANGES: Final = tuple(
    f"{W}{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "comment")
    for end in ("Start", "End")
)
_COMMENTS: Final = (f"{W}commentReference", f"{W}annotationRef")
_PEOPLE: Final = (f"{W}author", f"{W}initials", f"{W}date")


def tracked(roots: Iterable[etree._Element]) -> tuple[int, int]:
    """How many insertions and deletions are waiting; a move counts as one of each."""
    new = old = 0
    for root in roots:
        new += sum(1 for _ in root.iter(*_NEW, f"{W}cellIns"))
        old += sum(1 for _ in root.iter(*_OLD, f"{W}cellDel"))
    return new, old


def settle(root: etree._Element, changes: Changes) -> None:
    """The text as it is when all tracked changes are accepted, or rejected."""
    stay, go = (_NEW, _OLD) if changes is Changes.ACCEPT else (_OLD, _NEW)
    _settle_rows(root, go)
    _settle_cells(root, changes)
    _settle_paragraph_marks(root, stay, go)
    for element in list(root.iter(*go)):
        drop(element)
    for element in list(root.iter(*stay)):
        unwrap(element)
    if changes is Changes.REJECT:
        for name, usual in (("delText", "t"), ("delInstrText", "instrText")):
            for element in root.iter(f"{W}{name}"):
                element.tag = f"{W}{usual}"
        for former in list(root.iter(f"{W}rPrChange", f"{W}pPrChange")):
            _put_back(former)
    for element in list(root.iter(*_FORMER)):
        drop(element)


def without_comments(root: etree._Element) -> None:
    """The text without comments, the names of reviewers and the days on which they wrote."""
    for element in list(root.iter(*_RANGES, *_COMMENTS)):
        drop(element)
    for element in root.iter():
        for name in _PEOPLE:
            if name in element.attrib:
                del element.attrib[name]


def _settle_rows(root: etree._Element, go: Iterable[str]) -> None:
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{tag}") is not None for tag in go):
            drop(row)


def _settle_cells(root: etree._Element, changes: Changes) -> None:
    gone = f"{W}cellDel" if changes is Changes.ACCEPT else f"{W}cellIns"
    for mark in list(root.iter(gone)):
        cell = above(mark, f"{W}tc")
        if cell is not None:
            drop(cell)
    for mark in list(root.iter(*_CELLS)):
        drop(mark)


def _settle_paragraph_marks(root: etree._Element, stay: Iterable[str], go: Iterable[str]) -> None:
    """Where the end of a paragraph goes, the next one follows in the same."""
    for mark in list(root.iter(*go)):
        properties = mark.getparent()
        if properties is None or properties.tag != f"{W}rPr":
            continue
        paragraph = above(properties, f"{W}p")
        drop(mark)
        if paragraph is not None and above(properties, f"{W}r") is None:
            _join_next(paragraph)
    for mark in list(root.iter(*stay)):
        parent = mark.getparent()
        if parent is not None and parent.tag in (f"{W}rPr", f"{W}trPr"):
            parent.remove(mark)


def _join_next(paragraph: etree._Element) -> None:
    """The next paragraph keeps its look, as Word has it, and begins with this one's runs."""
    following = paragraph.getnext()
    while following is not None and following.tag in (*_RANGES, f"{W}bookmarkEnd"):
        following = following.getnext()
    if following is None or following.tag != f"{W}p":
        return
    runs = [part for part in paragraph if part.tag != f"{W}pPr"]
    at = 1 if following.find(f"{W}pPr") is not None else 0
    following[at:at] = runs
    drop(paragraph)


def _put_back(former: etree._Element) -> None:
    """The properties that a change of look replaced."""
    properties = former.getparent()
    if properties is None or not len(former):
        return
    before = list(former[0])
    mark = properties.find(f"{W}rPr") if properties.tag == f"{W}pPr" else None
    for element in list(properties):
        properties.remove(element)
    properties.extend(before)
    if mark is not None and properties.find(f"{W}rPr") is None:
        properties.append(mark)
