"""Names and outline of the engine's own PDF that lead to tags (ISO 32000-2, 12.3.2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf


def lead_to_tags(pdf: pydyf.PDF, anchors: Mapping[str, bytes], bookmarks: list[bytes]) -> None:
    """Let names and outline lead to tags beside places on pages.

    `anchors` and `bookmarks` are references to the tags, the latter in the order of the outline.
    """
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    for at in range(0, len(names), 2):
        if tag := anchors.get(names[at].string):
            names[at + 1] = pydyf.Dictionary(_both(names[at + 1], tag))
    lines = [
        entry
        for entry in pdf.objects
        if isinstance(entry, dict) and {"Title", "Dest"} <= entry.keys()
    ]
    for line, tag in zip(lines, bookmarks, strict=True):
        line["A"] = pydyf.Dictionary({"S": "/GoTo", **_both(line.pop("Dest"), tag)})


def _both(place: Any, tag: bytes) -> dict[str, Any]:
    return {"D": place, "SD": pydyf.Array([tag, *place[1:]])}
