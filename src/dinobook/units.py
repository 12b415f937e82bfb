"""Lengths of print and of CSS, and how fine pictures must be there."""

from __future__ import annotations

from typing import Final

MM_PER_INCH: Final = 25.4
PX_PER_INCH: Final = 96.0
"""CSS Values and Units Level 3, 6.2."""
LEAST_DPI: Final = 150
"""Dots an inch below which the dots of a printed picture are seen."""
