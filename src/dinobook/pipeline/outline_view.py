"""An order of the book as an editor looks at it: rows with what is known of each chapter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from dinobook.book.made_pages.collation import collation_key
from dinobook.book.section_ids import part_id, printed_ids
from dinobook.book.words.file import load_words
from dinobook.errors import SourceError, UsageError
from dinobook.manifest.constraints import broken, ruled
from dinobook.manifest.files import CHAPTER
from dinobook.manifest.model import ChapterRow, GenerateRow, Manifest, MatterRow, PartRow, Row
from dinobook.markup.converted import Converted
from dinobook.markup.front_matter.split import peek
from dinobook.pagemap.beside import page_maps
from dinobook.pagemap.model import PageMap
from dinobook.pipeline.chapter_reader import ChapterReader
from dinobook.problems import did_you_mean
from dinobook.storage.cache import Cache
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project, read_text

WORDS_A_MINUTE: Final = 238
"""Silent reading of non-fiction: Brysbaert, “How many words do we read per minute?” (2019)."""


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Where a section stood in the last build of an edition: its first folio, how many pages."""

    edition: str
    folio: str
    pages: int


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row, or a chapter that stands aside or is in no list. Empty text and 0: not known, or none.

    `id` is a chapter's, a part's, or a made page's name; `part` and `matter` what it belongs to.
    `minutes` are those of reading. `errors` and `warnings` count what is wrong with the chapter's
    own file; `rules` are the rules of order that it breaks. `line` is its line in the manifest,
    `path` its file, empty when it has none.
    """

    kind: Literal["matter", "part", "generate", "chapter", "aside", "unlisted"]
    id: str
    title: str
    line: int = 0
    matter: str = "body"
    part: str = ""
    short: str = ""
    status: str = ""
    editions: tuple[str, ...] = ()
    path: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    words: int = 0
    minutes: float = 0
    pages: tuple[PageSpan, ...] = ()
    errors: int = 0
    warnings: int = 0
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineView:
    """All rows of an order; then the chapters that are aside, and those in no list.

    `arrangement` is its name, empty for the outline.
    `words` are those of chapters that are not on hold; `built` the editions that have pages, those
    that are printed on paper first.
    """

    arrangement: str
    rows: tuple[OutlineRow, ...]
    words: int
    minutes: float
    built: tuple[str, ...] = ()

    def chapters(self) -> tuple[OutlineRow, ...]:
        """The chapters that have a place in the order."""
        return tuple(row for row in self.rows if row.kind == "chapter")


@dataclass(frozen=True, slots=True)
class ArrangementFacts:
    """An arrangement: how many chapters it has, how many of them on hold, who prints it.

    `lacks` are the chapters of the outline that it does not have.
    """

    name: str
    chapters: int
    held: int
    editions: tuple[str, ...]
    lacks: tuple[str, ...]


def arrangement_facts(manifest: Manifest) -> tuple[ArrangementFacts, ...]:
    """What is to be said of each arrangement in a line."""
    every = [row.id for row in manifest.outline if isinstance(row, ChapterRow)]
    found = []
    for one in manifest.arrangements:
        rows = [row for row in one.rows if isinstance(row, ChapterRow)]
        ids = {row.id for row in rows}
        printed = (edition.name for edition in manifest.editions if edition.arrangement == one.name)
        lacks = tuple(name for name in every if name not in ids)
        held = sum(row.status == "hold" for row in rows)
        found.append(ArrangementFacts(one.name, len(rows), held, tuple(printed), lacks))
    return tuple(found)


def outline_view(
    project: Project, manifest: Manifest, outputs: OutputFolder, cache: Cache, arrangement: str = ""
) -> OutlineView:
    """Raises `UsageError` for an arrangement that the manifest does not have."""
    names = [one.name for one in manifest.arrangements]
    if arrangement and arrangement not in names:
        known = f"There are: {', '.join(names)}." if names else "The manifest has none."
        hint = did_you_mean(arrangement, names) or known
        raise UsageError(f"There is no arrangement “{arrangement}”. {hint}")
    rows = manifest.order(arrangement)
    facts = _facts(project, manifest, cache)
    broke: dict[str, list[str]] = {}
    for one in broken(ruled(rows, manifest.outline)):
        broke.setdefault(one.chapter, []).append(one.rule)
    maps = page_maps(outputs, outputs.record().files.values())
    spans = _spans(maps)
    seen = [
        replace(row, pages=tuple(spans.get(row.id, ())), rules=tuple(broke.get(row.id, ())))
        for row in _rows(rows, facts)
    ]
    aside = [
        replace(facts.get(name, OutlineRow("aside", name, "")), kind="aside")
        for name in manifest.aside
    ]
    named = {*printed_ids(manifest.printed_rows), *printed_ids(rows), *manifest.aside}
    aside += [replace(row, kind="unlisted") for name, row in facts.items() if name not in named]
    words = sum(row.words for row in seen if row.status == "ready")
    printed = [one.name for one in manifest.editions if one.on_paper and one.name in maps]
    built = dict.fromkeys([*printed, *maps])
    return OutlineView(arrangement, (*seen, *aside), words, minutes(words), tuple(built))


def sort_keys(view: OutlineView, by: str) -> dict[str, tuple[Any, ...]]:
    """What each chapter is sorted by: `by` is date, title, tag or words."""
    of: dict[str, Callable[[OutlineRow], Any]] = {
        "date": lambda row: row.date,
        "title": lambda row: row.title and collation_key(row.title),
        "tag": lambda row: row.tags and collation_key(row.tags[0]),
        "words": lambda row: row.words,
    }
    found = {row.id: of[by](row) for row in view.rows if row.kind == "chapter"}
    return {name: (value,) for name, value in found.items() if value}


def minutes(words: int) -> float:
    """How long a reader takes, to a tenth of a minute."""
    return round(words / WORDS_A_MINUTE, 1)


def _facts(project: Project, manifest: Manifest, cache: Cache) -> dict[str, OutlineRow]:
    """What each chapter's own file says, by id; of two files with one id, the first, as wrong."""
    own = load_words(project, manifest.book.language, read_text(project, MANIFEST)).own
    reader = ChapterReader.of(project, manifest, cache, own)
    found: dict[str, OutlineRow] = {}
    for path in dict.fromkeys(project.files(MANUSCRIPT)):
        if path.endswith(CHAPTER):
            row = _read(reader, path)
            first = found.get(row.id)
            found[row.id] = replace(first, errors=first.errors + 1) if first else row
    return found


