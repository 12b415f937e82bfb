"""The text of a document as it is read: paragraphs with their pieces, one after another.

Text of boxes comes behind the paragraph that they hang in, deleted text not at all.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Final

from dinobook.importers.docx.counting.drawn import MC, Drawn, chosen
from dinobook.importers.docx.counting.fields import (
    BIBLIOGRAPHY,
    GENERATED,
    CountedField,
    address_of,
    hides,
    is_citation,
)
from dinobook.importers.docx.counting.pieces import Bit, Block, Cell, Paragraph, Table
from dinobook.importers.docx.counting.source import Element, Part, R, Source, W, attr
from dinobook.importers.docx.symbols import sign

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED: Final = (f"{W}pPr", f"{W}sdtPr", f"{W}rPr", f"{W}ruby")
_WAYS: Final = {
    f"{W}hyperlink": "_link",
    f"{W}fldSimple": "_simple",
    f"{M}oMath": "_formulas",
    f"{M}oMathPara": "_formulas",
    f"{W}bookmarkStart": "_bookmark",
    f"{MC}AlternateContent": "_several",
    f"{W}sdt": "_control",
}
"""The method that reads an element in a paragraph."""
_RUN_WAYS: Final = {
    f"{W}fldChar": "_sign",
    f"{W}instrText": "_instruction",
    f"{W}delInstrText": "_instruction",
    f"{W}br": "_break",
    f"{W}cr": "_break",
    f"{W}footnoteReference": "_call",
    f"{W}endnoteReference": "_call",
    f"{W}drawing": "_drawing",
    f"{W}pict": "_drawing",
    f"{W}object": "_drawing",
    f"{MC}AlternateContent": "_several_in_run",
    f"{W}sym": "_symbol",
    f"{W}ruby": "_ruby",
}
_SIGNS: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "\u2011"}


class Flow:
    """Reads a part. `accept`: tracked changes are taken as made; else as not made."""

    def __init__(
        self, source: Source, part: Part, unread: frozenset[str] = frozenset(), *, accept: bool
    ) -> None:
        self.source, self.part, self.accept = source, part, accept
        self.fields: list[CountedField] = []
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
            if one.in_result and one.is_any((*GENERATED, *BIBLIOGRAPHY)):
                made.generated = "list" if one.is_any(GENERATED) else "bibliography"
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
        placed = [self._placed(row) for row in self._inside(element, "tr")]
        columns = sorted({at for row in placed for _, at, _ in row})
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}
        for row in placed:
            cells: list[Cell] = []
            filled = 0
            for cell, at, end in row:
                wide = len([one for one in columns if at <= one < end])
                filled += wide
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and attr(merge) != "restart" and at in above:
                    above[at].merged = True
                    continue
                cells.append(Cell(self.blocks(cell), wide > 1))
                above.pop(at, None)
                if merge is not None:
                    above[at] = cells[-1]
            rows.append([*cells, *(Cell([]) for _ in range(len(columns) - filled))])
        return Table(rows)

    def _placed(self, row: Element) -> list[tuple[Element, int, int]]:
        """The cells of a row, each with the columns where it begins and ends."""
        said = attr(row.find(f"{W}trPr/{W}gridBefore"))
        at = int(said) if said.isdecimal() else 0
        found: list[tuple[Element, int, int]] = []
        for cell in self._inside(row, "tc"):
            said = attr(cell.find(f"{W}tcPr/{W}gridSpan"))
            end = at + (int(said) if said.isdecimal() else 1)
            found.append((cell, at if found else 0, end))
            at = end
        return found

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
        if tag in self.gone or not isinstance(tag, str) or tag in _SKIPPED:
            return
        if tag == f"{W}r":
            for part in child:
                self._in_run(part, made, link)
        elif tag in _WAYS:
            getattr(self, _WAYS[tag])(child, made, link)
        else:
            for one in child:
                self._inline(one, made, link)

    def _formulas(self, child: Element, made: Paragraph, link: str | None) -> None:
        for formula in child.iter(f"{M}oMath"):
            text = "".join(one.text or "" for one in formula.iter(f"{M}t"))
            shown = "shown" if child.tag == f"{M}oMathPara" else ""
            made.bits.append(Bit("formula", text, shown, link))

    def _bookmark(self, child: Element, made: Paragraph, link: str | None) -> None:
        made.bookmarks.add(attr(child, "name"))

    def _several(self, child: Element, made: Paragraph, link: str | None) -> None:
        for one in chosen(child):
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

    def _link(self, child: Element, made: Paragraph, link: str | None) -> None:
        key = child.get(f"{R}id", "")
        address = self.part.targets.get(key, "") if key in self.part.outside else ""
        anchor = attr(child, "anchor")
        if address and anchor:
            address = f"{address}#{anchor}"
        for one in child:
            self._inline(one, made, address or (f"#{anchor}" if anchor else None))

    def _simple(self, child: Element, made: Paragraph, link: str | None) -> None:
        self.fields.append(CountedField(attr(child, "instr"), in_result=True))
        for one in child:
            self._inline(one, made, link)
        self._end(made, link)

    def _in_run(self, part: Element, made: Paragraph, link: str | None) -> None:
        tag = part.tag
        if tag in (f"{W}t", f"{W}delText"):
            look = self.source.code_look(part.getparent())
            self._text(_spelled(part), made, link, look)
        elif tag in _SIGNS:
            self._text(_SIGNS[tag], made, link)
        elif tag in _RUN_WAYS:
            getattr(self, _RUN_WAYS[tag])(part, made, link)

    def _instruction(self, part: Element, made: Paragraph, link: str | None) -> None:
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].typed += part.text or ""

    def _break(self, part: Element, made: Paragraph, link: str | None) -> None:
        if attr(part, "type") in ("", "textWrapping"):
            made.bits.append(Bit("break"))

    def _call(self, part: Element, made: Paragraph, link: str | None) -> None:
        kind = "footnote" if part.tag.startswith(f"{W}foot") else "endnote"
        made.bits.append(Bit("note", attr(part, "id"), kind))

    def _drawing(self, part: Element, made: Paragraph, link: str | None) -> None:
        behind = Drawn(self, part).settle(made)
        made.behind += behind

    def _several_in_run(self, part: Element, made: Paragraph, link: str | None) -> None:
        for one in chosen(part):
            self._in_run(one, made, link)

    def _symbol(self, part: Element, made: Paragraph, link: str | None) -> None:
        self._text(sign(attr(part, "font"), attr(part, "char")), made, link)

    def _ruby(self, part: Element, made: Paragraph, link: str | None) -> None:
        words = [_letters(part.find(f"{W}{name}")) for name in ("rubyBase", "rt")]
        self._text(f"{words[0]} ({words[1]})" if words[1] else words[0], made, link)

    def _text(self, text: str, made: Paragraph, link: str | None, look: str = "") -> None:
        if any(not one.in_result for one in self.fields):
            return
        for one in self.fields:
            one.shown += text
        hidden = next((one for one in self.fields if hides(one)), None)
        if hidden is None:
            own = next((one for one in self.fields if one.is_any(("HYPERLINK",))), None)
            made.bits.append(Bit("text", text, look, address_of(own) if own else link))

    def _sign(self, part: Element, made: Paragraph, link: str | None) -> None:
        kind = attr(part, "fldCharType")
        if kind == "begin":
            self.fields.append(CountedField())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
            if self.fields[-1].is_any(GENERATED):
                made.generated = "list"
            elif self.fields[-1].is_any(BIBLIOGRAPHY):
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
            made.bits.append(Bit(kind, one.shown if kind == "text" else words, "", link))
        elif one.is_any(("REF", "PAGEREF", "NOTEREF")) and words:
            named = one.typed.split()
            kind = named[0].upper()
            if hides(one):
                made.bits.append(Bit("reference", words, named[1].strip('"'), link, kind))


def _letters(element: Element | None) -> str:
    return "" if element is None else "".join(one.text or "" for one in element.iter(f"{W}t"))


def _spelled(part: Element) -> str:
    """Letters of a typeface of signs as what they show."""
    text = part.text or ""
    run = part.getparent()
    font = attr(None if run is None else run.find(f"{W}rPr/{W}rFonts"), "ascii")
    if font.lower() not in ("symbol", "wingdings"):
        return text
    return "".join(sign(font, f"{ord(one):x}") if ord(one) >= 0xF000 else one for one in text)
