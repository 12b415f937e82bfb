"""Word documents made in code: by python-docx, and by hand-written XML for what it cannot write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree
from PIL import Image

NAMES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Made:
    """A document that is being made. Text goes in as XML where Word has more than words."""

    def __init__(self) -> None:
        self.file: WordFile = Document()
        self.notes: list[str] = []
        self.body = self.file.element.body

    def heading(self, words: str, level: int = 1, *, bookmark: str = "") -> None:
        paragraph = self.file.add_heading(level=level)
        for part in parts(marked(bookmark, text(words))):
            paragraph._p.append(part)

    def p(self, words: str, style: str = "Normal") -> None:
        self.file.add_paragraph(words, style)

    def xml(self, inner: str, style: str = "", properties: str = "") -> None:
        """A paragraph of hand-written XML."""
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        self.put(f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>")

    def put(self, block: str) -> None:
        """A block of hand-written XML at the end of the text."""
        for part in parts(block):
            self.body.insert(len(self.body) - 1, part)

    def note(self, words: str) -> str:
        """The call of a footnote with these words, to be put into a paragraph."""
        self.notes.append(words)
        return f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'

    def picture(self, data: bytes, suffix: str = "png") -> str:
        """The relation of a picture, put into the file as it is."""
        count = sum(str(part.partname).startswith("/word/media") for part in self._parts())
        name = PackURI(f"/word/media/image{count + 1}.{suffix}")
        kinds = {"png": "image/png", "jpg": "image/jpeg"}
        part = Part(name, kinds.get(suffix, f"image/x-{suffix}"), data, self.file.part.package)
        return self.file.part.relate_to(part, KIND.IMAGE)

    def part(self, name: str, content_type: str, kind: str, xml: str) -> None:
        part = Part(PackURI(name), content_type, xml.encode(), self.file.part.package)
        self.file.part.relate_to(part, kind)

    def data(self) -> bytes:
        if self.notes:
            rows = "".join(
                f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
                f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{text(words)}</w:p></w:footnote>'
                for number, words in enumerate(self.notes, start=1)
            )
            ends = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            xml = f"<w:footnotes {NAMES}>{ends}{rows}</w:footnotes>"
            self.part("/word/footnotes.xml", f"{_WORD}.footnotes+xml", KIND.FOOTNOTES, xml)
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _parts(self) -> list[Part]:
        return list(self.file.part.package.iter_parts())


def parts(xml: str) -> list[etree._Element]:
    """Elements of hand-written XML."""
    return list(parse_xml(f"<w:body {NAMES}>{xml}</w:body>"))


def text(words: str, look: str = "") -> str:
    """A run; `look` is XML of its properties."""
    named = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{named}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def marked(name: str, inner: str) -> str:
    """`inner` between the ends of a bookmark."""
    if not name:
        return inner
    number = sum(map(ord, name))
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    )


def field(instruction: str, result: str) -> str:
    """A complex field; `result` is XML or words."""
    shown = result if result.startswith("<") else text(result)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def simple_field(instruction: str, words: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{text(words)}</w:fldSimple>'


def drawing(relation: str, description: str = "", *, floats: bool = False) -> str:
    """A picture in the line, or one that floats."""
    where = "anchor" if floats else "inline"
    blip = f'<a:blip r:embed="{relation}"/>' if relation else ""
    return (
        f'<w:r><w:drawing><wp:{where}><wp:docPr id="1" name="Afbeelding 1" '
        f'descr="{escape(description)}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f"{blip}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{where}></w:drawing></w:r>"
    )


def box(inner: str) -> str:
    """A text box as Word writes it: once as a shape, and once more for older programs."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:docPr id="2" name="Tekstvak 2"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def formula(letters: str) -> str:
    return f"<m:oMath><m:r><m:t>{escape(letters)}</m:t></m:r></m:oMath>"


def png(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def photo(**options: object) -> bytes:
    """A JPEG of a camera that was held on its side, with its owner's name and the place."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Fotograaf Geheim"
    Image.new("RGB", (60, 40), "orange").save(out, "JPEG", exif=exif)
    return out.getvalue()


def document(write: Callable[[Made], None]) -> bytes:
    """The bytes of a document that `write` writes."""
    made = Made()
    write(made)
    return made.data()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
