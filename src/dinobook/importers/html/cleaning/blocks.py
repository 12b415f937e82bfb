"""Headings, quotations, code, pictures and what was embedded."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from dinobook.importers.html.cleaning.addresses import page_of, safe_address
from dinobook.importers.html.cleaning.characters import clean_attribute, clean_text
from dinobook.importers.html.cleaning.flow import (
    MAX_DEPTH,
    TOO_DEEP,
    Flow,
    blocks,
    element_of,
    line,
)
from dinobook.importers.html.runs import Mark, Run, settled
from dinobook.importers.html.vocabulary import Element
from dinobook.markup.tree import remove

Marks = tuple[Mark, ...]
_CODE: Final = re.compile(r"(?:lang(?:uage)?|brush:\s*)-?([A-Za-z][\w+.-]*)")
_PICTURE_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|tiff?|bmp)(?:[?#]|$)", re.I)
_LAZY: Final = ("data-src", "data-lazy-src", "data-original")
_NEWLINE: Final = re.compile(r"\r\n?")
_MOST_WORDS: Final = 100
"""A form with more words is a page in a form."""
_FORM: Final = frozenset({"input", "select", "textarea", "button"})


def heading(element: Element, flow: Flow, marks: Marks) -> None:
    runs = line(flow.inner(element, marks).pieces)
    if not any(run.text.strip() for run in runs):
        flow.end()
        flow.place(element)
        flow.pieces += runs
        flow.end()
        return
    made = element_of(str(element.tag).lower(), _without_bold(runs))
    if own := flow.cleaning.places.take(element):
        made.set("id", own)
    flow.block(made)


def _without_bold(runs: list[Run]) -> list[Run]:
    """Bold or underlined throughout is how a heading looks."""
    for tag in ("strong", "u"):
        spoken = [run for run in runs if run.text.strip()]
        if spoken and all(any(mark.tag == tag for mark in run.marks) for run in spoken):
            runs = [
                Run(run.text, tuple(mark for mark in run.marks if mark.tag != tag), run.atom)
                for run in runs
            ]
    return settled(runs)


def rule(element: Element, flow: Flow, marks: Marks) -> None:
    flow.end()
    flow.place(element)
    flow.block(etree.Element("hr"))


def quotation(element: Element, flow: Flow, marks: Marks) -> None:
    flow.end()
    flow.place(element)
    if flow.depth >= MAX_DEPTH:
        flow.report.count("quotations", "blockquote", TOO_DEEP)
        flow.add(element, marks)
        flow.end()
        return
    last = element[-1] if len(element) else None
    source: list[Run] = []
    if last is not None and last.tag in ("cite", "footer") and not (last.tail or "").strip():
        source = line(flow.inner(last, ()).pieces)
        element.remove(last)
    made = etree.Element("blockquote")
    made.extend(blocks(flow.inner(element, marks).pieces))
    if source:
        made.append(element_of("footer", [_uncited(run) for run in source]))
    flow.block(made if len(made) else None)


def _uncited(run: Run) -> Run:
    return Run(run.text, tuple(mark for mark in run.marks if mark.tag != "cite"), run.atom)


def code(element: Element, flow: Flow, marks: Marks) -> None:
    flow.end()
    flow.place(element)
    for line_break in element.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    written = _NEWLINE.sub("\n", "".join(map(str, element.itertext())))
    text = clean_text(written, flow.report)
    if not text.strip():
        return
    made = etree.Element("pre")
    made.text = text.removeprefix("\n").rstrip()
    for one in (element, *element.iter("code")):
        if found := _CODE.search(one.get("class") or ""):
            made.set("data-lang", found[1])
            break
    flow.block(made)


def picture(element: Element, flow: Flow, marks: Marks) -> None:
    flow.place(element, marks)
    src = (element.get("src") or "").strip()
    if not src or src.startswith("data:"):
        src = next((one for key in _LAZY if (one := (element.get(key) or "").strip())), src)
    if not src:
        flow.report.tell("pictures", element.get("alt") or "", "it names no file")
        return
    made = etree.Element("img", {"src": src})
    if element.get("alt") is not None:
        made.set("alt", clean_attribute(element.get("alt"), flow.report))
    flow.atom(made, marks)


def figure(element: Element, flow: Flow, marks: Marks) -> None:
    """One picture with its caption; anything else with its caption as a paragraph below it."""
    caption = element.find("figcaption")
    if caption is None:
        caption = next(element.iter("figcaption"), None)
    said: list[Run] = []
    if caption is not None:
        said = line(flow.inner(caption, ()).pieces)
        remove(caption)
    inside = blocks(flow.inner(element, marks).pieces)
    flow.end()
    own = flow.cleaning.places.take(element)
    only = inside[0] if len(inside) == 1 else None
    if only is not None and (image := _only_picture(only, flow)) is not None:
        made = etree.Element("figure", {"id": own} if own else {})
        made.append(image)
        if said:
            made.append(element_of("figcaption", said))
        flow.block(made)
        return
    if only is not None and only.tag == "table" and only.find("caption") is None and said:
        only.insert(0, element_of("caption", said))
        said = []
    if own:
        flow.atom(etree.Element("span", {"id": own}))
    flow.pieces += inside
    flow.pieces += said
    flow.end()


def _only_picture(block: Element, flow: Flow) -> Element | None:
    """The picture that a block is, also one in a link."""
    if block.tag == "figure" and block.find("figcaption") is None:
        return block[0]
    if block.tag != "p" or len(block) != 1 or block[0].tag != "a" or (block.text or "").strip():
        return None
    anchor = block[0]
    if len(anchor) != 1 or anchor[0].tag != "img":
        return None
    if (anchor.text or "").strip() or (anchor[0].tail or "").strip():
        return None
    href = anchor.get("href") or ""
    if _PICTURE_FILE.search(href):
        flow.report.count("attributes", "link of a picture to itself", "paper cannot be clicked")
    else:
        flow.report.tell("links", href, "it stood on a picture with a caption")
    return anchor[0]


def embedded(element: Element, flow: Flow, marks: Marks) -> None:
    """A link to what no book can show."""
    source = element.find(".//source")
    found = [element.get("src"), element.get("data-src"), element.get("data")]
    found += [source.get("src")] if source is not None else []
    src = page_of(next((one.strip() for one in found if one), ""))
    title = clean_attribute(element.get("title"), flow.report)
    address = safe_address(src, title, flow.cleaning.places, flow.report) if src else ""
    flow.place(element, marks)
    if not address:
        flow.report.tell("links", title or f"<{element.tag}>", "it shows what a book cannot")
        return
    flow.report.count("elements", str(element.tag), "a link stands in its place")
    if all(mark.tag != "a" for mark in marks):
        marks = (*marks, Mark("a", (("href", address),), id(element)))
    flow.end()
    flow.pieces.append(Run(title or address, marks))
    flow.end()


def formula(element: Element, flow: Flow, marks: Marks) -> None:
    """MathML: its LaTeX where it carries it."""
    latex = next(
        (
            one.text
            for one in element.iter()
            if isinstance(one.tag, str)
            and one.tag.endswith("annotation")
            and "tex" in (one.get("encoding") or "").lower()
        ),
        element.get("alttext"),
    )
    if latex and latex.strip():
        flow.atom(etree.Element("span", {"class": "formula", "data-tex": latex.strip()}), marks)
    else:
        flow.add(element, marks)


def dropped(element: Element, flow: Flow, marks: Marks) -> None:
    flow.place(element, marks)
    flow.report.count("elements", str(element.tag).lower(), "it says nothing in a book")


def drawing(element: Element, flow: Flow, marks: Marks) -> None:
    flow.report.tell("pictures", f"<{element.tag}>", "it was drawn in the page itself")


def control(element: Element, flow: Flow, marks: Marks) -> None:
    """What a reader fills in or presses."""
    flow.place(element, marks)
    said = " ".join("".join(map(str, element.itertext())).split())
    flow.report.tell(
        "words", said or element.get("value") or f"<{element.tag}>", "a form does nothing in a book"
    )


def form(element: Element, flow: Flow, marks: Marks) -> None:
    said = "".join(map(str, element.itertext())).split()
    if len(said) <= _MOST_WORDS and any(one.tag in _FORM for one in element.iter()):
        control(element, flow, marks)
        return
    flow.end()
    flow.add(element, marks)
    flow.end()


def summary(element: Element, flow: Flow, marks: Marks) -> None:
    """What is seen of closed details: a line of its own, in bold."""
    flow.end()
    flow.place(element)
    flow.pieces += flow.inner(element, (*marks, Mark("strong"))).pieces
    flow.end()


def reading(element: Element, flow: Flow, marks: Marks) -> None:
    """How characters are read aloud, between brackets."""
    said = " ".join("".join(map(str, element.itertext())).split())
    if said:
        flow.words(f"({said})", marks)


def nothing(element: Element, flow: Flow, marks: Marks) -> None:
    """What browsers show where they know nothing better."""
