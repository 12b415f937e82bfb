"""What must agree inside the manifest: ids, names of editions, the order of the matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dinobook.manifest.model import (
    ChapterRow,
    EditionSpec,
    GenerateRow,
    MatterRow,
    PartRow,
    Row,
)
from dinobook.manifest.page_rows import file_of
from dinobook.problems import Problem, Severity, did_you_mean
from dinobook.strict_yaml import Mapping, Node, Sequence, Source

MATTER_ORDER: Final = ("front", "body", "back")


@dataclass(frozen=True, slots=True)
class Mention:
    """An id and where it stands."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class PartialEdition:
    """An edition with the node that it was read from; its name stands at `key_offset`."""

    spec: EditionSpec
    node: Node
    key_offset: int = 0

    def offset(self, key: str, item: int | None = None) -> int:
        """Where `key` or one of its items stands; the edition itself when it has none."""
        found = self.node.get(key) if isinstance(self.node, Mapping) else None
        if item is not None and isinstance(found, Sequence) and item < len(found.items):
            return found.items[item].start
        return self.node.start if found is None else found.start


@dataclass(frozen=True, slots=True)
class PartialOrder:
    """An arrangement as far as it could be read; its name stands at `offset`."""

    name: str
    offset: int
    rows: tuple[Row, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class PartialManifest:
    """A manifest as far as it could be read. `is_whole`: every row of its outline could be."""

    source: Source
    rows: tuple[Row, ...]
    is_whole: bool
    aside: tuple[Mention, ...]
    editions: tuple[PartialEdition, ...]
    orders: tuple[PartialOrder, ...] = ()

    def in_order(self, order: PartialOrder) -> PartialManifest:
        """The same with the rows of an arrangement in the place of the outline's."""
        return replace(self, rows=order.rows, is_whole=order.is_whole)

    def chapters(self) -> tuple[ChapterRow, ...]:
        return tuple(row for row in self.rows if isinstance(row, ChapterRow))

    def listed(self) -> dict[str, int]:
        """The line of every file that the outline names, by its id."""
        names = [(row.id, row.line) for row in self.chapters()]
        names += [(file_of(row), row.line) for row in self.rows]
        return {name: line for name, line in names if name}

    def at_row(
        self, row: Row, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        return self.at(self.source.bounds(row.line)[0], code, message, hint, severity)

    def at(
        self, offset: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        return Problem(self.source.place(offset), code, message, hint, severity)


def cross_problems(draft: PartialManifest) -> tuple[Problem, ...]:
    """Everything in the manifest that contradicts something else in it."""
    orders = [draft, *map(draft.in_order, draft.orders)]
    in_rows = (problem for order in orders for check in _OF_ROWS for problem in check(order))
    return (*in_rows, *(problem for check in _CHECKS for problem in check(draft)))


def _ids_of(row: Row) -> tuple[str, ...]:
    """The ids that the row has in the book: its section's, and that of the file on a made page."""
    if isinstance(row, GenerateRow):
        return tuple(filter(None, (row.generate, file_of(row))))
    return () if isinstance(row, MatterRow) else (row.id,)


def _ids_twice(draft: PartialManifest) -> Iterator[Problem]:
    """Names that differ only in capitals count as the same: they become names of files."""
    seen: dict[str, list[tuple[str, Row]]] = {}
    for row in draft.rows:
        for name in _ids_of(row):
            earlier = seen.setdefault(name.casefold(), [])
            first = next((one for one in earlier if meet(one[1], row)), None)
            if first is not None:
                other = "" if first[0] == name else f" as “{first[0]}”"
                yield draft.at_row(
                    row,
                    "manifest-018",
                    f"“{name}” already stands on line {first[1].line}{other}.",
                    _advice_for_twice(first[1], row),
                )
            earlier.append((name, row))


def meet(first: Row, second: Row) -> bool:
    """Whether two rows can be in one edition. A chapter has one place, whatever its editions."""
    if not (isinstance(first, GenerateRow) and isinstance(second, GenerateRow)):
        return True
    return not (first.editions and second.editions) or bool(
        set(first.editions) & set(second.editions)
    )


def _advice_for_twice(first: Row, second: Row) -> str:
    if isinstance(first, PartRow) or isinstance(second, PartRow):
        part = second if isinstance(second, PartRow) else first
        title = part.part if isinstance(part, PartRow) else ""
        return f'Give the part an id of its own: {{part: "{title}", id: …}}'
    if type(first) is type(second) or file_of(first) or file_of(second):
        return "Delete one of the two rows."
    return "Give the chapter another id: the book uses this one for a page that it makes itself."


def _rows_in_unknown_editions(draft: PartialManifest) -> Iterator[Problem]:
    names = [edition.spec.name for edition in draft.editions]
    for row in draft.rows:
        for name in () if isinstance(row, MatterRow) else row.editions:
            if names and name not in names:
                yield draft.at_row(
                    row,
                    "manifest-019",
                    f"There is no edition “{name}”.",
                    did_you_mean(name, names) or f"There are: {', '.join(names)}.",
                )


def _unknown_chapters_in_editions(draft: PartialManifest) -> Iterator[Problem]:
    chapters = {row.id for row in draft.chapters()}
    aside = {one.name for one in draft.aside}
    for edition in draft.editions:
        for place, name in enumerate(edition.spec.only):
            if name not in chapters:
                hint = did_you_mean(name, chapters) or "List the chapter in the outline first."
                if name in aside:
                    hint = "It stands in “aside”: move it to the outline, or take it out here."
                yield draft.at(
                    edition.offset("only", place),
                    "manifest-020",
                    f"The outline has no chapter “{name}”.",
                    hint,
                )


def _matter_order(draft: PartialManifest) -> Iterator[Problem]:
    """Front, body, back, each at most once. Rows above the first matter row are body.

    Only the first row out of order is named: the others follow from it.
    """
    if not draft.is_whole:
        return
    begins_with_matter = bool(draft.rows) and isinstance(draft.rows[0], MatterRow)
    reached = -1 if begins_with_matter else MATTER_ORDER.index("body")
    for row in draft.rows:
        if not isinstance(row, MatterRow):
            continue
        rank = MATTER_ORDER.index(row.matter)
        if rank <= reached:
            yield draft.at_row(
                row,
                "manifest-021",
                f"“matter: {row.matter}” comes after {MATTER_ORDER[reached]} matter has begun.",
                "The order is front, body, back, each once; rows above the first one are body.",
            )
            return
        reached = max(reached, rank)


def _aside_and_listed(draft: PartialManifest) -> Iterator[Problem]:
    lines = draft.listed()
    for one in draft.aside:
        if one.name in lines:
            yield draft.at(
                one.offset,
                "manifest-022",
                f"“{one.name}” stands aside, and also in the outline on line {lines[one.name]}.",
                "Keep one of the two; “status: hold” in the outline keeps a chapter's place.",
            )


def _listed_twice(draft: PartialManifest) -> Iterator[Problem]:
    lists = [("aside", draft.aside)]
    for edition in draft.editions:
        only = (
            Mention(name, edition.offset("only", place))
            for place, name in enumerate(edition.spec.only)
        )
        lists.append(("only", tuple(only)))
    for key, mentions in lists:
        for one in _repeated(mentions):
            message = f"“{one.name}” stands in “{key}” twice."
            yield draft.at(
                one.offset, "manifest-023", message, "Delete one of the two.", Severity.WARNING
            )


def _repeated(mentions: Iterable[Mention]) -> Iterator[Mention]:
    seen: set[str] = set()
    for mention in mentions:
        if mention.name in seen:
            yield mention
        seen.add(mention.name)


def _isbn_twice(draft: PartialManifest) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for edition in draft.editions:
        digits = edition.spec.isbn.replace("-", "")
        if digits in seen:
            yield draft.at(
                edition.offset("isbn"),
                "manifest-024",
                f"Editions “{seen[digits]}” and “{edition.spec.name}” have the same ISBN.",
                "Each form of a book (paper, EPUB, PDF) needs an ISBN of its own.",
            )
        elif digits:
            seen[digits] = edition.spec.name


def _keys_without_effect(draft: PartialManifest) -> Iterator[Problem]:
    for edition in draft.editions:
        for key, why, advice in _idle_keys(edition.spec):
            if key in edition.spec.model_fields_set:
                yield draft.at(
                    edition.offset(key),
                    "manifest-025",
                    f"“{key}” does nothing in “{edition.spec.name}”: {why}.",
                    advice,
                    Severity.WARNING,
                )


def _idle_keys(spec: EditionSpec) -> Iterator[tuple[str, str, str]]:
    """Keys that this edition has no use for, with the reason and an advice."""
    printer = spec.printed_by
    if spec.format == "epub":
        if spec.ragged:
            yield "layout", "readers of an e-book choose size, typeface and space", "Delete it."
        for key in ("page", "use", "icc", "standard"):
            yield key, "an e-book has no pages", "Delete it, or make the format pdf."
    elif printer is None:
        yield "icc", "it is for no printer", "Name its printer, or delete it."
    else:
        yield "standard", "its printer decides", "Write “print: {standard: …}”, or delete it."
        if printer.colour.value in ("any", "rgb") and not printer.standard.value:
            yield "icc", "its printer asks for no inks", "Write “print: {colour: cmyk}”."


_OF_ROWS: Final[tuple[Callable[[PartialManifest], Iterator[Problem]], ...]] = (
    _ids_twice,
    _rows_in_unknown_editions,
    _matter_order,
)
_CHECKS: Final[tuple[Callable[[PartialManifest], Iterator[Problem]], ...]] = (
    _unknown_chapters_in_editions,
    _aside_and_listed,
    _listed_twice,
    _isbn_twice,
    _keys_without_effect,
)
