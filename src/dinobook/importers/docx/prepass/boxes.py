"""Text boxes and pictures: boxes' paragraphs go behind their host, pictures become marks.

A box may hang in any paragraph, also in a note, a cell or another box; grouped shapes hold several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from dinobook.importers.docx.marks import RULE, Marks, PictureFacts, mark
from dinobook.importers.docx.ooxml import WP, A, O, R, V, W, above, drop, read_xml, run
from dinobook.importers.docx.package import Package
from dinobook.importers.docx.parts import Relation, Story

_DRAWN: Final = (f"{W}drawing", f"{W}pict", f"{W}object")
_BOX: Final = f"{W}txbxContent"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_NEW_CHART: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_PARTS: Final = (
    *(_BOX, f"{A}blip", f"{A}txBody", f"{V}imagedata", f"{V}textpath", _CHART, _NEW_CHART),
    f"{_DIAGRAM}relIds",
)
_FLOATS: Final = re.compile(r"position:\s*absolute")
_NAMELESS: Final = re.compile(
    r"\A(?:[\w:/\\. ()-]*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|tmp))\Z", re.I
)
"""A description that is only the name of the file that was put in."""


class Boxes:
    """Takes apart what is drawn in a story, and counts the boxes whose text was put behind."""

    def __init__(self, story: Story, package: Package, marks: Marks) -> None:
        self.story, self.package, self.marks = story, package, marks
        self.count = 0
        self.last: dict[etree._Element, etree._Element] = {}
        """What was put behind each host last."""

    def settle(self) -> None:
        while drawn := [one for one in self.story.root.iter(*_DRAWN) if _is_outermost(one)]:
            for one in drawn:
                self._settle(one)

    def _settle(self, drawn: etree._Element) -> None:
        host = above(drawn, f"{W}p")
        if host is None or drawn.getparent() is None:
            drop(drawn)
            return
        floats = _is_floating(drawn)
        alone = _only_picture(drawn)
        behind: list[etree._Element] = []
        before = ""
        for part in _outermost_parts(drawn):
            if part.tag == _BOX:
                self.count += 1
                behind += list(part)
            elif (text := self._marked(part, drawn, floats=floats)) and alone and not floats:
                before += text
            elif text:
                behind.append(_paragraph(text))
            else:
                behind += list(self._written(part))
        if not behind and not before and _is_rule(drawn):
            before = mark(RULE, 0)
        _replace(drawn, before)
        last = self.last.get(host, host)
        for paragraph in behind:
            last.addnext(paragraph)
            last = paragraph
        self.last[host] = last

    def _marked(self, part: etree._Element, drawn: etree._Element, *, floats: bool) -> str:
        """The mark of a picture or of something that cannot be shown; empty for written words."""
        if part.tag in (_CHART, _NEW_CHART):
            return self.marks.object("a chart")
        if part.tag not in (f"{A}blip", f"{V}imagedata"):
            return ""
        keys = (part.get(f"{R}{name}", "") for name in ("embed", "link", "id", "pict"))
        key = next(filter(None, keys), "")
        described = _description(part, drawn)
        facts = PictureFacts(
            self.story.relations.get(key),
            described,
            _decorates(drawn),
            floats,
            "".join(one.get("ProgID", "an object") for one in drawn.iter(f"{O}OLEObject")),
        )
        return self.marks.picture(facts)

    def _written(self, part: etree._Element) -> Iterator[etree._Element]:
        """Words that are drawn: WordArt, shapes of a canvas, the points of a SmartArt."""
        if part.tag == f"{V}textpath":
            if words := part.get("string", "").strip():
                yield _paragraph(words)
        elif part.tag == f"{A}txBody":
            yield from _drawn_paragraphs(part)
        elif part.tag == f"{_DIAGRAM}relIds":
            relation = self.story.relations.get(part.get(f"{R}dm", ""))
            data = self.package.get(relation.target) if relation else None
            if data is not None and relation is not None:
                yield from _drawn_paragraphs(read_xml(data, relation.target))


def external_pictures(relations: Mapping[str, Relation]) -> list[str]:
    """The addresses of pictures that are not in the file."""
    return [one.target for one in relations.values() if one.external and one.kind == "image"]


def _is_outermost(drawn: etree._Element) -> bool:
    return not any(one.tag in _DRAWN for one in drawn.iterancestors())


def _outermost_parts(drawn: etree._Element) -> Iterator[etree._Element]:
    """Boxes, pictures and words in the order of the file, without what lies inside a box."""
    for part in drawn.iter(*_PARTS):
        around = part.getparent()
        while around is not None and around is not drawn and around.tag not in (_BOX, f"{A}txBody"):
            around = around.getparent()
        if around is drawn:
            yield part


def _only_picture(drawn: etree._Element) -> bool:
    return all(part.tag not in (_BOX, f"{A}txBody") for part in _outermost_parts(drawn))


def _is_floating(drawn: etree._Element) -> bool:
    if drawn.find(f"{WP}anchor") is not None:
        return True
    return any(_FLOATS.search(one.get("style", "")) for one in drawn.iterchildren(f"{V}shape"))


def _is_rule(drawn: etree._Element) -> bool:
    return any(one.get(f"{O}hr") in ("t", "true", "1") for one in drawn.iter(f"{V}rect"))


def _description(part: etree._Element, drawn: etree._Element) -> str:
    """What its author wrote for readers who do not see it; never the name of a file."""
    said: list[str | None] = []
    shape = above(part, f"{V}shape")
    if shape is not None:
        said.append(shape.get("alt"))
    own = part.getparent()
    while own is not None and own is not drawn:
        for place in own.iterchildren():
            if etree.QName(place).localname in ("nvPicPr", "docPr"):
                for named in (place, *place.iter()):
                    said += [named.get("descr")]
        own = own.getparent()
    for named in drawn.iter(f"{WP}docPr"):
        said += [named.get("descr"), named.get("title")]
    words = next((one.strip() for one in said if one and one.strip()), "")
    words = " ".join(words.split())
    return "" if _NAMELESS.match(words) else words


def _decorates(drawn: etree._Element) -> bool:
    return any(
        etree.QName(one).localname == "decorative" and one.get("val") in ("1", "true")
        for one in drawn.iter("{*}decorative")
    )


def _replace(drawn: etree._Element, text: str) -> None:
    """The mark in place of what is drawn, inside the same run."""
    parent = drawn.getparent()
    if parent is None:
        return
    if not text:
        parent.remove(drawn)
    elif parent.tag == f"{W}r":
        parent.replace(drawn, run(text)[0])
    else:
        parent.replace(drawn, run(text))


def _paragraph(text: str) -> etree._Element:
    made = etree.Element(f"{W}p")
    made.append(run(text))
    return made


def _drawn_paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    for paragraph in body.iter(f"{A}p"):
        words = "".join(part.text or "" for part in paragraph.iter(f"{A}t"))
        if words.strip():
            yield _paragraph(words)
