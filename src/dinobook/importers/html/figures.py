"""Pictures with their captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dinobook.importers.escape import escape_text
from dinobook.importers.html.addresses import picture
from dinobook.importers.html.chapter import Chapter
from dinobook.importers.html.parts import Rows, fenced
from dinobook.importers.html.runs import runs_of
from dinobook.importers.html.vocabulary import Element

_BETWEEN_QUOTES: Final = re.compile(r"[^\"'()<\\]*")


def write_figure(figure: Element, chapter: Chapter) -> Rows:
    caption = figure.find("figcaption")
    image = figure.find("img")
    own_id = figure.get("id") or ""
    if image is None:
        return _missing(figure, chapter)
    text = _plain(caption)
    if text is not None:
        return [picture(image, text, own_id)]
    said = chapter.line(caption) if caption is not None else ""
    if not said:
        return [picture(image, "", own_id)]
    return [picture(image), "", *fenced("figuur", said, [], {"id": own_id})]


def _plain(caption: Element | None) -> str | None:
    """A caption that may stand between quotation marks; None for one with mark-up."""
    if caption is None:
        return ""
    runs = runs_of(caption)
    if not runs:
        return ""
    only = runs[0]
    if len(runs) > 1 or only.atom is not None or only.marks or caption.get("lang"):
        return None
    written = escape_text(only.text, starts=False, plain_brackets=False)
    return written if _BETWEEN_QUOTES.fullmatch(written) else None


def _missing(figure: Element, chapter: Chapter) -> Rows:
    place = figure.find("span")
    if place is None:
        return []
    caption = figure.find("figcaption")
    rows: Rows = []
    if caption is not None:
        caption.tag = "p"
        rows = chapter.blocks([caption])
    return _box(place.get("data-name") or "", place.get("data-alt") or "", rows)


def _box(name: str, alt: str, below: Sequence[str]) -> Rows:
    said = escape_text(" ".join(alt.split()))
    inner = [said, "", *below] if said and below else [said, *below] if said else list(below)
    return fenced("beeld-ontbreekt", " ".join(name.split()) or "beeld", inner)


def write_missing(place: Element, chapter: Chapter) -> Rows:
    """A picture in a sentence that is not there yet, below its paragraph."""
    return _box(place.get("data-name") or "", place.get("data-alt") or "", [])
