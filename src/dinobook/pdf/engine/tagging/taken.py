"""The tags of a drawn section, taken out of the engine's PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pydyf

from dinobook.pdf.engine.objects import ObjectWalk
from dinobook.pdf.engine.tagging.stand_in import Places

_GROUP: Final = "StructParents"


@dataclass(frozen=True, slots=True)
class TakenTags:
    """The tags of a drawn section by their numbers, as `DrawnSection` has them.

    `marks` has the elements of the marks on each page.
    """

    structure: tuple[int, ...] = ()
    marks: tuple[tuple[int, ...], ...] = ()
    linked: tuple[tuple[int, int], ...] = ()
    ids: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    groups: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def of_page(self, at: int) -> tuple[int, ...]:
        return self.marks[at] if self.marks else ()


def root_of_tags(pdf: pydyf.PDF) -> Any:
    """The root of the tag tree; None: there is none."""
    reference = pdf.catalog.get("StructTreeRoot")
    return _object(pdf, reference) if reference else None


def take_tags(pdf: pydyf.PDF, walk: ObjectWalk, places: Places) -> TakenTags:
    """All tags, with numbers that `walk` gives them."""
    root = root_of_tags(pdf)
    if root is None:
        return TakenTags()
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    rows = dict(zip(numbers[::2], numbers[1::2], strict=True))
    names = root.get("IDTree", {}).get("Names", ())
    pages = len(pdf.pages["Kids"]) // 3
    return TakenTags(
        structure=tuple(walk.number(one) for one in _object(pdf, root["K"][0])["K"]),
        marks=tuple(tuple(walk.number(row) for row in rows[at]) for at in range(pages)),
        linked=tuple(_linked(pdf, walk, rows)),
        ids=tuple(
            (name.string, walk.number(tag))
            for name, tag in zip(names[::2], names[1::2], strict=True)
        ),
        places=tuple((name, walk.number(tag)) for name, tag in places.anchors.items()),
        groups=tuple(_groups(pdf, walk, rows)),
    )


def _linked(pdf: pydyf.PDF, walk: ObjectWalk, rows: dict[int, Any]) -> Iterator[tuple[int, int]]:
    """Each annotation with its element."""
    annotations = {
        entry["StructParent"]: entry.number
        for entry in pdf.objects
        if isinstance(entry, pydyf.Dictionary) and "StructParent" in entry
    }
    for at, number in sorted(annotations.items()):
        yield walk.number(b"%d 0 R" % number), walk.number(rows[at])


def _groups(
    pdf: pydyf.PDF, walk: ObjectWalk, rows: dict[int, Any]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The streams that a page draws as a whole, with the elements of their marks."""
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream) and _GROUP in entry.extra:
            marks = rows[entry.extra[_GROUP]]
            held = (walk.number(tag) if isinstance(tag, bytes) else 0 for tag in marks)
            yield walk.number(entry.reference), tuple(held)


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
