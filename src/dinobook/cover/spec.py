"""What a cover is made of, and the measures that come of it."""

from __future__ import annotations

from dataclasses import dataclass

from dinobook.cover.rules import USUAL_PRINTER, printer_of_cover
from dinobook.cover.wrap import Wrap, wrap_of
from dinobook.errors import ManifestError
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.manifest.page_size import page_size_mm
from dinobook.printers import Paper, Printer
from dinobook.problems import Place, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class CoverSpec:
    """What a cover is made of. `pages` is how many the last build of the edition has."""

    manifest: Manifest
    edition: EditionSpec
    pages: int
    modified: str

    @property
    def info(self) -> CoverInfo:
        return self.edition.cover.over(self.manifest.book.cover)

    @property
    def printer(self) -> Printer:
        """The printer's rules for a cover."""
        return printer_of_cover(self.edition, USUAL_PRINTER)

    @property
    def place(self) -> Place:
        return Place(self.manifest.path, self.edition.line, self.edition.name)

    def place_of(self, key: str) -> Place:
        """Where a key of the cover stands."""
        return self.manifest.cover_place(self.edition, key)


def measures(order: CoverSpec) -> Wrap:
    """The wrap of an edition. Raises `ManifestError` for a paper that its printer does not have."""
    page = page_size_mm(order.edition)
    return wrap_of(order.printer, page, order.pages, _paper(order), order.info.flaps)


def _paper(order: CoverSpec) -> Paper:
    papers = {paper.name: paper for paper in order.printer.papers}
    name = order.info.paper
    if not name:
        return order.printer.papers[0]
    if name in papers:
        return papers[name]
    hint = f"{did_you_mean(name, papers)} It can be: {', '.join(papers)}.".strip()
    message = f"{order.printer.title} has no paper “{name}”."
    problem = Problem(order.place_of("paper"), "cover-004", message, hint)
    raise ManifestError("The cover cannot be made.", [problem])
