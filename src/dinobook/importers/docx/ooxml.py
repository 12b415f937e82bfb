"""The XML of a Word document: its namespaces, read strictly, without DTD and network.

Names follow ECMA-376. The strict namespaces of ISO 29500 are turned into the usual ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from dinobook.importers.docx.refused import RefusedError

_OPEN: Final = "http://schemas.openxmlformats.org"
W: Final = f"{{{_OPEN}/wordprocessingml/2006/main}}"
R: Final = f"{{{_OPEN}/officeDocument/2006/relationships}}"
A: Final = f"{{{_OPEN}/drawingml/2006/main}}"
WP: Final = f"{{{_OPEN}/drawingml/2006/wordprocessingDrawing}}"
M: Final = f"{{{_OPEN}/officeDocument/2006/math}}"
B: Final = f"{{{_OPEN}/officeDocument/2006/bibliography}}"
MC: Final = f"{{{_OPEN}/markup-compatibility/2006}}"
RELS: Final = f"{{{_OPEN}/package/2006/relationships}}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - as Word calls it
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_USUAL: Final = tuple(
    (_STRICT + strict, f"{_OPEN}/{usual}".encode())
    for strict, usual in (
        (b"wordprocessingml/main", "wordprocessingml/2006/main"),
        (b"drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        (b"drawingml/", "drawingml/2006/"),
        (b"officeDocument/", "officeDocument/2006/"),
    )
)
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def read_xml(data: bytes, name: str) -> etree._Element:
    """The root of a part. Raises `RefusedError`: a DTD can hold anything, and Word writes none."""
    if any(mark in data for mark in _DOCTYPES):
        message = f"“{name}” in the file declares a DTD, which Word never writes."
        hint = "It may be made to do harm. Open it in Word and save it under another name."
        raise RefusedError("import-052", message, hint)
    root = _parsed(data, name)
    if _STRICT in data:
        usual = etree.tostring(root, encoding="UTF-8")
        for strict, names in _USUAL:
            usual = usual.replace(strict, names)
        root = _parsed(usual, name)
    return root


def _parsed(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"“{name}” in the file is damaged: {str(error)[:120]}."
        hint = "Open the file in Word or LibreOffice, which may mend it, and save it anew."
        raise RefusedError("import-052", message, hint) from error
    return root


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return etree.QName(element).localname


def value(element: etree._Element | None, name: str = "val") -> str:
    """The attribute of Word's own namespace; empty when it, or the element, is not there."""
    return "" if element is None else element.get(f"{W}{name}", "")


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as `w:b` is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def unwrap(element: etree._Element) -> None:
    """The element's children in its place. Word has no text between elements."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def above(element: etree._Element, tag: str) -> etree._Element | None:
    """The nearest element around it that is called `tag`."""
    return next(element.iterancestors(tag), None)


def text_of(element: etree._Element) -> str:
    """Its letters, with a space for a tab or the end of a line."""
    return "".join(_letters(element))


def _letters(element: etree._Element) -> Iterator[str]:
    for part in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if part.tag == f"{W}t":
            yield part.text or ""
        elif above(part, f"{W}tabs") is None:
            yield "\u2011" if part.tag == f"{W}noBreakHyphen" else " "


def run(text: str) -> etree._Element:
    """A run that holds some text and no look."""
    made = etree.Element(f"{W}r")
    letters = etree.SubElement(made, f"{W}t")
    letters.text = text
    letters.set(SPACE, "preserve")
    return made
