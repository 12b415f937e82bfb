"""`dinobook outline`: the chapters in their order, with what an editor wants to know of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from dinobook.cli.answer import Answer
from dinobook.cli.editing import ArrangementOption
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import say, show_table
from dinobook.problems import counted

if TYPE_CHECKING:
    from dinobook import OutlineRow, OutlineView

_INDENT: Final = "  "
_HEADINGS: Final = {"aside": "aside", "unlisted": "in no list"}
"""What stands above chapters that have no place in the order."""


def outline(
    arrangement: ArrangementOption = "",
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Show the chapters in order, with words, pages and dates."""
    view = find_book(book, out).outline(arrangement)
    show_outline(view)
    return Answer(asdict(view))


def show_outline(view: OutlineView) -> None:
    """The tree as a table, with the pages of a printed edition, or of another that was built."""
    edition = view.built[0] if view.built else ""
    headings = ["title", "id", "words", "min"]
    if edition:
        headings += [f"page ({edition})", "pages"]
    show_table([*headings, "date", ""], _rows(view, edition), "  rr" + ("rr" if edition else ""))
    chapters = view.chapters()
    held = sum(row.status == "hold" for row in chapters)
    aside = sum(row.kind == "aside" for row in view.rows)
    others = [f"{held} on hold"] * bool(held) + [f"{aside} aside"] * bool(aside)
    minutes = round(view.minutes)
    tail = f" ({', '.join(others)})" if others else ""
    say(
        f"{counted(len(chapters), 'chapter')}{tail}, {counted(view.words, 'word')}, "
        f"{counted(minutes, 'minute')} of reading."
    )


def _rows(view: OutlineView, edition: str) -> Iterator[list[str]]:
    width = 6 if edition else 4
    headed: set[str] = set()
    for row in view.rows:
        if row.kind in _HEADINGS and row.kind not in headed:
            headed.add(row.kind)
            yield [_HEADINGS[row.kind], *[""] * (width + 1)]
        if row.kind == "matter":
            yield [f"{row.id} matter", *[""] * (width + 1)]
        else:
            yield _row(row, edition)


def _row(row: OutlineRow, edition: str) -> list[str]:
    depth = 1 + bool(row.part)
    title = f"({row.title or row.id})" if row.kind == "generate" else row.title or "—"
    cells = [_INDENT * depth + title, row.id]
    is_chapter = row.kind == "chapter" or row.kind in _HEADINGS
    cells += [f"{row.words:,}", f"{row.minutes:.0f}"] if is_chapter else ["", ""]
    if edition:
        span = next((one for one in row.pages if one.edition == edition), None)
        cells += [span.folio, str(span.pages)] if span else ["", ""]
    return [*cells, row.date, "; ".join(_remarks(row))]


def _remarks(row: OutlineRow) -> Iterator[str]:
    if row.status == "hold":
        yield "on hold"
    if row.editions:
        yield f"only in {', '.join(row.editions)}"
    if (row.kind == "chapter" or row.kind in _HEADINGS) and not row.path:
        yield "no file"
    elif row.errors:
        yield counted(row.errors, "error")
    if row.warnings:
        yield counted(row.warnings, "warning")
    yield from (f"breaks {rule}" for rule in row.rules)
