"""The lists of packages are complete: `./book` installs what they name and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def test_every_package_finds_what_it_needs_in_the_lists() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_every_pin_is_in_the_range_that_the_project_asks_for(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lines = [*project["dependencies"], *(line for extra in extras for line in extra)]
    pins = (repository / "requirements" / "test.txt").read_text(encoding="utf-8")
    pinned = {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", pins, re.MULTILINE)
    }
    asked = [Requirement(line) for line in lines]
    outside = [
        f"{one}: {version}"
        for one in asked
        if (version := pinned[canonicalize_name(one.name)]) not in one.specifier
    ]
    assert outside == []
