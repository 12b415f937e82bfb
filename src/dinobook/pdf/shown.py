"""What the finished file shows, read back from it, section by section.

Reading is slow, so a section is read once for what it draws: its content and tags, the page numbers
filled in, and what its glyphs stand for. When none of these has changed, what was read holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dinobook.errors import EngineError
from dinobook.pdf.embed import union
from dinobook.pdf.fragment import Fragment, Hole
from dinobook.pdf.readback import Shown, page_count, with_whole_cells
from dinobook.pdf.sequence import Placed
from dinobook.pdf.workshop import Workshop
from dinobook.store import key_of

Glyphs = Mapping[str, Mapping[int, str]]


def shown_pages(
    data: bytes, placed: Sequence[Placed], numbers: Mapping[str, int], workshop: Workshop
) -> list[Shown]:
    """Every page of the file `data`, which was joined from `placed`.

    `numbers` are what stands in the holes. Raises `EngineError` when the file has more pages or
    fewer.
    """
    expected = sum(len(one.fragment.pages) for one in placed)
    if (count := page_count(data)) != expected:
        raise EngineError(f"The file has {count} pages where {expected} were laid out.")
    fonts = union(use for one in placed for use in one.fragment.fonts).values()
    glyphs = {font.key: dict(font.glyphs) for font in fonts}
    keys = [_key(one.fragment, numbers, glyphs) for one in placed]
    known = [workshop.memory.known(list[Shown], "shown", key) for key in keys]
    missing = [one for one, found in zip(placed, known, strict=True) if found is None]
    pages = [page for one in missing for page in _numbers(one)]
    read = dict(zip(pages, workshop.read(data, pages), strict=True))
    shown: list[Shown] = []
    for one, key, found in zip(placed, keys, known, strict=True):
        if found is None:
            found = with_whole_cells([read[page] for page in _numbers(one)])
            workshop.memory.keep(found, "shown", key)
        shown += found
    return shown


def _numbers(placed: Placed) -> range:
    return range(placed.first, placed.first + len(placed.fragment.pages))


def _key(fragment: Fragment, numbers: Mapping[str, int], glyphs: Glyphs) -> str:
    """A digest of all that the text of a section's pages, and its place on them, depend on."""
    return key_of(fragment.bodies, *_drawn(fragment, numbers), *_spelt(fragment, glyphs))


def _drawn(fragment: Fragment, numbers: Mapping[str, int]) -> Iterator[bytes | str]:
    yield repr([(page.content, page.boxes, page.marks) for page in fragment.pages])
    yield repr((fragment.structure, fragment.linked, fragment.resources))
    for part in fragment.streams:
        yield f"{part.number} {part.blob}"
        yield part.data
        for piece in part.pieces:
            yield f"{piece} {numbers[piece.target]}" if isinstance(piece, Hole) else piece


def _spelt(fragment: Fragment, glyphs: Glyphs) -> Iterator[str]:
    """What the section's glyphs stand for in the whole book: the first section to use one says."""
    for font in fragment.fonts:
        known = glyphs[font.key]
        yield font.file
        yield repr([(glyph, known[glyph]) for glyph, _ in font.glyphs])
