"""What WeasyPrint's tags lack for PDF/UA-1, put right in its PDF before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pydyf

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags

from dinobook.pdf.readback import SPLIT

LEANED_ON: Final = (tags._build_box_tree,)
"""What leaves the tag of each cell on its box (`mark`). A test fails when WeasyPrint changes it."""

_IN_ITEMS: Final = ("/Lbl", "/LBody")


def give_items_bodies(pdf: pydyf.PDF) -> None:
    """Put what stands in a list item beside its label into a body.

    WeasyPrint makes a body for an item of bare text only, not for one of paragraphs; an item may
    hold nothing but label and body (ISO 32000-1, table 336).
    """
    items = [one for one in pdf.objects if isinstance(one, dict) and one.get("S") == "/LI"]
    for item in items:
        stray = [kid for kid in item["K"] if _type_of(pdf, kid) not in _IN_ITEMS]
        if stray:
            _wrap(pdf, item, stray)


def _wrap(pdf: pydyf.PDF, item: Any, stray: list[Any]) -> None:
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(stray),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    pdf.add_object(body)
    for kid in stray:
        if isinstance(kid, bytes):
            _object(pdf, kid)["P"] = body.reference
    item["K"] = pydyf.Array([*(kid for kid in item["K"] if kid not in stray), body.reference])


def _type_of(pdf: pydyf.PDF, kid: Any) -> str:
    """The structure type of a tag; empty for marked content."""
    return str(_object(pdf, kid).get("S", "")) if isinstance(kid, bytes) else ""


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def join_split_cells(document: Any, pdf: pydyf.PDF) -> None:
    """One tag for each cell of a table, also where its row goes on over the page.

    WeasyPrint tags a cell anew on every page, so that a row would be read aloud page by page: the
    beginning of each cell, and then the rest of each. The first tag takes in what the others have,
    and has an ID, by which the cell is known when the file is read back.
    """
    first: dict[Any, Any] = {}
    for page in document.pages:
        for cell in _cells(page._page_box):
            tag = getattr(cell, "mark", None)
            if tag is None:
                continue
            begun = first.setdefault(cell.element, tag)
            if begun is not tag:
                begun["ID"] = pydyf.String(f"{SPLIT}-{begun.number}")
                _move(pdf, tag, begun)


def _cells(box: Any) -> Iterator[Any]:
    """The cells on a page, but for those of a head, which is there again on purpose."""
    for child in getattr(box, "children", ()):
        if getattr(child, "is_header", False) or getattr(child, "is_footer", False):
            continue
        if isinstance(child, boxes.TableCellBox):
            yield child
        yield from _cells(child)


def _move(pdf: pydyf.PDF, tag: Any, to: Any) -> None:
    """Put all that stands in a tag into another; a cell and row that are empty then are taken away.

    The table's body stays: the head is there again on its page, and PDF/UA asks a body of a head.
    """
    for kid in tag["K"]:
        if isinstance(kid, bytes):
            _object(pdf, kid)["P"] = to.reference
    to["K"].extend(tag["K"])
    tag["K"] = pydyf.Array()
    while not tag["K"] and tag["S"] != "/TBody":
        parent = _object(pdf, tag["P"])
        parent["K"] = pydyf.Array(kid for kid in parent["K"] if kid != tag.reference)
        tag = parent
