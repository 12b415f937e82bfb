"""The theme's style sheet with what only this edition knows: its faces and its page size."""

from __future__ import annotations

import re
from typing import Final

from dinobook.manifest.model import EditionSpec
from dinobook.manifest.page_size import page_size_mm
from dinobook.markup.blocks.plates import FULL_BLEED
from dinobook.pdf.workers.jobs import SCHEME, TURNED, LayoutSetup, Resource
from dinobook.slugs import slug
from dinobook.storage.cache import NO_CACHE, Cache
from dinobook.theme import Face, Theme, faces_in


def stylesheets(theme: Theme, edition: EditionSpec) -> tuple[str, str, str]:
    """The sheets of a PDF edition, each by itself, so that a fault in one cannot reach another."""
    css = theme.css(edition.use)
    width, height = page_size_mm(edition)
    printer = edition.printed_by
    bleed_mm = printer.bleed_mm.value if printer else 0.0
    bleed = f"; bleed: {bleed_mm:g}mm" if printer else ""
    upright = f"@page {{ size: {width:g}mm {height:g}mm{bleed} }}"
    turned = f"@page {TURNED} {{ size: {height:g}mm {width:g}mm{bleed} }}"
    whole = _over_the_page(width, height, bleed_mm)
    tokens = f":root {{ --page-height: {height:g}mm }}"
    return face_rules(css), css, f"{tokens} {upright} {turned} {whole}"


def _over_the_page(width_mm: float, height_mm: float, bleed_mm: float) -> str:
    """A full-bleed picture has the size of the page and its bleed, whatever its own shape."""
    return (
        f".{FULL_BLEED} figure.figure img {{ position: absolute; object-fit: cover; "
        f"left: {-bleed_mm:g}mm; top: {-bleed_mm:g}mm; max-width: none; max-height: none; "
        f"width: {width_mm + 2 * bleed_mm:g}mm; height: {height_mm + 2 * bleed_mm:g}mm }}"
    )


_LATER_PAGE: Final = re.compile(r":nth\((?!\s*1\s+of\b)")
_PAGE_OF_LINK: Final = re.compile(r"target-counter\(\s*attr\(href\)\s*,\s*page[^)]*\)")


def setup_of(theme: Theme, edition: EditionSpec, cache: Cache = NO_CACHE) -> LayoutSetup:
    """What all sections of an edition share, for laying them out one by one.

    The engine cannot count pages of other sections: where the style sheet asks for the page of a
    link, the number comes from `data-page`, which is written when all pages are placed.
    """
    faces, css, page = stylesheets(theme, edition)
    sheets = (faces, _PAGE_OF_LINK.sub("attr(data-page)", css), page)
    resources = {**face_resources(css, cache), **theme_resources(theme)}
    return LayoutSetup(sheets, resources, edition.fine)


def sides_matter(css: str) -> bool:
    """Whether left and right pages differ, so that a section must know where it starts."""
    return ":left" in css or ":right" in css


def pages_repeat(css: str) -> bool:
    """Whether no page but the first of a run looks different for the number that it has there."""
    return _LATER_PAGE.search(css) is None


def face_rules(css: str, *, at_once: bool = False) -> str:
    """An `@font-face` rule for each weight of each face that the style sheet names.

    `at_once`: of those only that load without being worked on.
    """
    faces = _faces(css, at_once=at_once)
    return "\n".join(_rule(face, weight) for face in faces for weight in face.styles())


def _faces(css: str, *, at_once: bool) -> list[Face]:
    return [face for face in faces_in(css) if face.is_whole or not at_once]


def _rule(face: Face, weight: int) -> str:
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; src: url("{_address(face, weight)}"); '
        f"font-weight: {weight}; font-style: {style} }}"
    )


def _address(face: Face, weight: int) -> str:
    style = "-italic" if face.italic else ""
    return f"{SCHEME}fonts/{slug(face.family)}-{weight}{style}.ttf"


def face_resources(
    css: str, cache: Cache = NO_CACHE, *, at_once: bool = False
) -> dict[str, Resource]:
    """The typefaces that the style sheet names, each weight as a file. `at_once` as above."""
    return {
        _address(face, weight): Resource(_still(face, weight, cache), "font/ttf")
        for face in _faces(css, at_once=at_once)
        for weight in face.styles()
    }


def _still(face: Face, weight: int, cache: Cache) -> bytes:
    whole = face.read()
    if face.is_whole:
        return whole
    return cache.recall(
        bytes, lambda: face.still(weight), "face", whole, str(weight), repr(face.ranges)
    )


def theme_resources(theme: Theme) -> dict[str, Resource]:
    """Pictures of the theme, for `url("dinobook:theme/ornaments/x.svg")`."""
    return {
        f"{SCHEME}theme/{name}": Resource(data, "image/svg+xml")
        for name, data in theme.files.items()
        if name.endswith(".svg")
    }
