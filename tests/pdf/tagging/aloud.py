"""A tagged PDF as a screen reader goes through it: the whole tree, with the text that is drawn.

The texts of the pages are PDFium's, the tree is pikepdf's: neither wrote the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Content = dict[tuple[int, int], str]
SOFT = "\u00ad"


@dataclass
class Spoken:
    """An element of the tree; `pages` are those on which its own text is drawn, in order."""

    kind: str
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Spoken | str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)

    def walk(self) -> Iterator[Spoken]:
        yield self
        for kid in self.inner():
            yield from kid.walk()

    def inner(self) -> list[Spoken]:
        return [kid for kid in self.kids if isinstance(kid, Spoken)]

    def all(self, kind: str) -> list[Spoken]:
        return [one for one in self.walk() if one.kind == kind]

    def text(self) -> str:
        """All that is drawn in it, hyphens of broken words left out."""
        if self.entries.get("ActualText") == SOFT:
            return SOFT
        said = " ".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)
        return re.sub(rf"\s*{SOFT}\s*", SOFT, said)

    def words(self) -> str:
        return " ".join(self.text().replace(SOFT, "").split())

    def holding(self, words: str, kind: str) -> Spoken:
        """The one element of a kind that holds these words, and no other such in it."""
        found = [one for one in self.all(kind) if words in one.words()]
        (inner,) = [
            one for one in found if not any(two in one.walk() for two in found if two is not one)
        ]
        return inner

    def shape(self) -> list[Any]:
        """Kinds inside kinds, for elements that hold others."""
        return [one.kind if not one.inner() else {one.kind: one.shape()} for one in self.inner()]


def spoken(file: Path) -> Spoken:
    """The tree of a file, from its Document down."""
    drawn = _drawn(file)
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        return _element(pdf.Root.StructTreeRoot.K[0], None, numbers, drawn)


def _drawn(file: Path) -> Content:
    """What is drawn by page and number of its mark."""
    found: defaultdict[tuple[int, int], str] = defaultdict(str)
    for at, page in enumerate(pypdfium2.PdfDocument(file)):
        texts = page.get_textpage()
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(one)
            if mark >= 0:
                found[at, mark] += _text(one, texts)
    return dict(found)


def _text(drawn: Any, texts: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(drawn, texts, None, 0)
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(drawn, texts, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")


def _element(item: Any, page: Any, numbers: dict[Any, int], drawn: Content) -> Spoken:
    page = item.get("/Pg", page)
    made = Spoken(str(item.S).lstrip("/"))
    made.entries = {key: str(item[f"/{key}"]) for key in ("Lang", "Alt", "E", "ActualText", "ID")
                    if f"/{key}" in item}  # fmt: skip
    attributes = item.get("/A", {})
    made.attributes = {str(key).lstrip("/"): value for key, value in _plain(attributes).items()}
    made.files = [one.EF.F.read_bytes() for one in item.get("/AF", [])]
    kids = item.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            made.kids.append(_element(kid, page, numbers, drawn))
        elif isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            made.links.append(_link(kid.Obj, numbers[kid.get("/Pg", page).objgen]))
        else:
            own = page if isinstance(kid, int) else kid.get("/Pg", page)
            mark = int(kid) if isinstance(kid, int) else int(kid.MCID)
            made.pages.append(numbers[own.objgen])
            made.kids.append(drawn.get((numbers[own.objgen], mark), ""))
    return made


def _plain(attributes: Any) -> dict[str, Any]:
    return {key: _value(value) for key, value in attributes.items()}


def _value(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [_value(one) for one in value]
    if isinstance(value, pikepdf.Name):
        return str(value).lstrip("/")
    return str(value) if isinstance(value, pikepdf.String) else value


def _link(annotation: Any, page: int) -> dict[str, Any]:
    to = str(annotation.get("/Dest", "")) or str(annotation.get("/A", {}).get("/URI", ""))
    return {"page": page, "to": to, "box": [float(side) for side in annotation.Rect]}
