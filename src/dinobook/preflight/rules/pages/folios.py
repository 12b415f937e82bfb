"""Odd folios are on the right: the first page of a file is a recto, so is every odd one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import FileFacts, PageSummary
from dinobook.preflight.finding import Finding, Order, every_printer
from dinobook.preflight.pagenumbers import ranges
from dinobook.problems import Severity

_ENOUGH_PAGES: Final = 3
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def folios(file: FileFacts, order: Order) -> Iterator[Finding]:
    """A number counts as a folio when it is as far from the page's own number on three pages."""
    if not order.bound:
        return
    offsets = Counter(offset for page in file.pages for offset in _offsets(page))
    believed = {offset for offset, pages in offsets.items() if pages >= _ENOUGH_PAGES}
    wrong = [
        page
        for page in file.pages
        if (mine := believed.intersection(_offsets(page))) and all(one % 2 for one in mine)
    ]
    if wrong:
        yield _finding("Odd folios are printed on left pages", wrong)
    labelled = [page for page in file.pages if _is_odd_to(page, _value(page.label))]
    if labelled and not wrong:
        yield _finding("The file's page labels put odd numbers on left pages", labelled)


def _offsets(page: PageSummary) -> set[int]:
    return {value - page.number for value, _ in page.folios}


def _value(label: str) -> int:
    """The number that a label says, in figures or in Roman ones; 0: none."""
    if label.isdecimal():
        return int(label)
    figures = [_ROMAN.get(letter, 0) for letter in label.lower()]
    if not figures or not all(figures):
        return 0
    following = [*figures[1:], 0]
    pairs = zip(figures, following, strict=True)
    return sum(-one if one < behind else one for one, behind in pairs)


def _is_odd_to(page: PageSummary, value: int) -> bool:
    return value > 0 and (value - page.number) % 2 == 1


def _finding(what: str, pages: list[PageSummary]) -> Finding:
    first = pages[0]
    return Finding(
        "preflight-043",
        f"{what}: {ranges(page.number for page in pages)} of the file.",
        "Begin the numbering on a right page: add or take out one page before it.",
        every_printer("bookbinding: odd numbers are on the right"),
        first.number,
        tuple(rect for _, rect in first.folios),
        Severity.WARNING,
    )
