"""The parts of a Word document, found by its relationships, whatever they are called."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from dinobook.importers.docx.ooxml import RELS, B, W, read_xml
from dinobook.importers.docx.package import Package
from dinobook.importers.docx.refused import RefusedError

_MAIN: Final = "/officeDocument"
STORIES: Final = ("document", "footnotes", "endnotes")
"""The parts that hold the text; headers and footers are the page's affair."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads: a member of the zip, or something `external`."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A part that holds text, with its relations by their ids."""

    kind: str
    name: str
    root: etree._Element
    relations: Mapping[str, Relation]


@dataclass(frozen=True, slots=True)
class WordParts:
    """What the import reads of a document. `settings` of the text: its styles and numberings."""

    package: Package
    stories: tuple[Story, ...]
    styles: etree._Element | None
    numbering: etree._Element | None
    comments: etree._Element | None
    sources: tuple[etree._Element, ...]

    @property
    def document(self) -> Story:
        return self.stories[0]


def word_parts(package: Package) -> WordParts:
    """The parts, each read strictly. Raises `RefusedError`."""
    name = _main(package)
    data = package.get(name)
    if data is None:
        message = "The file holds no text: the document inside the zip is missing."
        raise RefusedError("import-051", message, "Open it in Word, and save it anew.")
    relations = relations_of(package, name)
    document = Story("document", name, read_xml(data, name), relations)
    if document.root.find(f"{W}body") is None:
        message = "The file is a zip of Office, but no Word document."
        raise RefusedError("import-050", message, "Import the text that it belongs to.")
    notes = (
        Story(kind, target, root, relations_of(package, target))
        for kind in STORIES[1:]
        for target, root in _related(package, relations, kind)
    )
    return WordParts(
        package,
        (document, *notes),
        next((root for _, root in _related(package, relations, "styles")), None),
        next((root for _, root in _related(package, relations, "numbering")), None),
        next((root for _, root in _related(package, relations, "comments")), None),
        tuple(_sources(package, relations)),
    )


def relations_of(package: Package, name: str) -> dict[str, Relation]:
    """The relations of a part by their ids."""
    folder, base = posixpath.split(name)
    place = posixpath.join(folder, "_rels", f"{base}.rels")
    data = package.get(place)
    if data is None:
        return {}
    found = {}
    for row in read_xml(data, place).iter(f"{RELS}Relationship"):
        external = row.get("TargetMode", "").lower() == "external"
        target = row.get("Target", "")
        if not external:
            target = _inside(folder, target)
        kind = row.get("Type", "").rpartition("/")[2]
        found[row.get("Id", "")] = Relation(kind, target, external)
    return found


def _inside(folder: str, target: str) -> str:
    path = unquote(target)
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(joined).lstrip("/")


def _main(package: Package) -> str:
    for relation in relations_of(package, "").values():
        if relation.kind == _MAIN.lstrip("/") and not relation.external:
            return relation.target
    return "word/document.xml"


def _related(
    package: Package, relations: Mapping[str, Relation], kind: str
) -> Iterator[tuple[str, etree._Element]]:
    for relation in relations.values():
        if relation.kind == kind and not relation.external:
            data = package.get(relation.target)
            if data is not None:
                yield relation.target, read_xml(data, relation.target)
                return


def _sources(package: Package, relations: Mapping[str, Relation]) -> Iterator[etree._Element]:
    """The works that Word itself keeps for its citations."""
    for relation in relations.values():
        if relation.kind != "customXml" or relation.external:
            continue
        data = package.get(relation.target)
        if data is not None and b"bibliography" in data:
            yield from read_xml(data, relation.target).iter(f"{B}Source")
