"""Tags as objects of the engine's PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from dinobook.pdf.engine.tagging.attachments import Attachments
from dinobook.pdf.engine.tagging.lists import finish_list
from dinobook.pdf.engine.tagging.tag import Mark, Tag, Target
from dinobook.pdf.file.strings import sort_key


def write_tree(
    pdf: pydyf.PDF,
    document: Tag,
    rows: Sequence[Sequence[Tag]],
    targets: Sequence[tuple[Tag, Target]],
    groups: Sequence[tuple[Any, Mapping[int, Tag]]],
) -> None:
    """Write the tree.

    `rows` have the tag of each number on each page, `targets` those of links, and `groups` those of
    the numbers in each stream that a page draws as a whole.
    """
    parents = pydyf.Dictionary({})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    pdf.catalog["StructTreeRoot"] = root.reference
    every: list[Tag] = []
    _add(pdf, document, root, every)
    attachments = Attachments(pdf)
    for tag in every:
        tag.object.update(_entries(tag, pdf.page_references))
        if tag.mathml:
            tag.object["AF"] = attachments.mathml(tag.mathml)
    root["K"] = pydyf.Array([document.object.reference])
    ids = sorted((one for one in every if one.id), key=lambda one: sort_key(one.id))
    if ids:
        names = [part for one in ids for part in (pydyf.String(one.id), one.object.reference)]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    numbers = parents["Nums"] = pydyf.Array()
    for at, row in enumerate(rows):
        numbers.extend((at, pydyf.Array([tag.object.reference for tag in row])))
    for at, (tag, target) in enumerate(targets, start=len(rows)):
        numbers.extend((at, tag.object.reference))
        target.annotation["StructParent"] = at
    for at, (group, held) in enumerate(groups, start=len(rows) + len(targets)):
        tags = (held.get(number) for number in range(max(held) + 1))
        numbers.extend((at, pydyf.Array([tag.object.reference if tag else "null" for tag in tags])))
        group.extra["StructParents"] = at


def _add(pdf: pydyf.PDF, tag: Tag, parent: Any, every: list[Tag]) -> None:
    """Make the objects of a tag and all in it, in the order of reading."""
    if tag.role == "L":
        finish_list(tag)
    if tag.role == "Link" and not any(isinstance(kid, Target) for kid in tag.kids):
        tag.role = "Span"  # its target is no part of the book
    tag.object = pydyf.Dictionary(
        {"Type": "/StructElem", "S": f"/{tag.role}", "P": parent.reference}
    )
    pdf.add_object(tag.object)
    every.append(tag)
    for kid in tag.tags():
        _add(pdf, kid, tag.object, every)


def _entries(tag: Tag, pages: Sequence[Any]) -> dict[str, Any]:
    """What a tag says besides its type and parent."""
    page = next((kid.page for kid in tag.kids if isinstance(kid, Mark | Target)), None)
    said: dict[str, Any] = {} if page is None else {"Pg": pages[page]}
    said |= tag.entries
    if tag.id:
        said["ID"] = pydyf.String(tag.id)
    if tag.heads:
        heads = pydyf.Array([pydyf.String(head.id) for head in tag.heads])
        tag.attributes["Headers"] = heads
    if tag.attributes:
        said["A"] = pydyf.Dictionary(tag.attributes)
    said["K"] = pydyf.Array([one for kid in tag.kids for one in _kids(kid, page, pages)])
    return said


def _kids(kid: Tag | Mark | Target, page: int | None, pages: Sequence[Any]) -> list[Any]:
    """A kid as the entries of `K`; content on the tag's own page is told by its number alone."""
    if isinstance(kid, Tag):
        return [kid.object.reference]
    elsewhere = {} if kid.page == page else {"Pg": pages[kid.page]}
    if isinstance(kid, Target):
        said = {"Type": "/OBJR", "Obj": kid.annotation.reference, **elsewhere}
        return [pydyf.Dictionary(said)]
    if not elsewhere and kid.group is None:
        return list(kid.numbers)
    if kid.group is not None:
        elsewhere = {"Pg": pages[kid.page], "Stm": kid.group.reference}
    return [
        pydyf.Dictionary({"Type": "/MCR", **elsewhere, "MCID": number}) for number in kid.numbers
    ]
