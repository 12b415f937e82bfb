"""One order of an edition: its sections in turn, and what numbers they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dinobook.book.conventions import conventions_of
from dinobook.book.made_pages.empty import with_something_to_show
from dinobook.book.made_pages.titles import PageTitles, names_in_book
from dinobook.book.model import Kind, Matter
from dinobook.book.numbers.numbering import Named
from dinobook.book.references.links import Targets, targets_of
from dinobook.book.section_ids import printed_ids, section_id
from dinobook.manifest.model import (
    ChapterRow,
    EditionSpec,
    GenerateRow,
    Manifest,
    MatterRow,
    PartRow,
    Row,
)
from dinobook.manifest.page_rows import printed_file
from dinobook.markup.fragment import Fragment
from dinobook.pagemap.model import PageMap
from dinobook.pipeline.editions import rows_of, without_empty_bibliography
from dinobook.pipeline.unchecked import Unchecked


@dataclass(frozen=True, slots=True)
class Planned:
    """A section as the outline plans it. `part` is the id of the part that it stands in."""

    id: str
    kind: Kind
    matter: Matter
    part: str = ""
    file: str = ""


@dataclass(frozen=True)
class Order:
    """An edition in one order. `names` tells what references call everything in it."""

    edition: EditionSpec
    rows: tuple[Row, ...]
    sections: tuple[Planned, ...]
    names: Mapping[str, Named]
    fragments: Mapping[str, Fragment]
    targets: Targets
    cites_in_order: bool = False
    """Whether the style of citations gives numbers, or other words to the first of a work."""

    @cached_property
    def printed(self) -> tuple[Fragment, ...]:
        """The files that are printed, in their order."""
        return tuple(self.fragments[one.file] for one in self.sections if one.file)

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.sections if one.kind is Kind.CHAPTER)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """How many sections come before each one, by its id, or by that of its file."""
        found = {one.file: at for at, one in enumerate(self.sections) if one.file}
        return found | {one.id: at for at, one in enumerate(self.sections)}

    @cached_property
    def by_id(self) -> Mapping[str, Planned]:
        return {one.id: one for one in self.sections}


def book_targets(manifests: Iterable[Manifest], sources: Unchecked) -> Targets:
    """Everything that a link may mean, whatever an edition prints."""
    rows = [
        row
        for one in manifests
        for row in one.printed_rows
        if isinstance(row, PartRow | GenerateRow)
    ]
    return targets_of(sources.fragments.values(), (), map(section_id, rows))


def order_of(
    manifest: Manifest, edition: EditionSpec, sources: Unchecked, targets: Targets
) -> Order:
    """The edition as it would be built, without chapters that have no file or cannot be read."""
    fragments = sources.fragments
    rows = without_empty_bibliography(rows_of(manifest, edition), fragments, sources.library)
    readable = [one for one in rows if not printed_file(one) or printed_file(one) in fragments]
    shown = with_something_to_show(readable, fragments)
    conventions = conventions_of(manifest, edition, sources.own)
    titles = PageTitles(manifest.book.language, sources.own, len(manifest.book.authors))
    sections = _with_notes_at_back(list(_planned(shown)), edition, fragments)
    names = names_in_book(shown, fragments, titles, conventions)
    printed = replace(targets, printed=frozenset(printed_ids(shown)))
    in_order = _cites_in_order(sources.library.style)
    return Order(edition, tuple(shown), sections, names, fragments, printed, in_order)


def _cites_in_order(style: str) -> bool:
    if not style:
        return False
    from dinobook.citations.style import sets_notes, sets_numbers

    return sets_numbers(style) or sets_notes(style)


def order_built(
    pages: PageMap,
    manifest: Manifest,
    edition: EditionSpec,
    sources: Unchecked,
    targets: Targets,
) -> Order:
    """The order of the last build, from its page map, with rows that the manifest still has."""
    own = {section_id(row): row for row in manifest.printed_rows}
    rows: list[Row] = []
    matter = ""
    for one in pages.chapters:
        if one.matter != matter:
            matter = one.matter
            rows.append(MatterRow.model_validate({"matter": matter}))
        if one.kind == Kind.CHAPTER:
            kind = "appendix" if one.number.isalpha() else "chapter"
            row = own.get(one.id) or ChapterRow(id=one.id)
            rows.append(row.model_copy(update={"kind": kind, "status": "ready"}))
        elif one.id in own:
            rows.append(own[one.id])
        elif one.kind == Kind.PART:
            rows.append(PartRow(part=one.title, id=one.id))
    whole = manifest.model_copy(update={"outline": tuple(rows)})
    plain = edition.model_copy(update={"only": (), "arrangement": ""})
    return order_of(whole, plain, sources, targets)


def _planned(rows: Sequence[Row]) -> Iterator[Planned]:
    matter, part = Matter.BODY, ""
    for row in rows:
        if isinstance(row, MatterRow):
            matter, part = Matter(row.matter), ""
        elif isinstance(row, PartRow):
            part = section_id(row)
            yield Planned(part, Kind.PART, matter, part)
        elif isinstance(row, ChapterRow):
            yield Planned(row.id, Kind.CHAPTER, matter, part, row.id)
        elif isinstance(row, GenerateRow):
            yield Planned(row.generate, Kind(row.generate), matter, part, printed_file(row))


def _with_notes_at_back(
    sections: list[Planned], edition: EditionSpec, fragments: Mapping[str, Fragment]
) -> tuple[Planned, ...]:
    """With the section of all notes where the edition has one: before the back matter."""
    if edition.notes != "book" or not any(
        one.file and fragments[one.file].notes for one in sections
    ):
        return tuple(sections)
    last = max(
        at
        for at, one in enumerate(sections)
        if one.matter is not Matter.BACK or (one.file and fragments[one.file].notes)
    )
    sections.insert(last + 1, Planned(Kind.NOTES.value, Kind.NOTES, Matter.BACK))
    return tuple(sections)
