"""`dinobook impose`: a finished PDF on sheets, to print, fold and read at home."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dinobook import UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.files import read_file, write_file
from dinobook.cli.show import sum_up
from dinobook.problems import counted

MAX_CREEP_MM = 2.0


def impose(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, such as a print edition.")],
    booklet: Annotated[
        bool, typer.Option("--booklet", help="All sheets in each other, for staples. The default.")
    ] = False,
    signature: Annotated[
        Literal["8", "16"] | None,
        typer.Option("--signature", help="Gatherings of so many pages, for sewing or glue."),
    ] = None,
    creep: Annotated[
        float,
        typer.Option(
            "--creep",
            metavar="MM",
            min=0,
            max=MAX_CREEP_MM,
            help="How far each inner sheet's pages move to the fold; about the paper's thickness.",
        ),
    ] = 0.0,
    sheet: Annotated[
        Literal["a4", "a3"], typer.Option("--sheet", help="The paper in the printer.")
    ] = "a4",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="The new file. Default: beside FILE."),
    ] = None,
) -> Answer:
    """Put a PDF's pages two by two on sheets, to print and fold."""
    from dinobook import impose as imposed_on

    if booklet and signature:
        raise UsageError("A file becomes a booklet or signatures, not both.")
    made = imposed_on(read_file(file), int(signature or 0), creep, sheet, str(file))
    kind = f"signature-{signature}" if signature else "booklet"
    target = out or file.with_name(f"{file.stem}-{kind}.pdf")
    if target.absolute() == file.absolute():
        raise UsageError(f"{target} is the file itself; name another with --out.")
    write_file(target, made.data)
    blanks = f", {counted(made.blanks, 'page')} blank" if made.blanks else ""
    smaller = f", pages at {made.scale:.0%}" if made.scale < 1 else ""
    sum_up("Print on both sides, turned over along the short edge, at 100 %.")
    sum_up(
        f"{target}: {counted(made.sheets, 'sheet')} of {sheet.upper()}{blanks}{smaller}",
        str(target),
    )
    keys = {"file": str(target.absolute()), "sheets": made.sheets, "blanks": made.blanks}
    return Answer(keys | {"scale": made.scale})
