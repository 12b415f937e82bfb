"""What the finished file shows, read back from it, page by page.

Reading is slow, so a page is read once for what it draws: its content with the page numbers filled
in, its section's tags, and what its glyphs stand for. When none of these has changed, what was read
holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dinobook.errors import EngineError
from dinobook.pdf.drawn_section import DrawnSection, Hole
from dinobook.pdf.file.embed import union
from dinobook.pdf.file.readback import Shown, page_count, with_whole_cells
from dinobook.pdf.placing.sequence import Placed
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.storage.cache import Cache, key_of

Glyphs = Mapping[str, Mapping[int, str]]


def shown_pages(
    data: bytes, placed: Sequence[Placed], numbers: Mapping[str, int], scheduler: Scheduler
) -> list[Shown]:
    """Every page of the file `data`, which was joined from `placed`.

    `numbers` are what stands in the holes. Raises `EngineError` when the file has more pages or
    fewer.
    """
    expected = sum(len(section.drawn_section.pages) for section in placed)
    if (count := page_count(data)) != expected:
        raise EngineError(f"The file has {count} pages where {expected} were laid out.")
    fonts = union(use for one in placed for use in one.drawn_section.fonts).values()
    glyphs = {font.key: dict(font.glyphs) for font in fonts}
    sections = [_Section(one, numbers, glyphs, scheduler.cache) for one in placed]
    unread = [page for one in sections for page in one.unread()]
    read = dict(zip(unread, scheduler.read(data, unread), strict=True))
    return [page for one in sections for page in one.pages(read)]


class _Section:
    """What is remembered of a section's pages, by digests of what each draws."""

    def __init__(
        self, placed: Placed, numbers: Mapping[str, int], glyphs: Glyphs, cache: Cache
    ) -> None:
        drawn_section, self._memory = placed.drawn_section, cache
        self._place = ("shown", _key(drawn_section, numbers, glyphs))
        self._keys = [
            key_of(*_drawn(drawn_section, page.content, numbers)) for page in drawn_section.pages
        ]
        self._numbers = range(placed.first, placed.first + len(drawn_section.pages))
        self._known = cache.known(dict[str, Shown], *self._place) or {}

    def unread(self) -> list[int]:
        """The pages of the file that must be read, counted from 0."""
        rows = zip(self._numbers, self._keys, strict=True)
        return [number for number, key in rows if key not in self._known]

    def pages(self, read: Mapping[int, Shown]) -> list[Shown]:
        """All pages of the section; `read` are, by their numbers, those that were read."""
        rows = zip(self._numbers, self._keys, strict=True)
        shown = {key: self._known.get(key) or read[number] for number, key in rows}
        if shown.keys() != self._known.keys():
            self._memory.keep(shown, *self._place)
        return with_whole_cells([shown[key] for key in self._keys])


def _key(drawn_section: DrawnSection, numbers: Mapping[str, int], glyphs: Glyphs) -> str:
    """A digest of what the text of all pages of a section, and its place on them, depend on."""
    contents = {page.content for page in drawn_section.pages}
    said = [repr([(page.content, page.boxes, page.marks) for page in drawn_section.pages])]
    said.append(repr((drawn_section.structure, drawn_section.linked, drawn_section.resources)))
    shared = [part.number for part in drawn_section.streams if part.number not in contents]
    drawn = [one for number in shared for one in _drawn(drawn_section, number, numbers)]
    return key_of(drawn_section.bodies, *said, *drawn, *_spelt(drawn_section, glyphs))


def _drawn(
    drawn_section: DrawnSection, number: int, numbers: Mapping[str, int]
) -> Iterator[bytes | str]:
    """The stream of this number as the book has it."""
    for part in drawn_section.streams:
        if part.number == number:
            yield f"{part.number} {part.blob}"
            yield part.data
            for piece in part.pieces:
                yield f"{piece} {numbers[piece.target]}" if isinstance(piece, Hole) else piece


def _spelt(drawn_section: DrawnSection, glyphs: Glyphs) -> Iterator[str]:
    """What the section's glyphs stand for in the whole book: the first section to use one says."""
    for font in drawn_section.fonts:
        known = glyphs[font.key]
        yield font.file
        yield repr([(glyph, known[glyph]) for glyph, _ in font.glyphs])
