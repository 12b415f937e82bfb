"""A field that cites: which works, by whatever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from dinobook.importers.docx.cited import endnote
from dinobook.importers.docx.cited.model import CitedWork, Item
from dinobook.importers.docx.cited.programs import citavi_works, csl_works, decoded
from dinobook.importers.docx.ooxml import W, value
from dinobook.importers.docx.prepass.fields import Field

BIBLIOGRAPHIES: Final = (
    *("BIBLIOGRAPHY", "ADDIN ZOTERO_BIBL", "ADDIN EN.REFLIST", "ADDIN Mendeley"),
    *("ADDIN CitaviBibliography", "ADDIN CITAVI.BIBLIOGRAPHY"),
)
_MENDELEY: Final = re.compile(r"\AMENDELEY_CITATION_v\d+_(?P<kept>.*)\Z", re.DOTALL)
_ARGUMENT: Final = re.compile(r'\\(?P<switch>\w)|"(?P<quoted>[^"]*)"|(?P<plain>[^\s"\\]+)')
_WITH_VALUE: Final = "pvfslm"


def cites(field: Field) -> bool:
    """Whether the field is a citation, readable or not."""
    if is_bibliography(field):
        return False
    return field.name == "CITATION" or field.name.startswith(
        ("ADDIN ZOTERO_ITEM", "ADDIN CSL_CITATION", "ADDIN EN.CITE", "ADDIN CitaviPlaceholder")
    )


def is_bibliography(field: Field) -> bool:
    return field.name.startswith(BIBLIOGRAPHIES)


def works_of(field: Field, word_sources: Mapping[str, Item]) -> list[CitedWork]:
    """The works that it cites; empty when one of them cannot be read."""
    if field.name == "CITATION":
        return _word_works(field.instruction, word_sources)
    if field.name.startswith("ADDIN EN.CITE"):
        return endnote.works(field.typed) or endnote.works(field.all_data)
    if field.name.startswith("ADDIN CitaviPlaceholder"):
        return citavi_works(field.typed)
    return csl_works(field.typed)


def mendeley_controls(root: etree._Element) -> None:
    """Mendeley Cite keeps citations in content controls: make fields of them."""
    for control in list(root.iter(f"{W}sdt")):
        found = _MENDELEY.match(value(control.find(f"{W}sdtPr/{W}tag")))
        content = control.find(f"{W}sdtContent")
        if found is None or content is None or content.find(f"{W}p") is not None:
            continue
        simple = etree.Element(f"{W}fldSimple")
        simple.set(f"{W}instr", f"ADDIN CSL_CITATION {decoded(found['kept'])}")
        simple.extend(list(content))
        content.append(simple)


def _word_works(instruction: str, sources: Mapping[str, Item]) -> list[CitedWork]:
    r"""One source with its switches, then others behind `\m`: `Pee10 \p 4 \m Rae09`."""
    rows: list[dict[str, str]] = []
    waiting = "key"
    for found in list(_ARGUMENT.finditer(instruction))[1:]:
        switch = found["switch"]
        if switch == "m":
            waiting = "key"
        elif switch and switch in _WITH_VALUE:
            waiting = switch
        elif switch:
            _last(rows)[switch] = "on"
            waiting = ""
        elif waiting == "key":
            rows.append({"key": found["quoted"] or found["plain"] or ""})
            waiting = ""
        elif waiting:
            _last(rows)[waiting] = found["quoted"] or found["plain"] or ""
            waiting = ""
    items = [(row, sources.get(row.get("key", "").casefold())) for row in rows]
    if any(item is None for _, item in items):
        return []
    return [_word_work(row, item) for row, item in items if item is not None]


def _last(rows: list[dict[str, str]]) -> dict[str, str]:
    return rows[-1] if rows else {}


def _word_work(row: Mapping[str, str], item: Item) -> CitedWork:
    volume = row.get("v", "")
    return CitedWork(
        item,
        str(item["id"]),
        str(item["id"]),
        row.get("p", "") or volume,
        "page" if row.get("p") else "volume",
        row.get("f", ""),
        row.get("s", ""),
        "n" in row,
    )
