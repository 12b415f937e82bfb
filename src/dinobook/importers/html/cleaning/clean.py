"""Any HTML as the tree of a chapter: the recipe."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import Final

from lxml import etree

from dinobook.importers.html.cleaning import blocks as make
from dinobook.importers.html.cleaning.addresses import Places
from dinobook.importers.html.cleaning.flow import Cleaning, Flow, blocks, link
from dinobook.importers.html.cleaning.headings import drop_title, settle_levels
from dinobook.importers.html.cleaning.lists import a_list, terms
from dinobook.importers.html.cleaning.report import Report
from dinobook.importers.html.cleaning.tables import a_table
from dinobook.importers.html.vocabulary import Element
from dinobook.importers.inventory import LeftOut

_DEEPEST: Final = 60
"""What lies deeper in each other is taken out of its element."""
_MAKERS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), make.heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), a_list),
    "dl": terms,
    "table": a_table,
    "blockquote": make.quotation,
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), make.code),
    "hr": make.rule,
    "a": link,
    "img": make.picture,
    "figure": make.figure,
    "figcaption": make.caption,
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object", "applet"), make.embedded),
    "math": make.formula,
    **dict.fromkeys(("svg", "canvas"), make.drawing),
    **dict.fromkeys(("input", "select", "textarea", "button", "meter", "progress"), make.control),
    "form": make.form,
    "summary": make.summary,
    "rt": make.reading,
    **dict.fromkeys(
        ("script", "style", "template", "head", "title", "meta", "link", "base", "noscript", "map",
         "datalist", "param", "source", "track", "col", "basefont", "bgsound", "area", "frame"),
        make.dropped,
    ),
    "rp": make.nothing,
}  # fmt: skip


def clean(
    html: Element, title: str = "", elsewhere: Collection[str] = ()
) -> tuple[Element, tuple[LeftOut, ...]]:
    """The tree of a chapter, and what of the HTML it does not have.

    `html` is any element as lxml reads HTML; it is not changed. A first heading that repeats
    `title` goes; `elsewhere` are ids of other chapters, which links may name. An element with the
    attribute `flow.OURS` is one of the vocabulary already, and stays what it is.
    """
    report = Report()
    whole = etree.Element("div")
    whole.append(deepcopy(html))
    whole[0].tail = None
    etree.strip_elements(whole, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _flatten(whole)
    flow = Flow(Cleaning(Places(whole, elsewhere), report, dict(_MAKERS)))
    flow.add(whole)
    tree = etree.Element("div")
    tree.extend(blocks(flow.pieces))
    for caption in tree.iter("figcaption"):
        above = caption.getparent()
        if above is not None and above.tag != "figure":
            caption.tag = "p"
    drop_title(tree, title, report)
    settle_levels(tree)
    return tree, report.left_out()


def _flatten(tree: Element) -> None:
    """Take the elements that lie too deep out of each other: their words stay in order."""
    level = [tree]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    for element in level:
        _unwrap_all(element)


def _unwrap_all(element: Element) -> None:
    """Leave the words, and what has none, as children of the element itself."""
    leaves: list[Element] = []
    first = element.text
    last: Element | None = None
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if one is element:
            continue
        if event == "start":
            keep = len(one) == 0
            if keep:
                leaves.append(one)
                last = one
            elif one.text:
                first, last = _said(first, last, one.text)
        elif one.tail and len(one):
            first, last = _said(first, last, one.tail)
    element.text = first
    for child in list(element):
        element.remove(child)
    element.extend(leaves)


def _said(first: str | None, last: Element | None, text: str) -> tuple[str | None, Element | None]:
    if last is None:
        return (first or "") + text, None
    last.tail = (last.tail or "") + text
    return first, last
