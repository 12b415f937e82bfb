"""A compiled chapter as the tree of an import again, and trees in a form that can be compared."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from dinobook import xhtml
from dinobook.markup.convert import Converted, convert
from dinobook.markup.fragment import CITATION_MARK, Fragment

Element = etree._Element
Shape = tuple[Any, ...]

PATH: Final = "manuscript/proef.md"
_MADE: Final = re.compile(r"proef--.*")
_TEXT_ONLY: Final = ("hashtag", "emoji", "task-sign", "caption-label")
_ONCE: Final = {"code", "del", "em", "ins", "kbd", "mark", "strong", "u"}
_INLINE: Final = frozenset(
    {"a", "abbr", "cite", "code", "del", "em", "ins", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "u", "br", "img"}
)  # fmt: skip


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
    assert table is not None and caption is not None
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
        element.text = (code.text or "").removesuffix("\n")
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
    element.attrib.pop("class", None)
    if classes:
        element.set("class", classes[0])
    element.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", None)
    if _MADE.fullmatch(element.get("id", "")):
        del element.attrib["id"]
    if element.tag == "th":
        element.attrib.pop("scope", None)
    if element.tag == "img":
        element.set("src", (element.get("src") or "").removeprefix("manuscript/"))


# Trees in a form that can be compared: what no reader notices is the same in both.


def shape(tree: Element) -> Shape:
    return tuple(_blocks(tree))


def _is_block(element: Element) -> bool:
    return element.tag not in _INLINE


def _blocks(element: Element) -> list[Shape]:
    """The blocks in an element; words that stand in it bare are a paragraph."""
    found: list[Shape] = []
    bare: list[Shape] = list(_text(element.text, frozenset()))

    def end() -> None:
        if runs := _tidy(bare):
            found.extend(_lone_picture(runs) or [("p", (), runs)])
        bare.clear()

    for child in element:
        if _is_block(child):
            end()
            found += _block(child)
        else:
            bare += _inline(child, frozenset())
        bare += _text(child.tail, frozenset())
    end()
    return found


def _lone_picture(runs: tuple[Shape, ...], attributes: Shape = ()) -> list[Shape]:
    """A picture in a paragraph of its own is a figure."""
    if len(runs) == 1 and runs[0][0] == "img" and not runs[0][2]:
        return [("figure", attributes, runs, ())]
    return []


def _block(element: Element) -> list[Shape]:
    tag = str(element.tag)
    folded = ((str(k), " ".join(str(v).split())) for k, v in element.attrib.items())
    attributes = tuple(sorted(folded))
    if tag == "pre":
        return [(tag, attributes, (element.text or "").rstrip("\n"))]
    if tag == "p":
        runs = _runs(element)
        if not runs:
            return []
        return _lone_picture(runs, attributes) or [(tag, attributes, runs)]
    if tag in ("ul", "ol"):
        # one that only HTML can count has room between its items
        loose = _is_loose(element) and not element.get("type")
        return [(tag, attributes, loose, tuple(_item(item) for item in element))]
    if tag == "table":
        return [_table_shape(element, attributes)]
    if tag == "figure":
        return [_figure(element, attributes)]
    if tag in ("h2", "h3", "h4", "h5", "h6", "dt", "footer", "figcaption"):
        return [(tag, attributes, _runs(element))]
    return [(tag, attributes, tuple(_blocks(element)))]


def _figure(element: Element, attributes: Shape) -> Shape:
    picture = next(one for one in element if one.tag in ("img", "span"))
    caption = element.find("figcaption")
    said = _runs(caption) if caption is not None else ()
    return ("figure", attributes, tuple(_inline(picture, frozenset())), said)


def _item(item: Element) -> Shape:
    return (item.get("class"), item.get("lang"), tuple(_blocks(item)))


def _is_loose(element: Element) -> bool:
    """Whether a list has room between its items."""
    items = list(element)
    if len(items) == 1 and [child.tag for child in items[0]] == ["p"]:
        return False
    return any(
        _is_block(child) and child.tag not in ("ul", "ol") for item in items for child in item
    ) or any(_text_behind_list(item) for item in items)


def _text_behind_list(item: Element) -> bool:
    seen = False
    for child in item:
        seen = seen or child.tag in ("ul", "ol")
        if seen and (child.tag not in ("ul", "ol") or (child.tail or "").strip()):
            return True
    return False


def _table_shape(table: Element, attributes: Shape) -> Shape:
    caption = table.find("caption")
    parts = []
    for child in table:
        if child.tag == "tr":
            parts.append(("tbody", _cells_of(child)))
        elif child.tag != "caption":
            parts += [(str(child.tag), _cells_of(row)) for row in child]
    rows = [(kind, cells) for kind, cells in parts if kind != "thead" or any(c[2] for c in cells)]
    width = max((len(cells) for _, cells in rows), default=0)
    merged = any(
        key in ("rowspan", "colspan") for _, cells in rows for c in cells for key, _ in c[1]
    )
    if not merged:
        rows = [(kind, cells + (("td", (), ()),) * (width - len(cells))) for kind, cells in rows]
    return ("table", attributes, _runs(caption) if caption is not None else (), tuple(rows))


def _cells_of(row: Element) -> Shape:
    head = row.getparent() is not None and row.getparent().tag == "thead"  # type: ignore[union-attr]
    cells = []
    for cell in row:
        inner = tuple(_blocks(cell))
        tag = "td" if not inner else "th" if head else str(cell.tag)
        skipped = ("scope", "align") if head else ("scope",)
        attributes = tuple(
            sorted((str(k), str(v)) for k, v in cell.attrib.items() if k not in skipped)
        )
        cells.append((tag, attributes if inner else (), inner))
    return tuple(cells)


def _runs(element: Element) -> tuple[Shape, ...]:
    found = list(_text(element.text, frozenset()))
    for child in element:
        found += _inline(child, frozenset())
        found += _text(child.tail, frozenset())
    return _tidy(found)


def _text(text: str | None, marks: frozenset[Any]) -> list[Shape]:
    """Typography binds some words with no-break spaces: any space counts as one."""
    return [("text", char, marks) for char in text or ""]


def _inline(element: Element, marks: frozenset[Any]) -> list[Shape]:
    tag = "del" if element.tag == "s" else str(element.tag)
    kind = element.get("class") or ""
    folded = ((str(key), " ".join(str(value).split())) for key, value in element.attrib.items())
    attributes = tuple(sorted(folded))
    if tag in ("br", "img") or kind in ("formula", "citation", "missing", "reference"):
        return [(tag, attributes, marks)]
    if kind == "note":
        return [("note", tuple(_blocks(element)), marks)]
    if tag == "p":  # inside a note's wrapper
        return [one for child in element for one in _inline(child, marks)]
    inner = marks | {(tag, attributes)} if (tag, attributes) != ("span", ()) else marks
    found = list(_text(element.text, inner))
    for child in element:
        found += _inline(child, inner)
        found += _text(child.tail, inner)
    if element.get("id") and not any(one[0] != "text" or one[1].strip() for one in found):
        return [("place", attributes, marks)]
    return found


_SPACES: Final = " \t\n\r\f\u00a0\u202f\u2028\u2029"


def _tidy(found: list[Shape]) -> tuple[Shape, ...]:
    """Space folded, outside marks and none beside line breaks; characters joined to words."""
    kept: list[Shape] = []
    for one in found:
        space = one[0] == "text" and one[1] in _SPACES
        if space:
            one = ("text", " ", frozenset())
            if not kept or kept[-1][:2] == ("text", " ") or kept[-1][0] == "br":
                continue
        if one[0] == "br":
            one = ("br", (), frozenset())
            if kept and kept[-1][:2] == ("text", " "):
                kept.pop()
            if not kept:
                continue
        kept.append(one)
    while kept and (kept[-1][0] == "br" or kept[-1][:2] == ("text", " ")):
        kept.pop()
    joined: list[Shape] = []
    for one in kept:
        last = joined[-1] if joined else None
        if last and one[0] == last[0] == "text" and last[2] == one[2]:
            joined[-1] = ("text", last[1] + one[1], one[2])
        else:
            joined.append(one)
    return tuple(joined)
