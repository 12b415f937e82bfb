"""The text of a document as it is read: paragraphs with their pieces, one after another.

Text of boxes comes behind the paragraph that they hang in, deleted text not at all.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.importers.docx.counting.drawn import MC, Drawn, chosen
from dinobook.importers.docx.counting.pieces import Bit, Block, Cell, Paragraph, Table
from dinobook.importers.docx.counting.source import Element, Part, R, Source, W, attr

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CITING: Final = ("CITATION", "ZOTERO_ITEM", "CSL_CITATION", "EN.CITE", "CITAVIPLACEHOLDER")
_GENERATED: Final = ("TOC", "INDEX", "TOA")
_BIBLIOGRAPHY: Final = ("BIBLIOGRAPHY", "ZOTERO_BIBL", "EN.REFLIST", "BIBLIOGRAPHY CSL")


@dataclass(slots=True)
class _Field:
    typed: str = ""
    shown: str = ""
    in_result: bool = False

    def is_any(self, names: tuple[str, ...]) -> bool:
        words = self.typed.upper().split()[:2]
        return any(word.startswith(names) for word in words)


class Flow:
    """Reads a part. `accept`: tracked changes are taken as made; else as not made."""

    def __init__(
        self, source: Source, part: Part, unread: frozenset[str] = frozenset(), *, accept: bool
    ) -> None:
        self.source, self.part, self.accept = source, part, accept
        self.fields: list[_Field] = []
        gone = ("del", "moveFrom") if accept else ("ins", "moveTo")
        self.gone = {W + name for name in gone}
        self.carried: Paragraph | None = None
        self.unread = unread

    def blocks(self, container: Element) -> list[Block]:
        found: list[Block] = []
        for child in container:
            if child.tag == f"{W}p":
                found += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                found.append(self._table(child))
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                found += [] if content is None else self.blocks(content)
            elif child.tag not in self.gone and isinstance(child.tag, str):
                if child.tag in (f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom",
                                 f"{W}customXml", f"{W}smartTag"):  # fmt: skip
                    found += self.blocks(child)
                elif child.tag == f"{MC}AlternateContent":
                    found += self.blocks(chosen(child))
        return found

    def _paragraph(self, element: Element) -> list[Block]:
        made = self.carried or Paragraph(element)
        self.carried = None
        made.element = element
        for one in self.fields:
            if one.in_result and one.is_any((*_GENERATED, *_BIBLIOGRAPHY)):
                made.generated = "list" if one.is_any(_GENERATED) else "bibliography"
        for child in element:
            self._inline(child, made, None)
        mark = element.find(f"{W}pPr/{W}rPr")
        if mark is not None and any(mark.find(tag) is not None for tag in self.gone):
            self.carried = made  # its end is gone: the next one follows in it
            return []
        if element.find(f"{W}pPr/{W}framePr") is not None and attr(
            element.find(f"{W}pPr/{W}framePr"), "dropCap"
        ) in ("drop", "margin"):
            self.carried = made
            return []
        behind, made.behind = made.behind, []
        return [made, *behind]

    def _table(self, element: Element) -> Table:
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}
        for row in self._inside(element, "tr"):
            cells: list[Cell] = []
            at = 0
            for cell in self._inside(row, "tc"):
                said = attr(cell.find(f"{W}tcPr/{W}gridSpan"))
                width = int(said) if said.isdecimal() else 1
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and attr(merge) != "restart" and at in above:
                    above[at].merged = True
                else:
                    made = Cell(self.blocks(cell), width > 1)
                    cells.append(made)
                    above.pop(at, None)
                    if merge is not None:
                        above[at] = made
                at += width
            rows.append(cells)
        return Table(rows)

    def _inside(self, element: Element, name: str) -> Iterator[Element]:
        """Rows or cells, also those inside wrappers; deleted rows are gone."""
        for child in element:
            if child.tag == f"{W}{name}":
                marks = child.find(f"{W}trPr")
                if marks is None or not any(marks.find(tag) is not None for tag in self.gone):
                    yield child
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
                yield from self._inside(child, name)

    def _inline(self, child: Element, made: Paragraph, link: str | None) -> None:
        tag = child.tag
        if tag in self.gone or not isinstance(tag, str):
            return
        if tag == f"{W}r":
            for part in child:
                self._part(part, made, link)
        elif tag == f"{W}hyperlink":
            self._link(child, made)
        elif tag == f"{W}fldSimple":
            self._simple(child, made, link)
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            for formula in child.iter(f"{M}oMath"):
                text = "".join(one.text or "" for one in formula.iter(f"{M}t"))
                shown = "shown" if tag == f"{M}oMathPara" else ""
                made.bits.append(Bit("formula", text, shown, link))
        elif tag == f"{W}bookmarkStart":
            made.bookmarks.add(attr(child, "name"))
        elif tag == f"{MC}AlternateContent":
            for one in chosen(child):
                self._inline(one, made, link)
        elif tag == f"{W}sdt":
            self._control(child, made, link)
        elif tag not in (f"{W}pPr", f"{W}sdtPr", f"{W}rPr", f"{W}ruby"):
            for one in child:
                self._inline(one, made, link)

    def _control(self, child: Element, made: Paragraph, link: str | None) -> None:
        content = child.find(f"{W}sdtContent")
        key = attr(child.find(f"{W}sdtPr/{W}tag"))
        if content is None:
            return
        if key.startswith("MENDELEY_CITATION"):
            shown = "".join(one.text or "" for one in content.iter(f"{W}t"))
            letters = key.split("_", 3)[-1]
            typed = base64.b64decode(letters + "=" * (-len(letters) % 4)).decode("utf-8", "replace")
            made.bits.append(Bit("citation", " ".join(shown.split()), typed, link))
            return
        for one in content:
            self._inline(one, made, link)

    def _link(self, child: Element, made: Paragraph) -> None:
        key = child.get(f"{R}id", "")
        address = self.part.targets.get(key, "") if key in self.part.outside else ""
        anchor = attr(child, "anchor")
        if address and anchor:
            address = f"{address}#{anchor}"
        for one in child:
            self._inline(one, made, address or (f"#{anchor}" if anchor else None))

    def _simple(self, child: Element, made: Paragraph, link: str | None) -> None:
        self.fields.append(_Field(attr(child, "instr"), in_result=True))
        for one in child:
            self._inline(one, made, link)
        self._end(made, link)

    def _part(self, part: Element, made: Paragraph, link: str | None) -> None:
        tag = part.tag
        if tag == f"{W}fldChar":
            self._sign(part, made, link)
        elif tag in (f"{W}instrText", f"{W}delInstrText"):
            if self.fields and not self.fields[-1].in_result:
                self.fields[-1].typed += part.text or ""
        elif tag in (f"{W}t", f"{W}delText"):
            self._text(part.text or "", made, link)
        elif tag in (f"{W}tab", f"{W}ptab"):
            self._text(" ", made, link)
        elif tag == f"{W}noBreakHyphen":
            self._text("\u2011", made, link)
        elif tag in (f"{W}br", f"{W}cr"):
            if attr(part, "type") in ("", "textWrapping"):
                made.bits.append(Bit("break"))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if tag.startswith(f"{W}foot") else "endnote"
            made.bits.append(Bit("note", attr(part, "id"), kind))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            behind = Drawn(self, part).settle(made)
            made.behind += behind
        elif tag == f"{MC}AlternateContent":
            for one in chosen(part):
                self._part(one, made, link)
        elif tag == f"{W}sym":
            made.bits.append(Bit("symbol", attr(part, "char"), attr(part, "font")))
        elif tag == f"{W}ruby":
            base, reading = part.find(f"{W}rubyBase"), part.find(f"{W}rt")
            words = [_letters(one) for one in (base, reading)]
            self._text(f"{words[0]} ({words[1]})" if words[1] else words[0], made, link)

    def _text(self, text: str, made: Paragraph, link: str | None) -> None:
        if any(not one.in_result for one in self.fields):
            return
        for one in self.fields:
            one.shown += text
        hidden = next((one for one in self.fields if hides(one)), None)
        if hidden is None:
            own = next((one for one in self.fields if one.is_any(("HYPERLINK",))), None)
            made.bits.append(Bit("text", text, "", _address(own) if own else link))

    def _sign(self, part: Element, made: Paragraph, link: str | None) -> None:
        kind = attr(part, "fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
            if self.fields[-1].is_any(_GENERATED):
                made.generated = "list"
            elif self.fields[-1].is_any(_BIBLIOGRAPHY):
                made.generated = "bibliography"
        elif kind == "end" and self.fields:
            self._end(made, link)

    def _end(self, made: Paragraph, link: str | None) -> None:
        one = self.fields.pop()
        words = " ".join(one.shown.split())
        if any(not outer.in_result or hides(outer) for outer in self.fields):
            return
        if one.is_any(("SEQ",)):
            made.counted = True
        elif is_citation(one):
            kind = "text" if words in self.unread else "citation"
            made.bits.append(Bit(kind, one.shown if kind == "text" else words, one.typed, link))
        elif one.is_any(("REF", "PAGEREF", "NOTEREF")) and words:
            named = one.typed.split()
            kind = named[0].upper()
            if "\\p" in named or len(named) < 2:
                made.bits.append(Bit("text", one.shown, "", link))
            else:
                made.bits.append(Bit("reference", words, named[1].strip('"'), link, kind))


def is_citation(one: _Field) -> bool:
    return one.is_any(_CITING) and not one.is_any(_BIBLIOGRAPHY) and "CSL_BIBLIO" not in one.typed


def hides(one: _Field) -> bool:
    """Whether what it shows is counted as something else than text."""
    words = one.typed.split()
    if not one.in_result or not words:
        return False
    named = len(words) > 1 and "\\p" not in words
    return is_citation(one) or (words[0].upper() in ("REF", "PAGEREF", "NOTEREF") and named)


def _address(one: _Field) -> str | None:
    found = re.search(r'HYPERLINK\s+(?:"([^"]+)"|([^\s\\"]\S*))', one.typed, re.IGNORECASE)
    anchor = re.search(r'\\l\s+"?([^"\s]+)', one.typed)
    address = (found[1] or found[2] or "") if found else ""
    if anchor:
        return f"{address}#{anchor[1]}"
    return address or None


def _letters(element: Element | None) -> str:
    return "" if element is None else "".join(one.text or "" for one in element.iter(f"{W}t"))
