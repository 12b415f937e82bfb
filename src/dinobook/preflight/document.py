"""What a PDF says of itself as a whole: version, standards, output intents, things to click."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import pikepdf
from lxml import etree

from dinobook.book.model import DRAFT_LABEL
from dinobook.preflight.facts import FileFacts, Intent

_PDF_X: Final = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_PDF_A: Final = "{http://www.aiim.org/pdfa/ns/id/}"
_PLACE: Final = re.compile(r"(?:offset \d+\)?|>): ")
_TRAPPED: Final = "{http://ns.adobe.com/pdf/1.3/}Trapped"
_LABEL: Final = "{http://ns.adobe.com/xap/1.0/}Label"
_PDF_UA: Final = "{http://www.aiim.org/pdfua/ns/id/}part"
_MOST: Final = 100_000


def file_facts(pdf: pikepdf.Pdf, page_count: int) -> FileFacts:
    root: Any = pdf.Root
    form = _dictionary(root.get("/AcroForm"))
    names = _dictionary(root.get("/Names"))
    info, described = _dictionary(pdf.trailer.get("/Info")), _described(pdf)
    layers = _dictionary(root.get("/OCProperties")).get("/OCGs")
    return FileFacts(
        page_count=page_count,
        version=pdf.pdf_version,
        locked=pdf.is_encrypted,
        damage=_first_repair(pdf.get_warnings()),
        bookmarks=_bookmarks(_dictionary(root.get("/Outlines")).get("/First")),
        scripts="/JavaScript" in names or _runs_script(root.get("/OpenAction")) or "/AA" in root,
        fields=len(_array(form.get("/Fields"))),
        attachments=max(len(pdf.attachments), len(_array(root.get("/AF")))),
        layers=len(_array(layers)),
        hidden=tuple(_hidden(_dictionary(root.get("/OCProperties")))),
        claims=tuple(_claims(info, described)),
        intents=tuple(_intents(root)),
        is_draft=described.get(_LABEL, "").lower() == DRAFT_LABEL,
        trapped=str(info.get("/Trapped", described.get(_TRAPPED, ""))).lstrip("/"),
    )


def _dictionary(given: Any) -> Any:
    return given if isinstance(given, pikepdf.Dictionary) else pikepdf.Dictionary()


def _array(given: Any) -> list[Any]:
    return list(given) if isinstance(given, pikepdf.Array) else []


def _hidden(layers: Any) -> list[str]:
    """The names of layers that are off at first (ISO 32000-2, 8.11.4.3)."""
    shown = _dictionary(layers.get("/D"))
    on, off = ([one.objgen for one in _array(shown.get(key))] for key in ("/ON", "/OFF"))
    all_off = str(shown.get("/BaseState", "")) == "/OFF"
    return [
        str(_dictionary(one).get("/Name", ""))
        for one in _array(layers.get("/OCGs"))
        if one.objgen in off or (all_off and one.objgen not in on)
    ]


def _first_repair(warnings: Sequence[object]) -> str:
    """What was repaired first, without the place in the file; empty: nothing."""
    return _PLACE.split(str(warnings[0]), maxsplit=1)[-1] if warnings else ""


def _runs_script(action: Any) -> bool:
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) == "/JavaScript"


def _bookmarks(first: Any) -> int:
    """How many lines the outline has. A damaged one may turn in circles."""
    count, waiting = 0, [first]
    while waiting and count < _MOST:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary):
            count += 1
            waiting += [one.get("/Next"), one.get("/First")]
    return count


def _claims(info: Any, described: dict[str, str]) -> list[str]:
    found = []
    for version in (info.get("/GTS_PDFXVersion"), described.get(_PDF_X)):
        if version is not None:
            found.append(str(version))
    if part := described.get(f"{_PDF_A}part"):
        found.append(f"PDF/A-{part}{described.get(f'{_PDF_A}conformance', '').lower()}")
    if part := described.get(_PDF_UA):
        found.append(f"PDF/UA-{part}")
    return list(dict.fromkeys(found))


def _described(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The simple properties of the XMP packet, by their names; empty when it cannot be read."""
    packet = pdf.Root.get("/Metadata")
    if not isinstance(packet, pikepdf.Stream):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(packet.read_bytes(), parser)
    except (etree.XMLSyntaxError, pikepdf.PdfError):
        return {}
    found: dict[str, str] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            found |= {str(name): str(value) for name, value in element.attrib.items()}
            if element.text and element.text.strip() and not len(element):
                found[element.tag] = element.text.strip()
    return found


def _intents(root: pikepdf.Dictionary) -> list[Intent]:
    return [
        Intent(
            str(one.get("/S", "")).lstrip("/"),
            str(one.get("/OutputConditionIdentifier", "")),
            isinstance(one.get("/DestOutputProfile"), pikepdf.Stream),
        )
        for one in _array(root.get("/OutputIntents"))
        if isinstance(one, pikepdf.Dictionary)
    ]
