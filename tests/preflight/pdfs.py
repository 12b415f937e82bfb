"""Small PDFs, written by hand: content streams as they stand in a file, with directives.

A line that begins with `%%` is a directive, everything else is content:

    %% printer line_pt=0.75 marks=[]     what the printer asks; unsaid things it does not ask
    %% page trim=[8,8,92,142]            begins another page, with boxes, rotation or annotations
    %% file outline encrypted            what else the file has

Pages are 100 x 150 points unless `media` says otherwise. The resources are those of `_RESOURCES`.
"""

from __future__ import annotations

import ast
import dataclasses
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from dinobook.printers import Printer, Rule, printer

ASKS_NOTHING: Mapping[str, Any] = {
    "trims_mm": (),
    "custom_mm": (),
    "bleed_mm": 0.0,
    "bleed_inside": True,
    "marks": ("crop", "registration", "colour"),
    "colour": "any",
    "ink_limit": 0,
    "standard": "",
    "outline": True,
    "links": True,
    "pages": (0, 0),
    "multiple": 1,
    "last_blank": 0,
    "blanks_in_row": 0,
    "gutter_mm": (),
    "margin_mm": 0.0,
    "image_dpi": 0,
    "font_pt": 0.0,
    "line_pt": 0.0,
}
BOXES = {"media": "/MediaBox", "crop": "/CropBox", "bleed": "/BleedBox", "trim": "/TrimBox"}


@dataclass
class Script:
    """A written PDF: pages with their directives and content."""

    asked: dict[str, Any] | None = None
    file: list[str] = field(default_factory=list)
    pages: list[tuple[dict[str, Any], list[str]]] = field(default_factory=list)

    @property
    def printer(self) -> Printer | None:
        return None if self.asked is None else printer_asking(**self.asked)


def printer_asking(**asked: Any) -> Printer:
    """A printer who asks for this and nothing else."""
    every = {**ASKS_NOTHING, **asked}
    rules: dict[str, Any] = {name: Rule(value, "a test") for name, value in every.items()}
    return dataclasses.replace(printer("generic"), name="proef", title="Drukkerij Proef", **rules)


def read(text: str) -> Script:
    script = Script()
    for line in text.splitlines():
        if not line.startswith("%% "):
            if not script.pages:
                script.pages.append(({}, []))
            script.pages[-1][1].append(line)
            continue
        kind, *words = line[3:].split()
        if kind == "printer":
            script.asked = _values(words)
        elif kind == "file":
            script.file += words
        elif kind == "page":
            script.pages.append((_values(words), []))
        else:
            raise ValueError(line)
    return script


def _values(words: list[str]) -> dict[str, Any]:
    pairs = (word.split("=", 1) for word in words)
    return {name: ast.literal_eval(value) for name, value in pairs}


def made(text: str) -> bytes:
    """The PDF that a text writes out."""
    script = read(text)
    pdf = Pdf.new()
    resources = pdf.make_indirect(_resources(pdf))
    for keys, lines in script.pages:
        _add_page(pdf, resources, keys, "\n".join(lines))
    for word in script.file:
        name, _, value = word.partition("=")
        _FILE[name](pdf, value)
    locked = pikepdf.Encryption(owner="geheim", user="") if "encrypted" in script.file else False
    if "password" in script.file:
        locked = pikepdf.Encryption(owner="geheim", user="geheim")
    written = io.BytesIO()
    pdf.save(written, encryption=locked, deterministic_id=not locked)
    return written.getvalue()


def _add_page(pdf: Pdf, resources: Any, keys: dict[str, Any], content: str) -> None:
    pdf.add_blank_page(page_size=(100, 150))
    page = pdf.pages[-1]
    for name, key in BOXES.items():
        if name in keys:
            page.obj[key] = Array(keys[name])
    if keys.get("media", ()) is None:
        del page.obj["/MediaBox"]
    if "rotate" in keys:
        page.obj["/Rotate"] = keys["rotate"]
    if "unit" in keys:
        page.obj["/UserUnit"] = keys["unit"]
    if "group" in keys:
        page.obj["/Group"] = Dictionary(Type=Name.Group, S=Name.Transparency)
    if "annotation" in keys:
        shape = Dictionary(
            Type=Name.Annot, Subtype=Name("/" + keys["annotation"]), Rect=[9, 9, 30, 20]
        )
        page.obj["/Annots"] = Array([pdf.make_indirect(shape)])
    page.obj["/Resources"] = resources
    page.obj["/Contents"] = pdf.make_stream(content.encode("latin-1"))


