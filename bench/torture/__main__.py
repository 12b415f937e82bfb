"""`python -m bench.torture`: texts by chance through every edition, for as long as you like."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bench.torture.hunt import hunt


def main() -> int:
    """0: no text broke the law."""
    asked = _arguments()
    found = hunt(asked.minutes, asked.seed, asked.keep, _say)
    sys.stdout.write(found.summary() + "\n")
    return 1 if found.kept else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="How long to look.")
    parser.add_argument(
        "--seed", type=int, default=int(time.time()), help="The same seed, the same texts."
    )
    parser.add_argument(
        "--keep", type=Path, default=Path("build/torture"), help="Where the smallest texts go."
    )
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
