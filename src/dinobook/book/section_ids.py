"""What the rows of the outline are called in the book: the ids of their sections."""

from __future__ import annotations

from collections.abc import Iterable

from dinobook.manifest.model import ChapterRow, GenerateRow, PartRow, Row
from dinobook.manifest.page_rows import file_of
from dinobook.slugs import slug


def part_id(row: PartRow) -> str:
    return row.id or f"part-{slug(row.part)}"


def section_id(row: Row) -> str:
    """The id of the section that a row becomes; empty for a row that becomes none."""
    if isinstance(row, ChapterRow):
        return row.id
    if isinstance(row, PartRow):
        return part_id(row)
    return row.generate if isinstance(row, GenerateRow) else ""


def printed_ids(rows: Iterable[Row]) -> tuple[str, ...]:
    """The ids of all sections, and of the files that made pages show."""
    return tuple(name for row in rows for name in (section_id(row), file_of(row)) if name)
