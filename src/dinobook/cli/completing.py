"""What a shell offers when Tab is pressed: names that this book, and dinobook, have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dinobook import CODES, UserError
from dinobook.cli.places import find_book
from dinobook.problems import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dinobook import Manifest
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
    """All arrangements of the manifest, and the outline."""
    manifest = _manifest(context)
    named = manifest.arrangements if manifest else ()
    return [("outline", "outline"), *((one.name, counted(len(one.rows), "row")) for one in named)]


def rows(context: typer.Context) -> Offered:
    """What can be moved: chapters, parts, made pages."""
    return [
        (name, what)
        for name, what in _rows(context)
        if name not in (context.params.get("ids") or ())
    ]


def parts(context: typer.Context) -> Offered:
    return [(name, what) for name, what in _rows(context) if what.startswith("part ")]


def chapters(context: typer.Context) -> Offered:
    """Those that have a place in the order."""
    return [(name, what) for name, what in _rows(context) if what.startswith("chapter")]


def chapters_held(context: typer.Context) -> Offered:
    return [(name, what) for name, what in _rows(context) if what.endswith("on hold")]


def chapters_aside(context: typer.Context) -> Offered:
    manifest = _manifest(context)
    return [(name, "aside") for name in manifest.aside] if manifest else []


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
    manifest = _manifest(context)
    chosen = context.params.get("editions") or ()
    return tuple(
        edition for edition in (manifest.editions if manifest else ()) if edition.name not in chosen
    )


def _rows(context: typer.Context) -> Iterator[tuple[str, str]]:
    """The ids of an order with what each is; titles of chapters would have to be looked up."""
    manifest = _manifest(context)
    for row in manifest.order(context.params.get("arrangement") or "") if manifest else ():
        part, page = getattr(row, "part", ""), getattr(row, "generate", "")
        name = getattr(row, "id", "")
        if part:
            yield name, f"part {part}"
        elif page:
            yield page, "made page"
        elif name:
            held = ", on hold" if getattr(row, "status", "") == "hold" else ""
            yield name, f"chapter {getattr(row, 'short', '')}".rstrip() + held


def _manifest(context: typer.Context) -> Manifest | None:
    """None where no book is, or where its manifest cannot be read: Tab says nothing of faults."""
    book = context.params.get("book")  # as it was typed
    try:
        return find_book(book or None).manifest()
    except UserError:
        return None


def _what(spec: EditionSpec) -> str:
    return "EPUB" if spec.format == "epub" else f"PDF for {spec.use}"
