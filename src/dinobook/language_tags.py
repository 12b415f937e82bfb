"""Tags of languages (BCP 47): `nl`, `nl-BE`, `de-Latn-CH`."""

from __future__ import annotations


def primary(tag: str) -> str:
    """The language without country or script: `nl-BE` → `nl`."""
    return tag.split("-")[0].lower()
