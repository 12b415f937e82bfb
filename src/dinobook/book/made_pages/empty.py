"""Made pages that have nothing to show: they are left out, and the author is told why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.book.made_pages.explained import has_abbreviations, has_terms
from dinobook.book.made_pages.figure_lists import LISTS
from dinobook.book.model import Kind
from dinobook.manifest.model import ChapterRow, GenerateRow, Row
from dinobook.manifest.page_rows import OtherBooksRow, WordsRow, printed_file
from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem, Severity, joined


@dataclass(frozen=True, slots=True)
class _Text:
    """What an edition prints and can be read: its chapters, and these with the files of its pages.

    An index and lists of figures look into the files of made pages too.
    """

    chapters: tuple[Fragment, ...]
    files: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class _Need:
    """What a page needs: whether it is there, and what to say when it is not."""

    is_met: Callable[[GenerateRow, _Text], bool]
    lacking: str
    hint: str
    code: str = "matter-001"


def with_something_to_show(
    rows: Sequence[Row], fragments: Mapping[str, Fragment]
) -> tuple[Row, ...]:
    """The rows of an edition without those of pages that would be empty."""
    text = _text(rows, fragments)
    return tuple(row for row in rows if _need_of(row, text) is None)


def empty_pages(
    editions: Mapping[str, Sequence[Row]], fragments: Mapping[str, Fragment], path: str
) -> Iterator[Problem]:
    """A warning for each page that is left out; `path` is the manifest's.

    `editions` are the rows of each edition, by its name.
    """
    empty: dict[GenerateRow, tuple[_Need, list[str]]] = {}
    for name, rows in editions.items():
        text = _text(rows, fragments)
        for row in rows:
            need = _need_of(row, text)
            if isinstance(row, GenerateRow) and need is not None:
                empty.setdefault(row, (need, []))[1].append(name)
    for row, (need, names) in empty.items():
        yield Problem(
            Place(path, row.line, f"generate: {row.generate}"),
            need.code,
            f"“generate: {row.generate}” has nothing to show and is left out of "
            f"{joined(names)}: {need.lacking}.",
            need.hint,
            Severity.WARNING,
        )


def _text(rows: Sequence[Row], fragments: Mapping[str, Fragment]) -> _Text:
    readable = [row for row in rows if printed_file(row) in fragments]
    return _Text(
        tuple(fragments[row.id] for row in readable if isinstance(row, ChapterRow)),
        tuple(fragments[printed_file(row)] for row in readable),
    )


def _need_of(row: Row, text: _Text) -> _Need | None:
    """What the row's page lacks; None when it has something to show."""
    need = _NEEDS.get(row.generate) if isinstance(row, GenerateRow) else None
    if need is None or not isinstance(row, GenerateRow) or need.is_met(row, text):
        return None
    return need


def _has_words(row: GenerateRow, _: _Text) -> bool:
    return isinstance(row, WordsRow) and bool(row.text.strip() or row.file)


def _has_books(row: GenerateRow, _: _Text) -> bool:
    return isinstance(row, OtherBooksRow) and bool(row.books)


def _has_captions(row: GenerateRow, text: _Text) -> bool:
    kind = LISTS[Kind(row.generate)]
    return any(figure.kind == kind for file in text.files for figure in file.figures)


_WORDS: Final = _Need(
    _has_words,
    "it has no text",
    'Add text: "…", or file: with the id of a Markdown file.',
)
_NEEDS: Final[Mapping[str, _Need]] = {
    "dedication": _WORDS,
    "epigraph": _WORDS,
    "about": _WORDS,
    "figures": _Need(
        _has_captions,
        "no figure has a caption",
        "Give a figure a caption, or say in “editions” where the list belongs.",
        "refs-003",
    ),
    "tables": _Need(
        _has_captions,
        "no table has a caption",
        "Give a table a caption, or say in “editions” where the list belongs.",
        "refs-003",
    ),
    "abbreviations": _Need(
        lambda _, text: any(has_abbreviations(chapter) for chapter in text.chapters),
        "no chapter explains an abbreviation that it uses",
        "Write *[ABBR]: Uitleg in a chapter that uses ABBR, or delete the row.",
    ),
    "glossary": _Need(
        lambda _, text: any(has_terms(one) for one in text.chapters),
        "no chapter has a block of terms",
        "Put definitions in a block “/// begrippen”, or delete the row.",
    ),
    "sources": _Need(
        lambda _, text: any(one.meta.source for one in text.chapters),
        "no chapter says where it was published first",
        "Write “source: https://…” in the front matter of chapters, or delete the row.",
    ),
    "index": _Need(
        lambda _, text: any(one.marks for one in text.files),
        "no chapter marks anything for it",
        "Mark words in the chapters with [woord]{.index}, or delete the row.",
        "index-004",
    ),
    "other-books": _Need(
        _has_books,
        "it lists no books",
        "Add books: [{title: …, date: …}], or delete the row.",
    ),
}
