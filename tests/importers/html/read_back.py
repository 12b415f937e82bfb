"""A compiled chapter as the tree of an import again."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from dinobook import xhtml
from dinobook.markup.convert import convert
from dinobook.markup.converted import Converted
from dinobook.markup.fragment import CITATION_MARK, Fragment

Element = etree._Element

PATH: Final = "manuscript/proef.md"
_MADE: Final = re.compile(r"proef--.*")
_TEXT_ONLY: Final = ("hashtag", "emoji", "task-sign", "caption-label")


def compiled(markdown: str, language: str = "la") -> Converted:
    """A chapter in a language that has no typography, so that words stay as they are typed."""
    return convert(f"---\ntitle: Proef\nlang: {language}\n---\n\n{markdown}", PATH)


def read_back(fragment: Fragment) -> Element:
    """The import tree that would have given this fragment."""
    notes = {note.id: xhtml.parse(note.xhtml) for note in fragment.notes}
    root = xhtml.parse(fragment.xhtml)
    for tree in (root, *notes.values()):
        _bare_names(tree)
    for tree in (*notes.values(), root):
        for element in list(tree.iter()):
            if element is not tree:
                _settle(element, fragment, notes)
    for element in list(root.iter()):
        _drop_attributes(element)
    return root


def _bare_names(tree: Element) -> None:
    for element in tree.iter():
        element.tag = etree.QName(element).localname


def _settle(element: Element, fragment: Fragment, notes: dict[str, Element]) -> None:
    classes = (element.get("class") or "").split()
    if element.getparent() is None:
        return
    for rule in _RULES:
        if rule(element, classes, fragment, notes):
            return


def _note(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if "noteref" not in classes:
        return False
    note = notes[(element.get("href") or "").removeprefix("#")]
    element.tag, element.text = "span", None
    element.attrib.clear()
    element.set("class", "note")
    element.extend(list(note))
    return True


def _spans(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if element.tag != "span" or not classes:
        return False
    if classes[0] in ("task-sign", "caption-label"):
        element.text = None
    if classes[0] in _TEXT_ONLY:
        xhtml.unwrap(element)
    return True


def _formula(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if "equation" in classes or classes == ["formula", "display"]:
        latex = element.findtext(".//annotation") or ""
        own = element.get("id", "")
        element[:] = []
        element.text = None
        element.tag = "div"
        element.attrib.clear()
        element.attrib.update({"class": "formula", "data-tex": latex})
        if own and not _MADE.fullmatch(own):
            element.set("id", own)
        return True
    if element.tag == "math":
        tail = element.tail
        latex = element.findtext(".//annotation") or ""
        element.clear()
        element.tag, element.tail = "span", tail
        element.attrib.update({"class": "formula", "data-tex": latex})
        return True
    return False


def _citation(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    number = element.get(CITATION_MARK)
    if number is not None:
        tail = element.tail
        element.clear()
        element.tag, element.tail = "span", tail
        written = fragment.citations[int(number)].text
        element.attrib.update({"class": "citation", "data-markdown": written})
    elif element.tag == "a" and not len(element) and not element.text:
        element.set("class", "reference")
    else:
        return False
    return True


def _table(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if element.tag != "figure" or "table" not in classes:
        return False
    table, caption = element.find("table"), element.find("figcaption")
    assert table is not None
    assert caption is not None
    caption.tag = "caption"
    table.insert(0, caption)
    table.tail = element.tail
    if not _MADE.fullmatch(element.get("id", "")):
        table.set("id", element.get("id", ""))
    parent = element.getparent()
    assert parent is not None
    parent.replace(element, table)
    return True


def _missing(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if element.tag != "figure" or "missing" not in classes:
        return False
    name, *others = list(element)
    name.tag, name.tail = "span", None
    name.attrib.update({"class": "missing", "data-name": name.text or ""})
    name.text = None
    if others:
        others[0].tag = "figcaption"
    return True


def _source(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if classes != ["source"]:
        return False
    element.tag = "footer"
    return True


def _verse(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if classes != ["line"]:
        return False
    xhtml.unwrap(element)
    return True


def _box(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if element.tag == "aside" and "box" in classes:
        kind = next(one for one in classes if one.startswith("box-")).removeprefix("box-")
        title = element.find("p[@class='box-title']")
        element.tag = "div"
        element.attrib.clear()
        element.attrib.update({"class": "box", "data-kind": kind})
        if title is not None:
            element.set("data-title", "".join(map(str, title.itertext())))
            element.remove(title)
        return True
    if element.tag == "aside":
        element.set("class", "pull-quote")
        return True
    return False


def _lists(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if element.tag == "li" and "task" in classes:
        sign = element.find(".//span[@class='task-sign']")
        assert sign is not None
        element.set("class", "done" if "☑" in (sign.text or "") else "todo")
        return True
    if element.tag == "pre":
        code = element[0]
        name = (code.get("class") or "").removeprefix("language-")
        if name:
            element.set("data-lang", name)
        element.text = "".join(map(str, code.itertext())).removesuffix("\n")
        element.remove(code)
        return True
    return False


def _cells(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if element.tag not in ("td", "th"):
        return False
    for name in classes:
        if name.startswith("align-"):
            element.set("align", name.removeprefix("align-"))
    return True


def _languages(element: Element, classes: list[str], fragment: Fragment, notes: Any) -> bool:
    if element.tag != "div" or classes or not (element.get("lang") or element.get("id")):
        return False
    for child in element:
        for key in ("lang", "id"):
            if element.get(key):
                child.set(key, element.get(key, ""))
    xhtml.unwrap(element)
    return True


_RULES: Final = (
    _note, _spans, _formula, _citation, _table, _missing, _source, _verse, _box, _lists, _cells,
    _languages,
)  # fmt: skip
_KEPT_CLASSES: Final = {
    "li": ("done", "todo"),
    "aside": ("pull-quote",),
    "div": ("verse", "side-by-side", "formula", "box"),
    "span": ("note", "missing", "formula", "citation"),
    "a": ("reference",),
}


def _drop_attributes(element: Element) -> None:
    kept = _KEPT_CLASSES.get(str(element.tag), ())
    classes = [one for one in (element.get("class") or "").split() if one in kept]
    element.attrib.pop("class", "")
    if classes:
        element.set("class", classes[0])
    element.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", "")
    if _MADE.fullmatch(element.get("id", "")):
        del element.attrib["id"]
    if element.tag == "th":
        element.attrib.pop("scope", "")
    if element.tag == "img":
        element.set("src", (element.get("src") or "").removeprefix("manuscript/"))
