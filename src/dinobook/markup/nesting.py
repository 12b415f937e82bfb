"""Which element may stand in which: what HTML wrote into a chapter has the shape of XHTML.

Markdown nests rightly by itself; raw HTML may not, and an EPUB with a list item outside a list is
refused by shops. Where there is one meaning the tree is mended, else it is an error.
The rules are those of the HTML standard (content models), as far as a chapter's elements go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dinobook import xhtml
from dinobook.markup.lines import Lines, letters, line_of
from dinobook.markup.tree import INLINE, Element, is_inside, take
from dinobook.problems import Problem

CODE: Final = "html-010"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_TEXT: Final = (INLINE - {"img", "math", "wbr"}) | _HEADINGS | {"p", "pre", "rp", "rt", "ruby"}
"""What holds text and marks, and no block."""
_DISSOLVED: Final = _HEADINGS | {"div", "p", "section"}
"""A block that goes without a trace when it is all that its parent holds."""
_BLOCKS: Final = _DISSOLVED | {
    "aside",
    "blockquote",
    "dl",
    "figure",
    "hr",
    "ol",
    "pre",
    "table",
    "ul",
}
_LISTS: Final = ("ol", "ul")
_ROWS: Final = ("thead", "tbody", "tfoot")
_HOMES: Final[dict[str, tuple[str, ...]]] = {
    "li": _LISTS,
    "dt": ("dl", "div"),
    "dd": ("dl", "div"),
    "tr": ("table", *_ROWS),
    "td": ("tr",),
    "th": ("tr",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "figcaption": ("figure",),
    "rt": ("ruby",),
    "rp": ("ruby",),
}
_CHILDREN: Final[dict[str, tuple[str, ...]]] = {
    "ol": ("li",),
    "ul": ("li",),
    "dl": ("dt", "dd", "div"),
    "table": ("caption", *_ROWS, "tr"),
    **dict.fromkeys(_ROWS, ("tr",)),
    "tr": ("td", "th"),
}
_LETTERS: Final = {"dt": "t", "dd": "d", "rt": "r", "rp": "p"}
_PAIRS: Final = re.compile("(t+d+)+")
_READINGS: Final = re.compile("(?:x*(?:r|prp))+")
_TOLD_APART: Final = 12
"""So many letters tell one element from another."""
_REACH: Final = 4
"""Below its tag, in lines."""
_HINT: Final = "Close the outer element before it, or write what you mean in Markdown."


def settle_nesting(root: Element, lines: Lines) -> list[Problem]:
    """Mend what can only mean one thing; a problem for each element that stands wrong then."""
    for mend in _MENDS:
        for element in list(root.iter()):
            if element is not root and element.getparent() is not None:
                mend(element)
    return list(dict.fromkeys(_faults(root, lines)))


def _lift_out_of_wbr(element: Element) -> None:
    """The parser takes what follows `<wbr>` for its content."""
    if element.tag != "wbr" or not (len(element) or element.text):
        return
    for child in reversed(list(element)):
        element.addnext(child)
    after, element.text = element.text, None
    element.tail = (after or "") + (element.tail or "")


def _dissolve_block(element: Element) -> None:
    """`<em><p>x</p></em>`: a block that is all that a line of text holds."""
    parent = element.getparent()
    if parent is None or parent.tag not in _OF_TEXT or not _fills(element, parent):
        return
    if parent.tag == "p" and not parent.attrib and element.tag in _BLOCKS:
        xhtml.unwrap(parent)
    elif element.tag in _DISSOLVED and not element.attrib:
        xhtml.unwrap(element)


def _fills(element: Element, parent: Element) -> bool:
    """Whether the parent holds nothing else."""
    return len(parent) == 1 and not f"{parent.text or ''}{element.tail or ''}".strip()


def _settle_list(element: Element) -> None:
    """Breaks between items mean nothing; a list between items belongs to the one before it."""
    parent = element.getparent()
    if parent is None or parent.tag not in _LISTS:
        return
    if element.tag == "br" and not (element.tail or "").strip():
        parent.remove(element)
    before = element.getprevious()
    if element.tag in _LISTS and before is not None and before.tag == "li":
        tail, element.tail = element.tail, None
        before.append(element)
        before.tail = tail


def _take_needless(element: Element) -> None:
    """What says nothing: `<time>` without date, `<ruby>` without readings, `<dfn>` twice."""
    needless = (
        (element.tag == "time" and not element.get("datetime") and len(element))
        or (element.tag == "bdo" and not element.get("dir"))
        or (element.tag == "ruby" and element.find(".//rt") is None)
        or (
            element.tag == "dfn"
            and any(ancestor.tag == "dfn" for ancestor in element.iterancestors())
        )
    )
    if needless:
        xhtml.unwrap(element)


def _settle_attributes(element: Element) -> None:
    """Attributes that HTML knows in another place, or with another value."""
    parent = element.getparent()
    if element.tag == "td" and element.get("scope"):
        element.tag = "th"
    if element.tag == "ol" and element.get("reversed") is not None:
        element.set("reversed", "reversed")
    if element.tag == "li" and parent is not None and parent.tag != "ol":
        take(element, "value")


_MENDS: Final[tuple[Callable[[Element], None], ...]] = (
    _lift_out_of_wbr,
    _take_needless,
    _settle_attributes,
    _settle_list,
    _dissolve_block,
)


def _faults(root: Element, lines: Lines) -> Iterator[Problem]:
    for element in root.iter():
        if element is not root and isinstance(element.tag, str):
            for message in _messages(element):
                yield lines.source.problem(_line_of(element, lines), CODE, message, _HINT)


def _messages(element: Element) -> Iterator[str]:
    name = str(element.tag)
    parent = element.getparent()
    home = "" if parent is None else str(parent.tag)
    if name in _HOMES and (home not in _HOMES[name] or _is_stray_group(parent)):
        homes = " or ".join(f"<{one}>" for one in _HOMES[name] if one != "div")
        yield f"<{name}> stands outside {homes}."
    elif home in _CHILDREN and name not in _CHILDREN[home] and name not in _HOMES:
        yield f"<{name}> cannot stand in <{home}>, outside its {_parts(home)}."
    elif name in _BLOCKS and home in _OF_TEXT:
        yield f"<{name}>, which is a block, cannot stand in <{home}>."
    if name in _CHILDREN and (lost := _loose_text(element)):
        yield f"“{lost}” stands in <{name}>, outside its {_parts(name)}."
    if name == "a" and _is_inside_another(element):
        yield "A link stands inside a link."
    if name == "dl" and _lacks_partner(element):
        yield "A list <dl> has a term <dt> without its text <dd>, or the other way round."
    if name == "ruby" and not _READINGS.fullmatch(_shape(element)):
        yield "A reading <rt> of <ruby> has one bracket <rp> only."


def _is_stray_group(parent: Element | None) -> bool:
    """Whether it is a `<div>` that groups terms, and is in no list of them."""
    above = None if parent is None or parent.tag != "div" else parent.getparent()
    return parent is not None and parent.tag == "div" and (above is None or above.tag != "dl")


def _is_inside_another(element: Element) -> bool:
    """Whether an element of the same kind holds it."""
    parent = element.getparent()
    return parent is not None and is_inside(parent, frozenset({str(element.tag)}))


def _parts(name: str) -> str:
    return " or ".join(f"<{one}>" for one in _CHILDREN[name] if one not in ("div", "caption"))


def _loose_text(element: Element) -> str:
    loose = [element.text or "", *((child.tail or "") for child in element)]
    return " ".join(" ".join(loose).split())[:40]


def _lacks_partner(terms: Element) -> bool:
    groups = [term for term in terms if term.tag == "div"]
    if groups:
        return len(groups) < len(terms) or not all(
            _PAIRS.fullmatch(_shape(group)) for group in groups
        )
    return len(terms) > 0 and not _PAIRS.fullmatch(_shape(terms))


def _shape(element: Element) -> str:
    """What stands in it, a letter each: term, definition, reading, bracket, anything else."""
    pieces = ["x" if (element.text or "").strip() else ""]
    for child in element:
        pieces.append(_LETTERS.get(str(child.tag), "x"))
        pieces.append("x" if (child.tail or "").strip() else "")
    return "".join(pieces)


def _line_of(element: Element, lines: Lines) -> int:
    """The line of its block, or of its tag, told from others by the words that it holds."""
    if line := line_of(element):
        return line
    name, body = str(element.tag), lines.source.body.split("\n")
    known = sorted(
        line for key in lines.labels("tag") if key.lower() == name for line in lines.all("tag", key)
    )
    words = letters("".join(xhtml.strings(element)))[:_TOLD_APART]
    for rows in (1, _REACH):
        for line in known:
            at = line - lines.source.first_line
            if words in letters(re.sub(r"<[^<>]*>", "", "\n".join(body[at : at + rows]))):
                return line
    return known[0] if known else lines.find(words)
