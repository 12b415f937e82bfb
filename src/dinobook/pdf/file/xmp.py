"""What a PDF says of itself in XMP (ISO 16684-1), as PDF/UA-1 wants it (ISO 14289-1, clause 5)."""

from __future__ import annotations

from html import escape
from typing import Final

from dinobook.book.model import DRAFT_LABEL, Metadata

_HEAD: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
)
_TAIL: Final = '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'


def xmp(metadata: Metadata) -> bytes:
    """The packet, with the claim to be PDF/UA-1."""
    facts = [
        _in_language("dc:title", metadata.file_title),
        _list("dc:creator", "Seq", [author.name for author in metadata.authors]),
        _in_language("dc:description", metadata.description),
        _list("dc:publisher", "Bag", [metadata.publisher]),
        _in_language("dc:rights", metadata.rights),
        _list("dc:language", "Bag", [metadata.language]),
        f"<dc:identifier>{escape(metadata.identifier)}</dc:identifier>",
        f"<xmp:CreateDate>{metadata.modified}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{metadata.modified}</xmp:ModifyDate>",
        "<xmp:CreatorTool>dinobook</xmp:CreatorTool>",
        f"<xmp:Label>{DRAFT_LABEL}</xmp:Label>" if metadata.draft else "",
        "<pdfuaid:part>1</pdfuaid:part>",
    ]
    return (_HEAD + "".join(facts) + _TAIL).encode("utf-8")


def _in_language(name: str, text: str) -> str:
    if not text:
        return ""
    return (
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'
    )


def _list(name: str, kind: str, texts: list[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
