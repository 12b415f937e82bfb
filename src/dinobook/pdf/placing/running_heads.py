"""Running heads and folios: the style sheet's margin boxes, drawn over pages that exist already.

A section is laid out without them, so that its pages do not depend on where they stand. Then a
document of empty pages, one for each page of the section, with the same page names, sides, named
strings and page counter, is laid out by the same style sheet, and only its margin boxes are kept.

Folios are holes, as page numbers in the text are: where only they change, nothing is laid out.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dinobook.pdf.drawn_section import DrawnPage
from dinobook.pdf.workers.jobs import TURNED, LayoutJob, Part

Strings = tuple[tuple[str, str], ...]
_STAND_INS: Final = "87654329"
"""Digits for numbers that stand for a folio; the first that no running head holds is taken."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a run of pages stands: the number of its first page, its side, what runs on.

    `carried` are the named strings as the page before left them.
    """

    first_number: int
    left: bool
    carried: Strings = ()


def repeated(pages: Sequence[DrawnPage], stand: Stand) -> tuple[int, ...]:
    """For each page the first one, counted from 0, whose heads serve it with another folio.

    Such pages have the same name, side and named strings, and folios of as many digits; the first
    page of a run is like no other.
    """
    if not _stand_ins(pages, stand):
        return tuple(range(len(pages)))
    firsts: dict[tuple[object, ...], int] = {}
    found: list[int] = []
    strings, run = dict(stand.carried), ""
    for at, (page, name) in enumerate(zip(pages, _names(pages), strict=True)):
        begins = at == 0 or name != run
        digits = len(str(stand.first_number + at))
        place = (at if begins else -1, at % 2, digits)
        look = (*place, name, page.name, page.blank, page.strings, tuple(strings.items()))
        found.append(firsts.setdefault(look, at))
        strings.update(page.strings)
        run = name
    return tuple(found)


def heads_job(
    pages: Sequence[DrawnPage], stand: Stand, language: str, *, holes: bool = False
) -> LayoutJob:
    """The document whose margin boxes are the heads and folios of `pages`.

    `holes`: the same for any folios with as many digits, which are filled in afterwards.
    """
    rows = zip(_names(pages), pages, strict=True)
    runs = [
        _run(name, [page for _, page in run], stand.carried if at == 0 else ())
        for at, (name, run) in enumerate(groupby(rows, key=lambda row: row[0]))
    ]
    folios = _stand_ins(pages, stand) if holes else {}
    html = _document("".join(runs), stand, language, folios)
    return LayoutJob("heads", html, part=Part.HEADS, folios=tuple(folios.values()))


def _stand_ins(pages: Sequence[DrawnPage], stand: Stand) -> dict[int, str]:
    """The number to print on a page, counted from 1, and on those after it, for any folio.

    Empty when the running heads are so full of figures that nothing could be told from them.
    """
    said = {text for page in pages for _, text in (*stand.carried, *page.strings)}
    free = [one for one in _STAND_INS if not any(one in text for text in said)]
    if not free:
        return {}
    found: dict[int, str] = {}
    for at in range(1, len(pages) + 1):
        digits = len(str(stand.first_number + at - 1))
        number = free[0] * digits
        if number not in found.values():
            found[at] = number
    return found


def _names(pages: Sequence[DrawnPage]) -> Iterator[str]:
    """The name of the run to which each page belongs: pages on their side interrupt none."""
    name = next((page.name for page in pages if page.name != TURNED), TURNED)
    for page in pages:
        name = page.name if page.name != TURNED else name
        yield name


def blank_job(before: str, after: str, stand: Stand, language: str) -> LayoutJob:
    """The document whose second page is the blank one between pages named `before` and `after`.

    `stand` is that of the blank page itself.
    """
    turn = "recto" if stand.left else "verso"
    strings = _strings(stand.carried)
    body = (
        f'<div style="{_page(before)}">{strings}</div>'
        f'<div style="{_page(after)}; break-before: {turn}"></div>'
    )
    first = Stand(stand.first_number - 1, not stand.left)
    return LayoutJob("blank", _document(body, first, language), part=Part.BLANK)


def carried_after(pages: Sequence[DrawnPage], before: Strings) -> Strings:
    """The named strings as these pages leave them."""
    strings = dict(before)
    for page in pages:
        strings.update(page.strings)
    return tuple(strings.items())


def _document(
    body: str, stand: Stand, language: str, folios: Mapping[int, str] | None = None
) -> str:
    side = "left" if stand.left else "right"
    counts = [f"@page:nth(1) {{ counter-reset: page {stand.first_number} }}"]
    if folios:
        resets = [f"@page:nth({at}) {{ counter-reset: page {one} }}" for at, one in folios.items()]
        counts = ["@page { counter-increment: page 0 }", *resets]
    return (
        f'<!DOCTYPE html><html lang="{html.escape(language)}"><head><meta charset="utf-8"/>'
        f"<title>dinobook</title><style>html {{ break-before: {side} }}"
        f"{''.join(counts)}</style></head>"
        f"<body>{body}</body></html>"
    )


def _run(name: str, pages: list[DrawnPage], carried: Strings) -> str:
    """Consecutive pages of one page name, as one element: `:nth(1 of name)` counts in it."""
    rows = []
    for at, page in enumerate(pages):
        own = {string for string, _ in page.strings}
        before = tuple(one for one in carried if one[0] not in own) if at == 0 else ()
        turn = "break-before: page" if at else ""
        side = _page(TURNED) if page.name == TURNED else ""
        rows.append(f'<div style="{turn}; {side}">{_strings((*before, *page.strings))}</div>')
    return f'<div style="{_page(name)}">{"".join(rows)}</div>'


def _strings(strings: Strings) -> str:
    """Elements that set named strings, one each, so that first and last keep their meaning."""
    return "".join(
        f'<span data-text="{html.escape(text)}" style="string-set: {name} attr(data-text)"></span>'
        for name, text in strings
    )


def _page(name: str) -> str:
    return f"page: {name}" if name else ""
