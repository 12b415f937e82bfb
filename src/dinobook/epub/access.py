"""What is true of the book's accessibility, measured on the finished pages.

Only facts are claimed (EPUB Accessibility 1.1, schema.org accessibility vocabulary). Conformance
with WCAG is a person's judgement, so `dcterms:conformsTo` is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Asset
from dinobook.epub.document import MATHML, elements

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SIGNS: Final = re.compile(r"[^\w\s.,;:()%-]|_")
"""What makes LaTeX more than the letters and numbers that it shows."""
_MOVING: Final = frozenset(
    {"animate", "animateMotion", "animateTransform", "audio", "set", "video"}
)
_KEYFRAMES: Final = re.compile(r"@(?:-\w+-)?keyframes\b", re.IGNORECASE)
"""In a style sheet, of the book or of a drawing."""


@dataclass(frozen=True, slots=True)
class Access:
    """`described`: every picture has a text alternative or is marked as decoration.

    `spoken`: every formula is there in words.
    """

    pictures: int
    described: bool
    headings: bool
    roles: bool
    mathml: bool
    spoken: bool
    still: bool

    @property
    def modes(self) -> tuple[str, ...]:
        return ("textual", "visual") if self.pictures else ("textual",)

    @property
    def sufficient(self) -> tuple[str, ...]:
        """The sets of modes that give the whole content."""
        alone = ("textual",) if self.described else ()
        return (*alone, "textual,visual") if self.pictures else alone

    @property
    def features(self) -> tuple[str, ...]:
        """Contents, order and changeable display are the writer's own doing in every book."""
        return (
            "tableOfContents",
            "readingOrder",
            "displayTransformability",
            *(("structuralNavigation",) if self.headings else ()),
            *(("alternativeText",) if self.pictures and self.described else ()),
            *(("ARIA",) if self.roles else ()),
            *(("MathML",) if self.mathml else ()),
            *(("describedMath",) if self.mathml and self.spoken else ()),
        )

    @property
    def hazards(self) -> tuple[str, ...]:
        """Pages and pictures that cannot move cannot flash or make a sound."""
        return ("none",) if self.still else ("unknown",)


def measure(pages: Iterable[etree._Element], assets: Iterable[Asset], css: str) -> Access:
    """The facts of the sections' pages; the cover and the navigation do not count as content."""
    nodes = [element for page in pages for element in elements(page)]
    pictures = [node for node in nodes if _is_picture(node)]
    return Access(
        pictures=sum(not _is_decoration(node) for node in pictures),
        described=all(_is_decoration(node) or _alternative(node) for node in pictures),
        headings=any(xhtml.name_of(node) in _HEADINGS for node in nodes),
        roles=any(node.get("role") for node in nodes),
        mathml=any(etree.QName(node).namespace == MATHML for node in nodes),
        spoken=all(_has_words(node) for node in nodes if node.tag == f"{{{MATHML}}}math"),
        still=not any(_movements(nodes, assets, css)),
    )


def _is_picture(node: etree._Element) -> bool:
    return node.tag in (xhtml.tag("img"), f"{{{xhtml.SVG}}}svg")


def _is_decoration(node: etree._Element) -> bool:
    if node.get("aria-hidden") == "true" or node.get("role") in ("presentation", "none"):
        return True
    return node.tag == xhtml.tag("img") and node.get("alt") == ""


def _alternative(node: etree._Element) -> str:
    title = node.find(f"{{{xhtml.SVG}}}title")
    named = node.get("alt") or node.get("aria-label") or node.get("aria-labelledby")
    return named or (title.text or "" if title is not None else "")


def _has_words(math: etree._Element) -> bool:
    """Whether it is told in words; where there are none, its LaTeX stands for them."""
    words = math.get("alttext", "")
    latex = math.findtext(f".//{{{MATHML}}}annotation")
    return bool(words) and (words != latex or _SIGNS.search(words) is None)


def _movements(
    nodes: Iterable[etree._Element], assets: Iterable[Asset], css: str
) -> Iterator[bool]:
    yield _KEYFRAMES.search(css) is not None
    for node in nodes:
        yield xhtml.name_of(node) in _MOVING
    for asset in assets:
        yield asset.media_type == "image/gif" and asset.data.count(b"\x21\xf9\x04") > 1
        yield asset.media_type == "image/webp" and b"ANIM" in asset.data[:64]
        if asset.media_type == "image/svg+xml":
            drawing = asset.data.decode("utf-8", "replace")
            yield _KEYFRAMES.search(drawing) is not None
            yield any(f"<{name}" in drawing for name in _MOVING)
