"""What Word says of each paragraph, set as a mark before its words; lists keep their numbering."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dinobook.importers.docx.labels import LABELLED
from dinobook.importers.docx.marks import Marks, ParagraphFacts, cleaned, without_marks
from dinobook.importers.docx.ooxml import W, above, drop, is_on, run, text_of, value
from dinobook.importers.docx.prepass.settle_fields import FieldsOf
from dinobook.importers.docx.styles import Styles

_ROLES: Final = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "date": "date",
    "abstract": "abstract",
    "toc heading": "list heading",
    "kop inhoudsopgave": "list heading",
    "table of figures": "generated",
    "bibliography": "bibliography",
    "definition term": "term",
    "definition": "definition",
}
_TOC: Final = re.compile(r"\A(?:toc|inhopg|index) \d\b|\Atable of authorities|\Atoc \d")
_KEPT: Final = {"code": "SourceCode", "quote": "BlockText", "term": "DefinitionTerm",
                "definition": "Definition"}  # fmt: skip
_INDENT_TWIPS: Final = 340
"""0.6 cm: less is no quotation."""
_CODE: Final = ("source code", "html preformatted", "macro text")


@dataclass(slots=True)
class ParagraphMarker:
    """Marks the paragraphs of a story."""

    styles: Styles
    marks: Marks
    found: FieldsOf

    def settle(self, root: etree._Element, story: str) -> None:
        new_page = False
        for paragraph in list(root.iter(f"{W}p")):
            breaks = _page_breaks(paragraph)
            self._settle(paragraph, story, new_page=new_page or breaks.before)
            new_page = breaks.after

    def _settle(self, paragraph: etree._Element, story: str, *, new_page: bool) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        key = value(properties.find(f"{W}pStyle")) or self.styles.default
        level = self._level(properties, key)
        role = self._role(paragraph, properties, key) if not level else ""
        label, number = self.found.counted.get(paragraph, ("", ""))
        looks = self._looks(paragraph, key)
        words = " ".join(without_marks(text_of(paragraph)).split())
        facts = ParagraphFacts(
            words,
            level if words or _has_note(paragraph) else 0,
            role,
            label,
            number,
            *looks,
            value(properties.find(f"{W}jc")) == "center",
            new_page or is_on(properties.find(f"{W}pageBreakBefore")),
            story,
            above(paragraph, f"{W}tc") is not None,
        )
        self._settle_properties(properties, key, facts)
        paragraph.insert(1, run(self.marks.paragraph(facts)))

    def _level(self, properties: etree._Element, key: str) -> int:
        own = value(properties.find(f"{W}outlineLvl"))
        level = self.styles.level(key)
        if not own.isdecimal():
            return level
        return int(own) + 1 if int(own) < 9 else 0

    def _role(self, paragraph: etree._Element, properties: etree._Element, key: str) -> str:
        if paragraph in self.found.generated:
            return f"generated:{self.found.generated[paragraph]}"
        names = self.styles.names(key)
        if any(_TOC.match(name) for name in names):
            return "generated:contents"
        for name in names:
            if name in _ROLES:
                role = _ROLES[name]
                return "generated:list of figures or tables" if role == "generated" else role
        if paragraph in self.found.counted or self.styles.is_caption(key):
            return "caption"
        if any(name in _CODE for name in names):
            return "code"
        if self.styles.is_quote(key) or self._is_indented(properties, key):
            return "quote"
        return ""

    def _is_indented(self, properties: etree._Element, key: str) -> bool:
        """A paragraph that stands in on the left, and is no item of a list."""
        if self._numbering(properties, key) is not None or above(properties, f"{W}tc") is not None:
            return False
        indent = properties.find(f"{W}ind")
        if indent is None:
            indent = self.styles.property(key, "pPr/ind")
        left = _twips(indent, "left", "start")
        hanging = _twips(indent, "hanging")
        first = _twips(indent, "firstLine")
        words = _letters(properties)
        is_caption = LABELLED.match(words) is not None
        return left - hanging >= _INDENT_TWIPS and not first and bool(words) and not is_caption

    def _numbering(self, properties: etree._Element, key: str) -> etree._Element | None:
        numbering = properties.find(f"{W}numPr")
        return self.styles.property(key, "pPr/numPr") if numbering is None else numbering

    def _looks(self, paragraph: etree._Element, key: str) -> tuple[float, bool]:
        """The size of its letters in points, and whether all are bold."""
        sizes: list[float] = []
        bold: list[bool] = []
        for one in paragraph.iter(f"{W}r"):
            if not text_of(one).strip():
                continue
            said = value(one.find(f"{W}rPr/{W}sz"))
            sizes.append(int(said) / 2 if said.isdecimal() else self.styles.size(key))
            mark = one.find(f"{W}rPr/{W}b")
            bold.append(is_on(mark) if mark is not None else self.styles.is_bold(key))
        return (max(sizes), all(bold)) if sizes else (0.0, False)

    def _settle_properties(
        self, properties: etree._Element, key: str, facts: ParagraphFacts
    ) -> None:
        """Nothing is left by which Pandoc could take a paragraph for another than it is."""
        numbering = self._numbering(properties, key)
        for part in list(properties):
            if part.tag != f"{W}keepNext":
                properties.remove(part)
        kept = _KEPT.get(facts.role)
        if kept:
            style = etree.SubElement(properties, f"{W}pStyle")
            style.set(f"{W}val", kept)
        elif numbering is not None and not facts.level and facts.role in ("", "bibliography"):
            properties.append(_with_level(numbering))


@dataclass(frozen=True, slots=True)
class _Breaks:
    before: bool
    after: bool


def _page_breaks(paragraph: etree._Element) -> _Breaks:
    """Where the paragraph breaks the page; the breaks go, a book makes its own."""
    before = after = False
    words = False
    for part in list(paragraph.iter(f"{W}t", f"{W}br", f"{W}sectPr")):
        if part.tag == f"{W}t":
            words = words or bool((part.text or "").strip())
        elif part.tag == f"{W}sectPr":
            kind = value(part.find(f"{W}type"))
            after = after or kind != "continuous"
        elif value(part, "type") in ("page", "column"):
            after, before = after or words, before or not words
            drop(part)
    return _Breaks(before and words, after or (before and not words))


def _has_note(paragraph: etree._Element) -> bool:
    return next(paragraph.iter(f"{W}footnoteReference", f"{W}endnoteReference"), None) is not None


def _with_level(numbering: etree._Element) -> etree._Element:
    made = copy.deepcopy(numbering)
    if made.find(f"{W}ilvl") is None:
        level = etree.Element(f"{W}ilvl")
        level.set(f"{W}val", "0")
        made.insert(0, level)
    return made


def _twips(indent: etree._Element | None, *names: str) -> int:
    for name in names:
        said = value(indent, name)
        if said.lstrip("-").isdecimal():
            return int(said)
    return 0


def _letters(properties: etree._Element) -> str:
    paragraph = properties.getparent()
    return "" if paragraph is None else without_marks(text_of(paragraph)).strip()


def without_noncharacters(roots: Iterable[etree._Element]) -> None:
    """No text of the document can be taken for a mark."""
    for root in roots:
        for part in root.iter(f"{W}t", f"{W}instrText"):
            if part.text:
                part.text = cleaned(part.text)
