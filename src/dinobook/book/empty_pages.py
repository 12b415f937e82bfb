"""Made pages that have nothing to show: they are left out, and the author is told why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.book.glossary import has_abbreviations, has_terms
from dinobook.manifest.model import ChapterRow, GenerateRow, Row
from dinobook.manifest.page_rows import OtherBooksRow, WordsRow
from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class _Need:
    """What a page needs: whether it is there, and what to say when it is not."""

    is_met: Callable[[GenerateRow, Sequence[Fragment]], bool]
    lacking: str
    hint: str


def with_something_to_show(
    rows: Sequence[Row], fragments: Mapping[str, Fragment]
) -> tuple[Row, ...]:
    """The rows of an edition without those of pages that would be empty."""
    chapters = _chapters(rows, fragments)
    return tuple(row for row in rows if _need_of(row, chapters) is None)


def empty_pages(
    editions: Mapping[str, Sequence[Row]], fragments: Mapping[str, Fragment], path: str
) -> Iterator[Problem]:
    """A warning for each page that is left out; `path` is the manifest's.

    `editions` are the rows of each edition, by its name.
    """
    empty: dict[GenerateRow, tuple[_Need, list[str]]] = {}
    for name, rows in editions.items():
        chapters = _chapters(rows, fragments)
        for row in rows:
            need = _need_of(row, chapters)
            if isinstance(row, GenerateRow) and need is not None:
                empty.setdefault(row, (need, []))[1].append(name)
    for row, (need, names) in empty.items():
        yield Problem(
            Place(path, row.line, f"generate: {row.generate}"),
            "matter-001",
            f"“generate: {row.generate}” has nothing to show and is left out of "
            f"{' and '.join(names)}: {need.lacking}.",
            need.hint,
            Severity.WARNING,
        )


def _chapters(rows: Sequence[Row], fragments: Mapping[str, Fragment]) -> list[Fragment]:
    """What the edition prints and can be read."""
    names = [row.id for row in rows if isinstance(row, ChapterRow)]
    return [fragments[name] for name in names if name in fragments]


def _need_of(row: Row, chapters: Sequence[Fragment]) -> _Need | None:
    """What the row's page lacks; None when it has something to show."""
    need = _NEEDS.get(row.generate) if isinstance(row, GenerateRow) else None
    if need is None or not isinstance(row, GenerateRow) or need.is_met(row, chapters):
        return None
    return need


def _has_words(row: GenerateRow, _: Sequence[Fragment]) -> bool:
    return isinstance(row, WordsRow) and bool(row.text.strip() or row.file)


def _has_books(row: GenerateRow, _: Sequence[Fragment]) -> bool:
    return isinstance(row, OtherBooksRow) and bool(row.books)


def _has_sources(_: GenerateRow, chapters: Sequence[Fragment]) -> bool:
    return any(one.meta.source for one in chapters)


_WORDS: Final = _Need(
    _has_words,
    "it has no text",
    'Add text: "…", or file: with the id of a Markdown file.',
)
_NEEDS: Final[Mapping[str, _Need]] = {
    "dedication": _WORDS,
    "epigraph": _WORDS,
    "about": _WORDS,
    "abbreviations": _Need(
        lambda _, chapters: any(has_abbreviations(one) for one in chapters),
        "no chapter explains an abbreviation that it uses",
        "Write *[ABBR]: Uitleg in a chapter that uses ABBR, or delete the row.",
    ),
    "glossary": _Need(
        lambda _, chapters: any(has_terms(one) for one in chapters),
        "no chapter has a block of terms",
        "Put definitions in a block “/// begrippen”, or delete the row.",
    ),
    "sources": _Need(
        _has_sources,
        "no chapter says where it was published first",
        "Write “source: https://…” in the front matter of chapters, or delete the row.",
    ),
    "other-books": _Need(
        _has_books,
        "it lists no books",
        "Add books: [{title: …, date: …}], or delete the row.",
    ),
}
