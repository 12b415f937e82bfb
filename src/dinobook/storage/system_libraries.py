"""The libraries of the system that set lines: no package brings them, and pages follow them."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from functools import cache
from typing import Final

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "linux": (
        *("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
        *("libharfbuzz.so.0", "libfontconfig.so.1"),
    ),
    "darwin": (
        *("libgobject-2.0.0.dylib", "libpango-1.0.dylib", "libpangoft2-1.0.dylib"),
        *("libharfbuzz.0.dylib", "libfontconfig.1.dylib"),
    ),
}
"""What WeasyPrint cannot do without, by the first name under which it looks for each."""

_ASKED: Final = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}


@cache
def system_libraries() -> Mapping[str, str]:
    """The versions of those that are found by name: `{"Pango": "1.50.12", …}`."""
    found = {}
    for file in NAMES.get(sys.platform, ()):
        for library, function in _ASKED.items():
            if file.startswith(f"lib{library.lower()}") and (version := _version(file, function)):
                found[library] = version
    return found


def _version(file: str, function: str) -> str:
    try:
        ask = getattr(ctypes.CDLL(file), function)
    except (OSError, AttributeError):
        return ""
    ask.restype = ctypes.c_char_p
    return bytes(ask() or b"").decode()
