"""Closing tags that HTML lets people leave out, and a book needs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from dinobook.importers.markdown.post_text import Edit
from dinobook.importers.markdown.tags import Tag

_ENDED_BY: Final = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "thead": frozenset({"thead", "tbody", "tfoot"}),
    "tbody": frozenset({"thead", "tbody", "tfoot"}),
}
"""Which elements end one that stays open; the closing tag of what it stands in does so too.
https://html.spec.whatwg.org/multipage/syntax.html#optional-tags"""

_START: Final = attrgetter("start")


def closing_edits(tags: Sequence[Tag]) -> Iterator[Edit]:
    """A closing tag for each item, cell and row that has none, the innermost first."""
    ends: dict[int, list[str]] = {}
    for index, tag in enumerate(tags):
        ended_by = _ENDED_BY.get(tag.name)
        if ended_by and not tag.closes and tag.partner is None:
            end = _end(tags, index, ended_by)
            if end is not None:
                ends.setdefault(end.start, []).insert(0, f"</{tag.name}>")
    for start, closers in ends.items():
        yield Edit(start, start, "".join(closers), "html-element")


def _end(tags: Sequence[Tag], index: int, ended_by: frozenset[str]) -> Tag | None:
    """The tag before which an element ends; None when it runs on to the end of the text."""
    at = index + 1
    while at < len(tags):
        tag = tags[at]
        if tag.closes or tag.name in ended_by:
            return tag
        at = bisect_left(tags, tag.whole_end, at + 1, key=_START)
    return None
