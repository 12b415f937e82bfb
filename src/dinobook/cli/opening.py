"""Opens a finished file in the program that the system has for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from dinobook.cli.show import talk

_OPENERS: Final = {"darwin": ("open",), "linux": ("xdg-open", "wslview")}


def open_file(path: Path) -> None:
    """Let the system open it, and go on at once. Where it has no way to, say where the file is."""
    openers = _OPENERS.get(sys.platform, ())
    found = next(filter(None, map(shutil.which, openers)), None)
    if found is None:
        talk(f"Nothing here opens files ({' or '.join(openers) or sys.platform}): see {path}")
        return
    quiet = subprocess.DEVNULL
    subprocess.Popen([found, path], stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
