"""`python -m bench`: measure, and write the numbers into `docs/performance.md`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.numbers import Measured, from_json, merged, to_json
from bench.plot import plot
from bench.report import filled_in
from bench.run import Plan, equip, measure, typst_wheel

_ROOT: Final = Path(__file__).parents[1]
_NUMBERS: Final = _ROOT / "bench" / "numbers.json"
_PAGE: Final = _ROOT / "docs" / "performance.md"
_PLOT: Final = "images/performance.svg"
_SIZES: Final = (5, 50, 300, 1200, 5000)


def main() -> None:
    asked = _arguments()
    wheel = str(asked.typst_python or typst_wheel())
    plan = Plan(asked.runs, asked.seed, asked.whole_limit, wheel)
    day = datetime.now(tz=UTC).strftime("%-d %B %Y")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        lab = equip(Path(folder), asked.program)
        for pages in asked.pages:
            measured = measure(lab, pages, plan, _say)
            dated = replace(measured, conditions=replace(measured.conditions, day=day))
            if not asked.dry:
                _keep(dated)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=_SIZES, help="Sizes of books.")
    parser.add_argument("--runs", type=int, default=3, help="Rounds for each size.")
    parser.add_argument("--seed", type=int, default=1, help="Another seed, another text.")
    parser.add_argument(
        "--whole-limit", type=int, default=1200, help="The longest book for one document and peers."
    )
    parser.add_argument(
        "--program", type=Path, default=_ROOT, help="Another checkout of dinobook to time."
    )
    parser.add_argument("--typst-python", default="", help="A Python that has the Typst wheel.")
    parser.add_argument("--dry", action="store_true", help="Measure and say, write nothing.")
    return parser.parse_args()


def _keep(measured: Measured) -> None:
    """Written after each size: a long run that is stopped has not been for nothing."""
    old = from_json(_NUMBERS.read_text(encoding="utf-8")) if _NUMBERS.exists() else ()
    every = merged(old, [measured])
    _NUMBERS.write_text(to_json(every), encoding="utf-8")
    (_PAGE.parent / _PLOT).write_text(plot(every), encoding="utf-8")
    _PAGE.write_text(filled_in(_PAGE.read_text(encoding="utf-8"), every, _PLOT), encoding="utf-8")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
