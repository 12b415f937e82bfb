"""`dinobook printers`: which printers dinobook knows, and what each asks, with the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.completing import printer_names
from dinobook.cli.show import say, show_table

if TYPE_CHECKING:
    from dinobook import Printer


def printers_command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="A printer: all its rules. None: the list.",
            autocompletion=printer_names,
        ),
    ] = "",
) -> Answer:
    """Show the printers whose rules dinobook knows."""
    from dinobook import all_printers, printer

    chosen = [printer(name)] if name else list(all_printers().values())
    if name:
        _show(*chosen)
    else:
        headings = ("name", "printer", "sizes", "bleed", "marks", "colour", "standard", "pages")
        show_table(headings, map(_row, chosen))
    return Answer({"printers": [asdict(one) for one in chosen]})


def _row(one: Printer) -> tuple[str, ...]:
    return (
        one.name,
        one.title,
        str(len(one.trims_mm.value) or "any"),
        _text("bleed_mm", one.bleed_mm.value),
        "yes" if one.marks.value else "no",
        one.colour.value,
        _text("standard", one.standard.value),
        _length(*one.pages.value),
    )


def _length(least: int, most: int) -> str:
    return f"{least}–{most}" if most else f"from {least}" if least else "any"


def _show(one: Printer) -> None:
    say(f"{one.name}: {one.title} ({one.binding})")
    show_table(("rule", "value", "read", "source"), _rules(one))


def _rules(owner: Any, before: str = "") -> Iterator[tuple[str, ...]]:
    """Every rule with its value, the day it was read and its source, also those further inside."""
    from dinobook import Rule

    for field in fields(owner):
        value = getattr(owner, field.name)
        if isinstance(value, Rule):
            shown = _text(field.name, value.value)
            yield before + field.name, shown, value.seen or "–", value.source
        elif field.name == "cover":
            yield from _rules(value, "cover: ")
        elif field.name == "papers":
            for paper in value:
                yield from _rules(paper, f"{paper.name}: ")


def _text(name: str, value: object) -> str:
    """A value with its unit."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "pages" and isinstance(value, tuple):
        return f"{value[0]} to {value[1] or 'any'}"
    if name == "barcode_mm":
        return _item(name, value)
    if isinstance(value, tuple):
        return ", ".join(_item(name, item) for item in value) or "–"
    unit = {"mm": " mm", "pt": " pt", "dpi": " dpi"}.get(name.rsplit("_", 1)[-1], "")
    unit = {"ink_limit": " %", "mm_per_page": " mm"}.get(name, unit)
    return f"{value:g}{unit}" if isinstance(value, int | float) else str(value) or "–"


def _item(name: str, item: object) -> str:
    if not isinstance(item, tuple):
        return f"{item:g} mm" if isinstance(item, float) else str(item)
    if name == "gutter_mm":
        return f"to {item[0]} pages {item[1]:g} mm"
    return f"{item[0]:g} x {item[1]:g} mm"
