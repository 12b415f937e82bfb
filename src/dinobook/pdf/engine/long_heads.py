"""Running heads that would take two lines: a shorter form of their title takes one.

How much fits is known when the heads are laid out. Then the title is replaced in the attributes
that the style sheet takes it from, and they are laid out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes

from dinobook import xhtml
from dinobook.book.short_titles import shortened
from dinobook.pdf.engine.hooks import LineBox, Ruler, TextBox

STRINGS: Final = ("data-text", "data-short", "data-part")
"""The attributes that `string-set` takes titles from."""

_TRIES: Final = 3
_SLACK_PX: Final = 0.5

T = TypeVar("T")


def with_heads_on_a_line(
    html: str, lay_out: Callable[[str], T], document_of: Callable[[T], Any]
) -> T:
    """What `lay_out` makes of a document whose running heads all stand on one line."""
    laid_out = lay_out(html)
    for _ in range(_TRIES):
        found = _too_long(document_of(laid_out), html)
        if not found:
            break
        html = _with_titles(html, found)
        laid_out = lay_out(html)
    return laid_out


def _titles(html: str) -> set[str]:
    elements = xhtml.parse(html).iter()
    return {title for element in elements for name in STRINGS if (title := element.get(name))}


def _with_titles(html: str, new: Mapping[str, str]) -> str:
    root = xhtml.parse(html)
    for element in root.iter():
        for name in STRINGS:
            if (title := element.get(name, "")) in new:
                element.set(name, new[title])
    return xhtml.document(root)


def _too_long(document: Any, html: str) -> dict[str, str]:
    """For each title that does not fit in its margin box, one that does."""
    full = [
        box
        for page in document.pages
        for box in page._page_box.children
        if isinstance(box, boxes.MarginBox) and _is_full(box)
    ]
    titles = _titles(html) if full else set()
    found: dict[str, str] = {}
    for box in full:
        found |= _shorter(_text_of(box), box.style, box.width, titles)
    return found


def _is_full(box: Any) -> bool:
    lines = list(_lines(box))
    return len(lines) > 1 or any(line.width > box.width + _SLACK_PX for line in lines)


def _text_of(box: Any) -> str:
    return " ".join(
        "".join(
            descendant.text for descendant in line.descendants() if isinstance(descendant, TextBox)
        ).strip()
        for line in _lines(box)
    )


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            yield child
        else:
            yield from _lines(child)


def _shorter(said: str, style: Any, width_px: float, titles: set[str]) -> dict[str, str]:
    """The longest title in what a margin box says, and a form of it that leaves room beside it."""
    inside = [one for one in titles if _bare(one) in _bare(said)]
    if not inside:
        return {}
    title = max(inside, key=len)
    ruler = Ruler(style)
    # What stands beside the title is a folio, with a space of an em.
    beside = len(_bare(said)) - len(_bare(title))
    room = width_px - _SLACK_PX - ruler.width_px("\u2003" + "0" * beside if beside else "")
    return {title: shortened(title, lambda text: ruler.width_px(text) <= room)}


def _bare(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("‐", "")
