"""Typefaces for the EPUB: one still weight of a variable font, and only the characters used."""

from __future__ import annotations

from typing import Final

from dinobook.theme.instances import FEATURES, family_of, still

__all__ = ["FEATURES", "family_of", "subset"]

# Spaces, and the hyphens that a reading system puts in by itself.
_ALWAYS: Final = " \u00a0\u00ad-\u2010"


def subset(font_bytes: bytes, text: set[str], *, weight: int | None = None) -> bytes:
    """A static font that can set `text` and its capitals (`text-transform`)."""
    used = "".join(text)
    return still(font_bytes, weight, "".join(sorted({*used, *used.upper(), *_ALWAYS})))
