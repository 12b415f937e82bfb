"""HTML text to a tree and back.

Inside `markup` element names are bare; XHTML's name space is put on at the very end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from dinobook import xhtml
from dinobook.markup.lint.characters import settled

Element = etree._Element

_REFERENCE: Final = re.compile(r"&#([xX][0-9A-Fa-f]{1,12}|[0-9]{1,12})(?![0-9A-Fa-f]);?")
NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NAMESPACES: Final[Any] = {None: xhtml.XHTML}
NOTE_CALL: Final = "noteref"
SOFT_HYPHEN: Final = "\u00ad"
ENGINE_MARK: Final = "data-dinobook-"
"""How attributes begin that carry something from one step to another; none is left at the end."""
LINE_MARK: Final = f"{ENGINE_MARK}line"
"""On blocks and pictures: their line in the source. Taken off when the fragment is made."""
QR_SIZE: Final = f"{ENGINE_MARK}qr-mm"
"""On the box of a link that prints as a QR code: how wide the code is, without its quiet zone."""
INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "math",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that stand in a line of text; all others begin and end one."""


def parse(html: str) -> Element:
    """Any HTML as one tidy `<div>`: tags that were left open are closed, comments are gone.

    Nothing is fetched and no entity is defined by the text itself.
    """
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    clean = NOT_XML.sub("", _REFERENCE.sub(_known_reference, html))
    page = f"<html><body><div>{clean}</div></body></html>"
    body = etree.fromstring(page.encode("utf-8"), parser).find("body")
    root = etree.Element("div")
    if body is None:
        return root
    for child in list(body):
        if child.tag == "div" and len(root) == 0 and not child.attrib:
            root.text = child.text
            root.extend(list(child))
            _append_text(root, child.tail)
        else:
            root.append(child)
    return root


def _known_reference(found: re.Match[str]) -> str:
    """A numbered character as it is, unless XML has no such character (`&#12;`)."""
    digits = found.group(1)
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    valid = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
    if not valid or NOT_XML.match(chr(number)):
        return ""
    written = f"-{chr(number)}-"
    return found.group() if settled(written) == written else settled(written)[1:-1]


def serialise(root: Element) -> str:
    """The element as XHTML text. Changes the tree: use it last."""
    whole = etree.Element(xhtml.tag(str(root.tag)), nsmap=_NAMESPACES)
    whole.attrib.update(dict(root.attrib))
    whole.text = root.text
    whole.extend(list(root))
    for element in whole.iter():
        name = str(element.tag)
        if not name.startswith("{"):
            element.tag = xhtml.tag(name)
        if lang := element.get("lang"):
            element.set(xhtml.XML_LANG, lang)
    return xhtml.serialise(whole)


def plain_text(element: Element) -> str:
    """The text below, without the numbers of note calls and soft hyphens, white space folded."""
    return xhtml.folded("".join(_texts(element)).replace(SOFT_HYPHEN, ""))


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        gap = "" if child.tag in INLINE else " "
        yield gap
        if child.get("class") != NOTE_CALL:
            yield from _texts(child)
        yield gap + (child.tail or "")


def is_bare(anchor: Element) -> bool:
    """Whether a link has nothing to show: no words and no picture."""
    return len(anchor) == 0 and not (anchor.text or "").strip()


def remove(element: Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        raise ValueError("the root cannot be removed")
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def take(element: Element, name: str) -> str | None:
    """Take an attribute off; None when it is not there."""
    value = element.get(name)
    if value is not None:
        del element.attrib[name]
    return value


def is_inside(element: Element, names: frozenset[str]) -> bool:
    return element.tag in names or any(
        ancestor.tag in names for ancestor in element.iterancestors()
    )


def _append_text(root: Element, text: str | None) -> None:
    if len(root):
        root[-1].tail = (root[-1].tail or "") + (text or "")
    else:
        root.text = (root.text or "") + (text or "")
