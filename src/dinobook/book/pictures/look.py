"""Pictures: read through the project, looked into, and refused when they would spoil the book."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from dinobook.book.model import Asset
from dinobook.book.pictures.bitmaps import Facts, facts_of
from dinobook.book.pictures.drawings import drawing, looks_like_drawing
from dinobook.book.pictures.faults import UnusableError
from dinobook.book.pictures.missing import SUFFIXES, not_there, outside
from dinobook.book.pictures.prepare import Medium, prepared
from dinobook.errors import SourceError
from dinobook.markup.fragment import Image
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.cache import NO_CACHE, Cache
from dinobook.storage.project import MANUSCRIPT, Project

_KINDS: Final = {
    "image/jpeg": "a JPEG",
    "image/png": "a PNG",
    "image/gif": "a GIF",
    "image/webp": "a WebP",
    "image/tiff": "a TIFF",
    "image/bmp": "a BMP",
    "image/svg+xml": "an SVG",
}


def load(project: Project, image: Image, chapter_path: str) -> tuple[Asset | None, list[Problem]]:
    """Read one picture, ready for paper. None with problems when it cannot be printed."""
    asset, problems = look(project, image, chapter_path)
    return (prepared(asset, Medium.PAPER) if asset else None), problems


def look(
    project: Project, image: Image, chapter_path: str, cache: Cache = NO_CACHE
) -> tuple[Asset | None, list[Problem]]:
    """Read one picture as it is, and look into it. `prepared` makes it ready to be shown.

    None with problems when it cannot be printed. With a `cache`, each is looked into once.
    """
    place = Place(chapter_path, image.line, image.path)
    if not image.path.startswith(f"{MANUSCRIPT}/"):
        return None, [outside(image, chapter_path, project.files(MANUSCRIPT))]
    try:
        data = project.read_bytes(image.path)
    except SourceError as error:
        return None, [
            not_there(image, chapter_path, project.files(MANUSCRIPT))
            if fault.code == "project-001"
            else replace(fault, place=place)
            for fault in error.problems
        ]
    try:
        if looks_like_drawing(data):
            draw = partial(drawing, image.path, data)
            asset, several = cache.recall(Asset, draw, "drawing", image.path, data), []
        else:
            facts = cache.recall(Facts, partial(facts_of, image.path, data), "picture", data)
            asset = Asset(image.path, facts.media_type, data, facts.width_px, facts.height_px)
            several = _several(facts, place)
    except UnusableError as fault:
        return None, [Problem(place, fault.code, fault.message, fault.hint)]
    return asset, [*several, *_suffix_problem(asset, place)]


def _several(facts: Facts, place: Place) -> list[Problem]:
    """A warning for a file with more than one picture in it."""
    if not facts.several:
        return []
    is_tiff = facts.form == "TIFF"
    return [
        Problem(
            place,
            "images-013" if is_tiff else "images-004",
            f"“{place.excerpt}” holds several pages; the book shows the first."
            if is_tiff
            else f"“{place.excerpt}” is animated; the book shows its first picture.",
            "Save the one that you want as PNG, if that is another.",
            Severity.WARNING,
        )
    ]


def _suffix_problem(asset: Asset, place: Place) -> list[Problem]:
    allowed = SUFFIXES[asset.media_type]
    if asset.path.lower().endswith(allowed):
        return []
    return [
        Problem(
            place,
            "images-008",
            f"“{asset.path}” is really {_KINDS[asset.media_type]}.",
            f"Rename it to end in {allowed[0]}, and change the chapter’s line too.",
        )
    ]


def known_missing(image: Image, path: str) -> Problem:
    """A block that stands for a picture which is not there yet."""
    return Problem(
        Place(path, image.line, image.path),
        "images-009",
        f"The picture “{image.path}” is still missing.",
        "Put a picture there, delete the block, or build with --draft to see a labelled box.",
    )
