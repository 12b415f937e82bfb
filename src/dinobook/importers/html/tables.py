"""Tables: Markdown where it can say them, HTML where cells are merged or hold blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dinobook.importers.html.chapter import Chapter
from dinobook.importers.html.parts import Rows, fenced, parts_of
from dinobook.importers.html.runs import runs_of
from dinobook.importers.html.vocabulary import BLOCKS, Element, kind_of

_DASHES: Final = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
_MOST_HEADS: Final = 3


def write_table(table: Element, chapter: Chapter) -> Rows:
    caption = table.find("caption")
    said = chapter.line(caption) if caption is not None else ""
    head, body = _rows(table, "thead"), _rows(table, "tbody", "tr")
    if not any(len(row) for row in (*head, *body, *_rows(table, "tfoot"))):
        return []
    for cell in table.iter("td", "th"):
        _unwrap_only_paragraph(cell)
    heads = _named_columns(body)
    plain = len(head) <= 1 and not _rows(table, "tfoot") and heads is not None
    plain = plain and all(_is_plain(cell) for row in (*head, *body) for cell in row)
    aligns = _aligns(head, body) if plain else None
    options: dict[str, str | None] = {"id": table.get("id") if said else None}
    if aligns is None:
        rows = _html(table, chapter)
    else:
        rows = _markdown(head, body, aligns, chapter)
        options["rijkoppen"] = str(heads) if heads and not _empty_corner(head) else None
    if said or options.get("rijkoppen"):
        rows += ["", *fenced("tabel", said, [], options)]
    return rows


def _rows(table: Element, *names: str) -> list[list[Element]]:
    found = []
    for child in table:
        if child.tag in names:
            found += [list(child)] if child.tag == "tr" else [list(row) for row in child]
    return found


def _unwrap_only_paragraph(cell: Element) -> None:
    """A cell that holds one paragraph holds its words."""
    if len(cell) == 1 and cell[0].tag == "p" and not cell[0].get("lang"):
        only = cell[0]
        if (cell.text or "").strip() or (only.tail or "").strip():
            return
        cell.remove(only)
        cell.text = only.text
        cell.extend(list(only))


def _is_plain(cell: Element) -> bool:
    if cell.get("rowspan", "1") != "1" or cell.get("colspan", "1") != "1" or cell.get("lang"):
        return False
    if cell.get("scope") in ("rowgroup", "colgroup"):
        return False
    inside = (one for one in cell.iterdescendants() if not _in_note(one, cell))
    return not any(
        one.tag in BLOCKS or kind_of(one) == "missing" or "|" in (one.get("data-tex") or "")
        for one in inside
    )


def _in_note(element: Element, cell: Element) -> bool:
    for above in element.iterancestors():
        if above is cell:
            return False
        if kind_of(above) == "note":
            return True
    return False


def _named_columns(body: Sequence[Sequence[Element]]) -> int | None:
    """How many first columns name their rows; None where heads stand elsewhere."""
    counts = set()
    for row in body:
        heads = [cell.tag == "th" for cell in row]
        count = heads.index(False) if False in heads else len(heads)
        if any(heads[count:]) or (count and count == len(heads)):
            return None
        if any(cell.get("scope", "row") != "row" for cell in row[:count]):
            return None
        counts.add(count)
    if len(counts) > 1 or (counts and max(counts) > _MOST_HEADS):
        return None
    return counts.pop() if counts else 0


def _aligns(
    head: Sequence[Sequence[Element]], body: Sequence[Sequence[Element]]
) -> list[str] | None:
    """How each column is aligned; None where its cells do not agree."""
    rows = body or head
    columns = max(len(row) for row in (*head, *body))
    aligns = []
    for column in range(columns):
        found = {row[column].get("align") or "" for row in rows if column < len(row)}
        if len(found) > 1:
            return None
        aligns.append(found.pop() if found else "")
    return aligns


def _empty_corner(head: Sequence[Sequence[Element]]) -> bool:
    cells = head[0] if head else []
    empty = [not runs_of(cell) for cell in cells]
    return len(cells) > 1 and empty[0] and not any(empty[1:])


def _markdown(
    head: Sequence[Sequence[Element]],
    body: Sequence[Sequence[Element]],
    aligns: Sequence[str],
    chapter: Chapter,
) -> Rows:
    first = list(head[0]) if head else []
    lines = [_line(first, len(aligns), chapter)]
    lines.append(f"|{'|'.join(_DASHES[align] for align in aligns)}|")
    return lines + [_line(row, len(aligns), chapter) for row in body]


def _line(row: Sequence[Element], columns: int, chapter: Chapter) -> str:
    cells = [chapter.line(cell).replace("|", "\\|") for cell in row]
    cells += [""] * (columns - len(cells))
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _html(table: Element, chapter: Chapter) -> Rows:
    lang = table.get("lang")
    rows = [f'<table lang="{lang}">' if lang else "<table>"]
    for part in table:
        if part.tag == "tr":
            rows += _html_row(part, chapter)
        elif part.tag in ("thead", "tbody", "tfoot"):
            rows.append(f"<{part.tag}>")
            for row in part:
                rows += _html_row(row, chapter)
            rows.append(f"</{part.tag}>")
    return [*rows, "</table>"]


def _html_row(row: Element, chapter: Chapter) -> Rows:
    rows = ["<tr>"]
    for cell in row:
        rows += _html_cell(cell, chapter)
    return [*rows, "</tr>"]


def _html_cell(cell: Element, chapter: Chapter) -> Rows:
    named = ("rowspan", "colspan", "scope", "align", "lang")
    given = "".join(f' {key}="{cell.get(key)}"' for key in named if cell.get(key))
    opening, closing = f"<{cell.tag}{given}", f"</{cell.tag}>"
    asking = f'{opening} markdown="1">'
    if any(child.tag in BLOCKS or kind_of(child) == "missing" for child in cell.iterdescendants()):
        return [asking, "", *chapter.blocks(parts_of(cell)), "", closing]
    text = chapter.paragraph(cell).replace("\\<", "&lt;")
    if not text:
        return [f"{opening}>{closing}"]
    if "<" in text or "\n" in text:
        return [asking, "", *text.split("\n"), "", closing]
    return [f"{asking}{text}{closing}"]