def _outline(pdf: Pdf, _: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Een", 0))
        outline.root.append(pikepdf.OutlineItem("Twee", 0))


def _script(pdf: Pdf, _: str) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _form(pdf: Pdf, _: str) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=[Dictionary(FT=Name.Tx, T=String("naam"))])


def _attachment(pdf: Pdf, _: str) -> None:
    pdf.attachments["lijst.txt"] = pikepdf.AttachedFileSpec(
        pdf,
        b"een lijst",
        filename="lijst.txt",
        description="",
        mime_type="",
        creation_date="",
        mod_date="",
    )


def _layer(pdf: Pdf, state: str) -> None:
    """`layer`, `layer=hidden`."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Laag")))
    shown = Dictionary(Order=[group], OFF=[group] if state == "hidden" else [])
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=shown)


def _labels(pdf: Pdf, given: str) -> None:
    """`4,r`: the first page is iv."""
    first, _, style = given.partition(",")
    label = Dictionary(S=Name(f"/{style or 'D'}"), St=int(first))
    pdf.Root.PageLabels = Dictionary(Nums=[0, label])


def _version(pdf: Pdf, version: str) -> None:
    pdf.docinfo["/GTS_PDFXVersion"] = String(version.replace("_", " "))


def _trapped(pdf: Pdf, value: str) -> None:
    pdf.docinfo["/Trapped"] = Name("/" + value)


def _intent(pdf: Pdf, condition: str) -> None:
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)
    if condition:
        intent.OutputConditionIdentifier = String(condition)
    pdf.Root.OutputIntents = Array([intent])


def _label(pdf: Pdf, label: str) -> None:
    with pdf.open_metadata() as said:
        said["xmp:Label"] = label


def _nothing(pdf: Pdf, _: str) -> None:
    pass


_FILE = {
    "outline": _outline,
    "script": _script,
    "form": _form,
    "attachment": _attachment,
    "layer": _layer,
    "labels": _labels,
    "pdfx": _version,
    "trapped": _trapped,
    "label": _label,
    "intent": _intent,
    "encrypted": _nothing,
    "password": _nothing,
}


def _resources(pdf: Pdf) -> Dictionary:
    return Dictionary(Font=_fonts(pdf), XObject=_pictures(pdf), **_colours(pdf))


def _colours(pdf: Pdf) -> dict[str, Any]:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 100, 0],
        Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1),
    )  # fmt: skip
    tile = pdf.make_stream(
        b"1 0 0 rg 0 0 5 5 re f",
        Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 10, 10],
        XStep=10, YStep=10, Resources=Dictionary(),
    )  # fmt: skip
    spaces = Dictionary(
        Spot=Array([Name.Separation, Name("/Oranje"), Name.DeviceCMYK, tint]),
        All=Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]),
        Lab=Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])]),
    )
    states = Dictionary(
        Half=Dictionary(ca=0.5),
        Multiply=Dictionary(BM=Name.Multiply),
        Over=Dictionary(OP=True, OPM=1),
        Lines=Dictionary(OP=True, op=False, OPM=1),
        Plates=Dictionary(OP=True, OPM=0),
    )
    return {
        "ColorSpace": spaces,
        "ExtGState": states,
        "Shading": Dictionary(Sh=shading),
        "Pattern": Dictionary(Tile=tile, Slope=Dictionary(PatternType=2, Shading=shading)),
    }


def _pictures(pdf: Pdf) -> Dictionary:
    """Rgb: 20 x 20 pixels; Wet: 320 % of ink; Jpeg, Dark: 280 %, inverted or not; Form: 2 lines."""
    soft = picture(pdf, "L", (20, 20), bytes(400))
    rgb = picture(pdf, "RGB", (20, 20), bytes(1200))
    masked = picture(pdf, "RGB", (20, 20), bytes(1200))
    masked.SMask = soft
    form = pdf.make_stream(
        b"0.2 w 0 0 m 20 0 l S 0 5 m 20 5 l S",
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, -5, 20, 10], Matrix=[2, 0, 0, 2, 0, 0],
    )  # fmt: skip
    group = pdf.make_stream(
        b"0 g 0 0 20 10 re f",
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 20, 10],
        Group=Dictionary(Type=Name.Group, S=Name.Transparency),
    )  # fmt: skip
    loop = pdf.make_stream(b"/Loop Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    loop.Resources = Dictionary(XObject=Dictionary(Loop=loop))
    return Dictionary(
        Rgb=rgb,
        Masked=masked,
        Wet=picture(pdf, "CMYK", (4, 4), bytes([255, 255, 153, 153]) * 16),
        Jpeg=cmyk_jpeg(pdf, inverted=True),
        Dark=cmyk_jpeg(pdf, inverted=False),
        Form=form,
        Group=group,
        Loop=loop,
    )


def picture(pdf: Pdf, mode: str, size: tuple[int, int], pixels: bytes) -> Stream:
    space = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[mode]
    return pdf.make_stream(
        pixels, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1],
        BitsPerComponent=8, ColorSpace=space,
    )  # fmt: skip


def cmyk_jpeg(pdf: Pdf, *, inverted: bool) -> Stream:
    """A JPEG of 280 % ink. Pillow stores full ink as 0, as Adobe does; Decode turns it round."""
    inks = (255, 255, 102, 102) if inverted else (0, 0, 153, 153)
    written = io.BytesIO()
    Image.new("CMYK", (16, 16), inks).save(written, "JPEG", quality=100)
    stream = pdf.make_stream(
        written.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16,
        BitsPerComponent=8, ColorSpace=Name.DeviceCMYK, Filter=Name.DCTDecode,
    )  # fmt: skip
    if inverted:
        stream.Decode = Array([1, 0] * 4)
    return stream


def _fonts(pdf: Pdf) -> Dictionary:
    """F: embedded; Loose: not; Drawn: Type 3; Cid and Mute: two bytes a glyph, 0 is missing."""
    file = pdf.make_stream(tiny_font())
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Proef"), Flags=32, FontFile2=file,
            FontBBox=[0, 0, 600, 700], ItalicAngle=0, Ascent=700, Descent=0, CapHeight=700,
            StemV=80,
        )
    )  # fmt: skip
    simple = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/AAAAAA+Proef"), FirstChar=32,
        LastChar=122, Widths=[600] * 91, Encoding=Name.WinAnsiEncoding, FontDescriptor=descriptor,
    )  # fmt: skip
    loose = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    drawn = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FirstChar=97, LastChar=97,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], Widths=[600],
        CharProcs=Dictionary(a=pdf.make_stream(b"600 0 0 0 600 700 d1 0 0 500 700 re f")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a]),
    )  # fmt: skip
    return Dictionary(
        F=pdf.make_indirect(simple),
        Loose=loose,
        Drawn=pdf.make_indirect(drawn),
        Cid=_composite(pdf, descriptor, pdf.make_stream(TO_UNICODE)),
        Mute=_composite(pdf, descriptor, None),
    )


def _composite(pdf: Pdf, descriptor: Any, to_unicode: Stream | None) -> Any:
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Proef"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=descriptor, W=[0, [500, 600], 2, 2, 600], CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Proef"),
        Encoding=Name("/Identity-H"), DescendantFonts=[pdf.make_indirect(inner)],
    )  # fmt: skip
    if to_unicode is not None:
        font.ToUnicode = to_unicode
    return pdf.make_indirect(font)


TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Proef def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <0001> <0061> <0002> <0020> endbfchar
endcmap end end
"""


@cache
def tiny_font() -> bytes:
    """A TrueType font whose every letter and figure is a block 500 wide and 700 high."""
    names = {code: f"u{code:04X}" for code in range(33, 123)}
    builder = FontBuilder(1000, isTTF=True)
    order = [".notdef", "u0061", "space", *(name for name in names.values() if name != "u0061")]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({32: "space", **names})
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 700), (550, 700), (550, 0)):
        pen.lineTo(point)
    pen.closePath()
    block, empty = pen.glyph(), TTGlyphPen(None).glyph()
    builder.setupGlyf({name: empty if name == "space" else block for name in order})
    builder.setupHorizontalMetrics({name: (600, 50) for name in order})
    builder.setupHorizontalHeader(ascent=700, descent=0)
    builder.setupNameTable({"familyName": "Proef", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()
