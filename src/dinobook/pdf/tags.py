"""What WeasyPrint's tags lack for PDF/UA-1, put right in its PDF before it is used."""

from __future__ import annotations

from typing import Any, Final

import pydyf

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
