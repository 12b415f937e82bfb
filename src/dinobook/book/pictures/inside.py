"""Bitmaps inside drawings: as safe and as silent about their makers as those that stand alone."""

from __future__ import annotations

import base64
import binascii
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Asset
from dinobook.book.pictures.bitmaps import facts_of
from dinobook.book.pictures.faults import UnusableError
from dinobook.book.pictures.prepare import Medium, prepared

_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_HOLDERS: Final = ("image", "feImage")


def settle_bitmaps(path: str, root: etree._Element) -> None:
    """Look into every bitmap and make it ready for a screen. Raises `UnusableError`."""
    for name in _HOLDERS:
        for element in root.iter(f"{{{xhtml.SVG}}}{name}"):
            for key in _HREFS:
                if (address := element.get(key, "")).startswith("data:"):
                    element.set(key, _settled(f"{path}, in line {element.sourceline}", address))


def _settled(where: str, address: str) -> str:
    data = _decoded(where, address)
    facts = facts_of(where, data)
    bitmap = Asset("", facts.media_type, data, facts.width_px, facts.height_px)
    made = prepared(bitmap, Medium.SCREEN)
    return f"data:{made.media_type};base64,{base64.b64encode(made.data).decode()}"


def _decoded(where: str, address: str) -> bytes:
    """The bytes of a `data:` address (RFC 2397)."""
    head, _, body = address.partition(",")
    plain = unquote_to_bytes(body)
    if not head.rstrip().endswith(";base64"):
        return plain
    try:
        return base64.b64decode(b"".join(plain.split()))
    except binascii.Error as error:
        raise UnusableError(
            "images-005",
            f"The bitmap in “{where}” is damaged.",
            "Put the picture into the drawing again, and export it once more.",
        ) from error
