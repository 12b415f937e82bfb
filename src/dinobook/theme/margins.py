"""Margins of printed pages: at least as wide as a printer asks, else as the theme has them.

`print.css` sets them as tokens (`--margin-inside` and so on); a wider one is added below it. A
sheet that writes its margins without these tokens is left alone.
"""

from __future__ import annotations

import re
from typing import Final

from dinobook.theme.house import Theme

SHEET: Final = "print.css"
INSIDE: Final = "--margin-inside"
_HEAD_ROOM_MM: Final = 9.0
"""From the top of a running head to the first line of the text."""
_FOOT_ROOM_MM: Final = 11.0
"""From the last line of the text to the foot of a folio."""
_TOKEN: Final = re.compile(r"(--[\w-]+)\s*:\s*([\d.]+)\s*(mm|cm|in|pt)\s*;")
_MM: Final = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def with_margins(theme: Theme, inside_mm: float, edge_mm: float) -> Theme:
    """The theme with at least this margin at the spine, and with text this far from the trim."""
    spine = max(inside_mm, edge_mm)
    least = {
        INSIDE: spine,
        "--margin-turned": spine,
        "--margin-outside": edge_mm,
        "--margin-top": edge_mm + _HEAD_ROOM_MM,
        "--margin-bottom": edge_mm + _FOOT_ROOM_MM,
        "--head-top": edge_mm,
    }
    set_mm = {
        name: float(value) * _MM[unit] for name, value, unit in _TOKEN.findall(theme.text(SHEET))
    }
    wanted = {name: round(mm, 3) for name, mm in least.items()}
    wider = {name: mm for name, mm in wanted.items() if mm > set_mm.get(name, mm)}
    if not wider:
        return theme
    rules = " ".join(f"{name}: {mm:g}mm;" for name, mm in wider.items())
    added = f"\n:root {{ {rules} }}\n".encode()
    return Theme({**theme.files, SHEET: theme.files[SHEET] + added})


def has_margin_tokens(theme: Theme) -> bool:
    """Whether the margin at the spine can be widened."""
    text = theme.text(SHEET)
    return f"var({INSIDE})" in text and any(name == INSIDE for name, _, _ in _TOKEN.findall(text))
