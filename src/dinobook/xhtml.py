"""XHTML as text and as a tree: the one place that parses and serialises it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

XHTML: Final = "http://www.w3.org/1999/xhtml"
SVG: Final = "http://www.w3.org/2000/svg"
EPUB: Final = "http://www.idpf.org/2007/ops"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_ANNOTATION: Final = "{http://www.w3.org/1998/Math/MathML}annotation"
"""What a formula was written as: for programs, not for readers."""

VOID: Final = frozenset({"area", "br", "col", "hr", "img", "link", "meta", "wbr"})
_ORDINARY_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_REST_OF_WORD: Final = re.compile(r"(?:[’'\u00ad-]?[^\W_]+)*(?:’(?=\s))?")
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
)
_OWN: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
)


def tag(name: str) -> str:
    """The name of an XHTML element as lxml writes it."""
    return f"{{{XHTML}}}{name}"


def name_of(element: etree._Element) -> str:
    """The local name; empty for a comment or a processing instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def parse(text: str) -> etree._Element:
    """One well-formed element. Raises `lxml.etree.XMLSyntaxError`."""
    return etree.fromstring(text.encode("utf-8"), _PARSER)


def parse_own(data: bytes) -> etree._Element:
    """What dinobook wrote itself, however long the texts in it have become."""
    return etree.fromstring(data, _OWN)


def serialise(element: etree._Element) -> str:
    """The element without its tail, well-formed, with void elements as the only empty tags."""
    for node in element.iter():
        empty = len(node) == 0 and not node.text and name_of(node) not in VOID
        if empty and isinstance(node.tag, str) and etree.QName(node).namespace == XHTML:
            node.text = ""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def document(root: etree._Element) -> str:
    """A whole page, as browsers and WeasyPrint read it."""
    return "<!DOCTYPE html>" + serialise(root)


def classes(element: etree._Element) -> list[str]:
    return element.get("class", "").split()


def add_class(element: etree._Element, name: str) -> None:
    names = classes(element)
    if name not in names:
        element.set("class", " ".join([*names, name]))


def has_class(element: etree._Element, name: str) -> bool:
    return name in classes(element)


def text_of(element: etree._Element) -> str:
    """All text below, white space folded, no-break spaces too."""
    return re.sub(r"\s+", " ", "".join(strings(element))).strip()


def folded(text: str) -> str:
    """Ordinary white space as one space, and none at the ends; no-break spaces stay."""
    return " ".join(_ORDINARY_SPACE.split(text)).strip(" ")


def strings(element: etree._Element) -> Iterator[str]:
    """The text nodes below `element` in document order, without comments and notes to formulas."""
    if next(element.iter(_ANNOTATION), None) is None:
        yield from map(str, element.itertext())
        return
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event != "start":
            yield (node.tail or "") if node is not element else ""
        elif node.tag == _ANNOTATION:
            walk.skip_subtree()
        else:
            yield node.text or ""


def inner(element: etree._Element) -> str:
    """What stands between the element's tags, as text without a namespace declaration."""
    text = serialise(element)
    start = text.index(">") + 1
    end = text.rindex("</") if not text.endswith("/>") else start
    return text[start:end]


def insert_behind_word(
    element: etree._Element, new: etree._Element, stops: re.Pattern[str] | None = None
) -> None:
    """Put `new` behind `element` and the letters that belong to its last word ([blog](…)s).

    Where the text goes on with `stops`, it comes behind these too.
    """
    tail, element.tail = element.tail or "", None
    found = _REST_OF_WORD.match(tail)
    end = found.end() if found else 0
    if stops is not None and (stop := stops.match(tail, end)):
        end = stop.end()
    element.addnext(new)
    element.tail, new.tail = tail[:end], tail[end:]


def unwrap(element: etree._Element) -> None:
    """Take the element away and leave its text and children in its place."""
    parent = element.getparent()
    if parent is None:
        raise ValueError("the root cannot be unwrapped")
    index = parent.index(element)
    children = list(element)
    _append_text(parent, index, element.text)
    if children:
        last = children[-1]
        last.tail = (last.tail or "") + (element.tail or "")
    else:
        _append_text(parent, index, element.tail)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)


def _append_text(parent: etree._Element, index: int, text: str | None) -> None:
    if not text:
        return
    if index == 0:
        parent.text = (parent.text or "") + text
    else:
        before = parent[index - 1]
        before.tail = (before.tail or "") + text
