"""The parts of an untouched document, for counting: bodies, notes, styles and where links lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

Element = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/")
_HEADING_NAME: Final = re.compile(
    r"(heading|kop|titre|überschrift|rubrik|título|titolo|overskrift) ?([1-9])\b"
)
_CAPTION_WORDS: Final = ("caption", "bijschrift", "onderschrift", "bovenschrift")
_QUOTE_NAMES: Final = ("quote", "intense quote", "block text", "citaat", "duidelijk citaat")
_CODE_NAMES: Final = ("source code", "html preformatted", "macro text")
_LIST_NAMES: Final = re.compile(r"(toc|inhopg|index) \d|table of (figures|authorities)|toc \d")


CONTINUES: Final = "0"
"""The number of a list whose items go on in the one before."""
_BOXES: Final = ("\u2610", "\u2611", "\u2612")


def parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    if b"purl.oclc.org/ooxml" in data:
        data = etree.tostring(etree.fromstring(data, parser), encoding="UTF-8")
        data = _STRICT.sub(_usual, data)
    return etree.fromstring(data, parser)


def _usual(found: re.Match[bytes]) -> bytes:
    if found[1] == b"drawingml" and found.string[found.end() :].startswith(b"wordprocessingD"):
        return b"http://schemas.openxmlformats.org/drawingml/2006/"
    return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/"


def attr(element: Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(W + name, "")


@dataclass(frozen=True, slots=True)
class Part:
    """A part with text: its root, and the targets of its relations by their ids."""

    root: Element
    targets: Mapping[str, str]
    outside: frozenset[str]


class Source:
    """A document by the members of its zip."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self.members = members
        self.guessed: dict[str, int] = {}
        name = self._main()
        self.document = self._part(name)
        self.notes: dict[tuple[str, str], tuple[Element, Part]] = {}
        for kind in ("footnote", "endnote"):
            part = self._related(name, f"{kind}s")
            if part is not None:
                for note in part.root.iter(f"{W}{kind}"):
                    self.notes[kind, attr(note, "id")] = (note, part)
        styles = self._related(name, "styles")
        self.styles = _styles(styles.root) if styles else {}
        numbering = self._related(name, "numbering")
        self.signs = _signs(numbering.root) if numbering else {}
        self.default = next(
            (key for key, row in self.styles.items() if attr(row, "default") in ("1", "true")
             and attr(row, "type") == "paragraph"), "")  # fmt: skip

    def chain(self, key: str) -> Iterator[Element]:
        seen: set[str] = set()
        while key in self.styles and key not in seen:
            seen.add(key)
            yield self.styles[key]
            key = attr(self.styles[key].find(f"{W}basedOn"))

    def names(self, key: str) -> list[str]:
        return [attr(row.find(f"{W}name")).lower().strip() for row in self.chain(key)] or [
            key.lower()
        ]

    def style_of(self, paragraph: Element) -> str:
        return attr(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default

    def level(self, paragraph: Element) -> int:
        """1 to 9 for a heading; 0 for text."""
        if self.guessed:
            words = " ".join("".join(one.text or "" for one in paragraph.iter(f"{W}t")).split())
            return self.guessed.get(words, 0)
        own = attr(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if own.isdecimal():
            return int(own) + 1 if int(own) < 9 else 0
        key = self.style_of(paragraph)
        for name in self.names(key):
            if found := _HEADING_NAME.match(name):
                return int(found[2])
        if key not in self.styles and (found := re.match(r"(?:heading|kop)([1-9])$", key.lower())):
            return int(found[1])
        for row in self.chain(key):
            said = attr(row.find(f"{W}pPr/{W}outlineLvl"))
            if said.isdecimal():
                return int(said) + 1 if int(said) < 9 else 0
        return 0

    def numbering(self, paragraph: Element) -> tuple[str, int] | None:
        """The number of its list and the depth of its item; None for no item."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is None:
            rows = (row.find(f"{W}pPr/{W}numPr") for row in self.chain(self.style_of(paragraph)))
            found = next((row for row in rows if row is not None), None)
        if found is None or not attr(found.find(f"{W}numId")):
            return None
        said = attr(found.find(f"{W}ilvl"))
        depth = int(said) if said.isdecimal() else 0
        number = attr(found.find(f"{W}numId"))
        sign = self.signs.get((number, depth), "%")
        if number == "0" or not sign.strip():
            return CONTINUES, depth
        return ("task" if sign in _BOXES else number), depth

    def code_look(self, run: Element | None) -> str:
        """How letters of code look, such as raised; empty for any other letters."""
        properties = None if run is None else run.find(f"{W}rPr")
        if properties is None or "verbatim char" not in self.names(
            attr(properties.find(f"{W}rStyle"))
        ):
            return ""
        looks = (part.tag.rsplit("}")[-1] + attr(part) for part in properties)
        return " ".join(("code", *looks))

    def kind(self, paragraph: Element) -> str:
        """`caption`, `quote`, `code`, `list` (of what the book makes itself), a role, or empty."""
        names = self.names(self.style_of(paragraph))
        if any(_LIST_NAMES.match(name) for name in names):
            return "list"
        for name, kind in (("toc heading", "list title"), ("bibliography", "bibliography")):
            if name in names:
                return kind
        if any(name.endswith(_CAPTION_WORDS) for name in names):
            return "caption"
        if any(name in _CODE_NAMES for name in names):
            return "code"
        if names[0] in ("definition term", "definition"):
            return names[0]
        if any(name in _QUOTE_NAMES for name in names):
            return "quote"
        return "indented" if self._is_indented(paragraph) else ""

    def _is_indented(self, paragraph: Element) -> bool:
        if self.numbering(paragraph) or next(paragraph.iterancestors(f"{W}tc"), None) is not None:
            return False
        found = paragraph.find(f"{W}pPr/{W}ind")
        if found is None:
            rows = (row.find(f"{W}pPr/{W}ind") for row in self.chain(self.style_of(paragraph)))
            found = next((row for row in rows if row is not None), None)
        left = _number(attr(found, "left") or attr(found, "start"))
        return left - _number(attr(found, "hanging")) >= 340 and not _number(
            attr(found, "firstLine")
        )

    def _main(self) -> str:
        data = self.members.get("_rels/.rels", b"<a/>")
        for row in parse(data):
            if row.get("Type", "").endswith("/officeDocument"):
                return row.get("Target", "").lstrip("/")
        return "word/document.xml"

    def _relations(self, name: str) -> tuple[dict[str, tuple[str, str]], set[str]]:
        folder, base = posixpath.split(name)
        data = self.members.get(f"{folder}/_rels/{base}.rels".lstrip("/"), b"<a/>")
        found: dict[str, tuple[str, str]] = {}
        outside: set[str] = set()
        for row in parse(data):
            target = row.get("Target", "")
            if row.get("TargetMode", "").lower() == "external":
                outside.add(row.get("Id", ""))
            elif target.startswith("/"):
                target = target[1:]
            else:
                target = posixpath.normpath(posixpath.join(folder, target))
            found[row.get("Id", "")] = (row.get("Type", "").rsplit("/", 1)[-1], target)
        return found, outside

    def _part(self, name: str) -> Part:
        relations, outside = self._relations(name)
        targets = {key: target for key, (_, target) in relations.items()}
        return Part(parse(self.members[name]), targets, frozenset(outside))

    def _related(self, name: str, kind: str) -> Part | None:
        relations, _ = self._relations(name)
        for found, target in relations.values():
            if found == kind and target in self.members:
                return self._part(target)
        return None


def _styles(root: Element) -> dict[str, Element]:
    return {attr(row, "styleId"): row for row in root.iter(f"{W}style")}


def _signs(root: Element) -> dict[tuple[str, int], str]:
    """What stands before items, by list and depth; empty for lists that show nothing."""
    kinds = {
        attr(row, "abstractNumId"): {
            int(attr(level, "ilvl")): attr(level.find(f"{W}lvlText"))
            for level in row.iterchildren(f"{W}lvl")
            if attr(level, "ilvl").isdecimal()
        }
        for row in root.iter(f"{W}abstractNum")
    }
    return {
        (attr(row, "numId"), depth): sign
        for row in root.iter(f"{W}num")
        for depth, sign in kinds.get(attr(row.find(f"{W}abstractNumId")), {}).items()
    }


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else 0
