"""A picture of the media library as a chapter shows it: upright, without the camera's notes."""

from __future__ import annotations

from typing import Final

from dinobook.book.model import Asset
from dinobook.book.pictures.bitmaps import facts_of
from dinobook.book.pictures.drawings import drawing, looks_like_drawing
from dinobook.book.pictures.prepare import Medium, prepared

_SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png"}


def fit_for_book(path: str, data: bytes) -> tuple[str, bytes]:
    """Suffix and bytes: JPEG, PNG or SVG, whatever the file was; its own pixels, where they can be.

    Raises `UnusableError` for what no package of ours reads.
    """
    if looks_like_drawing(data):
        return ".svg", drawing(path, data).data
    facts = facts_of(path, data)
    asset = Asset(path, facts.media_type, data, facts.width_px, facts.height_px)
    made = prepared(asset, Medium.PAPER)
    return _SUFFIXES[made.media_type], made.data
