"""Every stream of a PDF that draws: pages, forms, patterns, soft masks, annotations, letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from dinobook.finish.objects import drop, entries, resources_of


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stream that draws, with its resources.

    `page` is the first page that it is drawn on, counted from 1. `in_mask`: its lightness is the
    opacity of something else.
    """

    stream: Object
    resources: Object
    page: int
    in_mask: bool = False


def drawings(pdf: pikepdf.Pdf) -> Iterator[Drawing]:
    """Each stream once, pages before what they show. The content of a page becomes one stream."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        page.contents_coalesce()
        if "/Contents" in page.obj and not page.obj.Contents.read_bytes().strip():
            drop(page.obj, "/Contents")  # a blank page; some readers stumble over an empty stream
        resources = resources_of(page.obj)
        if isinstance(page.obj.get("/Contents"), Stream):
            yield from _with_parts(Drawing(page.obj.Contents, resources, number), seen)
        for annotation in page.obj.get("/Annots", []):
            for stream in _appearances(annotation):
                own = resources_of(stream, resources)
                yield from _with_parts(Drawing(stream, own, number), seen)


def _with_parts(one: Drawing, seen: set[tuple[int, int]]) -> Iterator[Drawing]:
    if not _is_new(one.stream, seen):
        return
    yield one
    for stream, in_mask in _parts(one.resources):
        # a form without resources uses those of what shows it (ISO 32000-1, 7.8.3)
        resources = resources_of(stream, one.resources)
        part = Drawing(stream, resources, one.page, one.in_mask or in_mask)
        yield from _with_parts(part, seen)


def _is_new(stream: Object, seen: set[tuple[int, int]]) -> bool:
    if stream.objgen in seen:
        return False
    seen.add(stream.objgen)
    return True


def _parts(resources: Object) -> Iterator[tuple[Object, bool]]:
    """Streams that resources name, and whether they are soft masks."""
    forms = entries(resources, "/XObject").values()
    yield from ((form, False) for form in forms if form.get("/Subtype") == Name.Form)
    patterns = entries(resources, "/Pattern").values()
    yield from ((pattern, False) for pattern in patterns if isinstance(pattern, Stream))
    for state in entries(resources, "/ExtGState").values():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            yield mask.G, True
    for font in entries(resources, "/Font").values():
        yield from ((letter, False) for letter in entries(font, "/CharProcs").values())


def _appearances(annotation: Object) -> Iterator[Object]:
    """The looks of an annotation: one, or one for each of its states."""
    for look in entries(annotation, "/AP").values():
        if isinstance(look, Stream):
            yield look
        else:
            yield from (one for one in look.as_dict().values() if isinstance(one, Stream))
