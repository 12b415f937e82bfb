"""What lists say of themselves (ISO 32000-1, 14.8.4.3.3 and table 347)."""

from __future__ import annotations

from typing import Any, Final

from dinobook.pdf.engine.tagging.ancestry import name_of
from dinobook.pdf.engine.tagging.tag import Tag

_NUMBERINGS: Final = {
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}


def list_attributes(element: Any) -> dict[str, Any]:
    """The kind of a list's labels."""
    if name_of(element) == "dl":
        return {}
    numbered = name_of(element) == "ol"
    kind = _NUMBERINGS.get(element.get("type") or "", "Decimal") if numbered else "Disc"
    return {"O": "/List", "ListNumbering": f"/{kind}"}


def finish_list(tag: Tag) -> None:
    """Say of a list whose items have no labels that it has none."""
    labels = (one for item in tag.tags() for one in item.tags() if one.role == "Lbl")
    if tag.attributes and next(labels, None) is None:
        tag.attributes["ListNumbering"] = "/None"


def term_of(element: Any, holder: Any) -> Any:
    """The first of the terms that a term or explanation belongs to, among the kids of `holder`."""
    kids = list(holder)
    at = kids.index(element)
    while at and not (name_of(kids[at]) == "dt" and name_of(kids[at - 1]) != "dt"):
        at -= 1
    return kids[at]
