"""What one chapter holds, class by class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from dinobook.importers.docx.counting.beside import apart, beside, is_filled, shows
from dinobook.importers.docx.counting.flow import Flow
from dinobook.importers.docx.counting.groups import Groups
from dinobook.importers.docx.counting.labels import (
    PAGE,
    REFERENCE,
    label_of,
    says_more,
    without_label,
    without_references,
)
from dinobook.importers.docx.counting.pieces import Bit, Block, Paragraph, Table
from dinobook.importers.docx.counting.places import Placed, first_words
from dinobook.importers.docx.counting.source import Source
from dinobook.importers.inventory import Inventory, same_words

_BARE: Final = re.compile(r"[\dA-Z.\-–]+\Z")
_NUMBER: Final = re.compile(r"[\d\s.,:;/()%€+\-−–±=<>*]*\d[\d\s.,:;/()%€+\-−–±=<>*]*\Z")
_DEEPEST: Final = 6
_PAGE_NAMES: Final = ("pagina", "page", "p.", "blz.", "bladzijde")
_PAGE_WORDS: Final = frozenset(
    {"", *(f"{on}{name}" for on in ("", "op ", "on ") for name in _PAGE_NAMES)}
)
_BROKEN: Final = re.compile(r"^(fout!|error!|erreur|fehler!)", re.IGNORECASE)


@dataclass(slots=True)
class Tally:
    """Counts the blocks of a chapter. `named`: bookmarks that headings and captions have."""

    source: Source
    captions: set[str]
    named: set[str]
    others: set[str]
    accept: bool
    unread: frozenset[str]
    missing: frozenset[str] = frozenset()
    in_boxes: list[str] = field(default_factory=list)
    found: Placed = field(default_factory=Placed)
    notes: list[Bit] = field(default_factory=list)
    depth: int = 0
    groups: Groups = field(init=False)

    def __post_init__(self) -> None:
        self.groups = Groups(self.found)

    def of(self, blocks: Sequence[Block], *, titled: bool) -> Inventory:
        """The inventory; the first block of a `titled` chapter is its title, which is no text."""
        blocks = list(blocks)
        if titled:
            title = blocks.pop(0)
            if isinstance(title, Paragraph):
                self._bits([bit for bit in title.bits if bit.kind in ("note", "picture")])
                self._boxes()
        self.blocks(blocks)
        for note in self.notes:
            self._note(note)
        return self.found.inventory()

    def blocks(self, blocks: Sequence[Block], holder: str = "") -> str:
        """Count the blocks of a chapter, a cell or a note; gives their words."""
        blocks = [one for block in blocks for one in apart(block, self.source)]
        filled = [one for one in blocks if isinstance(one, Table) or is_filled(one)]
        captions = beside(filled, self.source)
        said: list[str] = []
        self.groups.close()
        at = -1
        shown = {id(one) for one in filled}
        for block in blocks:
            self.found.place = first_words(block) or self.found.place
            at += id(block) in shown
            if id(block) not in shown:
                self._pass_blank(block)
            elif isinstance(block, Table):
                self.groups.close()
                said.append(self._table(block, [one for one in captions.values() if one[1] == at]))
            elif at in captions:
                self.groups.close()
                about = filled[captions[at][1]]
                if isinstance(about, Paragraph):
                    said.append(self._caption(captions[at][0]))
                    self._describe(about, said[-1])
            else:
                if shows(block):
                    self.groups.close()
                said.append(self._paragraph(block, holder, first=not any(said)))
        self.groups.close()
        return " ".join(filter(None, said))

    def _describe(self, shown: Paragraph, caption: str) -> None:
        """The caption stands for a description that is not there."""
        pictures = [bit for bit in shown.bits if bit.kind == "picture"]
        last = pictures[-1] if pictures else Bit("none", "there")
        if caption and not last.text and last.target not in (*self.missing, "chart"):
            self.found.add("descriptions", caption)

    def _pass_blank(self, block: Block) -> None:
        """An empty line ends a list or a quotation, and is part of code."""
        if isinstance(block, Table) or self.source.kind(block.element) != "code":
            self.groups.close()

    def _caption(self, block: Paragraph) -> str:
        text = without_label(self._bits(block.bits, typed=False))
        if text:
            self.found.add("captions", text)
            self.found.add_words(text)
        return text

    def _paragraph(self, block: Paragraph, holder: str, *, first: bool) -> str:
        kind = self.source.kind(block.element)
        typed = "".join(bit.text for bit in block.bits if bit.kind == "text")
        kind = "" if kind == "indented" and label_of(typed) else kind
        level = min(self.source.level(block.element), _DEEPEST)
        numbering = self.source.numbering(block.element)
        runs = _parted([bit for bit in block.bits if kind != "code" or bit.kind != "break"])
        said: list[str] = []
        for run in runs:
            text = self._bits(run)
            if not text:
                continue
            if kind != "code":
                self._code(run)
            self.found.add_words(text)
            said.append(text)
            self._counted(text, kind, level, numbering, holder, first=first and len(said) == 1)
        return " ".join([*said, *self._boxes()])

    def _counted(
        self,
        text: str,
        kind: str,
        level: int,
        numbering: tuple[str, int] | None,
        holder: str,
        *,
        first: bool,
    ) -> None:
        if level and not holder:
            self.groups.close()
            self.found.add("headings", f"{'> ' if 0 < self.depth < level else ''}{text}")
            self.depth = level
        elif kind in ("quote", "indented", "code") and not level:
            self.groups.text(text, kind)
        elif kind in ("definition term", "definition") and not level:
            self.groups.term(text, kind)
        elif numbering is not None and not level:
            self.groups.entry(text, numbering, is_holder=bool(holder) and first)
        else:
            self.groups.close()
            if not (holder and first):
                self.found.add("paragraphs", text)

    def _table(self, table: Table, captions: Sequence[tuple[Paragraph, int]]) -> str:
        said = [self._caption(block) for block, _ in captions]
        self.found.add("tables")
        for row in table.rows:
            self.found.add("rows")
            for cell in row:
                text = self.blocks(cell.blocks, "cell")
                self.found.add("cells", text)
                if cell.merged:
                    self.found.add("merged-cells", text)
                said.append(text)
        return " ".join(filter(None, said))

    def _note(self, note: Bit) -> None:
        known = self.source.notes.get((note.target, note.text))
        if known is None:
            return
        root, part = known
        flow = Flow(self.source, part, self.unread, accept=self.accept)
        text = self.blocks(flow.blocks(root), "note")
        self.found.add("notes", text)

    def _bits(self, bits: Sequence[Bit], *, typed: bool = True) -> str:
        """Count what stands in a line; gives its words. `typed`: with references that are words."""
        text: list[str] = []
        link: str | None = None
        linked: list[str] = []
        before = Bit("start")
        for bit in [*bits, Bit("end")]:
            if bit.link != link and bit.kind in ("text", "end", "break"):
                self._link(link, "".join(linked))
                link, linked = bit.link, []
            words = PAGE if _is_named_page(bit, before) else self._bit(bit)
            before = before if bit.kind == "text" and words.strip() in _PAGE_WORDS else bit
            text.append(words)
            linked.append(words)
        captions = self.captions if typed else set()
        whole, count = without_references("".join(text), captions)
        for _ in range(count):
            self.found.add("links")
        self._breaks(bits)
        return same_words(whole)

    def _breaks(self, bits: Sequence[Bit]) -> None:
        """Line breaks between words, not those at the ends."""
        inner = [bit.kind for bit in bits]
        while inner and inner[-1] in ("break", "picture"):
            inner.pop()
        while inner and inner[0] in ("break", "picture"):
            inner.pop(0)
        for _ in range(inner.count("break")):
            self.found.add("line-breaks")

    def _code(self, bits: Sequence[Bit]) -> None:
        """Runs of code in a sentence, each look for itself."""
        for _, group in groupby(bits, lambda bit: bit.target if bit.kind == "text" else ""):
            code = [bit.text for bit in group if bit.kind == "text" and bit.target]
            if "".join(code).strip():
                self.found.add("code", "".join(code))

    def _link(self, link: str | None, words: str) -> None:
        if not link or not words.strip() or (link.startswith("#") and link[1:] not in self.known):
            return
        self.found.add("links", words)
        if re.match(r"[a-z][a-z0-9+.-]*:|//", link, re.IGNORECASE):
            self.found.add("addresses", link)

    @property
    def known(self) -> set[str]:
        return self.named | self.others

    def _bit(self, bit: Bit) -> str:
        if bit.kind == "note":
            self.found.add("note-calls")
            self.notes.append(bit)
        elif bit.kind == "picture":
            self._picture(bit)
        elif bit.kind == "citation":
            self.found.add("citations", bit.text)
        elif bit.kind == "formula":
            if _NUMBER.match(bit.text):
                return bit.text
            self.found.add("formulas", bit.text)
        elif bit.kind == "reference":
            return self._reference(bit)
        return {"text": bit.text, "break": " "}.get(bit.kind, "")

    def _picture(self, bit: Bit) -> None:
        """One that is not there is a box, in which its description is to be read."""
        self.found.add("pictures", bit.target)
        if bit.text and bit.target in self.missing:
            self.in_boxes.append(same_words(bit.text))
        elif bit.text:
            self.found.add("descriptions", bit.text)

    def _boxes(self) -> list[str]:
        """What stands in the boxes of pictures that are not there, below the block they were in."""
        said, self.in_boxes = self.in_boxes, []
        for words in said:
            self.found.add("captions", words)
            self.found.add_words(words)
        return said

    def _reference(self, bit: Bit) -> str:
        if bit.target not in self.known or _BROKEN.match(bit.text) or bit.inner == "NOTEREF":
            return bit.text
        if bit.target in self.named and not says_more(bit.text):
            self.found.add("links")
            if bit.inner == "PAGEREF":
                return PAGE
            return REFERENCE if _BARE.match(bit.text) else ""
        if bit.inner != "PAGEREF":
            self.found.add("links", bit.text)
        return bit.text


def _is_named_page(bit: Bit, before: Bit) -> bool:
    """A page whose figure or heading is named right before it: the book says the page itself."""
    both = before.kind == bit.kind == "reference" and before.target == bit.target
    return both and bit.inner == "PAGEREF" and before.inner == "REF"


def _parted(bits: Sequence[Bit]) -> list[list[Bit]]:
    """The pieces of a paragraph between formulas on lines of their own."""
    runs: list[list[Bit]] = [[]]
    for bit in bits:
        own_line = bit.kind == "formula" and bit.target == "shown"
        if own_line and not _NUMBER.match(bit.text):
            runs += [[bit], []]
        else:
            runs[-1].append(bit)
    return runs
