"""Pictures and formulas: what is said in their place, and where they stand."""

from __future__ import annotations

from typing import Any, Final

import pydyf

from dinobook.pdf.engine.tagging.ancestry import name_of
from dinobook.pdf.engine.tagging.roles import FORMULA
from dinobook.pdf.engine.tagging.tag import GROUPS, Tag

_PT_PER_PX: Final = 0.75
_TITLE: Final = "{http://www.w3.org/2000/svg}title"


def words_for(element: Any) -> str:
    """What is said in the place of a picture; empty: it decorates."""
    if name_of(element) == "svg":
        said = "".join(title.text or "" for title in element.iter(_TITLE))
    else:
        said = str(element.get("alt") or "")
    return " ".join(said.split())


def describe_picture(tag: Tag, box: Any, page_height: float) -> None:
    """Write down the words of a picture, and its place in points from the page's foot."""
    tag.entries["Alt"] = pydyf.String(words_for(box.element))
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, page_height - top - box.height, left + box.width, page_height - top)
    tag.attributes = {
        "O": "/Layout",
        "BBox": pydyf.Array([round(side * _PT_PER_PX, 3) for side in sides]),
    }
    if tag.parent is not None and tag.parent.role in GROUPS:
        tag.attributes["Placement"] = "/Block"


def mathml_of(element: Any) -> str:
    """The MathML of a formula that is drawn; empty: it has none."""
    return str(element.get(FORMULA) or "")
