"""Captions and what they are about, as they stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dinobook.importers.docx.counting.labels import is_typed_caption, label_of, without_label
from dinobook.importers.docx.counting.pieces import Block, Paragraph, Table
from dinobook.importers.docx.counting.source import Source


def apart(block: Block, source: Source) -> list[Block]:
    """A caption below its picture in one paragraph is one of its own."""
    if isinstance(block, Table):
        return [block]
    at = max((at for at, bit in enumerate(block.bits) if bit.kind == "picture"), default=-1)
    first, rest = block.bits[: at + 1], block.bits[at + 1 :]
    words = "".join(bit.text for bit in rest if bit.kind == "text")
    before = "".join(bit.text for bit in first if bit.kind == "text")
    styled = block.counted or source.kind(block.element) == "caption"
    if at < 0 or before.strip() or not words.strip() or not (styled or label_of(words)):
        return [block]
    return [replace(block, bits=first, counted=False), replace(block, bits=rest)]


def beside(filled: Sequence[Block], source: Source) -> dict[int, tuple[Paragraph, int]]:
    """The captions by their places, each with the place of what it is about."""
    found: dict[int, tuple[Paragraph, int]] = {}
    taken: set[int] = set()
    for at, block in enumerate(filled):
        if isinstance(block, Table) or not _may_be_caption(block, source):
            continue
        is_table = _words(block).casefold().startswith("tab")
        sides = (at + 1, at - 1) if is_table else (at - 1, at + 1)
        for place in sides:
            if 0 <= place < len(filled) and place not in taken and shows(filled[place]):
                taken.add(place)
                found[at] = (block, place)
                break
    return found


def _may_be_caption(block: Paragraph, source: Source) -> bool:
    if shows(block) or not _words(block):
        return False
    words = _words(block)
    styled = block.counted or source.kind(block.element) == "caption"
    return bool(without_label(words)) and (styled or is_typed_caption(words))


def _words(block: Paragraph) -> str:
    return " ".join("".join(bit.text for bit in block.bits if bit.kind == "text").split())


def shows(block: Block) -> bool:
    """A table, or a paragraph of pictures alone."""
    if isinstance(block, Table):
        return True
    kinds = {bit.kind for bit in block.bits if bit.kind != "text" or bit.text.strip()}
    return "picture" in kinds and kinds <= {"picture", "break"}


def is_filled(block: Paragraph) -> bool:
    return any(bit.kind not in ("text", "break") or bit.text.strip() for bit in block.bits)
