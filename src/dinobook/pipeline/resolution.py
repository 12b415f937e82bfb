"""The width at which each picture will stand, before any page is laid out.

What is laid out is the picture with all that stands around it and without the words: as far as a
style sheet knows, that is the same place. So nothing here repeats what style sheets say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.assemble import assemble
from dinobook.book.conventions import conventions_of
from dinobook.book.made_pages.make import image_path
from dinobook.book.metadata import metadata_of, modified_at
from dinobook.book.model import Asset, Book
from dinobook.manifest.model import EditionSpec, GenerateRow, Manifest, Row
from dinobook.manifest.page_rows import printed_file
from dinobook.manifest.page_size import page_size_mm
from dinobook.markup.fragment import Fragment
from dinobook.pdf.placed_pictures import coarse_problem
from dinobook.pdf.workers import tasks
from dinobook.pipeline.editions import rows_of
from dinobook.pipeline.sources import Sources
from dinobook.problems import Problem
from dinobook.processes.pool import in_pool
from dinobook.storage.project import MANIFEST
from dinobook.theme import Theme
from dinobook.theme.layouts import with_layout
from dinobook.units import LEAST_DPI, MM_PER_INCH

_DRAWING: Final = "image/svg+xml"
_KEPT_WHOLE: Final = ("table", "figcaption")
"""Their words shape the room that a picture has."""


def coarse_pictures(sources: Sources) -> tuple[Problem, ...]:
    """A warning for each picture with too few pixels where it stands, in the worst edition.

    `sources` are without errors. Only a book with a picture that may be so is laid out.
    """
    manifest = sources.manifest
    if manifest is None:
        return ()
    worst: dict[str, tuple[float, Problem]] = {}
    for edition in manifest.editions:
        small = _small(sources.assets, edition) if edition.format == "pdf" else {}
        if small:
            for path, dpi, problem in _found(sources, manifest, edition, small):
                if path not in worst or dpi < worst[path][0]:
                    worst[path] = dpi, problem
    return tuple(sources.at_its_line(problem) for _, problem in worst.values())


def _small(assets: Sequence[Asset], edition: EditionSpec) -> dict[str, Asset]:
    """The bitmaps that would be coarse if they filled a page."""
    enough = max(page_size_mm(edition)) / MM_PER_INCH * LEAST_DPI
    bitmaps = (asset for asset in assets if asset.media_type != _DRAWING)
    return {
        bitmap.path: bitmap for bitmap in bitmaps if min(bitmap.width_px, bitmap.height_px) < enough
    }


def _found(
    sources: Sources, manifest: Manifest, edition: EditionSpec, small: Mapping[str, Asset]
) -> Iterator[tuple[str, float, Problem]]:
    """Path, dots an inch and the problem of each coarse picture of an edition."""
    theme = with_layout(sources.theme, edition.layout)
    book = _sketch(sources, manifest, edition, theme, small)
    sizes = {asset.path: (asset.width_px, asset.height_px) for asset in sources.assets}
    with in_pool(None) as pool:
        found = pool.submit(tasks.sketch, book, theme, edition, sizes).result()
    for section, standing in found:
        if standing.path in small and standing.is_coarse:
            problem = coarse_problem(standing).at(section.place.path or MANIFEST)
            yield standing.path, standing.dpi, problem


def _sketch(
    sources: Sources,
    manifest: Manifest,
    edition: EditionSpec,
    theme: Theme,
    small: Mapping[str, Asset],
) -> Book:
    """The sections that show small pictures, with little else in them."""
    bare = {
        name: _bare(fragment, small)
        for name, fragment in sources.fragments.items()
        if any(image.path in small for image in fragment.images)
    }
    return assemble(
        [row for row in rows_of(manifest, edition) if _shows(row, bare, small)],
        {**sources.fragments, **bare},
        metadata_of(manifest, edition, modified_at(manifest, (), None), sources.own),
        theme,
        sources.assets,
        "",
        conventions=conventions_of(manifest, edition),
    )


def _shows(row: Row, fragments: Mapping[str, Fragment], small: Mapping[str, Asset]) -> bool:
    if printed_file(row) in fragments:
        return True
    return isinstance(row, GenerateRow) and image_path(row) in small


def _bare(fragment: Fragment, small: Mapping[str, Asset]) -> Fragment:
    """The chapter with its small pictures and what they stand in."""
    notes = [
        replace(note, xhtml=_pruned(note.xhtml, small, frozenset()))
        for note in fragment.notes
        if _pictures_in(xhtml.parse(note.xhtml), small)
    ]
    calls = frozenset(note.ref_id for note in notes)
    return replace(
        fragment,
        xhtml=_pruned(fragment.xhtml, small, calls),
        notes=tuple(notes),
        headings=(),
        links=(),
        figures=(),
        citations=(),
        marks=(),
    )


def _pictures_in(root: etree._Element, small: Mapping[str, Asset]) -> bool:
    return any(one.get("src") in small for one in root.iter(xhtml.tag("img")))


def _pruned(text: str, small: Mapping[str, Asset], calls: frozenset[str]) -> str:
    root = xhtml.parse(text)
    _prune(root, small, calls)
    return xhtml.serialise(root)


def _prune(element: etree._Element, small: Mapping[str, Asset], calls: frozenset[str]) -> None:
    """Take away what is no small picture, holds none, and shapes the room of none."""
    element.text = None
    for child in list(element):
        child.tail = None
        if not _is_kept(child, small, calls):
            element.remove(child)
        elif xhtml.name_of(child) not in _KEPT_WHOLE:
            _prune(child, small, calls)


def _is_kept(element: etree._Element, small: Mapping[str, Asset], calls: frozenset[str]) -> bool:
    if not isinstance(element.tag, str):
        return False
    beside = element.getparent()
    if beside is not None and xhtml.has_class(beside, "side-by-side"):
        return True  # how many there are is how wide each may be
    if xhtml.name_of(element) == "img":
        return element.get("src") in small
    called = {one.get("id") for one in element.iter(xhtml.tag("a"))} & calls
    return bool(called) or _pictures_in(element, small)
