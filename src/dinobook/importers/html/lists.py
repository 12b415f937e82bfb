"""Lists, with bullets, counted, of things to do, and of terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dinobook.importers.escape import escape_start
from dinobook.importers.html.chapter import Chapter
from dinobook.importers.html.parts import Rows, indented, is_bare, parts_of, would_join
from dinobook.importers.html.vocabulary import Element

_BULLET: Final = "-"
_TASKS: Final = {"done": "[x] ", "todo": "[ ] "}
_SIGNS: Final = {"done": "☑ ", "todo": "☐ "}
"""Where no Markdown list can be."""
_LETTERS: Final = 26
_NEAR: Final = 50
"""So many lines a list of letters may have for its items to be found from each other."""
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def write_list(element: Element, chapter: Chapter) -> Rows:
    items = [(item, parts_of(item)) for item in element]
    tight = all(_is_tight(parts, len(items)) for _, parts in items)
    written = [_tight(parts, chapter) if tight else chapter.blocks(parts) for _, parts in items]
    marks = _marks(element, written, tight=tight)
    for (item, parts), rows in zip(items, written, strict=True):
        _sign(item.get("class") or "", parts, rows, in_markdown=marks is not None)
    if marks is None:
        return _as_html(element, written)
    joined: Rows = []
    for mark, rows in zip(marks, written, strict=True):
        if joined and not tight:
            joined.append("")
        joined += indented(rows, f"{mark} ", " " * (len(mark) + 1))
    return joined


def _sign(kind: str, parts: Sequence[Element], rows: Rows, *, in_markdown: bool) -> None:
    """The box of a thing to do, before its words; before anything else on a line of its own."""
    if kind and (not parts or parts[0].tag != "p"):
        rows[:0] = [_SIGNS[kind].strip(), ""]
    elif kind:
        rows[0] = (_TASKS if in_markdown else _SIGNS)[kind] + rows[0]


def _is_tight(parts: Sequence[Element], count: int) -> bool:
    if not parts:
        return True
    first, *others = parts
    if first.tag == "p" and not is_bare(first):
        return count == 1 and not others
    bare = first.tag in ("ul", "ol") or is_bare(first)
    return bare and all(one.tag in ("ul", "ol") for one in others)


def _tight(parts: Sequence[Element], chapter: Chapter) -> Rows:
    rows: Rows = []
    above: Element | None = None
    for part in parts:
        inner = chapter.blocks([part])
        if above is not None and would_join(above, part):
            rows += ["<!-- -->"]
        rows += inner
        above = part
    return rows


def _marks(element: Element, items: Sequence[Rows], *, tight: bool) -> list[str] | None:
    """What each item begins with; None where only HTML can count so."""
    if element.tag == "ul":
        return [_BULLET] * len(items)
    start, style = int(element.get("start") or 1), element.get("type") or "1"
    values = range(start, start + len(items))
    if style == "1":
        return [f"{value}." for value in values]
    if start < 1 or (style in "aA" and values.stop > _LETTERS + 1) or values.stop > 3000:
        return None
    near = sum(len(rows) for rows in items) <= _NEAR
    sign = "." if tight and near and len(items) > 1 and _is_flat(items, style) else ")"
    if start > 1 and (len(items) == 1 or not near):
        return None
    return [f"{_counted(value, style)}{sign}" for value in values]


def _is_flat(items: Sequence[Rows], style: str) -> bool:
    """Whether no blank line parts an item from the next, which capitals need."""
    return style in "ai" or all("" not in rows for rows in items)


def _counted(value: int, style: str) -> str:
    if style in "aA":
        text = chr(ord("a") + value - 1)
    else:
        text = ""
        for worth, sign in _ROMAN:
            text += sign * (value // worth)
            value %= worth
    return text.upper() if style in "AI" else text


def _as_html(element: Element, items: Sequence[Rows]) -> Rows:
    named = [f' {key}="{element.get(key)}"' for key in ("type", "start") if element.get(key)]
    rows = [f"<ol{''.join(named)}>"]
    for item in items:
        rows += ['<li markdown="1">', "", *item, "", "</li>"]
    return [*rows, "</ol>"]


def write_terms(element: Element, chapter: Chapter) -> Rows:
    rows: Rows = []
    term_above = False
    for child in element:
        if child.tag == "dt":
            text = chapter.line(child)
            if not text.strip():
                continue
            if rows and not term_above:
                rows.append("")
            rows.append(escape_start(text))
            term_above = True
            continue
        inner = chapter.blocks(parts_of(child))
        if not inner or not rows:
            rows += inner
            continue
        rows += indented(inner, ": ", "  ")
        term_above = False
    return rows
