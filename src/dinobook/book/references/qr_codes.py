"""Links in blocks `qr`: on paper a QR code with the address in words below it, else links."""

from __future__ import annotations

import hashlib
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Asset
from dinobook.book.references.addresses import append_address, printed_address
from dinobook.book.words.model import Words
from dinobook.markup.blocks.qr_codes import modules_of, qr_drawing, qr_size_mm
from dinobook.markup.tree import QR_SIZE
from dinobook.markup.web_addresses import web_address

FOLDER: Final = "qr-codes"
"""Where their drawings are among the pictures of the book; no project has this path."""


class QrCodes:
    """The codes of one edition. `drawn`: it is printed; `assets` are the drawings so far."""

    def __init__(self, words: Words, *, drawn: bool) -> None:
        self._words, self._drawn = words, drawn
        self.assets: dict[str, Asset] = {}

    def place(self, root: etree._Element) -> None:
        """Finish the marked boxes below `root`."""
        for box in [one for one in root.iter(xhtml.tag("div")) if one.get(QR_SIZE)]:
            size_mm = qr_size_mm(box)
            link = next(box.iter(xhtml.tag("a")), None)
            if self._drawn and link is not None:
                self._draw(box, link, size_mm)

    def _draw(self, box: etree._Element, link: etree._Element, size_mm: int) -> None:
        """The code, the words of the link, and the link with its address for words."""
        href = link.get("href", "")
        address = printed_address(href)
        href = web_address(href)
        picture = etree.Element(xhtml.tag("p"), {"class": "qr-code"})
        alt = self._words.qr_code.format(address)
        etree.SubElement(picture, xhtml.tag("img"), {"src": self._asset(href, size_mm), "alt": alt})
        box.insert(0, picture)
        xhtml.unwrap(link)
        below = etree.SubElement(box, xhtml.tag("p"), {"class": "qr-address"})
        append_address(etree.SubElement(below, xhtml.tag("a"), {"href": href}), address)

    def _asset(self, href: str, size_mm: int) -> str:
        name = hashlib.sha256(f"{size_mm} {href}".encode()).hexdigest()[:16]
        path = f"{FOLDER}/{name}.svg"
        modules = modules_of(href)
        drawing = qr_drawing(href, size_mm)
        self.assets[path] = Asset(path, "image/svg+xml", drawing, modules, modules)
        return path
