"""The XHTML document around a body, and the elements that the EPUB adds itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from lxml import etree

from dinobook import xhtml
from dinobook.epub.names import STYLES

EPUB_TYPE: Final = f"{{{xhtml.EPUB}}}type"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
# None is lxml's name for the default namespace; its type stubs know of no such key
_NAMESPACES: Final[Any] = {None: xhtml.XHTML, "epub": xhtml.EPUB}


def make(
    name: str,
    attributes: Mapping[str, str] | None = None,
    *children: etree._Element,
    text: str | None = None,
) -> etree._Element:
    """An XHTML element. An empty attribute is left out, but for `alt`, where it has a meaning."""
    element = etree.Element(xhtml.tag(name), nsmap=_NAMESPACES)
    for key, value in (attributes or {}).items():
        if value or key == "alt":
            element.set(key, value)
    element.text = text
    element.extend(children)
    return element


def document(title: str, language: str, body: etree._Element) -> etree._Element:
    """A whole page around `body`. `title` is what a screen reader announces first."""
    head = make(
        "head",
        None,
        make("meta", {"charset": "utf-8"}),
        make("title", text=title),
        make("link", {"rel": "stylesheet", "type": "text/css", "href": STYLES}),
    )
    root = make("html", {"lang": language, xhtml.XML_LANG: language}, head, body)
    etree.cleanup_namespaces(root, top_nsmap=_NAMESPACES, keep_ns_prefixes=["epub"])
    return root


def to_bytes(root: etree._Element) -> bytes:
    """The document as it stands in the file."""
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    return (head + xhtml.serialise(root) + "\n").encode("utf-8")


def properties(root: etree._Element) -> tuple[str, ...]:
    """The manifest properties that the content calls for (EPUB 3.3, appendix D.5)."""
    found = {etree.QName(element).namespace for element in elements(root)}
    return tuple(
        name for name, namespace in (("mathml", MATHML), ("svg", xhtml.SVG)) if namespace in found
    )


def elements(root: etree._Element) -> Iterable[etree._Element]:
    """The elements below and including `root`, without comments and processing instructions."""
    return root.iter("*")
