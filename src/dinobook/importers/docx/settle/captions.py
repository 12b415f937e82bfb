"""Pictures and tables get the captions that stand beside them, without the number words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from dinobook.importers.docx.labels import LABELLED, LABELS, normal
from dinobook.importers.docx.settle.document import Document, block_words, only_pictures
from dinobook.importers.docx.tree.build import Element, element, like, strip_ends, take_out

_LONGEST: Final = 70
"""A caption that is only typed has no more words."""
_SURE: Final = re.compile(r"[:.–—|-]")


@dataclass(frozen=True, slots=True)
class Caption:
    """A paragraph that may be a caption. `kind` is figure, table, or empty where it does not say.

    `number` is the number as printed, its parts joined by full stops; `skip` the letters of it.
    """

    block: Element
    kind: str
    number: str
    skip: int


def caption_of(document: Document, block: Element) -> Caption | None:
    """By its style, the field that counts it, or its first words."""
    facts = document.facts(block)
    if block.tag != "p" or facts is None:
        return None
    text = _text(block)
    found = LABELLED.match(text)
    styled = facts.role == "caption"
    if not styled and (found is None or not _looks_typed(text, found)):
        return None
    if not text.strip() or (found and not text[found.end() :].strip()):
        return None  # a number alone names nothing that the book could number
    if found is None:
        return Caption(block, LABELS.get(facts.label.casefold(), ""), "", 0)
    return Caption(block, LABELS[found["label"].casefold()], normal(found["number"]), found.end())


def settle_captions(document: Document) -> dict[Element, Caption]:
    """Figures and tables with their captions; gives each captioned one with what it was called."""
    made: dict[Element, Caption] = {}
    for container in list(document.containers()):
        _lift_captions(document, container)
        made |= _Pairing(document, container).settle()
    return made


def _looks_typed(text: str, found: re.Match[str]) -> bool:
    """“Figuur 2: …” is a caption; “Figuur 2 toont …” is a sentence."""
    rest = text[found.end() :].strip()
    if len(text.split()) > _LONGEST:
        return False
    return bool(_SURE.search(found["end"])) or not rest


def _text(block: Element) -> str:
    """Its letters as they stand; a note and what is no text have none."""
    found = [block.text or ""]
    for child in block:
        if child.get("class") != "note":
            found.append("\n" if child.tag == "br" else _text(child))
        found.append(child.tail or "")
    return "".join(found)


def _lift_captions(document: Document, container: Element) -> None:
    """A caption that stands below its picture in one paragraph gets a paragraph of its own."""
    for block in [one for one in container if one.tag == "p" and one.find("img") is not None]:
        facts = document.facts(block)
        if (block.text or "").strip() or not block_words(block) or facts is None:
            continue
        last = [one for one in block if one.tag in ("img", "w-o")][-1]
        rest = like(block)
        rest.text, last.tail = last.tail, None
        rest.extend(list(block)[block.index(last) + 1 :])
        strip_ends(rest)
        text = _text(rest)
        if block_words(block) or not (facts.role == "caption" or LABELLED.match(text)):
            block.extend(list(rest))
            last.tail = rest.text
            continue
        block.addnext(rest)


class _Pairing:
    """The pairs of one container."""

    def __init__(self, document: Document, container: Element) -> None:
        self.document = document
        self.blocks = [one for one in container if not _is_blank(one)]
        self.captions = {
            at: found
            for at, one in enumerate(self.blocks)
            if (found := caption_of(document, one)) is not None
        }
        self.taken: set[int] = set()

    def settle(self) -> dict[Element, Caption]:
        """Captions that say what they are about come first, then those that do not."""
        pairs: dict[int, Caption | None] = {}
        for strict, kind in product((True, False), ("table", "figure")):
            shown = [at for at, one in enumerate(self.blocks) if _shows(one) == kind]
            below = self._usually_below(shown, kind)
            for at in shown:
                if pairs.get(at) is None:
                    pairs[at] = self._beside(at, kind, below=below, strict=strict)
        made: dict[Element, Caption] = {}
        for at, caption in pairs.items():
            block = _captioned(self.blocks[at], caption)
            if block is not None and caption is not None:
                made[block] = caption
        return made

    def _usually_below(self, shown: Sequence[int], kind: str) -> bool:
        votes: Counter[bool] = Counter()
        for at in shown:
            above, below = (
                self._fits(at - 1, kind, strict=True),
                self._fits(at + 1, kind, strict=True),
            )
            if above != below:
                votes[below] += 1
        return votes[True] >= votes[False] if votes else kind == "figure"

    def _beside(self, at: int, kind: str, *, below: bool, strict: bool) -> Caption | None:
        for place in (at + 1, at - 1) if below else (at - 1, at + 1):
            if self._fits(place, kind, strict=strict):
                self.taken.add(place)
                return self.captions[place]
        return None

    def _fits(self, place: int, kind: str, *, strict: bool) -> bool:
        caption = self.captions.get(place)
        if caption is None or place in self.taken:
            return False
        return caption.kind == kind or not caption.kind or not strict


def _is_blank(block: Element) -> bool:
    return block.tag == "p" and not block_words(block) and not _shows(block) and not len(block)


def _shows(block: Element) -> str:
    if block.tag == "table":
        return "table"
    return "figure" if only_pictures(block) else ""


def _captioned(block: Element, caption: Caption | None) -> Element | None:
    """The figure or table with its caption inside, in the place of the paragraph."""
    if block.tag == "table":
        if caption is None:
            return block
        words = _stripped(caption, "caption")
        if _has_content(words):
            block.insert(0, words)
        return block
    made = _figures(block)
    parent = block.getparent()
    if parent is None:
        return None
    parent.replace(block, made)
    target = made if made.tag == "figure" else made[-1]
    if caption is not None:
        words = _stripped(caption, "figcaption")
        if _has_content(words):
            target.append(words)
    return target


def _has_content(words: Element) -> bool:
    return bool(len(words) or (words.text or "").strip())


def _figures(block: Element) -> Element:
    """One figure, or two to four side by side."""
    figures = []
    for image in block.iter("img", "w-o"):
        figure = element("figure")
        figures.append((figure, image))
    targets = list(block.iter("w-t"))
    for figure, image in figures:
        image.tail = None
        figure.append(image)
    for mark in targets:
        mark.tail = None
        figures[-1][0].append(mark)
    if len(figures) == 1:
        return figures[0][0]
    together = element("div", **{"class": "side-by-side"})
    together.extend([figure for figure, _ in figures])
    return together


def _stripped(caption: Caption, tag: str) -> Element:
    """The caption's words without label and number, taken out of the text."""
    block = caption.block
    parent = block.getparent()
    if parent is not None:
        block.tail = None
        parent.remove(block)
    _skip(block, caption.skip)
    block.tag = tag
    block.attrib.clear()
    strip_ends(block)
    for child in list(block):
        if child.tag in ("em", "strong", "u") and not len(child) and not (child.text or "").strip():
            take_out(child)
    strip_ends(block)
    return block


def _skip(block: Element, count: int) -> int:
    """Take the first letters away, through emphasis; gives how many are still to go."""
    text = block.text or ""
    block.text = text[count:]
    count -= min(count, len(text))
    for child in block:
        if not count:
            return 0
        if child.tag == "br":
            count -= 1
        elif child.get("class") != "note":
            count = _skip(child, count)
        tail = child.tail or ""
        child.tail = tail[count:]
        count -= min(count, len(tail))
    return count
