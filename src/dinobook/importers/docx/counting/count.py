"""Counts a document, chapter by chapter, as the book's own count of a chapter does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dinobook.importers.docx.counting.flow import Flow
from dinobook.importers.docx.counting.labels import is_typed_caption, label_of, without_label
from dinobook.importers.docx.counting.pieces import Bit, Block, Paragraph, Table
from dinobook.importers.docx.counting.source import Source
from dinobook.importers.docx.counting.tally import Tally
from dinobook.importers.inventory import Inventory


def count(
    members: Mapping[str, bytes],
    *,
    accept: bool = True,
    level: int = 1,
    unread: frozenset[str] = frozenset(),
    cited: bool = True,
    missing: frozenset[str] = frozenset(),
    guessed: Mapping[str, int] | None = None,
) -> list[tuple[str, Inventory]]:
    """Title and inventory of each chapter; the first is what stands before the first heading.

    `unread`: what citations print whose works nobody knows; `cited`: whether any are known;
    `missing`: pictures that no book shows, whose captions nothing can name; `guessed`: lines that
    the author takes for headings, with their levels.
    """
    source = Source(members)
    source.guessed = dict(guessed or {})
    flow = Flow(source, source.document, unread, accept=accept)
    body = source.document.root[0]
    blocks = _without_lists(flow.blocks(body), source, cited)
    nameless = _nameless(blocks, source, missing)
    captions = _captions(blocks, source, nameless)
    chapters: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        depth = _level(block, source)
        if depth and depth <= level:
            chapters.append((_words(block), [block]))
        else:
            chapters[-1][1].append(block)
    named, others = _bookmarks(blocks, source, nameless)
    return [
        (
            title,
            Tally(source, captions, named, others, accept, unread).of(found, titled=bool(at)),
        )
        for at, (title, found) in enumerate(chapters)
    ]


def _bookmarks(
    blocks: Sequence[Block], source: Source, nameless: set[int]
) -> tuple[set[str], set[str]]:
    """Those of headings and captions, and all others."""
    named: set[str] = set()
    others: set[str] = set()
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    inner = _bookmarks(cell.blocks, source, nameless)
                    others |= inner[0] | inner[1]
            continue
        if id(block) in nameless:
            continue
        (named if _level(block, source) or _is_caption(block, source) else others).update(
            block.bookmarks
        )
    return named, others


def _is_generated(block: Block, source: Source, cited: bool) -> bool:
    if isinstance(block, Table):
        return False
    kind = block.generated or source.kind(block.element)
    return kind == "list" or (kind == "bibliography" and cited)


def _level(block: Block, source: Source) -> int:
    if isinstance(block, Table) or not (_words(block) or _has_note(block)):
        return 0
    return source.level(block.element)


def _has_note(block: Paragraph) -> bool:
    return any(bit.kind == "note" for bit in block.bits)


def _without_lists(everything: Sequence[Block], source: Source, cited: bool) -> list[Block]:
    """Without the lists that the book makes, and their titles where nothing else is below."""
    titles: set[int] = set()
    above: Block | None = None
    blocks: list[Block] = []
    for block in everything:
        is_title = isinstance(block, Paragraph) and source.kind(block.element) == "list title"
        generated = _is_generated(block, source, cited)
        if is_title:
            titles.add(id(block))
        elif generated and above is not None and _level(above, source):
            titles.add(id(above))
        if isinstance(block, Table) or _words(block) or block.bits:
            above = block
        if not generated:
            blocks.append(block)
    filled = [one for one in blocks if isinstance(one, Table) or one.bits]
    gone = {
        id(block)
        for block, after in zip(filled, [*filled[1:], None], strict=False)
        if id(block) in titles and (after is None or _level(after, source))
    }
    return [block for block in blocks if id(block) not in gone]


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return ""
    return " ".join("".join(map(_shown, block.bits)).split())


def _shown(bit: Bit) -> str:
    return {"text": bit.text, "reference": bit.text, "break": " "}.get(bit.kind, "")


def _captions(blocks: Sequence[Block], source: Source, nameless: set[int]) -> set[str]:
    """The labels and numbers of captions that occur once, such as `figure 2.3`."""
    seen: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _is_caption(block, source):
            seen.append("" if id(block) in nameless else label_of(_words(block)))
    return {one for one in seen if one and seen.count(one) == 1}


def _nameless(blocks: Sequence[Block], source: Source, missing: frozenset[str]) -> set[int]:
    """Captions of pictures that are not there."""
    filled = [one for one in blocks if isinstance(one, Table) or one.bits]
    found: set[int] = set()
    for at, block in enumerate(filled):
        if isinstance(block, Paragraph) and _is_caption(block, source):
            sides = [filled[place] for place in (at - 1, at + 1) if 0 <= place < len(filled)]
            shown = next((one for one in sides if _pictures(one)), None)
            if shown is not None and _pictures(shown) <= missing:
                found.add(id(block))
    return found


def _pictures(block: Block) -> set[str]:
    """The pictures of a paragraph that says nothing."""
    if isinstance(block, Table) or _words(block):
        return set()
    return {bit.target for bit in block.bits if bit.kind == "picture"}


def _is_caption(block: Paragraph, source: Source) -> bool:
    words = _words(block)
    styled = block.counted or source.kind(block.element) == "caption"
    return bool(without_label(words)) and (styled or is_typed_caption(words))
