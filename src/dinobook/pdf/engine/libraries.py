"""Whether this machine has the libraries that lay out pages, and what to type where it has not."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from typing import Final

from dinobook.errors import SetupError
from dinobook.storage.system_libraries import NAMES

INSTALL: Final[Mapping[str, str]] = {
    "apt-get": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install pango harfbuzz",
    "pacman": "sudo pacman -S pango harfbuzz",
    "brew": "brew install pango",
}
"""How each package manager gets them; `book` has the same packages."""

_ON_A_MAC: Final = (
    "\nWhere Homebrew has Pango already, Python may not find it; then type: "
    "export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib"
)


@cache
def require_libraries() -> None:
    """Raise `SetupError`, with the line to type, where pages cannot be laid out."""
    if not (_loads_by_name() or _engine_loads()):
        raise SetupError(f"Pango, which sets the lines of a page, cannot be loaded. {_advice()}")


def _loads_by_name() -> bool:
    """The quick answer; WeasyPrint looks in more places."""
    try:
        return bool([ctypes.CDLL(name) for name in NAMES.get(sys.platform, ())])
    except OSError:
        return False


def _engine_loads() -> bool:
    """Ask WeasyPrint itself, in a process of its own."""
    load = [sys.executable, "-W", "ignore", "-c", "import weasyprint"]
    return subprocess.run(load, capture_output=True, check=False).returncode == 0  # noqa: S603


def _advice() -> str:
    known = next((line for name, line in INSTALL.items() if shutil.which(name)), None)
    if known is None:
        return "Install Pango (1.44 or newer) with HarfBuzz and Fontconfig, then try again."
    return f"Type this, then try again:\n  {known}" + _ON_A_MAC * (sys.platform == "darwin")
