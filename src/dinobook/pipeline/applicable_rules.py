"""Which printer's rules a PDF is judged by: for an edition's own file, those of the manifest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dinobook.cover.press import rules_of_cover
from dinobook.cover.spec import CoverSpec, measures
from dinobook.errors import UsageError
from dinobook.manifest import Manifest
from dinobook.manifest.model import EditionSpec
from dinobook.preflight import Report, preflight
from dinobook.printers import Printer
from dinobook.printers import printer as named
from dinobook.problems import did_you_mean
from dinobook.storage.outputs import OutputFolder


@dataclass(frozen=True, slots=True)
class Judged:
    """A file and the rules for it. `edition` is empty for a file that is none of this book's.

    `bound` is False for pages that are read on a screen, where left and right mean nothing.
    """

    file: Path
    printer: Printer | None
    edition: str = ""
    bound: bool = True


@dataclass(frozen=True, slots=True)
class Preflighted:
    """A PDF that was checked. `edition` is empty for a file that is none of this book's."""

    report: Report
    edition: str
    data: bytes

    def html(self) -> str:
        """The report as a page for reading, with pictures of the places."""
        from dinobook.preflight.html import page  # nothing else needs its templates

        return page(self.report, self.data)


def preflighted(meant: Judged, pages: str) -> Preflighted:
    """Check the file, or these of its pages. Raises as `preflight` does."""
    try:
        data = meant.file.read_bytes()
    except OSError as error:
        raise UsageError(f"{meant.file} cannot be read: {error.strerror}.") from error
    report = preflight(meant.file.name, data, meant.printer, pages or None, bound=meant.bound)
    return Preflighted(report, meant.edition, data)


@dataclass(frozen=True, slots=True)
class _Own:
    """A file that came out of this book. `cover_pages` is 0 for the book's own pages."""

    file: Path
    manifest: Manifest
    edition: EditionSpec
    cover_pages: int = 0
    is_draft: bool = False

    @property
    def is_book(self) -> bool:
        """Whether it is the finished pages."""
        return not self.cover_pages and not self.is_draft


def judged(
    given: Path, printer: str, manifest: Manifest | None, folder: OutputFolder | None
) -> Judged:
    """What is meant by a file or the name of an edition, and by whose rules it is judged.

    `printer` goes before the edition's own; its changes in the manifest hold when it is the same.
    Without a manifest and a folder it is no book's file. Raises `UsageError` when there is no such
    file or edition, or no such printer.
    """
    asked = named(printer) if printer else None
    own = _own(given, manifest, folder) if manifest and folder else None
    if own is None:
        if not given.is_file():
            raise UsageError(f"There is no file {given}.")
        return Judged(given, asked)
    spec = own.edition
    other = None if printer == spec.printer else asked
    if own.cover_pages:
        return Judged(own.file, _for_cover(own, other), spec.name)
    return Judged(own.file, other or spec.printed_by, spec.name, bound=spec.on_paper)


def _own(given: Path, manifest: Manifest, folder: OutputFolder) -> _Own | None:
    """The file as one of this book's; None: it is another."""
    found = {file.file.resolve(): file for file in _files(manifest, folder)}
    if given.is_file():
        return found.get(given.resolve())
    return _of_edition(given, manifest, list(found.values()), folder)


def _of_edition(given: Path, manifest: Manifest, own: list[_Own], folder: OutputFolder) -> _Own:
    name = str(given)
    names = [edition.name for edition in manifest.editions if edition.format == "pdf"]
    if name not in names:
        hint = did_you_mean(name, names)
        raise UsageError(f"There is no file {given}, and no PDF edition of that name. {hint}")
    pages = (one for one in own if one.edition.name == name and one.is_book)
    if (found := next(pages, None)) is None:
        raise UsageError(
            f"“{name}” is not in {folder.path} as it was built{folder.only_a_draft(name)}. "
            f"Make it: dinobook build {name}"
        )
    return found


def _files(manifest: Manifest, folder: OutputFolder) -> list[_Own]:
    """The PDFs, drafts and covers of this book that are as they were made."""
    record, drafts = folder.record(), replace(folder, draft=True).record().files
    found = []
    for spec in manifest.editions:
        if spec.format == "pdf" and (made := record.files.get(spec.name)):
            found.append(_Own(folder.path / made.name, manifest, spec))
        if spec.format == "pdf" and (made := drafts.get(spec.name)):
            found.append(_Own(folder.path / made.name, manifest, spec, is_draft=True))
        if spec.on_paper and (cover := record.covers.get(spec.name)):
            found.append(_Own(folder.path / cover.files[0][0], manifest, spec, cover.pages))
    return found


def _for_cover(own: _Own, other: Printer | None) -> Printer:
    """The rules for a cover, of the edition's own printer or of another."""
    order = CoverSpec(own.manifest, own.edition, own.cover_pages, "")
    return rules_of_cover(other or order.printer, measures(order))
