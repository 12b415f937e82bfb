"""`python -m bench.lines FILE…`: how the lines and pages of PDFs are set, as a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.lines.beside import PROGRAMS, MissingError, set_beside
from bench.lines.measured import NATURAL_EM, Figures, figures_of, table, worst
from bench.lines.spread import save_spread


def main(arguments: Sequence[str] | None = None) -> int:
    """0; 1 where a file or a program did not serve."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if bool(asked.files) == bool(asked.spread):
        parser.error("name PDFs to measure, or a --spread to save")
    if asked.beside and (asked.book is None or len(asked.files) != 1):
        parser.error("--beside takes one PDF, and the --book that it was made of")
    try:
        if asked.spread:
            pdf, page, picture = asked.spread
            save_spread(Path(pdf), page, Path(picture))
        else:
            _show(_columns(asked), asked)
    except (ValueError, MissingError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.lines", description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="PDFs, by anyone.")
    parser.add_argument(
        "--natural", type=float, default=NATURAL_EM, metavar="EM", help="The face's own space."
    )
    parser.add_argument("--worst", action="store_true", help="Show the ten loosest lines too.")
    parser.add_argument(
        "--beside", choices=tuple(PROGRAMS), nargs="+", default=(), help="Set the same chapters."
    )
    parser.add_argument("--book", type=Path, help="The project folder of the chapters.")
    parser.add_argument("--keep", type=Path, help="A folder for the PDFs of other programs.")
    parser.add_argument(
        "--spread",
        nargs=3,
        metavar=("FILE", "PAGE", "PNG"),
        help="Save two pages as a picture; PAGE is a number, or words of one.",
    )
    return parser


def _columns(asked: argparse.Namespace) -> list[Figures]:
    columns = [figures_of(path, natural_em=asked.natural) for path in asked.files]
    for program in asked.beside:
        with tempfile.TemporaryDirectory(prefix="lines-") as folder:
            made = set_beside(program, asked.files[0], columns[0], asked.book, Path(folder))
            columns.append(figures_of(made, program, asked.natural))
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / made.name).write_bytes(made.read_bytes())
    return columns


def _show(columns: Sequence[Figures], asked: argparse.Namespace) -> None:
    sys.stdout.write(table(columns, asked.natural))
    for one in columns if asked.worst else ():
        sys.stdout.write(f"\n{one.name}\n{worst(one)}")


if __name__ == "__main__":
    sys.exit(main())
