"""What must agree between an edition and its printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dinobook.manifest.crosscheck import PartialEdition, PartialManifest
from dinobook.manifest.page_size import page_size_mm, written_size_mm
from dinobook.problems import Problem, Severity

_KEYS: Final = ("printer", "print", "cover")
_LEAST_TEXT_MM: Final = 25.0
"""Less holds no word of a common length."""


def print_problems(draft: PartialManifest) -> tuple[Problem, ...]:
    """Everything about printers that contradicts something else."""
    return tuple(
        problem
        for edition in draft.editions
        for check in _CHECKS
        for problem in check(draft, edition)
    )


def _printed_nowhere(draft: PartialManifest, edition: PartialEdition) -> Iterator[Problem]:
    spec = edition.spec
    if spec.on_paper:
        return
    why = "an e-book has no pages" if spec.format == "epub" else "it is read on a screen"
    for key in _KEYS:
        if key in spec.model_fields_set:
            yield draft.at(
                edition.offset(key),
                "manifest-025",
                f"“{key}” does nothing in “{spec.name}”: {why}.",
                "Delete it, or make it {format: pdf, use: print}.",
                Severity.WARNING,
            )


def _rules_of_nobody(draft: PartialManifest, edition: PartialEdition) -> Iterator[Problem]:
    if "print" in edition.spec.model_fields_set and not edition.spec.printer:
        yield draft.at(
            edition.offset("print"),
            "manifest-044",
            f"“print” changes the rules of a printer, and “{edition.spec.name}” names none.",
            "Add “printer: generic”, or the name of yours; “dinobook printers” lists them.",
        )


def _size_not_printed(draft: PartialManifest, edition: PartialEdition) -> Iterator[Problem]:
    printer = edition.spec.printed_by
    if printer is None or not edition.spec.page:
        return
    size = written_size_mm(edition.spec.page)
    if printer.trim_for(*size) is None:
        width, height = printer.nearest_trim(*size)
        yield draft.at(
            edition.offset("page"),
            "manifest-045",
            f"{printer.title} does not print pages of {size[0]:g} x {size[1]:g} mm.",
            f"Its nearest size is {width:g} x {height:g} mm: write page: {width:.0f}x{height:.0f}",
        )


def _no_number_of_pages(draft: PartialManifest, edition: PartialEdition) -> Iterator[Problem]:
    printer = edition.spec.printed_by
    if printer is None:
        return
    (least, most), multiple = printer.pages.value, printer.multiple.value
    if most and most // multiple * multiple < max(least, 1):
        yield draft.at(
            edition.offset("print"),
            "manifest-043",
            f"No book has {least} to {most} pages and a multiple of {multiple}.",
            "Change “pages” or “multiple” below “print”.",
        )


def _no_room_for_text(draft: PartialManifest, edition: PartialEdition) -> Iterator[Problem]:
    printer = edition.spec.printed_by
    if printer is None:
        return
    edge = printer.margin_mm.value
    gutter = max((edge, *(mm for _, mm in printer.gutter_mm.value)))
    width, height = page_size_mm(edition.spec)
    if width - edge - gutter < _LEAST_TEXT_MM or height - 2 * edge < _LEAST_TEXT_MM:
        yield draft.at(
            edition.offset("print"),
            "manifest-043",
            f"Margins of {edge:g} mm, and {gutter:g} mm at the spine, leave no room for text on "
            f"pages of {width:g} x {height:g} mm.",
            "Make “margin_mm” and “gutter_mm” smaller, or the page larger.",
        )


def _too_few_dots(draft: PartialManifest, edition: PartialEdition) -> Iterator[Problem]:
    printer, most = edition.spec.printed_by, edition.spec.dpi
    if printer is not None and 0 < most < printer.image_dpi.value:
        yield draft.at(
            edition.offset("dpi"),
            "manifest-043",
            f"{printer.title} asks for pictures of {printer.image_dpi.value} dots an inch; with "
            f"“dpi: {most}” no picture keeps as many.",
            f"Write dpi: {printer.image_dpi.value} or more, or delete it.",
            Severity.WARNING,
        )


def _inks_for_a_screen(draft: PartialManifest, edition: PartialEdition) -> Iterator[Problem]:
    printer = edition.spec.printed_by
    if printer is not None and printer.colour.value == "rgb" and printer.standard.value:
        yield draft.at(
            edition.offset("print"),
            "manifest-043",
            f"PDF/{printer.standard.value.upper()} is for inks, and “colour: rgb” for a screen.",
            "Write “colour: cmyk”, or take out the standard.",
        )


_CHECKS: Final[tuple[Callable[[PartialManifest, PartialEdition], Iterator[Problem]], ...]] = (
    _printed_nowhere,
    _rules_of_nobody,
    _size_not_printed,
    _no_number_of_pages,
    _no_room_for_text,
    _too_few_dots,
    _inks_for_a_screen,
)
