"""Covers for the books that were built, as files of the output folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dinobook.book.metadata import modified_at
from dinobook.cover.finished import check_finished
from dinobook.cover.make import Cover, make_cover, take_finished
from dinobook.cover.spec import CoverSpec, measures
from dinobook.cover.wrap import Wrap
from dinobook.errors import CheckError, UsageError
from dinobook.manifest import Manifest
from dinobook.manifest.length import length_problems
from dinobook.pagemap.beside import page_maps
from dinobook.pipeline.editions import choose_printed
from dinobook.problems import Problem, has_errors
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import Project
from dinobook.theme import load_theme


@dataclass(frozen=True, slots=True)
class PrintedCover:
    """The cover of one edition, as thick as its last build makes it.

    `pages` are the book's. `files` are the sheet, then its front for shops and its proof where
    there are any, by name. `wrap` has its measures in millimetres.
    """

    edition: str
    printer: str
    pages: int
    wrap: Wrap
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def orders(manifest: Manifest, folder: OutputFolder, edition: str = "") -> dict[str, CoverSpec]:
    """What to make, by the name of the book's file without its suffix.

    Raises `UsageError` for an edition that is not printed on paper, or was not built.
    """
    files = folder.record().files
    maps = page_maps(folder, files.values())
    found = {}
    for spec in choose_printed(manifest, edition):
        if spec.name not in maps:
            raise UsageError(
                f"How thick “{spec.name}” is, is not known: it has no pages in {folder.path} yet"
                f"{folder.only_a_draft(spec.name)}. "
                f"Make them with “dinobook build {spec.name}”."
            )
        name = files[spec.name].name.removesuffix(".pdf")
        modified = modified_at(manifest, (), None)
        found[name] = CoverSpec(manifest, spec, len(maps[spec.name].pages), modified)
    return found


def carry_out(project: Project, name: str, order: CoverSpec, *, with_proof: bool) -> PrintedCover:
    """Draw the cover, or take the author's own.

    Raises `ManifestError` or `EngineError` as `make_cover` does, and `CheckError` for a cover of
    the author's own that does not suit the book.
    """
    made = _made(project, order)
    files = {f"{name}-cover{made.suffix}": made.data}
    if made.store:
        files[f"{name}-front.jpg"] = made.store
    if with_proof:
        files[f"{name}-cover-proof.png"] = made.proof()
    problems = (*length_problems(order.edition, order.printer, order.pages), *made.problems)
    return _printed(order, made.wrap, files, problems)


def _made(project: Project, order: CoverSpec) -> Cover:
    if not order.info.finished:
        return make_cover(project, load_theme(project), order)
    made = take_finished(project, order)
    if has_errors(made.problems):
        raise CheckError("The finished cover does not suit the book.", made.problems)
    return made


def checked(data: bytes, file: str, order: CoverSpec) -> PrintedCover:
    """A cover that was made elsewhere. Raises `CheckError` when it does not suit the book."""
    wrap = measures(order)
    problems = check_finished(data, file, wrap, order.printer)
    if has_errors(problems):
        raise CheckError(f"{file} does not suit “{order.edition.name}”.", problems)
    return _printed(order, wrap, {file: data}, problems)


def _printed(
    order: CoverSpec, wrap: Wrap, files: Mapping[str, bytes], problems: Iterable[Problem]
) -> PrintedCover:
    edition, printer = order.edition.name, order.printer.title
    return PrintedCover(edition, printer, order.pages, wrap, files, tuple(problems))
