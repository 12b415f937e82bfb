"""What a shell offers when Tab is pressed: names that this book, and dinobook, have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dinobook import CODES, UserError
from dinobook.cli.places import find_book

if TYPE_CHECKING:
    from dinobook.manifest.model import EditionSpec

Offered = list[tuple[str, str]]
"""Words with what they are; a shell shows those that begin as typed."""


def editions(context: typer.Context) -> Offered:
    """All editions of the book that `--book` names, or that is here."""
    return [(spec.name, _what(spec)) for spec in _specs(context)]


def pdf_editions(context: typer.Context) -> Offered:
    return [(spec.name, _what(spec)) for spec in _specs(context) if spec.format == "pdf"]


def printed_editions(context: typer.Context) -> Offered:
    return [(spec.name, _what(spec)) for spec in _specs(context) if spec.on_paper]


def arrangements(context: typer.Context) -> Offered:
    """All arrangements of the manifest."""
    try:
        manifest = find_book(context.params.get("book") or None).manifest()
    except UserError:
        return []
    return [(one.name, f"{len(one.rows)} rows") for one in manifest.arrangements]


def printer_names() -> Offered:
    from dinobook import all_printers

    return [(printer.name, printer.title) for printer in all_printers().values()]


def codes() -> Offered:
    """All problem codes."""
    return list(CODES.items())


def mending_rules() -> Offered:
    """The rules that `check --fix` takes."""
    from dinobook import MENDING

    return [(code, CODES[code]) for code in MENDING]


def _specs(context: typer.Context) -> tuple[EditionSpec, ...]:
    """None where no book is, or where its manifest cannot be read: Tab says nothing of faults."""
    book = context.params.get("book")  # as it was typed
    try:
        manifest = find_book(book or None).manifest()
    except UserError:
        return ()
    chosen = context.params.get("editions") or ()
    return tuple(edition for edition in manifest.editions if edition.name not in chosen)


def _what(spec: EditionSpec) -> str:
    return "EPUB" if spec.format == "epub" else f"PDF for {spec.use}"