def _read(reader: ChapterReader, path: str) -> OutlineRow:
    try:
        text, converted = reader.converted(path)
    except SourceError:  # its row says that something is wrong; `check` says what
        stem = path.rsplit("/", 1)[-1].removesuffix(CHAPTER)
        return OutlineRow("chapter", stem, "", path=path, errors=1)
    return _fact(path, text, converted)


def _fact(path: str, text: str, converted: Converted) -> OutlineRow:
    errors = sum(problem.is_error for problem in converted.problems)
    warnings = len(converted.problems) - errors
    fragment = converted.fragment
    if fragment is None:
        seen = peek(text, path)
        return OutlineRow("chapter", seen.id, seen.title, path=path, errors=errors)
    return OutlineRow(
        "chapter",
        fragment.meta.id,
        fragment.meta.title,
        path=path,
        date=fragment.meta.date,
        tags=fragment.meta.tags,
        words=fragment.words,
        minutes=minutes(fragment.words),
        errors=errors,
        warnings=warnings,
    )


def _rows(rows: Sequence[Row], facts: Mapping[str, OutlineRow]) -> list[OutlineRow]:
    found: list[OutlineRow] = []
    matter, part = "body", ""
    for row in rows:
        if isinstance(row, MatterRow):
            matter, part = row.matter, ""
            found.append(OutlineRow("matter", row.matter, row.matter, row.line, matter))
        elif isinstance(row, PartRow):
            part = part_id(row)
            found.append(_with_row(OutlineRow("part", part, row.part), row, matter, ""))
        elif isinstance(row, GenerateRow):
            page = OutlineRow("generate", row.generate, row.title)
            found.append(_with_row(page, row, matter, part))
        else:
            known = facts.get(row.id, OutlineRow("chapter", row.id, "", errors=1))
            fact = replace(known, short=row.short, status=row.status)
            found.append(_with_row(fact, row, matter, part))
    return found


def _with_row(
    found: OutlineRow, row: PartRow | GenerateRow | ChapterRow, matter: str, part: str
) -> OutlineRow:
    return replace(found, line=row.line, matter=matter, part=part, editions=row.editions)


def _spans(maps: Mapping[str, PageMap]) -> dict[str, list[PageSpan]]:
    found: dict[str, list[PageSpan]] = {}
    for edition, pages in maps.items():
        for chapter in pages.chapters:
            own = pages.pages[chapter.first - 1 : chapter.last]
            count = sum(not page.blank for page in own)
            span = PageSpan(edition, own[0].folio if own else "", count)
            found.setdefault(chapter.id, []).append(span)
    return found
