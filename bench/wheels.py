"""`python -m bench.wheels`: does every machine find a wheel for each pin? Needs uv and a network.

It asks the package index, so it is no test: run it after making the pins again. Nothing is
installed.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[1]
_PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine as uv names it. `macos` is the oldest version that it may run; empty: no Mac."""

    title: str
    platform: str
    macos: str = ""


MACHINES: Final = (
    Machine("Linux on x86-64 (Debian 12 and newer)", "x86_64-manylinux_2_36"),
    Machine("Linux on ARM (Debian 12 and newer)", "aarch64-manylinux_2_36"),
    Machine("macOS 14 and newer on Apple silicon", "aarch64-apple-darwin", "14.0"),
    Machine("macOS 15 and newer on Intel", "x86_64-apple-darwin", "15.0"),
)


def main() -> int:
    uv = shutil.which("uv")
    if uv is None:
        sys.stderr.write("This needs uv: pip install uv\n")
        return 2
    lists = (_ROOT / "requirements" / f"{kind}.txt" for kind in ("build", "test"))
    said = ""
    for pins, machine, python in itertools.product(lists, MACHINES, _PYTHONS):
        fault = lacking(uv, pins, machine, python)
        line = f"{pins.name}, Python {python}, {machine.title}: {fault or 'complete'}\n"
        sys.stdout.write(line)
        said += fault
    return 1 if said else 0


def lacking(uv: str, pins: Path, machine: Machine, python: str) -> str:
    """What uv says of a list that cannot be installed there; empty when every pin has a wheel."""
    with tempfile.TemporaryDirectory() as folder:
        command = [uv, "pip", "install", "--quiet", "--dry-run", "--no-config", "--no-deps"]
        command += ["--require-hashes", "--only-binary", ":all:", "--target", folder]
        command += ["--python-platform", machine.platform, "--python-version", python]
        done = subprocess.run(  # noqa: S603
            [*command, "-r", str(pins)],
            env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": machine.macos},
            capture_output=True,
            text=True,
            check=False,
        )
    return done.stderr.strip() if done.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
