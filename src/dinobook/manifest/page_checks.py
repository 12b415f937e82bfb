"""What must agree in the rows of made pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dinobook.manifest.crosscheck import PartialManifest, meet
from dinobook.manifest.model import GenerateRow
from dinobook.manifest.page_rows import AboutRow, FrontispieceRow, WordsRow
from dinobook.problems import Problem, Severity


def page_problems(draft: PartialManifest) -> tuple[Problem, ...]:
    """Everything in rows of made pages that contradicts something else."""
    orders = [draft, *map(draft.in_order, draft.orders)]
    return tuple(problem for order in orders for check in _CHECKS for problem in check(order))


def _two_texts(draft: PartialManifest) -> Iterator[Problem]:
    for row in draft.rows:
        if isinstance(row, WordsRow) and row.text and row.file:
            yield draft.at_row(
                row,
                "manifest-041",
                f"“generate: {row.generate}” has both a “text” and a “file”.",
                "Keep one of the two.",
            )


def _undescribed(draft: PartialManifest) -> Iterator[Problem]:
    for row in draft.rows:
        if isinstance(row, AboutRow) and row.image and row.alt is None:
            yield draft.at_row(
                row,
                "manifest-006",
                f"The picture “{row.image}” has no “alt”.",
                'Say what it shows: alt: "…"; write alt: "" when it only decorates.',
            )


def _faces_no_title(draft: PartialManifest) -> Iterator[Problem]:
    """A frontispiece is a verso: what comes next stands on the page beside it."""
    for at, row in enumerate(draft.rows):
        if not isinstance(row, FrontispieceRow):
            continue
        facing = next((one for one in draft.rows[at + 1 :] if meet(row, one)), None)
        if not (isinstance(facing, GenerateRow) and facing.generate == "title-page"):
            yield draft.at_row(
                row,
                "manifest-042",
                "The frontispiece does not face the title page.",
                "Put its row right above “- generate: title-page”.",
                Severity.WARNING,
            )


_CHECKS: Final[tuple[Callable[[PartialManifest], Iterator[Problem]], ...]] = (
    _two_texts,
    _undescribed,
    _faces_no_title,
)
