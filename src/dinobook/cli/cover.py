"""`dinobook cover`: front, spine and back as one sheet, as thick as the last build makes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook.cli.paper import manifest_of, printed
from dinobook.cli.places import BookOption, OutOption, find_project, only_a_draft, output_folder
from dinobook.cli.show import say, show_problems
from dinobook.errors import CheckError, UsageError

if TYPE_CHECKING:
    from dinobook.cover.make import Cover
    from dinobook.cover.order import Order
    from dinobook.outputs import OutputFolder
    from dinobook.project import Project


def cover(
    edition: Annotated[
        str, typer.Argument(metavar="[EDITION]", help="An edition. None: all that are printed.")
    ] = "",
    with_proof: Annotated[
        bool, typer.Option("--proof", help="Draw trim, folds and safe parts on a picture too.")
    ] = False,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE", help="Check a finished cover; make none."),
    ] = None,
    book: BookOption = None,
    out: OutOption = None,
) -> None:
    """Make the cover of a printed book, or check one that was made elsewhere."""
    project = find_project(book)
    folder = output_folder(project, out)
    for name, order in _orders(project, folder, edition).items():
        if check is not None:
            _check(check, order)
        else:
            _make(project, folder, name, order, with_proof=with_proof)


def _orders(project: Project, folder: OutputFolder, edition: str) -> dict[str, Order]:
    """What to make, by the name of the book's file without its suffix."""
    from dinobook.book.metadata import modified_at
    from dinobook.cover.order import Order
    from dinobook.watch import page_maps

    manifest = manifest_of(project)
    files = folder.record().files
    maps = page_maps(folder, tuple(files.values()))
    orders = {}
    for spec in printed(manifest, edition):
        if spec.name not in maps:
            raise UsageError(
                f"How thick “{spec.name}” is, is not known: it has no pages in {folder.path} yet"
                f"{only_a_draft(folder, spec.name)}. "
                f"Make them with “dinobook build {spec.name}”."
            )
        pages = len(maps[spec.name].pages)
        name = files[spec.name].name.removesuffix(".pdf")
        orders[name] = Order(manifest, spec, pages, modified_at(manifest, (), None))
    return orders


def _make(
    project: Project, folder: OutputFolder, name: str, order: Order, *, with_proof: bool
) -> None:
    from dinobook.cover.make import make_cover, take_finished
    from dinobook.problems import has_errors
    from dinobook.theme import load_theme

    finished = bool(order.info.finished)
    made = (
        take_finished(project, order)
        if finished
        else make_cover(project, load_theme(project), order)
    )
    if finished and has_errors(made.problems):
        raise CheckError("The finished cover does not suit the book.", made.problems)
    show_problems(made.problems)
    files = {f"{name}-cover{made.suffix}": made.data}
    if made.store:
        files[f"{name}-front.jpg"] = made.store
    if with_proof:
        files[f"{name}-cover-proof.png"] = made.proof()
    folder.add_cover(order.edition.name, order.pages, files)
    for file in files:
        say(f"{folder.path / file}")
    say(_size(made, order))
    if has_errors(made.problems):
        raise CheckError("The cover needs a look before it is printed.")


def _check(file: Path, order: Order) -> None:
    from dinobook.cover.finished import check_finished
    from dinobook.cover.order import measures

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    wrap = measures(order)
    problems = check_finished(data, file.as_posix(), wrap, order.printer)
    if any(one.is_error for one in problems):
        raise CheckError(f"{file} does not suit “{order.edition.name}”.", problems)
    show_problems(problems)
    width, height = wrap.sheet_mm
    say(f"{file} has the size that “{order.edition.name}” needs: {width:.1f} x {height:.1f} mm.")


def _size(made: Cover, order: Order) -> str:
    wrap = made.wrap
    width, height = wrap.size_mm
    return (
        f"{order.edition.name}: {width:.1f} x {height:.1f} mm and {wrap.bleed_mm:.4g} mm bleed, "
        f"spine {wrap.spine_mm:.1f} mm, for {wrap.pages} pages on “{wrap.paper}” "
        f"({order.printer.title})."
    )
