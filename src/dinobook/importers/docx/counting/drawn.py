"""What is drawn: pictures where they stand, boxes behind their paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lxml import etree

from dinobook.importers.docx.counting.pieces import Bit, Block, Paragraph
from dinobook.importers.docx.counting.source import Element, R, W

if TYPE_CHECKING:
    from dinobook.importers.docx.counting.flow import Flow

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_BOX: Final = f"{W}txbxContent"
_THINGS: Final = (_BOX, f"{_A}blip", f"{_A}txBody", f"{_V}imagedata", f"{_V}textpath")
_FILE: Final = re.compile(r"[\w:/\\. ()-]*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|tmp)", re.IGNORECASE)


def chosen(several: Element) -> Element:
    """The first form of something that is there in several."""
    found = several.find(f"{MC}Choice")
    if found is None:
        found = several.find(f"{MC}Fallback")
    return etree.Element("nothing") if found is None else found


class Drawn:
    """One drawing in a flow."""

    def __init__(self, flow: Flow, root: Element) -> None:
        self.flow, self.root = flow, root

    def settle(self, host: Paragraph) -> list[Block]:
        """Pictures in the line go into the host; what comes behind it is given back."""
        behind: list[Block] = []
        things = list(_things(self.root))
        in_line = not self._floats() and not any(one.tag in (_BOX, f"{_A}txBody") for one in things)
        for one in things:
            if one.tag == _BOX:
                behind += self.flow.blocks(one)
            elif one.tag in (f"{_A}blip", f"{_V}imagedata") or one.tag.endswith("}chart"):
                bit = self._picture(one)
                if in_line or (one.tag.endswith("}chart") and not self._floats()):
                    host.bits.append(bit)
                else:
                    behind.append(Paragraph(etree.Element(f"{W}p"), [bit]))
            else:
                behind += [
                    Paragraph(etree.Element(f"{W}p"), [Bit("text", words)])
                    for words in self._words(one)
                    if words.strip()
                ]
        return behind

    def _floats(self) -> bool:
        return self.root.find(f"{_WP}anchor") is not None or any(
            "position:absolute" in one.get("style", "").replace(" ", "")
            for one in self.root.iterchildren(f"{_V}shape")
        )

    def _words(self, one: Element) -> Iterator[str]:
        if one.tag == f"{_V}textpath":
            yield one.get("string", "")
            return
        roots = [one]
        if one.tag.endswith("relIds"):
            name = self.flow.part.targets.get(one.get(f"{R}dm", ""), "")
            data = self.flow.source.members.get(name)
            roots = [etree.fromstring(data)] if data else []
        for root in roots:
            for paragraph in root.iter(f"{_A}p"):
                yield "".join(part.text or "" for part in paragraph.iter(f"{_A}t"))

    def _picture(self, one: Element) -> Bit:
        if one.tag.endswith("}chart"):
            return Bit("picture", "", "chart")
        keys = (one.get(R + name) for name in ("embed", "link", "id", "pict"))
        key = next(filter(None, keys), "")
        said = [part.get("alt") for part in one.iterancestors(f"{_V}shape")]
        said += [part.get("descr") for part in self.root.iter("{*}cNvPr", "{*}docPr")]
        said += [part.get("title") for part in self.root.iter(f"{_WP}docPr")]
        words = next((" ".join(text.split()) for text in said if text and text.strip()), "")
        return Bit(
            "picture",
            "" if _FILE.fullmatch(words) else words,
            self.flow.part.targets.get(key, ""),
        )


def _things(root: Element) -> Iterator[Element]:
    """Boxes, pictures and words in order, without what lies inside a box."""
    for child in root:
        if child.tag == f"{MC}AlternateContent":
            yield from _things(chosen(child))
        elif child.tag in _THINGS or str(child.tag).endswith(("}chart", "}relIds")):
            yield child
        else:
            yield from _things(child)
