"""What a file says it is: PDF/X for a press, PDF/A for an archive, with the colours it means."""

from __future__ import annotations

import hashlib
import uuid
from typing import Final

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from dinobook.finish.conditions import REGISTRY, condition_of
from dinobook.finish.profile import COMPONENTS, Profile, srgb
from dinobook.finish.settings import ARCHIVE_STANDARDS, Finish

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PDFUA: Final = "http://www.aiim.org/pdfua/ns/id/"
_DECLARED: Final = "http://pdfa.org/declarations/"
_SPACES: Final = {
    "pdfuaid": _PDFUA,
    "pdfd": _DECLARED,
    "rdf": _RDF,
    "x": "adobe:ns:meta/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_EMPTY: Final = (
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}"></rdf:RDF></x:xmpmeta>'
)
_X_NAMES: Final = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2003", "x-3": "PDF/X-3:2003"}
_VERSIONS: Final = {
    "x-4": "1.6",
    "x-1a": "1.4",
    "x-3": "1.4",
    "ua-2": "2.0",
    **dict.fromkeys(ARCHIVE_STANDARDS, "1.7"),
}
# PDF/A knows no PDF/UA, so the claim's key is described (ISO 19005-2, 6.6.2.3).
_PDFUA_SCHEMA: Final = (
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_PDFUA}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType='Resource'>"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
    "</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


# Well-Tagged PDF 1.0, 6.1: what UA-2 asks of tags, in the words of the PDF Association.
_WELL_TAGGED: Final = (
    "<pdfd:declarations><rdf:Bag>"
    + "".join(
        f"<rdf:li rdf:parseType='Resource'><pdfd:conformsTo>{_DECLARED}wtpdf#{level}1.0"
        "</pdfd:conformsTo></rdf:li>"
        for level in ("accessibility", "reuse")
    )
    + "</rdf:Bag></pdfd:declarations>"
)


def version_of(settings: Finish) -> str:
    """The version of PDF that a standard is built on; empty: as it is."""
    return _VERSIONS.get(settings.standard, "")


def identify(pdf: pikepdf.Pdf, settings: Finish) -> None:
    """Claim the standard, and name the colours that the file is made for."""
    if settings.is_print_standard:
        _claim_x(pdf, settings.standard)
    if settings.is_archive:
        _claim_a(pdf)
    profile = srgb() if settings.is_archive else settings.profile
    if profile is not None and settings.standard:
        kind = Name.GTS_PDFA1 if settings.is_archive else Name.GTS_PDFX
        pdf.Root.OutputIntents = Array([_intent(pdf, profile, kind)])
    if settings.metadata:
        _write_xmp(pdf, settings)


def _intent(pdf: pikepdf.Pdf, profile: Profile, kind: Name) -> Dictionary:
    """The press condition is described by the profile; its registered name is said where known."""
    stream = pdf.make_stream(profile.data)
    stream.N = COMPONENTS[profile.space]
    said = String(profile.description or "A press")
    registered = condition_of(profile.description) if kind == Name.GTS_PDFX else ""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=kind,
        OutputConditionIdentifier=String(registered or "Custom"),
        OutputCondition=said,
        Info=said,
        DestOutputProfile=pdf.make_indirect(stream),
    )
    if registered:
        intent.RegistryName = String(REGISTRY)
    return intent


def _claim_x(pdf: pikepdf.Pdf, standard: str) -> None:
    info = pdf.docinfo
    info.Trapped = Name("/False")
    info.Producer = String("dinobook")
    if standard != "x-4":  # which says it in its XMP alone (ISO 15930-7, 6.20)
        info.GTS_PDFXVersion = String(_X_NAMES[standard])


def _claim_a(pdf: pikepdf.Pdf) -> None:
    """Links are printed with the page: ISO 19005-2, 6.3.2."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.F = 4


def _write_xmp(pdf: pikepdf.Pdf, settings: Finish) -> None:
    packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else _EMPTY.encode()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(packet, parser)
    rdf = root if root.tag == f"{{{_RDF}}}RDF" else root.find(f".//{{{_RDF}}}RDF")
    if rdf is None:
        raise ValueError("the metadata has no RDF")
    is_tagged = "/StructTreeRoot" in pdf.Root
    if not is_tagged:
        for claim in list(rdf.iter(f"{{{_PDFUA}}}*")):
            claim.getparent().remove(claim)
    for claim in rdf.iter(f"{{{_PDFUA}}}part") if settings.standard == "ua-2" else ():
        claim.text = "2"
    if facts := _facts(pdf, settings, is_tagged=is_tagged):
        spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
        rdf.append(
            etree.fromstring(
                f'<rdf:Description rdf:about="" {spaces}>{facts}</rdf:Description>', parser
            )
        )
        etree.cleanup_namespaces(rdf)
    text = etree.tostring(root, encoding="unicode")
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    written = pdf.make_stream((head + text + '\n<?xpacket end="w"?>').encode())
    written.Type, written.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(written)


def _facts(pdf: pikepdf.Pdf, settings: Finish, *, is_tagged: bool) -> str:
    if settings.is_archive:
        said = settings.standard.removeprefix("a-").upper()
        part, level = said[:1], said[1:]
        claim = f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>"
        return claim + (_PDFUA_SCHEMA if is_tagged else "")
    if settings.standard == "ua-2":
        return f"<pdfuaid:rev>2024</pdfuaid:rev>{_WELL_TAGGED}"
    if not settings.is_print_standard:
        return ""
    name = _X_NAMES[settings.standard]
    claim = (
        f"<pdfxid:GTS_PDFXVersion>{name}</pdfxid:GTS_PDFXVersion>"
        if settings.standard == "x-4"
        else f"<pdfx:GTS_PDFXVersion>{name}</pdfx:GTS_PDFXVersion>"
    )
    modified = _date(pdf)
    dated = f"<xmp:MetadataDate>{modified}</xmp:MetadataDate>" if modified else ""
    return (
        f"{claim}{dated}<xmpMM:DocumentID>urn:uuid:{_document_id(pdf)}</xmpMM:DocumentID>"
        "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
        "<pdf:Producer>dinobook</pdf:Producer><pdf:Trapped>False</pdf:Trapped>"
    )


def _document_id(pdf: pikepdf.Pdf) -> uuid.UUID:
    """From the file's own identifier, which the book decides."""
    identifier = bytes(pdf.trailer.ID[0]) if "/ID" in pdf.trailer else b""
    return uuid.UUID(bytes=hashlib.sha256(identifier).digest()[:16], version=5)


def _date(pdf: pikepdf.Pdf) -> str:
    """The day and time in the file's information as XMP writes it."""
    text = str(pdf.docinfo.get("/ModDate", ""))
    digits = "".join(char for char in text if char.isdigit())[:14]
    if len(digits) < 14:
        return ""
    year, month, day, hour, minute, second = (
        digits[:4], digits[4:6], digits[6:8], digits[8:10], digits[10:12], digits[12:14],
    )  # fmt: skip
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
