"""Pictures that a chapter can show, under names of ours; the others are refused by name."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from dinobook.book.model import Asset
from dinobook.book.pictures.bitmaps import facts_of
from dinobook.book.pictures.drawings import drawing, looks_like_drawing
from dinobook.book.pictures.faults import UnusableError
from dinobook.book.pictures.prepare import Medium, prepared
from dinobook.importers.docx.marks import PictureFacts
from dinobook.importers.docx.package import Package
from dinobook.importers.docx.settle.document import Document, block_words, excerpt
from dinobook.importers.docx.tree.build import Element, element, forget

IMAGES: Final = "images"
_SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/svg+xml": ".svg"}
_EMF_SIGNATURE: Final = 40
_KINDS: Final = (
    (0, b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF)"),
    (0, b"\x01\x00\x09\x00", "a Windows metafile (WMF)"),
    (_EMF_SIGNATURE, b" EMF", "an enhanced metafile (EMF)"),
    (0, b"%PDF", "a PDF"),
    (0, b"%!PS", "PostScript"),
    (4, b"ftypheic", "a HEIC photograph"),
    (4, b"ftypmif1", "a HEIC photograph"),
    (0, b"\x00\x00\x01\x00", "an icon (ICO)"),
)
_SAVE: Final = "Open the document, copy the picture into a picture editor, and save it as PNG"
_PROVISIONAL: Final = (".tmp", ".bin", ".dat")


def save_as(data: bytes, name: str) -> tuple[str, bytes]:
    """Suffix and bytes of a picture as a chapter shows it: upright, with nothing private in it.

    Raises `UnusableError` for what no package of ours reads.
    """
    for at, mark, what in _KINDS:
        if data[at:].startswith(mark):
            raise UnusableError("import-055", f"“{name}” is {what}, which no book shows.", "")
    if looks_like_drawing(data):
        return ".svg", drawing(name, data).data
    facts = facts_of(name, data)
    asset = Asset(name, facts.media_type, data, facts.width_px, facts.height_px)
    made = prepared(asset, Medium.PAPER)
    return _SUFFIXES[made.media_type], made.data


@dataclass(slots=True)
class Pictures:
    """The pictures of a document: `files` by the path that a chapter writes.

    `named` says what became of a part: its path, or the name of what is missing.
    """

    document: Document
    package: Package
    stem: str
    files: dict[str, bytes] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    _by_content: dict[str, str] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)

    def settle(self) -> None:
        for image in list(self.document.root.iter("img")):
            number = forget(image, "n")
            if number:
                self._settle(image, self.document.marks.pictures[int(number)])
        for mark in list(self.document.root.iter("w-o")):
            self._object(mark)

    def _settle(self, image: Element, facts: PictureFacts) -> None:
        name, data = self._read(facts)
        key = facts.relation.target if facts.relation else ""
        if data is None:
            self._missing(image, name, key, facts.description)
            self._tell(image, name, "lies outside the file" if _is_outside(facts) else "is missing")
            return
        path = self._path(image, name, key, data)
        if not path:
            self._missing(image, name, key, facts.description)
            return
        image.set("src", path)
        alt = facts.description
        if alt or facts.decorates:
            image.set("alt", "" if facts.decorates else alt)
        else:
            self._describe(image)

    def _read(self, facts: PictureFacts) -> tuple[str, bytes | None]:
        if facts.relation is None:
            return "beeld", None
        name = PurePosixPath(facts.relation.target.replace("\\", "/")).name or "beeld"
        if facts.relation.external:
            return name, None
        return name, self.package.get(facts.relation.target)

    def _path(self, image: Element, name: str, key: str, data: bytes) -> str:
        """The file's path, once for each content; empty when it cannot be shown."""
        digest = hashlib.sha256(data).hexdigest()
        if digest in self._by_content:
            self.named[key] = posixpath.basename(self._by_content[digest])
            return self._by_content[digest]
        try:
            suffix, made = save_as(data, name)
        except UnusableError as fault:
            if digest not in self._refused:
                self._refused.add(digest)
                self._refuse(image, name, fault)
            return ""
        path = f"{IMAGES}/{self.stem}-{len(self.files) + 1}{suffix}"
        self.files[path] = made
        self._by_content[digest] = path
        self.named[key] = posixpath.basename(path)
        return path

    def _refuse(self, image: Element, name: str, fault: UnusableError) -> None:
        hint = f"{_SAVE}; then write its name in place of the box in the chapter."
        self.document.warn("import-055", fault.message, hint, _near(image))

    def _tell(self, image: Element, name: str, why: str) -> None:
        self.document.warn(
            "import-056",
            f"The picture “{excerpt(name)}” {why}; a box with its name stands for it.",
            "Put the picture into the document (Word: Insert, Pictures), or into the chapter.",
            _near(image),
        )

    def _describe(self, image: Element) -> None:
        """Words for readers who do not see it: those of its caption, which is said."""
        figure = image.getparent()
        caption = None if figure is None else figure.find("figcaption")
        words = "" if caption is None else block_words(caption)
        if words:
            image.set("alt", words)
            self.document.warn(
                "import-064",
                f"A picture has no description; its caption stands for one: “{excerpt(words)}”.",
                "Say in words what it shows, in the square brackets of the picture.",
                words,
            )

    def _missing(self, image: Element, name: str, key: str, description: str) -> None:
        """A box with the picture's name, which holds its description and caption."""
        self.missing.add(key)
        self.named[key] = name
        image.tag = "span"
        tail = image.tail
        image.attrib.clear()
        image.set("class", "missing")
        image.set("data-name", name)
        if description:
            image.set("data-alt", description)
        image.tail = tail

    def _object(self, mark: Element) -> None:
        what = self.document.marks.objects[int(mark.get("n", "0"))]
        near = _near(mark)
        box = element("span", **{"class": "missing", "data-name": what.removeprefix("a ")})
        box.tail = mark.tail
        parent = mark.getparent()
        if parent is not None:
            parent.replace(mark, box)
        self.document.warn(
            "import-061",
            f"{what[0].upper()}{what[1:]} cannot be taken over; a box stands for it.",
            "In Word, save it as a picture (right click), and put that in its place.",
            near,
        )


def _is_outside(facts: PictureFacts) -> bool:
    return facts.relation is not None and facts.relation.external


def _near(image: Element) -> str:
    """Words by which it is found: of its block, or of the one before."""
    block = image
    while (parent := block.getparent()) is not None and parent.getparent() is not None:
        block = parent
    found = block_words(block)
    before = block.getprevious()
    while not found and before is not None:
        found = block_words(before)
        before = before.getprevious()
    return found
