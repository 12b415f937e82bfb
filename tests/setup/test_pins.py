"""The lists of packages are complete: `./book` installs what they name and nothing else."""

from __future__ import annotations

import subprocess
import sys


def test_every_package_finds_what_it_needs_in_the_lists() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
