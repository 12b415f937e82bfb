"""A document of our own for Pandoc: the text, its notes and numberings, and no more.

Pictures, comments, names of reviewers and properties of the file are not in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from dinobook.importers.docx.ooxml import M, R, W, value
from dinobook.importers.docx.parts import Story

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN: Final = "http://schemas.openxmlformats.org"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KIND: Final = f"{_OPEN}/officeDocument/2006/relationships"
_STYLES: Final = (
    ("paragraph", "Normal", "Normal"),
    ("paragraph", "SourceCode", "Source Code"),
    ("paragraph", "BlockText", "Block Text"),
    ("paragraph", "DefinitionTerm", "Definition Term"),
    ("paragraph", "Definition", "Definition"),
    ("table", "TableNormal", "Normal Table"),
)
_PREFIXES: Final = {"w": W[1:-1], "r": R[1:-1], "m": M[1:-1]}
_LINE_LOOK: Final = ("hyperlink", "internetlink", "gevolgdehyperlink", "followed hyperlink")


def rewritten(
    stories: tuple[Story, ...],
    styles: etree._Element | None,
    numbering: etree._Element | None,
    addresses: Mapping[str, str],
) -> bytes:
    """The document as a zip, the same bytes for the same text."""
    parts = {f"word/{story.kind}.xml": _xml(story.root) for story in stories}
    parts["word/styles.xml"] = _xml(_own_styles(styles))
    if numbering is not None:
        parts["word/numbering.xml"] = _xml(numbering)
    kinds = [name.removeprefix("word/").removesuffix(".xml") for name in parts]
    files = {"[Content_Types].xml": _content_types(kinds), "_rels/.rels": _first_relations()}
    files |= parts
    for story in stories:
        others = [kind for kind in kinds if kind != "document"] if story.kind == "document" else []
        files[f"word/_rels/{story.kind}.xml.rels"] = _relations(story, others, addresses)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def _xml(root: etree._Element) -> bytes:
    """With the prefixes by which Pandoc knows Word's names."""
    known = {str(key): str(said) for key, said in root.attrib.items()}
    made = etree.Element(root.tag, known, nsmap=_PREFIXES)
    made.extend(list(root))
    etree.cleanup_namespaces(made, top_nsmap=_PREFIXES, keep_ns_prefixes=list(_PREFIXES))
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)


def _content_types(kinds: list[str]) -> bytes:
    rows = [
        f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD}.'
        f'{"document.main" if kind == "document" else kind}+xml"/>'
        for kind in kinds
    ]
    default = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    types = f'<Types xmlns="{_OPEN}/package/2006/content-types">{default}{"".join(rows)}</Types>'
    return (_HEAD + types).encode()


def _first_relations() -> bytes:
    row = f'<Relationship Id="r1" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'
    return _relationships([row])


def _relations(story: Story, others: list[str], addresses: Mapping[str, str]) -> bytes:
    rows = [
        f'<Relationship Id="part{number}" Type="{_KIND}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(others)
    ]
    return _relationships([*rows, *_links(story, addresses)])


def _links(story: Story, addresses: Mapping[str, str]) -> Iterator[str]:
    known = {
        key: relation.target
        for key, relation in story.relations.items()
        if relation.kind == "hyperlink" and relation.external
    }
    for key, target in {**known, **addresses}.items():
        yield (
            f'<Relationship Id={quoteattr(key)} Type="{_KIND}/hyperlink" '
            f'Target={quoteattr(target)} TargetMode="External"/>'
        )


def _relationships(rows: list[str]) -> bytes:
    spaced = f'<Relationships xmlns="{_OPEN}/package/2006/relationships">'
    return f"{_HEAD}{spaced}{''.join(rows)}</Relationships>".encode()


def _own_styles(styles: etree._Element | None) -> etree._Element:
    """The document's styles of letters, and plain ones of paragraphs that Pandoc knows."""
    made = etree.Element(f"{W}styles")
    for kind, key, name in _STYLES:
        style = etree.SubElement(made, f"{W}style")
        style.set(f"{W}type", kind)
        style.set(f"{W}styleId", key)
        if key == "Normal":
            style.set(f"{W}default", "1")
        etree.SubElement(style, f"{W}name").set(f"{W}val", name)
    for style in [] if styles is None else styles.iter(f"{W}style"):
        if value(style, "type") == "character":
            made.append(_without_link_look(style))
    return made


def _without_link_look(style: etree._Element) -> etree._Element:
    """A link is underlined because it is one."""
    name = value(style.find(f"{W}name")).lower()
    if name in _LINE_LOOK:
        for properties in style.iterchildren(f"{W}rPr"):
            style.remove(properties)
    return style
