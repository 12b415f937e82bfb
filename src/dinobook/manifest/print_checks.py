"""What must agree between an edition and its printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dinobook.manifest.crosscheck import Draft, DraftEdition
from dinobook.manifest.page_size import written_size_mm
from dinobook.problems import Problem, Severity

_KEYS: Final = ("printer", "print", "cover")


def print_problems(draft: Draft) -> tuple[Problem, ...]:
    """Everything about printers that contradicts something else."""
    return tuple(
        problem
        for edition in draft.editions
        for check in _CHECKS
        for problem in check(draft, edition)
    )


def _printed_nowhere(draft: Draft, edition: DraftEdition) -> Iterator[Problem]:
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


def _rules_of_nobody(draft: Draft, edition: DraftEdition) -> Iterator[Problem]:
    if "print" in edition.spec.model_fields_set and not edition.spec.printer:
        yield draft.at(
            edition.offset("print"),
            "manifest-044",
            f"“print” changes the rules of a printer, and “{edition.spec.name}” names none.",
            "Add “printer: generic”, or the name of yours; “dinobook printers” lists them.",
        )


def _size_not_printed(draft: Draft, edition: DraftEdition) -> Iterator[Problem]:
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


_CHECKS: Final[tuple[Callable[[Draft, DraftEdition], Iterator[Problem]], ...]] = (
    _printed_nowhere,
    _rules_of_nobody,
    _size_not_printed,
)
