"""Counts a document, chapter by chapter, as the book's own count of a chapter does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dinobook.importers.docx.counting.beside import apart, beside, is_filled
from dinobook.importers.docx.counting.flow import Flow
from dinobook.importers.docx.counting.labels import label_of
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
    named_captions = _captions(blocks, source, missing)
    labels = [label_of(words) for words in named_captions.values()]
    captions = {one for one in labels if one and labels.count(one) == 1}
    chapters: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        depth = _level(block, source)
        if depth and depth <= level:
            chapters.append((_words(block), [block]))
        else:
            chapters[-1][1].append(block)
    named, others = _bookmarks(blocks, source, named_captions)
    return [
        (
            title,
            Tally(source, captions, named, others, accept, unread, missing).of(
                found, titled=bool(at)
            ),
        )
        for at, (title, found) in enumerate(chapters)
    ]


def _bookmarks(
    blocks: Sequence[Block], source: Source, captions: Mapping[int, str]
) -> tuple[set[str], set[str]]:
    """Those of headings and of captions that the book can name, and all others."""
    named: set[str] = set()
    others: set[str] = set()
    for block in blocks:
        if isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                inner = _bookmarks(cell.blocks, source, captions)
                named |= inner[0]
                others |= inner[1]
            continue
        if captions.get(id(block.element)) == "":
            continue
        is_named = bool(_level(block, source)) or id(block.element) in captions
        (named if is_named else others).update(block.bookmarks)
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


def _captions(blocks: Sequence[Block], source: Source, missing: frozenset[str]) -> dict[int, str]:
    """The captions that stand beside what they are about, and their words.

    Without words: that of a picture that is not there, which nothing can name.
    """
    parted = [one for block in blocks for one in apart(block, source)]
    filled = [one for one in parted if isinstance(one, Table) or is_filled(one)]
    found: dict[int, str] = {}
    for block, place in beside(filled, source).values():
        about = filled[place]
        named = isinstance(about, Table) or not _pictures(about) <= missing
        found[id(block.element)] = _words(block) if named else ""
    for one in blocks:
        if isinstance(one, Table):
            for cell in (cell for row in one.rows for cell in row):
                found |= _captions(cell.blocks, source, missing)
    return found


def _pictures(block: Paragraph) -> set[str]:
    return {bit.target for bit in block.bits if bit.kind == "picture"}
