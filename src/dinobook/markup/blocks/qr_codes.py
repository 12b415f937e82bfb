"""Links that paper shows as a QR code: the block `qr`, and the code as a drawing."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import segno
from lxml import etree

from dinobook.markup.tree import QR_SIZE, Element, plain_text, take

DEFAULT_MM: Final = 22
LEAST_MODULE_MM: Final = 0.4
"""What telephones read at arm's length: GS1 General Specifications ask for 0.396 mm."""

QUIET_MODULES: Final = 4
"""The white around a code, by ISO/IEC 18004."""

WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+\S*")


def set_qr_code(block: Element, options: Mapping[str, int]) -> str:
    """Make the block's words those of its link. What is wrong; empty: nothing."""
    link, paragraphs = block.find("a"), block.findall("p")
    if link is None or len(paragraphs) != 1 or len(block) != 2 or not plain_text(paragraphs[0]):
        return "needs one paragraph, which says where the code leads"
    words = paragraphs[0]
    if words.find(".//a") is not None:
        return "holds another link"
    link.text, link.tail = words.text, None
    link.extend(list(words))
    words.text = None
    words.append(link)
    size_mm = options.get("mm", DEFAULT_MM)
    block.set(QR_SIZE, str(size_mm))
    least_mm = least_width_mm(link.get("href", ""))
    if not least_mm:
        return "has an address too long for a code"
    return f"needs at least {least_mm} mm for its address" if size_mm < least_mm else ""


def least_width_mm(address: str) -> int:
    """The least width that can be scanned, in whole millimetres; 0 when nothing can hold it."""
    try:
        return math.ceil(modules_of(address) * LEAST_MODULE_MM)
    except segno.DataOverflowError:
        return 0


def modules_of(address: str) -> int:
    """How many modules the code of an address is wide, without its quiet zone."""
    return int(_code(address).symbol_size(border=0)[0])


def qr_drawing(address: str, size_mm: int) -> bytes:
    """The code as an SVG in pure black, with its quiet zone around `size_mm`."""
    out = io.BytesIO()
    _code(address).save(
        out,
        kind="svg",
        scale=size_mm / modules_of(address),
        unit="mm",
        border=QUIET_MODULES,
        dark="#000",
        xmldecl=False,
        nl=False,
    )
    return out.getvalue()


@lru_cache(maxsize=64)
def _code(address: str) -> segno.QRCode:
    """Level M mends 15 % of a code that is stained or torn; a higher one where it costs nothing."""
    return segno.make_qr(address, error="m", boost_error=True)


def qr_size_mm(block: etree._Element) -> int:
    """Takes the size off its box; 0 for a box of another kind."""
    return int(take(block, QR_SIZE) or 0)
