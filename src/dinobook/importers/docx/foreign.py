"""Documents of other programs, turned into one of Word: OpenDocument and RTF.

The words are counted before and after, since what Pandoc loses on the way nobody else would miss.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from dinobook import pandoc
from dinobook.importers.docx.kinds import Format
from dinobook.importers.docx.ooxml import read_xml
from dinobook.importers.docx.package import Package, unpack
from dinobook.importers.docx.refused import RefusedError
from dinobook.importers.docx.rich_text import text_of_rtf
from dinobook.importers.inventory import words_in

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_UNCOUNTED: Final = (
    *(f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}note-citation"),
    *(f"{_TEXT}table-of-content", f"{_TEXT}illustration-index", f"{_TEXT}table-index"),
    *(f"{_TEXT}alphabetical-index", f"{_TEXT}bibliography", f"{_TEXT}sequence-decls"),
)
_NAMELESS: Final = tuple(
    f"--metadata={name}:"
    for name in ("title", "subtitle", "author", "date", "abstract", "keywords")
)
"""What the file says of itself is no text; its owner's name least of all."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS: Final = (f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}tab", f"{_TEXT}s", f"{_TEXT}line-break")


def as_word(data: bytes, kind: Format, package: Package | None) -> tuple[Package, str]:
    """The members of a Word document made of it, and words that were lost, as a sentence or empty.

    Raises `RefusedError`.
    """
    source: etree._Element | None = None
    if kind is Format.OPEN_DOCUMENT and package is not None:
        for name in ("content.xml", "styles.xml"):
            if part := package.get(name):
                root = read_xml(part, name)
                source = root if name == "content.xml" else source
        if source is None:
            message = "The file holds no text: content.xml is missing."
            raise RefusedError("import-051", message, "Open it in LibreOffice, and save it anew.")
        if next(source.iter(f"{_TEXT}changed-region"), None) is not None:
            message = "The document has tracked changes."
            hint = "Accept or reject them in LibreOffice (Edit, Track Changes), and save it."
            raise RefusedError("import-053", message, hint)
    try:
        made = unpack(pandoc.run_bytes(["-f", kind.value, "-t", "docx", *_NAMELESS], data))
    except pandoc.NotInstalledError as error:
        message = "Pandoc, which reads such documents, is not installed."
        raise RefusedError("import-054", message, f"Type: {pandoc.how_to_install()}") from error
    except pandoc.PandocError as error:
        message = "Pandoc cannot read the document."
        hint = "Save it as “Word document (.docx)” in the program that made it, and import that."
        raise RefusedError("import-054", message, hint) from error
    said = text_of_rtf(data) if source is None else _text_of(source)
    return made, _lost(said, made)


def _lost(said: str, made: Package) -> str:
    """The first words that the document has and what was made of it has not."""
    now = Counter[str]()
    for name in ("word/document.xml", "word/footnotes.xml"):
        data = made.get(name)
        if data is not None:
            for paragraph in read_xml(data, name).iter(f"{_W}p"):
                now.update(words_in(_said(paragraph)))
    gone = []
    for word in words_in(said):
        if now[word]:
            now[word] -= 1
        else:
            gone.append(word)
    return f"{len(gone)} words: {' '.join(gone[:8])}" if gone else ""


def _said(paragraph: etree._Element) -> str:
    return "".join(
        (part.text or "") if part.tag == f"{_W}t" else " "
        for part in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
    )


def _text_of(element: etree._Element) -> str:
    """The text of a document of OpenDocument, a space around each paragraph."""
    body = element.find(f"{_OFFICE}body")
    return "" if body is None else "".join(_inside(body))


def _inside(element: etree._Element) -> list[str]:
    if element.tag in _UNCOUNTED:
        return []
    space = " " if element.tag in _BLOCKS else ""
    found = [space, element.text or ""]
    for child in element:
        found += [*_inside(child), child.tail or ""]
    return [*found, space]
