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
_NOWHERE: Final = (0, 0)


def give_items_bodies(pdf: pydyf.PDF) -> None:
    """Put what stands in a list item beside its label into a body, in the order of reading.

    WeasyPrint makes a body for an item of bare text only, not for one of paragraphs; an item may
    hold nothing but label and body (ISO 32000-1, table 336). A list inside an item it moves behind
    that item, so that what follows the list would be read before it.
    """
    for listing in _of_type(pdf, "/L"):
        _take_back(pdf, listing)
    for item in _of_type(pdf, "/LI"):
        if any(_type_of(pdf, kid) not in _IN_ITEMS for kid in item["K"]):
            _wrap(pdf, item)


def _of_type(pdf: pydyf.PDF, name: str) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, dict) and one.get("S") == name]


def _take_back(pdf: pydyf.PDF, listing: Any) -> None:
    """Move lists that stand beside items into the item above, where their text is drawn."""
    kept: list[Any] = []
    for kid in listing["K"]:
        item = _object(pdf, kept[-1]) if kept else None
        if _type_of(pdf, kid) == "/L" and item is not None and item.get("S") == "/LI":
            _object(pdf, kid)["P"] = item.reference
            drawn = _drawn_last(pdf, kid, item)
            behind = (at for at, one in enumerate(item["K"]) if _drawn_last(pdf, one, item) > drawn)
            item["K"].insert(next(behind, len(item["K"])), kid)
        else:
            kept.append(kid)
    listing["K"] = pydyf.Array(kept)


def _drawn_last(pdf: pydyf.PDF, kid: Any, parent: Any) -> tuple[int, int]:
    """Page and place of the last text of a tag in the drawing.

    Labels and pictures are drawn behind all other text, and count for nothing here; what floats is
    drawn before all other text, which the last text of a tag is not.
    """
    if not isinstance(kid, bytes):
        return int(bytes(parent["Pg"]).split()[0]), int(kid)
    element = _object(pdf, kid)
    if element.get("S") in ("/Lbl", "/Figure"):
        return _NOWHERE
    return max((_drawn_last(pdf, one, element) for one in element.get("K", ())), default=_NOWHERE)


def _wrap(pdf: pydyf.PDF, item: Any) -> None:
    """One body for all but the label; what stands in a body already goes with the rest."""
    labels = [kid for kid in item["K"] if _type_of(pdf, kid) == "/Lbl"]
    held: list[Any] = []
    for kid in item["K"]:
        if _type_of(pdf, kid) == "/LBody":
            held += _object(pdf, kid)["K"]
        elif kid not in labels:
            held.append(kid)
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(held),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    pdf.add_object(body)
    for kid in held:
        if isinstance(kid, bytes):
            _object(pdf, kid)["P"] = body.reference
    item["K"] = pydyf.Array([*labels, body.reference])


def _type_of(pdf: pydyf.PDF, kid: Any) -> str:
    """The structure type of a tag; empty for marked content."""
    return str(_object(pdf, kid).get("S", "")) if isinstance(kid, bytes) else ""


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def join_split_cells(document: Any, pdf: pydyf.PDF) -> None:
    """One tag for each cell of a table, also where its row goes on over the page.

    WeasyPrint tags a cell anew on every page, so that a row would be read aloud page by page: the
    beginning of each cell, and then the rest of each. The first tag takes in what the others have,
    and has an ID, by which the cell is known when the file is read back. Other cells name the heads
    of their row and column by ID: they get the new one.
    """
    first: dict[Any, Any] = {}
    renamed: dict[bytes, Any] = {}
    for page in document.pages:
        for cell in _cells(page._page_box):
            tag = getattr(cell, "mark", None)
            if tag is None:
                continue
            begun = first.setdefault(cell.element, tag)
            if begun is not tag:
                split = pydyf.String(f"{SPLIT}-{begun.number}")
                renamed |= {one["ID"].data: split for one in (begun, tag) if "ID" in one}
                begun["ID"] = split
                _move(pdf, tag, begun)
    for cell in _of_type(pdf, "/TD") if renamed else ():
        heads = cell["A"].get("Headers", ())
        cell["A"]["Headers"] = pydyf.Array(renamed.get(one.data, one) for one in heads)


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
