"""One tag for each note, also where it goes on over the page.

WeasyPrint tags a note anew on every page, so that its parts would be read aloud with what stands
between them. The first tag takes in what the others have; it is a `Note`, with the ID that PDF/UA-1
(7.9) asks of one, by which the note is known when the file is read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes

from dinobook.pdf.readback import SPLIT


def join_split_notes(document: Any, pdf: pydyf.PDF) -> None:
    """Put the parts of each note of a laid-out, tagged document into the tag of the first one."""
    first: dict[Any, Any] = {}
    for note, tag in _tagged_notes(document, pdf):
        begun = first.setdefault(note.element, tag)
        if begun is not tag:
            begun["S"] = "/Note"
            begun["ID"] = pydyf.String(f"{SPLIT}-{begun.number}")
            _move(pdf, tag, begun)


def _tagged_notes(document: Any, pdf: pydyf.PDF) -> list[tuple[Any, Any]]:
    """Every part of a note with its tag; the area of notes has the last tag of its page."""
    pages = zip(document.pages, pdf.page_references, strict=True)
    areas = [(area, bytes(number)) for page, number in pages for area in _areas(page._page_box)]
    last = _last_tags(pdf) if areas else {}
    return [
        (note, _object(pdf, kid))
        for area, page in areas
        for note, kid in zip(area.children, last[page]["K"], strict=True)
    ]


def _last_tags(pdf: pydyf.PDF) -> dict[bytes, Any]:
    """The last tag of each page, of those right below the document."""
    tags = (one for one in pdf.objects if isinstance(one, dict))
    root = next(one for one in tags if one.get("S") == "/Document")
    below = (_object(pdf, reference) for reference in root["K"])
    return {bytes(tag["Pg"]): tag for tag in below}


def _areas(page: Any) -> Iterator[Any]:
    return (one for one in page.children if isinstance(one, boxes.FootnoteAreaBox))


def _move(pdf: pydyf.PDF, tag: Any, to: Any) -> None:
    """Put all that stands in a tag into another, and take away the tag and what is empty then."""
    for kid in tag["K"]:
        if isinstance(kid, bytes):
            _object(pdf, kid)["P"] = to.reference
    to["K"].extend(tag["K"])
    tag["K"] = pydyf.Array()
    while not tag["K"]:
        parent = _object(pdf, tag["P"])
        parent["K"] = pydyf.Array(kid for kid in parent["K"] if kid != tag.reference)
        tag = parent


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
