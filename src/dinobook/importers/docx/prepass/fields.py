"""Fields (ECMA-376, 17.16): found wherever they begin and end, and read as what they mean.

A field has an instruction and the result that was printed last. Simple fields are written out as
the others first, so that there is one form.
"""

from __future__ import annotations

import base64
import binascii
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from dinobook.importers.docx.ooxml import W, drop, text_of, unwrap, value

_BEGIN_OR_END: Final = f"{W}fldChar"
_INSTRUCTION: Final = f"{W}instrText"
_PROPERTIES: Final = f"{W}rPr"


@dataclass(slots=True, eq=False)
class Field:
    """A field with the runs of its result, and the fields inside it."""

    begin: etree._Element
    end: etree._Element | None = None
    typed: str = ""
    in_result: bool = False
    result: list[etree._Element] = field(default_factory=list)
    inside: list[Field] = field(default_factory=list)
    data: str = ""

    @property
    def instruction(self) -> str:
        return " ".join(self.typed.split())

    @property
    def name(self) -> str:
        """`REF`, `CITATION`, …; of an add-in the word behind ADDIN, `ADDIN ZOTERO_ITEM`."""
        words = self.instruction.split()
        if not words:
            return ""
        first = words[0].upper()
        return f"{first} {words[1]}" if first == "ADDIN" and len(words) > 1 else first

    @property
    def printed(self) -> str:
        return "".join(text_of(one) for one in self.result)

    @property
    def all_data(self) -> str:
        """What a program has kept inside, also in a field that lies in the instruction."""
        return self.data or next((one.all_data for one in self.inside if one.all_data), "")


def written_out(root: etree._Element) -> None:
    """Simple fields become complex ones, and each mark of a field has a run of its own."""
    for simple in list(root.iter(f"{W}fldSimple")):
        begin, middle, end = (_mark(kind) for kind in ("begin", "separate", "end"))
        instruction = etree.Element(f"{W}r")
        typed = etree.SubElement(instruction, _INSTRUCTION)
        typed.text = value(simple, "instr")
        for data in list(simple.iterchildren(f"{W}fldData")):
            begin[0].append(data)
        for part in (middle, instruction, begin):
            simple.insert(0, part)
        simple.append(end)
        unwrap(simple)
    for run in list(root.iter(f"{W}r")):
        _part_run(run)


def fields_of(root: etree._Element) -> list[Field]:
    """The outermost fields in order. Runs inside an instruction are taken out of the text."""
    outermost: list[Field] = []
    open_fields: list[Field] = []
    for run in list(root.iter(f"{W}r")):
        _take(run, open_fields, outermost)
    return outermost + [one for one in open_fields[:1] if one not in outermost]


def every(fields: list[Field]) -> Iterator[Field]:
    """Each field before those inside it."""
    for one in fields:
        yield one
        yield from every(one.inside)


def without_marks_of_fields(root: etree._Element) -> None:
    """What is left of fields: their results as text."""
    for part in list(root.iter(_BEGIN_OR_END, _INSTRUCTION)):
        run = part.getparent()
        drop(part)
        if run is not None and not [one for one in run if one.tag != _PROPERTIES]:
            drop(run)


def _take(run: etree._Element, open_fields: list[Field], outermost: list[Field]) -> None:
    sign = run.find(_BEGIN_OR_END)
    kind = "" if sign is None else value(sign, "fldCharType")
    if kind == "begin":
        made = Field(run, data=_decoded(sign))
        (open_fields[-1].inside if open_fields else outermost).append(made)
        open_fields.append(made)
    elif kind and open_fields:
        if kind == "separate":
            open_fields[-1].in_result = True
        else:
            open_fields.pop().end = run
    elif not kind:
        _take_text(run, open_fields)


def _take_text(run: etree._Element, open_fields: list[Field]) -> None:
    """Text of an instruction leaves the document, also the result of a field that lies in one."""
    asking = [one for one in open_fields if not one.in_result]
    if not asking:
        for one in open_fields:
            one.result.append(run)
        return
    typed = "".join(part.text or "" for part in run.iter(_INSTRUCTION))
    if typed:
        open_fields[-1].typed += typed
        return
    for one in asking:
        one.typed += text_of(run)
    drop(run)


def _mark(kind: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, _BEGIN_OR_END).set(f"{W}fldCharType", kind)
    return run


def _part_run(run: etree._Element) -> None:
    """A run that holds a field's mark beside other things becomes several."""
    parts = [one for one in run if one.tag != _PROPERTIES]
    if len(parts) < 2 or not any(one.tag in (_BEGIN_OR_END, _INSTRUCTION) for one in parts):
        return
    properties = run.find(_PROPERTIES)
    for part in reversed(parts[1:]):
        made = etree.Element(f"{W}r")
        if properties is not None:
            made.append(copy.deepcopy(properties))
        made.append(part)
        run.addnext(made)


def _decoded(sign: etree._Element | None) -> str:
    """The data that a program keeps in a field, as text."""
    kept = None if sign is None else sign.find(f"{W}fldData")
    if kept is None or not kept.text:
        return ""
    try:
        return base64.b64decode("".join(kept.text.split())).decode("utf-8", "replace").strip("\0")
    except (binascii.Error, ValueError):
        return ""
