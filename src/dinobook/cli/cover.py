"""`dinobook cover`: front, spine and back as one sheet, as thick as the last build makes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.completing import printed_editions
from dinobook.cli.paper import manifest_of, printed
from dinobook.cli.places import (
    BookOption,
    OutOption,
    find_project,
    near,
    only_a_draft,
    output_folder,
)
from dinobook.cli.show import show_problems, sum_up
from dinobook.errors import CheckError, UsageError
from dinobook.problems import has_errors

if TYPE_CHECKING:
    from dinobook.cover.make import Cover
    from dinobook.cover.order import Order
    from dinobook.outputs import OutputFolder
    from dinobook.project import Project


def cover(
    edition: Annotated[
        str,
        typer.Argument(
            metavar="[EDITION]",
            help="An edition. None: all that are printed.",
            autocompletion=printed_editions,
        ),
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
) -> Answer:
    """Make the cover of a printed book, or check a finished one."""
    from dinobook.pdf.libraries import require_libraries

    project = find_project(book)
    folder = output_folder(project, out)
    require_libraries()
    orders = _orders(project, folder, edition)
    if check is not None:
        made = [_check(check, order) for order in orders.values()]
    else:
        made = [
            _make(project, folder, name, order, with_proof=with_proof)
            for name, order in orders.items()
        ]
    problems = tuple(problem for one in made for problem in one.problems)
    failure = None
    if has_errors(problems):
        failure = CheckError("The cover needs a look before it is printed.")
    covers = [{**one.keys} for one in made]
    return Answer({"folder": str(folder.path), "covers": covers}, problems, failure)


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
) -> Answer:
    from dinobook.cover.make import make_cover, take_finished
    from dinobook.manifest.length import length_problems
    from dinobook.theme import load_theme

    finished = bool(order.info.finished)
    made = (
        take_finished(project, order)
        if finished
        else make_cover(project, load_theme(project), order)
    )
    if finished and has_errors(made.problems):
        raise CheckError("The finished cover does not suit the book.", made.problems)
    problems = (*length_problems(order.edition, order.printer, order.pages), *made.problems)
    show_problems(problems)
    files = {f"{name}-cover{made.suffix}": made.data}
    if made.store:
        files[f"{name}-front.jpg"] = made.store
    if with_proof:
        files[f"{name}-cover-proof.png"] = made.proof()
    folder.add_cover(order.edition.name, order.pages, files)
    sum_up(_size(made, order))
    for file in files:
        where = near(folder.path / file)
        sum_up(where, where)
    width, height = made.wrap.size_mm
    keys = {"edition": order.edition.name, "files": list(files), "pages": order.pages}
    size = {"width_mm": width, "height_mm": height, "spine_mm": made.wrap.spine_mm}
    return Answer(keys | size, problems)


def _check(file: Path, order: Order) -> Answer:
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
    name = order.edition.name
    sum_up(f"{file} has the size that “{name}” needs: {width:.1f} x {height:.1f} mm.")
    return Answer({"edition": name, "files": [str(file)], "pages": order.pages}, problems)


def _size(made: Cover, order: Order) -> str:
    wrap = made.wrap
    width, height = wrap.size_mm
    return (
        f"{order.edition.name}: {width:.1f} x {height:.1f} mm and {wrap.bleed_mm:.4g} mm bleed, "
        f"spine {wrap.spine_mm:.1f} mm, for {wrap.pages} pages on “{wrap.paper}” "
        f"({order.printer.title})."
    )
